"""French people and companies with known duplicates, made by a seeded generator.

Nothing is copied from a real register. Each record carries ``entity``: records with the same one are the same
person or company. The generator knows nothing of the matcher.

Duplicates differ by: typing errors, lost accents, capitals, swapped first and last name, an initial, hyphens,
a married name, another phone format or an extension, a second e-mail address (work or free-mail), a legal
form moved, dropped or written out, abbreviated streets, CEDEX cities, and cells left empty.

Hard negatives among people: relatives (one last name, address and home phone; some share one e-mail
address), colleagues (one company, street and switchboard; some with the same first name), namesakes in other
towns, siblings in one company, neighbours. Among companies: the same name in another town, a holding at its
subsidiary's address and phone, tenants of one business centre (one address and one phone), names that share
all but a trade word, "SAS Institute" beside "Institute".
"""

from __future__ import annotations

import random
from dataclasses import dataclass

from prospect_crm.domain.company import Company
from prospect_crm.domain.person import EmailAddress, Person, Phone, PostalAddress


def _listed(text: str, separator: str = " ") -> list[str]:
    return text.split(separator)


_GIVEN = _listed(
    "Jean Marie Pierre Michel André Philippe Nathalie Isabelle Alain Sylvie Catherine Bernard"
    " Christophe Patrick Daniel Laurent Sandrine Stéphane Nicolas Valérie Véronique Sébastien Julien"
    " Céline Aurélie Thomas Camille Léa Hugo Lucas Emma Chloé Manon Inès Jules Louis Gabriel Arthur"
    " Raphaël Maxime Antoine Clément Pauline Mathilde Élodie Mélanie Jérôme Frédéric Olivier Thierry"
    " Éric Hélène Françoise Monique Jacqueline Karim Mohamed Fatima Amina Yves Loïc Gaëlle Maëlle"
    " Benoît Guillaume Anne-Marie Jean-Pierre Marie-Claude Jean-Luc Anne-Sophie Marc Paul Luc Rémi"
    " Romain Simon Théo Victor Xavier Zoé Noémie Océane Justine"
)
_FAMILY = _listed(
    "Martin Bernard Dubois Thomas Robert Richard Petit Durand Leroy Moreau Simon Laurent Lefebvre"
    " Michel Garcia David Bertrand Roux Vincent Fournier Morel Girard André Lefèvre Mercier Dupont"
    " Lambert Bonnet François Martinez Legrand Garnier Faure Rousseau Blanc Guérin Muller Henry"
    " Roussel Nicolas Perrin Morin Mathieu Clément Gauthier Dumont Lopez Fontaine Chevalier Robin"
    " Masson Sanchez Gérard Nguyen Boyer Denis Lemaire Duval Joly Gautier Roger Roche Roy Noël Meyer"
    " Lucas Meunier Jean Perez Marchand Dufour Blanchard Marie Barbier Brun Dumas Brunet Schmitt"
    " Leroux Colas Fernandez Renard Arnaud Rolland Caron Aubert Giraud Leclerc Vidal Bourgeois Renaud"
    " Lemoine Picard Gaillard Philippe Leclercq Lacroix Fabre Dupuis Olivier Rodriguez Da_Silva Hubert"
    " Louis Charles Guillot Rivière Le_Gall Guillaume Adam Rey Moulin Gonzalez Berger Lecomte Menard"
    " Fleury Deschamps Carpentier Julien Benoît Paris Maillard Marchal Aubry Vasseur Le_Roux Renault"
    " Petitjean De_La_Tour D'Aubigné Kowalski Benali Haddad Traoré Diallo Nkosi Bouvier Charpentier"
    " Prévost"
)
_SYLLABLES = _listed("ba bre cha cor da del fla fou ga gri lam lo ma mon na pa per qui ra roc sa tré va vil")
_ENDINGS = _listed("din eau ec el ert et iac ier in land lec mond nard ot rand sac tin vel vert zon")
_STREETS = _listed(
    "rue de la République|avenue Jean Jaurès|boulevard Victor Hugo|rue du Général de Gaulle"
    "|place de l'Église|rue Pasteur|avenue de la Gare|chemin des Vignes|rue des Lilas|rue du Moulin"
    "|allée des Tilleuls|impasse du Château|rue Saint-Michel|quai de la Fosse|rue de Bretagne"
    "|route de Paris|rue Voltaire|boulevard de la Liberté|rue Émile Zola|avenue Foch|rue du Stade"
    "|rue des Écoles|rue de Verdun|rue Gambetta|cours Lafayette|rue Nationale|rue de l'Industrie"
    "|zone industrielle Nord|rue des Acacias|rue du Faubourg",
    "|",
)
_NAMED_AFTER = [f"{given} {family}" for given in _GIVEN[::4] for family in _FAMILY[::3] if "_" not in family]
_TOWNS = _listed(
    "75008 Paris|75011 Paris|75015 Paris|69003 Lyon|69007 Lyon|13001 Marseille|13008 Marseille"
    "|31000 Toulouse|06000 Nice|44000 Nantes|34000 Montpellier|67000 Strasbourg|33000 Bordeaux"
    "|59000 Lille|35000 Rennes|51100 Reims|76600 Le Havre|42000 Saint-Étienne|83000 Toulon"
    "|38000 Grenoble|21000 Dijon|49000 Angers|30000 Nîmes|63000 Clermont-Ferrand|72000 Le Mans"
    "|13100 Aix-en-Provence|29200 Brest|37000 Tours|80000 Amiens|87000 Limoges|74000 Annecy|57000 Metz"
    "|25000 Besançon|45000 Orléans|68100 Mulhouse|14000 Caen|54000 Nancy|95100 Argenteuil"
    "|92100 Boulogne-Billancourt|93200 Saint-Denis",
    "|",
)
_FREE_MAIL = (
    "gmail.com",
    "orange.fr",
    "free.fr",
    "wanadoo.fr",
    "sfr.fr",
    "laposte.net",
    "hotmail.fr",
    "yahoo.fr",
)
_FIRST_WORDS = _listed(
    "Alto Brio Cap Delta Ecla Fora Gala Helio Iris Jade Kali Luma Mira Nova Orba Pixel Quartz Rivo Sol"
    " Terra Ultra Veri Wizo Xeno Yama Zen Agri Bati Clima Dynami Elec Foni Geo Hydro Info Logi Medi"
    " Nutri Opti Poly"
)
_SECOND_WORDS = _listed(
    "tec plan nova mat line flux gest cor dis via sys med form bois pro lab dom fil tra lux"
)
_TRADES = _listed(
    "Menuiserie Plomberie Garage Boulangerie Transports Informatique Conseil Services Immobilier"
    " Électricité Nettoyage Maçonnerie Peinture Traiteur Optique Pharmacie Assurances Formation"
    " Distribution Logistique"
)
_FORMS = ("SARL", "SAS", "SA", "SASU", "EURL", "SCI", "SNC")
_WRITTEN_OUT = {"SARL": "S.A.R.L.", "SA": "S.A.", "SAS": "S.A.S.", "SASU": "Sasu", "EURL": "E.U.R.L."}
_ABBREVIATED = {
    "avenue": "av.",
    "boulevard": "bd",
    "place": "pl.",
    "chemin": "ch.",
    "rue": "r.",
    "allée": "all.",
}
_ACCENTS = str.maketrans("àâäéèêëîïôöùûüçÀÂÉÈÊËÎÏÔÙÛÇ", "aaaeeeeiioouuucAAEEEEIIOUUC")


