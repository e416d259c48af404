"""Client contacts (S4): Frappe's own Contact, so its fieldnames; a star in S4's form makes a column required."""

from __future__ import annotations

from dataclasses import replace

from prospect_crm.domain.tabular.columns import Column, Target
from prospect_crm.domain.tabular.targets import common
from prospect_crm.domain.tabular.targets.contact_prospects import COMPANY_OF_PERSON

CLIENT_CONTACTS = Target(
    "client_contacts",
    "Contact",
    "Client contacts",
    "Contacts clients",
    columns=(
        replace(
            common.COMPANY_NAME,
            key="client_account",
            label_en="Client",
            label_fr="Client",
            is_required=True,
            note="The client account must exist.",
            note_fr="Le compte client doit exister.",
            aliases=(
                *common.COMPANY_NAME.aliases,
                "Company",
                "Société",
                "Client account",
                "Compte client",
                "Customer",
            ),
        ),
        common.GENDER,
        common.SALUTATION,
        common.LAST_NAME,
        common.FIRST_NAME,
        common.DEPARTMENT,
        replace(common.JOB_TITLE, key="designation", is_required=True),
        replace(common.EMAIL, key="email_id"),
        common.PHONE,
        replace(common.MOBILE, key="mobile_no"),
        common.FAX,
        common.ADDRESS_LINE1,
        common.ADDRESS_LINE2,
        common.PINCODE,
        common.CITY,
        common.COUNTRY,
        Column(
            "is_dpo",
            "DPO",
            "DPO",
            "yes_no",
            note="Data protection officer: yes or no.",
            note_fr="Délégué à la protection des données\u00a0: oui ou non.",
            aliases=("DPO ?", "Data Protection Officer", "Délégué à la protection des données"),
        ),
        Column(
            "is_ciso",
            "CISO",
            "RSSI",
            "yes_no",
            note="Chief information security officer: yes or no.",
            note_fr="Responsable de la sécurité des systèmes d'information\u00a0: oui ou non.",
            aliases=("RSSI ?", "Chief Information Security Officer"),
        ),
        Column(
            "has_left_company",
            "Left the company",
            "A quitté l'entreprise",
            "yes_no",
            aliases=("Has left", "Parti", "Left", "A quitté la société", "Contact parti"),
        ),
        common.SALES_REP,
        common.ENTITIES,
        common.SKILLS,
        common.ORIGIN,
        common.MAILING_LISTS,
        common.LABELS,
        common.DESCRIPTION,
        common.LINKEDIN,
        common.X_PROFILE,
        common.FACEBOOK,
    ),
    further_columns=(common.FULL_NAME, *COMPANY_OF_PERSON),
)
