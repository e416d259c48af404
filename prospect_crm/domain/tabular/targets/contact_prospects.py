"""Contact prospects (S2): people, each with a company or free."""

from __future__ import annotations

from prospect_crm.domain.tabular.columns import Column, Target, for_company_of_person
from prospect_crm.domain.tabular.targets import common

STATUS = Column(
    "status",
    "Status",
    "Statut",
    "choice",
    choices=(
        ("New", "New", "Nouveau"),
        ("Assigned", "Assigned", "Affecté"),
        ("In Progress", "In progress", "En cours"),
        ("Converted", "Converted", "Converti"),
        ("Abandoned", "Abandoned", "Abandonné"),
    ),
    aliases=("Contact status", "Statut du contact", "Lead status", "État", "Statut du prospect", "Etat"),
    example="New",
)

COMPANY_OF_PERSON = (
    for_company_of_person(
        common.WEBSITE, "Company website", "Company domain name", "Site web de la société", "Site web de l'entreprise",
        "Organization website", "Nom de domaine de l'entreprise",
    ),
    for_company_of_person(common.EMAIL, "Company email", "E-mail société", "E-mail de la société", "Organization email", "Email entreprise"),
    for_company_of_person(
        common.PHONE, "Company phone", "Company phone number", "Téléphone société", "Téléphone de la société",
        "Organization phone", "Téléphone entreprise", "Tél société", "Téléphone (société)",
    ),
    for_company_of_person(common.HEADCOUNT, *common.HEADCOUNT.aliases, "Headcount", "Effectif", "Effectif société"),
    for_company_of_person(common.ANNUAL_REVENUE, *common.ANNUAL_REVENUE.aliases, "Annual revenue", "Chiffre d'affaires"),
    for_company_of_person(common.SIREN, *common.SIREN.aliases, "SIREN"),
    for_company_of_person(common.SIRET, *common.SIRET.aliases, "SIRET"),
    for_company_of_person(common.VAT_NUMBER, *common.VAT_NUMBER.aliases, "VAT number", "N° de TVA"),
    for_company_of_person(common.ADDRESS_LINE1, "Company address", "Adresse société", "Adresse de la société", "Organization address", "Adresse entreprise"),
    for_company_of_person(common.PINCODE, "Company postal code", "Code postal société", "CP société", "Company zip"),
    for_company_of_person(common.CITY, "Company city", "Ville société", "Ville de la société", "Ville entreprise"),
    for_company_of_person(common.COUNTRY, "Company country", "Pays société", "Pays de la société", "Pays entreprise"),
    for_company_of_person(common.LINKEDIN, "Company LinkedIn URL", "LinkedIn société", "Company LinkedIn"),
)  # fmt: skip

CONTACT_PROSPECTS = Target(
    "contact_prospects",
    "Contact Prospect",
    "Contact prospects",
    "Contacts prospects",
    columns=(
        common.COMPANY_NAME,
        common.GENDER,
        common.SALUTATION,
        common.LAST_NAME,
        common.FIRST_NAME,
        common.DEPARTMENT,
        common.JOB_TITLE,
        common.EMAIL,
        common.PHONE,
        common.MOBILE,
        common.FAX,
        common.ADDRESS_LINE1,
        common.ADDRESS_LINE2,
        common.PINCODE,
        common.CITY,
        common.TERRITORY,
        common.COUNTRY,
        STATUS,
        common.SALES_REP,
        common.ENTITIES,
        common.PARENT_COMPANY,
        common.SECTOR,
        common.ORIGIN,
        common.ORIGIN_COMMENT,
        common.DESCRIPTION,
        common.WEBSITE,
        common.LINKEDIN,
        common.X_PROFILE,
        common.FACEBOOK,
        common.SKILLS,
        common.MAILING_LISTS,
        common.LABELS,
    ),
    further_columns=(common.FULL_NAME, *COMPANY_OF_PERSON),
)