@dataclass(frozen=True)
class Labelled:
    """A record and which person or company it is; ``note`` says what kind of duplicate or negative it is."""

    entity: str
    note: str
    record: Person | Company


class _Maker:
    def __init__(self, seed: int, records: int) -> None:
        self.random = random.Random(seed)
        self.towns = _TOWNS + [
            f"{10_000 + number * 37 % 85_000} Val-{_ENDINGS[number % 20]}-{number}"
            for number in range(records // 500)
        ]
        self.count = 0
        self.domains: set[str] = set()
        self.emails: set[str] = set()

    def chance(self, share: float) -> bool:
        return self.random.random() < share

    def frequent(self, values: list[str]) -> str:
        """One of the values, the first ones more often: the first of 90 comes up 3 times in a hundred."""
        weights = [(rank + 10) ** -0.8 for rank in range(len(values))]
        return self.random.choices(values, weights)[0]

    def given(self) -> str:
        return self.frequent(_GIVEN)

    def family(self) -> str:
        """Half the people have a frequent name, half one of some ten thousand."""
        name = self.frequent(_FAMILY).replace("_", " ") if self.chance(0.5) else self.rare_family()
        return f"{name}-{self.random.choice(_FAMILY[:60])}" if self.chance(0.03) else name

    def rare_family(self) -> str:
        syllables = [self.random.choice(_SYLLABLES) for _ in range(self.random.choice((1, 2, 2)))]
        return ("".join(syllables) + self.random.choice(_ENDINGS)).capitalize()

    def phone(self, leading: str = "") -> str:
        first = leading or self.random.choice(("01", "02", "03", "04", "05", "09"))
        digits = [f"{self.random.randrange(100):02d}" for _ in range(4)]
        return " ".join((first, *digits))

    def mobile(self) -> str:
        return f"06 {self.random.randrange(10, 30)} {self.phone()[6:]}"

    def address(self) -> tuple[str, str, str]:
        postcode, _, town = self.random.choice(self.towns).partition(" ")
        street = (
            self.random.choice(_STREETS) if self.chance(0.4) else f"rue {self.random.choice(_NAMED_AFTER)}"
        )
        return f"{self.random.randrange(1, 180)} {street}", postcode, town

    def domain(self, name: str) -> str:
        """A domain that no other company has."""
        for ending in (
            ".fr",
            ".com",
            f"-{self.random.randrange(100)}.fr",
            f"-{self.random.randrange(1000)}.com",
        ):
            domain = _slug(name)[:18] + ending
            if domain not in self.domains:
                break
        self.domains.add(domain)
        return domain

    def siren(self) -> str:
        digits = [self.random.randrange(1, 10), *(self.random.randrange(10) for _ in range(7))]
        total = sum(sum(divmod(digit * 2, 10)) if index % 2 else digit for index, digit in enumerate(digits))
        return "".join(map(str, [*digits, -total % 10]))

    def typo(self, text: str) -> str:
        if len(text) < 4:
            return text
        position = self.random.randrange(1, len(text) - 1)
        letter = self.random.choice("abcdefghijklmnoprstuv")
        kind = self.random.randrange(4)
        if kind == 0:
            return text[:position] + text[position + 1 :]
        if kind == 1:
            return text[:position] + letter + text[position:]
        if kind == 2:
            return text[:position] + letter + text[position + 1 :]
        return text[: position - 1] + text[position] + text[position - 1] + text[position + 1 :]

    def written_otherwise(self, text: str) -> str:
        """The same text as another person would type it."""
        if self.chance(0.3):
            text = text.translate(_ACCENTS)
        if self.chance(0.15):
            text = text.upper()
        if self.chance(0.12):
            text = text.replace("-", " ")
        return self.typo(text) if self.chance(0.18) else text

    def phone_otherwise(self, number: str) -> str:
        digits = number.replace(" ", "")
        return self.random.choice(
            (
                number,
                digits,
                f"+33 {number[1:]}",
                f"+33 (0){number[1:]}",
                number.replace(" ", "."),
                f"0033{digits[1:]}",
            )
        )

    def street_otherwise(self, street: str) -> str:
        if self.chance(0.4):
            for word, short in _ABBREVIATED.items():
                street = street.replace(f" {word} ", f" {short} ")
        return self.written_otherwise(street)


def _slug(text: str) -> str:
    return "".join(character for character in text.translate(_ACCENTS).lower() if character.isalnum())


@dataclass
class _Firm:
    name: str
    form: str
    domain: str
    switchboard: str
    address: tuple[str, str, str]


def _firm(make: _Maker) -> _Firm:
    kind = make.random.randrange(3)
    if kind == 0:
        name = make.random.choice(_FIRST_WORDS) + make.random.choice(_SECOND_WORDS)
    elif kind == 1:
        name = f"{make.random.choice(_TRADES)} {make.family()}"
    else:
        name = f"{make.family()} {make.random.choice(('et Fils', '& Associés', 'Frères', 'Groupe', make.random.choice(_TRADES)))}"
    return _Firm(name, make.random.choice(_FORMS), make.domain(name), make.phone(), make.address())


def _firm_name(make: _Maker, firm: _Firm) -> str:
    form = _WRITTEN_OUT.get(firm.form, firm.form) if make.chance(0.25) else firm.form
    return make.random.choice((firm.name, f"{firm.name} {form}", f"{form} {firm.name}", firm.name))


def people(records: int = 5_000, seed: int = 20_260) -> list[Labelled]:
    """About so many people, a fifth of them duplicates, in random order."""
    make = _Maker(seed, records)
    firms = [_firm(make) for _ in range(records // 6)]
    result: list[Labelled] = []
    while len(result) < records:
        make.count += 1
        kind = make.random.random()
        if kind < 0.06:
            group = _relatives(make)
        elif kind < 0.14:
            group = _colleagues(make, make.random.choice(firms))
        elif kind < 0.16:
            group = _siblings_at_work(make, make.random.choice(firms))
        elif kind < 0.19:
            group = _namesakes(make)
        else:
            group = [("person", _person(make, make.random.choice(firms) if make.chance(0.75) else None))]
        for index, (note, person) in enumerate(group):
            entity = f"{make.count}-{index}"
            result.append(Labelled(entity, note, person))
            if make.chance(0.2):
                result.extend(
                    Labelled(entity, *_person_again(make, person))
                    for _ in range(make.random.choice((1, 1, 1, 2)))
                )
    result = result[:records]
    make.random.shuffle(result)
    return result


def _person(make: _Maker, firm: _Firm | None, given: str = "", family: str = "") -> Person:
    given, family = given or make.given(), family or make.family()
    street, postcode, town = firm.address if firm else make.address()
    free = f"{_slug(given)}.{_slug(family)}{make.random.choice(('', '', make.random.randrange(10, 99)))}"
    work = f"{_slug(given)[:1]}.{_slug(family)}" if make.chance(0.4) else f"{_slug(given)}.{_slug(family)}"
    email = (
        f"{work}@{firm.domain}" if firm and make.chance(0.8) else f"{free}@{make.random.choice(_FREE_MAIL)}"
    )
    while email in make.emails:
        email = email.replace("@", f"{make.random.randrange(10)}@")
    make.emails.add(email)
    phones = [make.mobile()] if make.chance(0.5) else []
    if firm and make.chance(0.6):
        phones.append(firm.switchboard)
    elif not firm and make.chance(0.6):
        phones.append(make.phone())
    return Person(
        given_name=given,
        family_name=family,
        organisation=_firm_name(make, firm) if firm else "",
        emails=[EmailAddress(email)] if make.chance(0.75) else [],
        phones=[Phone(number) for number in phones],
        addresses=[PostalAddress(street=street, postcode=postcode, city=town)] if make.chance(0.8) else [],
    )


def _relatives(make: _Maker) -> list[tuple[str, Person]]:
    family, (street, postcode, town), phone = make.family(), make.address(), make.phone()
    shared = f"famille.{_slug(family)}@{make.random.choice(_FREE_MAIL)}" if make.chance(0.3) else ""
    result = []
    for given in make.random.sample(_GIVEN, make.random.choice((2, 2, 3))):
        person = _person(make, None, given, family)
        person.addresses = [PostalAddress(street=street, postcode=postcode, city=town)]
        person.phones = [Phone(phone)] + ([Phone(make.mobile())] if make.chance(0.4) else [])
        if shared:
            person.emails = [EmailAddress(shared)]
        result.append(("relative", person))
    return result


def _colleagues(make: _Maker, firm: _Firm) -> list[tuple[str, Person]]:
    given = make.given()
    first_names = (
        [given, given] if make.chance(0.25) else [make.given() for _ in range(make.random.randrange(2, 6))]
    )
    people = [_person(make, firm, name) for name in first_names]
    for person in people:
        person.phones = [Phone(firm.switchboard)]
    return [("colleague", person) for person in people]


def _siblings_at_work(make: _Maker, firm: _Firm) -> list[tuple[str, Person]]:
    family = make.family()
    return [
        ("sibling at work", _person(make, firm, given, family)) for given in make.random.sample(_GIVEN, 2)
    ]


def _namesakes(make: _Maker) -> list[tuple[str, Person]]:
    given, family = make.given(), make.frequent(_FAMILY).replace("_", " ")
    return [("namesake", _person(make, None, given, family)) for _ in range(2)]


def _person_again(make: _Maker, person: Person) -> tuple[str, Person]:
    given, family = make.written_otherwise(person.given_name), make.written_otherwise(person.family_name)
    note = "written otherwise"
    kind = make.random.random()
    if kind < 0.08:
        given, family, note = family, given, "swapped names"
    elif kind < 0.14:
        given, note = given[:1] + ".", "initial"
    elif kind < 0.16:
        family, note = make.family(), "married name"
    elif kind < 0.19:
        family, note = f"{family}-{make.family()}", "double name"
    emails = [
        EmailAddress(entry.address.upper() if make.chance(0.1) else entry.address) for entry in person.emails
    ]
    if make.chance(0.3):
        emails = (
            [EmailAddress(f"{_slug(given)}{_slug(family)}@{make.random.choice(_FREE_MAIL)}")]
            if make.chance(0.4)
            else []
        )
    phones = [Phone(_with_extension(make, make.phone_otherwise(entry.number))) for entry in person.phones]
    if make.chance(0.2):
        phones = phones[:-1]
    addresses = [
        PostalAddress(
            street=make.street_otherwise(entry.street),
            postcode=entry.postcode,
            city=f"{entry.city.upper()} CEDEX {make.random.randrange(1, 20)}"
            if make.chance(0.1)
            else make.written_otherwise(entry.city),
        )
        for entry in person.addresses
        if make.chance(0.85)
    ]
    organisation = make.written_otherwise(person.organisation) if make.chance(0.9) else ""
    if organisation and make.chance(0.3):
        organisation = _moved_form(make, organisation)
    return note, Person(
        given_name=given,
        family_name=family,
        organisation=organisation,
        emails=emails,
        phones=phones,
        addresses=addresses,
    )


def _with_extension(make: _Maker, number: str) -> str:
    return f"{number} poste {make.random.randrange(10, 99)}" if make.chance(0.08) else number


def _moved_form(make: _Maker, name: str) -> str:
    words = [word for word in name.split() if word.upper().replace(".", "") not in _FORMS]
    bare = " ".join(words) or name
    form = make.random.choice(("", "", next((word for word in name.split() if word not in words), "")))
    return f"{form} {bare}".strip() if make.chance(0.5) else f"{bare} {form}".strip()


def companies(records: int = 2_000, seed: int = 20_261) -> list[Labelled]:
    """About so many companies, a fifth of them duplicates, in random order."""
    make = _Maker(seed, records)
    result = [
        Labelled("institute-0", "SAS Institute", _company(make, name="SAS Institute", form="")),
        Labelled("institute-1", "SAS Institute", _company(make, name="Institute", form="")),
    ]
    while len(result) < records:
        make.count += 1
        kind = make.random.random()
        if kind < 0.05:
            group = _same_name_elsewhere(make)
        elif kind < 0.10:
            group = _holding(make)
        elif kind < 0.14:
            group = _tenants(make)
        elif kind < 0.18:
            group = _same_family_other_trade(make)
        else:
            group = [("company", _company(make))]
        for index, (note, company) in enumerate(group):
            entity = f"{make.count}-{index}"
            result.append(Labelled(entity, note, company))
            if make.chance(0.2):
                result.extend(
                    Labelled(entity, *_company_again(make, company))
                    for _ in range(make.random.choice((1, 1, 1, 2)))
                )
    result = result[:records]
    make.random.shuffle(result)
    return result


def _company(make: _Maker, name: str = "", form: str | None = None) -> Company:
    firm = _firm(make)
    firm.name, firm.form = name or firm.name, firm.form if form is None else form
    domain = make.domain(name) if name else firm.domain
    email = (
        f"contact@{domain}"
        if make.chance(0.7)
        else f"{domain.split('.')[0]}@{make.random.choice(_FREE_MAIL)}"
    )
    street, postcode, town = firm.address
    return Company(
        name=_firm_name(make, firm).strip(),
        siren=make.siren() if make.chance(0.55) else "",
        website=f"www.{domain}" if make.chance(0.6) else "",
        emails=[email] if make.chance(0.6) else [],
        phones=[firm.switchboard] if make.chance(0.8) else [],
        street=street if make.chance(0.85) else "",
        postcode=postcode,
        city=town,
    )


def _same_name_elsewhere(make: _Maker) -> list[tuple[str, Company]]:
    first = _company(make)
    second = _company(make)
    second.name = first.name
    second.website, second.emails = "", []
    return [("same name elsewhere", first), ("same name elsewhere", second)]


def _holding(make: _Maker) -> list[tuple[str, Company]]:
    first = _company(make)
    first.siren = make.siren()
    second = Company(
        name=f"{' '.join(word for word in first.name.split() if word.strip('.') not in _FORMS)} Holding",
        siren=make.siren() if make.chance(0.9) else "",
        phones=list(first.phones),
        street=first.street,
        postcode=first.postcode,
        city=first.city,
    )
    return [("holding", first), ("holding", second)]


def _tenants(make: _Maker) -> list[tuple[str, Company]]:
    phone, (street, postcode, town) = make.phone(), make.address()
    tenants = [_company(make) for _ in range(make.random.randrange(2, 6))]
    for tenant in tenants:
        tenant.phones, tenant.street, tenant.postcode, tenant.city = [phone], street, postcode, town
    return [("tenant", tenant) for tenant in tenants]


def _same_family_other_trade(make: _Maker) -> list[tuple[str, Company]]:
    family, (_, postcode, town) = make.family(), make.address()
    result = []
    for trade in make.random.sample(_TRADES, 2):
        company = _company(make, f"{trade} {family}")
        company.postcode, company.city = postcode, town
        result.append(("other trade", company))
    return result


def _company_again(make: _Maker, company: Company) -> tuple[str, Company]:
    name, note = make.written_otherwise(company.name), "written otherwise"
    if make.chance(0.5):
        name, note = _moved_form(make, name), "legal form moved"
    return note, Company(
        name=name,
        siren=company.siren if make.chance(0.5) else "",
        website=company.website if make.chance(0.6) else "",
        emails=list(company.emails) if make.chance(0.6) else [],
        phones=[make.phone_otherwise(number) for number in company.phones] if make.chance(0.8) else [],
        street=make.street_otherwise(company.street) if make.chance(0.8) else "",
        postcode=company.postcode if make.chance(0.9) else "",
        city=f"{company.city.upper()} CEDEX" if make.chance(0.1) else make.written_otherwise(company.city),
    )
