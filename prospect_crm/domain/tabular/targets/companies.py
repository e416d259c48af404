"""Companies (S1, S0): prospects and clients, legal persons."""

from __future__ import annotations

from dataclasses import replace

from prospect_crm.domain.tabular.columns import Column, Target
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
        ("To Convert", "To convert", "À convertir"),
        ("Converted", "Converted", "Converti"),
        ("Abandoned", "Abandoned", "Abandonné"),
    ),
    aliases=("Account status", "Statut du compte", "État", "Lead status", "Statut du prospect", "Etat"),
    example="New",
)
ACCOUNT_TYPE = Column(
    "account_type",
    "Account type",
    "Type de compte",
    "choice",
    choices=(("Prospect", "Prospect", "Prospect"), ("Client", "Client", "Client")),
    synonyms={"customer": "Client"},
    aliases=("Type", "Type de société", "Company type", "Société - type"),
    example="Prospect",
)
COMPANY_NAME = replace(
    common.COMPANY_NAME,
    label_en="Company",
    is_required=True,
    note="The company's name. Two companies may have the same name.",
    note_fr="Le nom de la société. Deux sociétés peuvent porter le même nom.",
    aliases=(*common.COMPANY_NAME.aliases, "Name", "Nom", "Nom du client", "Client", "Customer name", "Prospect", "Nom du prospect", "Dénomination", "Customer"),
)  # fmt: skip

COMPANIES = Target(
    "companies",
    "Sales Prospect",
    "Companies",
    "Sociétés",
    columns=(
        COMPANY_NAME,
        ACCOUNT_TYPE,
        STATUS,
        common.PARENT_COMPANY,
        common.ENTITIES,
        common.SALES_REP,
        Column(
            "account_group",
            "Account group",
            "Groupe de client",
            "link",
            aliases=("Customer group", "Groupe de clients", "Segment", "Catégorie de client"),
        ),
        common.HEADCOUNT,
        common.ANNUAL_REVENUE,
        common.CURRENCY,
        Column(
            "market_share",
            "Market share (%)",
            "Part de marché (%)",
            "percent",
            example="12.5",
            aliases=("Market share", "Part de marché", "PDM"),
        ),
        common.SECTOR,
        common.TERRITORY,
        common.ORIGIN,
        common.ORIGIN_COMMENT,
        common.WEBSITE,
        common.EMAIL,
        replace(
            common.PHONE,
            aliases=(*common.PHONE.aliases, "Company phone", "Téléphone société", "Téléphone de la société"),
        ),
        common.FAX,
        Column(
            "erp_company",
            "ERP company",
            "Société ERP",
            aliases=("ERPNext company", "Société liée", "Société de l'ERP"),
        ),
        common.SIREN,
        common.SIRET,
        common.VAT_NUMBER,
        common.ADDRESS_LINE1,
        common.ADDRESS_LINE2,
        common.PINCODE,
        common.CITY,
        common.COUNTRY,
        common.DESCRIPTION,
        common.LINKEDIN,
        common.X_PROFILE,
        common.FACEBOOK,
    ),
)
