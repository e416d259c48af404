"""French companies with known duplicates; what kinds there are is told in french_maker."""

from __future__ import annotations

from prospect_crm.domain.company import Company
from tests.domain.matching.french_maker import Labelled, Maker, firm_name, firm_of, moved_form
from tests.domain.matching.french_words import FORMS, FREE_MAIL, TRADES


def companies(records: int = 2_000, seed: int = 20_261) -> list[Labelled]:
    """About so many companies, a fifth of them duplicates, in random order."""
    make = Maker(seed, records)
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


def _company(make: Maker, name: str = "", form: str | None = None) -> Company:
    firm = firm_of(make)
    firm.name, firm.form = name or firm.name, firm.form if form is None else form
    domain = make.domain(name) if name else firm.domain
    email = (
        f"contact@{domain}" if make.chance(0.7) else f"{domain.split('.')[0]}@{make.random.choice(FREE_MAIL)}"
    )
    street, postcode, town = firm.address
    return Company(
        name=firm_name(make, firm).strip(),
        siren=make.siren() if make.chance(0.55) else "",
        website=f"www.{domain}" if make.chance(0.6) else "",
        emails=[email] if make.chance(0.6) else [],
        phones=[firm.switchboard] if make.chance(0.8) else [],
        street=street if make.chance(0.85) else "",
        postcode=postcode,
        city=town,
    )


def _same_name_elsewhere(make: Maker) -> list[tuple[str, Company]]:
    first = _company(make)
    second = _company(make)
    second.name = first.name
    second.website, second.emails = "", []
    return [("same name elsewhere", first), ("same name elsewhere", second)]


def _holding(make: Maker) -> list[tuple[str, Company]]:
    first = _company(make)
    first.siren = make.siren()
    second = Company(
        name=f"{' '.join(word for word in first.name.split() if word.strip('.') not in FORMS)} Holding",
        siren=make.siren() if make.chance(0.9) else "",
        phones=list(first.phones),
        street=first.street,
        postcode=first.postcode,
        city=first.city,
    )
    return [("holding", first), ("holding", second)]


def _tenants(make: Maker) -> list[tuple[str, Company]]:
    phone, (street, postcode, town) = make.phone(), make.address()
    tenants = [_company(make) for _ in range(make.random.randrange(2, 6))]
    for tenant in tenants:
        tenant.phones, tenant.street, tenant.postcode, tenant.city = [phone], street, postcode, town
    return [("tenant", tenant) for tenant in tenants]


def _same_family_other_trade(make: Maker) -> list[tuple[str, Company]]:
    family, (_, postcode, town) = make.family(), make.address()
    result = []
    for trade in make.random.sample(TRADES, 2):
        company = _company(make, f"{trade} {family}")
        company.postcode, company.city = postcode, town
        result.append(("other trade", company))
    return result


def _company_again(make: Maker, company: Company) -> tuple[str, Company]:
    name, note = make.written_otherwise(company.name), "written otherwise"
    if make.chance(0.5):
        name, note = moved_form(make, name), "legal form moved"
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
