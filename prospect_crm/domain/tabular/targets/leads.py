"""Leads (S3): a company, a person or both, in the leads inbox."""

from __future__ import annotations

from dataclasses import replace

from prospect_crm.domain.tabular.columns import Column, Target
from prospect_crm.domain.tabular.targets import common
from prospect_crm.domain.tabular.targets.contact_prospects import COMPANY_OF_PERSON

LEADS = Target(
    "leads",
    "Sales Lead",
    "Leads",
    "Pistes",
    columns=(
        Column(
            "title",
            "Title",
            "Titre",
            example="Migration vers l'ERP",
            aliases=("Lead title", "Lead", "Lead name", "Nom de la piste", "Piste", "Objet", "Subject", "Nom du prospect", "Sujet"),
        ),
        replace(
            common.COMPANY_NAME,
            note="A lead needs a company, a person or both.",
            note_fr="Une piste a une société, une personne ou les deux.",
        ),
        replace(common.LAST_NAME, is_required=False),
        replace(common.FIRST_NAME, is_required=False),
        replace(common.JOB_TITLE, aliases=tuple(alias for alias in common.JOB_TITLE.aliases if alias not in ("Title", "Titre"))),
        common.EMAIL,
        common.PHONE,
        common.MOBILE,
        common.WEBSITE,
        common.ADDRESS_LINE1,
        common.ADDRESS_LINE2,
        common.PINCODE,
        common.CITY,
        common.TERRITORY,
        common.COUNTRY,
        Column(
            "status",
            "Status",
            "Statut",
            "choice",
            choices=(
                ("No Status", "No status", "Sans statut"),
                ("Wanted", "Wanted", "Recherché"),
                ("Won", "Won", "Gagné"),
                ("Lost", "Lost", "Perdu"),
            ),
            aliases=("Lead status", "État", "Statut de la piste", "Etat"),
            example="Wanted",
        ),
        Column(
            "value",
            "Value",
            "Valeur",
            "amount",
            example="12000",
            aliases=("Amount", "Montant", "Lead value", "Deal value", "Valeur estimée", "Estimated value", "Potentiel"),
        ),
        common.CURRENCY,
        Column(
            "channel",
            "Channel",
            "Canal",
            "link",
            aliases=("Source", "Lead source", "Source channel", "Origine", "Provenance", "Canal source", "Origin"),
        ),
        common.LABELS,
        common.SALES_REP,
        common.ENTITIES,
        common.SECTOR,
        common.DESCRIPTION,
        common.LINKEDIN,
        common.X_PROFILE,
        common.FACEBOOK,
    ),
    further_columns=(
        common.FULL_NAME,
        *(column for column in COMPANY_OF_PERSON if column.key not in ("company.website", "company.address_line1")),
    ),
    required_any=(("company_name", "last_name", "first_name"),),
)  # fmt: skip
