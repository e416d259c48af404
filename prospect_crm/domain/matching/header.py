"""Which column of a list holds what: aliases of the header's cells in French, English and German, some in others."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from prospect_crm.domain.message import DomainError, Message
from prospect_crm.domain.normalize.text import fold

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from prospect_crm.domain.matching.comparisons import Kind
    from prospect_crm.domain.tabular.aliases import LabelIndex

Columns = dict[str, list[int]]
"""Field to the positions of its columns, in the order of the file."""

_SHARED = {
    "id": "id|identifiant|rec id|record id|recid|reference|ref|code|numero|no|uid|unique id|key|cle|id contact|contact id|id client|customer id|id prospect|lead id|account id|voter id|kundennummer|kunden nr|id cliente",
    "email": "email|e mail|mail|courriel|adresse email|adresse e mail|adresse mail|adresse electronique|email address|e mail address|email pro|email professionnel|email perso|work email|business email|personal email|mel|email value|e mail value|e mail adresse|mailadresse|correo|correo electronico|posta elettronica",
    "phone": "phone|telephone|tel|telephone fixe|tel fixe|fixe|phone number|telephone number|numero de telephone|num tel|telephone professionnel|tel pro|work phone|business phone|office phone|home phone|telephone domicile|mobile|portable|tel portable|telephone portable|telephone mobile|mobile phone|cell|cell phone|cellphone|gsm|ligne directe|direct line|direct phone|standard|main phone|phone no|contact number|phone num|full phone num|phone value|telefon|telefonnummer|rufnummer|festnetz|handy|handynummer|mobil|mobiltelefon|mobilnummer|telefono|movil|cellulare|telefoon",
    "street_number": "street number|house number|numero de rue|numero voie|no de rue|numero de voie|housenumber|number|house no|street no|streetnumber|hausnummer|hausnr|hnr",
    "street": "street|address|adresse|rue|voie|address 1|address1|adresse 1|adresse1|address line 1|ligne d adresse 1|street address|adresse postale|postal address|mailing address|addr|addr1|mailing street|billing street|street name|nom de voie|libelle de voie|adresse ligne 1|residence address|full address|adresse complete|streetname|business street|home street|address street|strasse|strasse und hausnummer|strasse hausnummer|anschrift|calle|direccion|via|indirizzo|straat|adres",
    "extended": "address 2|address2|adresse 2|adresse2|address line 2|ligne d adresse 2|complement|complement d adresse|complement adresse|adresse ligne 2|addr2|street 2|apartment|batiment|building",
    "postcode": "postcode|post code|postal code|zip|zip code|zipcode|code postal|codepostal|cp|postalcode|plz|mailing zip|billing postal code|mailing zip postal code|post cd|postal|business postal code|home postal code|address postal code|postleitzahl|codigo postal|cap",
    "city": "city|town|suburb|ville|commune|localite|locality|city town|mailing city|billing city|municipality|place|village|bureau distributeur|business city|home city|address city|ort|stadt|wohnort|ciudad|poblacion|localidad|citta|plaats",
    "region": "region|state|province|county|departement|etat|state province|mailing state|canton",
    "country": "country|pays|country code|code pays|mailing country|billing country|country region|nation|address country|business country region|land|pais|paese|nazione",
    "website": "website|web site|site web|site internet|site|url|web|homepage|home page|domain|domaine|domain name|web address|www",
    "siren": "siren|numero siren|n siren|no siren|company number|registration number|company registration number",
    "siret": "siret|numero siret|n siret|siret siege|no siret",
    "vat_number": "vat|vat number|tva|numero tva|numero de tva|tva intracommunautaire|n tva|n tva intracommunautaire|vat no|vat id|tax id",
}
_PERSON = {
    "given_name": "given name|first name|firstname|fname|forename|prenom|prenoms|prenom contact|contact first name|first|givenname|f name|first names|christian name|prenom du contact|forename1|vorname|nombre|nome|voornaam",
    "family_name": "family name|last name|lastname|lname|surname|nom de famille|nom usuel|nom d usage|contact last name|last|familyname|l name|sname|second name|nom du contact|nom contact|nachname|familienname|zuname|apellido|apellidos|cognome|achternaam",
    "full_name": "full name|fullname|contact|contact name|nom complet|nom et prenom|nom prenom|prenom nom|prenom et nom|display name|person|person name|personne|author|customer name|client name|interlocuteur|ansprechpartner|nombre completo",
    "any_name": "name|nom",
    "prefix": "civilite|title|titre|salutation|prefix",
    "organisation": "organisation|organization|company|company name|societe|entreprise|raison sociale|employer|employeur|account|account name|compte|nom societe|nom de la societe|nom entreprise|nom de l entreprise|business|business name|etablissement|structure|firm|organisme|org|affiliation|workplace|organisation name|organization name|firma|firmenname|unternehmen|empresa|azienda|bedrijf",
    "birthday": "birthday|date of birth|dob|birth date|birthdate|date de naissance|naissance|ne le|dateofbirth|born|ne e le|geburtsdatum|geburtstag|fecha de nacimiento|data di nascita",
}
_COMPANY = {
    "name": "name|nom|company|company name|societe|entreprise|raison sociale|denomination|nom commercial|organisation|organization|account|account name|compte|nom societe|nom de la societe|nom entreprise|nom de l entreprise|business|business name|title|titre|firm|enseigne|legal name|organisation name|organization name|denomination sociale|employer|restaurant|organisme|org|full name|trading name|nom complet|etablissement|client|customer|customer name|firma|firmenname|unternehmen|kunde|empresa|azienda|ragione sociale|bedrijf",
}
_ADDRESS = {
    "address_line1": "street",
    "address_line2": "extended",
    "pincode": "postcode",
    "city": "city",
    "territory": "region",
    "country": "country",
    "website": "website",
    "email": "email",
    "phone": "phone",
}
IMPORTED: dict[Kind, dict[str, str]] = {
    "person": {
        **_ADDRESS,
        "mobile": "phone",
        "company_name": "organisation",
        "last_name": "family_name",
        "first_name": "given_name",
        "full_name": "full_name",
        "salutation": "prefix",
    },
    "company": {
        **_ADDRESS,
        "company_name": "name",
        "siren": "siren",
        "siret": "siret",
        "vat_number": "vat_number",
    },
}
"""Kind of list -> what an import fills -> the field here."""
_NUMBERED = re.compile(r"\s\d(?=\s|$)|\d$")
_SIDES = re.compile(
    r"^(?:contact|company|societe|entreprise|person|client|customer|primary|main|principal|work|home|pro)\s+"
)


def map_header(cells: Sequence[str], kind: Kind) -> Columns:
    """The columns of each known field; what is not known is left out.

    DomainError when the header has neither a name, an e-mail nor a phone for the kind of list.
    """
    columns: Columns = {}
    for position, cell in enumerate(cells):
        if field := field_of(cell, kind):
            columns.setdefault(field, []).append(position)
    if kind == "person":
        _settle_name(columns)
    if not columns.keys() & {"given_name", "family_name", "full_name", "name", "email", "phone"}:
        raise DomainError(
            Message(
                "No column for a name, an e-mail address or a phone was found. The header reads: {header}.",
                {"header": ", ".join(cells)},
            )
        )
    return columns


def field_of(cell: str, kind: Kind) -> str:
    """The field of a column by its header, "" where it is not known.

    The words above first, then those that an import knows; else without a number ("phone 2", "e-mail 1 - value") or
    without whose it is ("company phone").
    """
    aliases, text = _aliases(kind), _words_of(cell)
    if text in aliases:
        return aliases[text]
    if imported := IMPORTED[kind].get(_index(kind).exact(cell) or ""):
        return imported
    numberless = _NUMBERED.sub("", text).strip()
    candidates = [numberless, *(_SIDES.sub("", candidate) for candidate in (text, numberless))]
    return next((aliases[candidate] for candidate in candidates if candidate in aliases), "")


@cache
def _index(kind: Kind) -> LabelIndex:
    # the import's columns bring openpyxl along, which neither the workers nor most lists need
    from prospect_crm.domain.tabular.aliases import LabelIndex
    from prospect_crm.domain.tabular.targets.companies import COMPANIES
    from prospect_crm.domain.tabular.targets.contact_prospects import CONTACT_PROSPECTS

    return LabelIndex(CONTACT_PROSPECTS if kind == "person" else COMPANIES)


def _words_of(cell: str) -> str:
    """The folded cell, "firstName" and "first_name" as two words."""
    return fold(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", cell))


@cache
def _aliases(kind: Kind) -> dict[str, str]:
    tables: list[Mapping[str, str]] = [_SHARED, _PERSON if kind == "person" else _COMPANY]
    return {alias: field for table in tables for field, names in table.items() for alias in names.split("|")}


def _settle_name(columns: Columns) -> None:
    """A bare "Nom" beside a first name is the last name, alone it is the whole name."""
    positions = columns.pop("any_name", [])
    if positions:
        field = "family_name" if "given_name" in columns and "family_name" not in columns else "full_name"
        columns.setdefault(field, []).extend(positions)
