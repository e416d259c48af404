"""Exports of other programs whose headers are known as a whole.

Written from the programs' public export formats: Pipedrive, HubSpot, Google Contacts, Outlook. A field is
named as in contact prospects; None is a column that says nothing about a person or a company.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from prospect_crm.domain.tabular.labels import compact_label

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


@dataclass(frozen=True, slots=True)
class Preset:
    """An export format: the labels that betray it (one group of them whole), and what its labels mean."""

    name: str
    signatures: tuple[tuple[str, ...], ...]
    fields: Mapping[str, str | None]
    prefixes: tuple[tuple[str, str], ...] = ()
    _index: dict[str, str | None] = field(default_factory=dict, repr=False, compare=False)

    def __post_init__(self) -> None:
        self._index.update({compact_label(label): name for label, name in self.fields.items()})

    def fits(self, labels: frozenset[str]) -> bool:
        """Whether the normalised labels hold one of the signatures."""
        return any(all(compact_label(label) in labels for label in group) for group in self.signatures)

    def lookup(self, label: str) -> tuple[bool, str]:
        """Whether the preset knows the label, and the field it fills ("" for none)."""
        normal = compact_label(label)
        if normal in self._index:
            return True, self._index[normal] or ""
        for pattern, name in self.prefixes:
            if re.fullmatch(pattern, normal):
                return True, name
        return False, ""


PIPEDRIVE = Preset(
    "Pipedrive",
    (
        ("Person - Name",), ("Lead - Title",), ("Organization - Name",), ("Deal - Title",),
        ("Personne - Nom",), ("Prospect - Titre",), ("Organisation - Nom",), ("Contact - Nom",),
    ),
    {
        "Person - Name": "full_name", "Person - First name": "first_name", "Person - Last name": "last_name",
        "Person - Organization": "company_name", "Person - Owner": "sales_rep", "Person - Labels": "labels",
        "Person - Label": "labels", "Person - Job title": "job_title", "Person - ID": None, "Person - Postal address": "address_line1",
        "Organization - Name": "company_name", "Organization - Address": "address_line1", "Organization - ID": None,
        "Organization - Website": "company.website", "Organization - Industry": "sector", "Organization - Owner": "sales_rep",
        "Organization - Number of employees": "company.headcount", "Organization - Annual revenue": "company.annual_revenue",
        "Organization - LinkedIn profile": "company.linkedin", "Organization - Label": "labels", "Organization - Labels": "labels",
        "Lead - Title": "title", "Lead - Value": "value", "Lead - Currency of value": "currency", "Lead - Owner": "sales_rep",
        "Lead - Labels": "labels", "Lead - Source": "origin", "Lead - Source channel": "origin", "Lead - ID": None,
        "Lead - Organization": "company_name", "Lead - Contact person": "full_name", "Lead - Person": "full_name",
        "Lead - Lead created": None, "Lead - Created": None, "Lead - Next activity date": None, "Lead - Value currency": "currency",
        "Deal - Title": "title", "Deal - Value": "value", "Deal - Organization": "company_name", "Deal - Contact person": "full_name",
        "Personne - Nom": "full_name", "Personne - Prénom": "first_name", "Personne - Nom de famille": "last_name",
        "Personne - Organisation": "company_name", "Personne - Propriétaire": "sales_rep", "Personne - Étiquette": "labels",
        "Personne - Étiquettes": "labels", "Personne - Fonction": "job_title", "Personne - ID": None, "Contact - Nom": "full_name",
        "Organisation - Nom": "company_name", "Organisation - Adresse": "address_line1", "Organisation - Propriétaire": "sales_rep",
        "Organisation - Site web": "company.website", "Organisation - ID": None,
        "Prospect - Titre": "title", "Prospect - Valeur": "value", "Prospect - Devise de la valeur": "currency",
        "Prospect - Propriétaire": "sales_rep", "Prospect - Étiquettes": "labels", "Prospect - Source": "origin", "Prospect - Devise": "currency",
        "Prospect - ID": None, "Prospect - Organisation": "company_name", "Prospect - Personne": "full_name", "Prospect - Personne à contacter": "full_name",
    },
    prefixes=(
        (r"(?:person|personne|contact)(?:adresse)?email.*", "email"),
        (r"(?:person|personne|contact)(?:phone|telephone)mobile", "mobile"),
        (r"(?:person|personne|contact)(?:phone|telephone).*", "phone"),
    ),
)  # fmt: skip

HUBSPOT = Preset(
    "HubSpot",
    (
        ("Record ID", "Associated Company"), ("Record ID", "Contact owner"), ("Record ID", "Company owner"),
        ("Record ID - Contact",), ("Record ID - Company",), ("Lifecycle Stage", "Contact owner"),
        ("ID de fiche d'informations", "Propriétaire du contact"), ("ID de l'enregistrement", "Propriétaire du contact"),
        ("Phase du cycle de vie", "Propriétaire du contact"), ("Record ID", "Company name", "Lifecycle Stage"),
    ),
    {
        "Record ID": None, "Record ID - Contact": None, "Record ID - Company": None, "First Name": "first_name",
        "Last Name": "last_name", "Email": "email", "Phone Number": "phone", "Mobile Phone Number": "mobile",
        "Contact owner": "sales_rep", "Company owner": "sales_rep", "Associated Company": "company_name",
        "Associated Company IDs": None, "Primary Company": "company_name", "Company name": "company_name",
        "Company Domain Name": "company.website", "Job Title": "job_title", "Lead Status": None, "Lifecycle Stage": None,
        "Website URL": "website", "Street Address": "address_line1", "Postal Code": "pincode", "State/Region": "territory",
        "Industry": "sector", "Number of Employees": "company.headcount", "Annual Revenue": "company.annual_revenue",
        "Original Source": "origin", "Original Source Drill-Down 1": "origin_comment", "Original Traffic Source": "origin",
        "Create Date": None, "Last Activity Date": None, "Last Modified Date": None, "Marketing contact status": None,
        "Associated Contact": None, "Associated Contact IDs": None, "Favorite Content Topics": None,
        "ID de fiche d'informations": None, "ID de l'enregistrement": None, "Prénom": "first_name", "Nom": "last_name",
        "Adresse e-mail": "email", "E-mail": "email", "Numéro de téléphone": "phone", "Numéro de téléphone mobile": "mobile",
        "Propriétaire du contact": "sales_rep", "Entreprise associée": "company_name", "Entreprise associée principale": "company_name",
        "Statut du lead": None, "Phase du cycle de vie": None, "Intitulé du poste": "job_title", "Date de création": None,
        "Nom de l'entreprise": "company_name", "Date de la dernière activité": None,
    },
)  # fmt: skip

GOOGLE = Preset(
    "Google Contacts",
    (("E-mail 1 - Value",), ("Phone 1 - Value", "Given Name"), ("Organization 1 - Name",), ("Phone 1 - Value", "First Name")),
    {
        "Name": "full_name", "Given Name": "first_name", "First Name": "first_name", "Family Name": "last_name",
        "Last Name": "last_name", "Additional Name": None, "Middle Name": None, "Name Prefix": "salutation", "Name Suffix": None,
        "Organization Name": "company_name", "Organization Title": "job_title", "Organization Department": "department",
        "Organization 1 - Name": "company_name", "Organization 1 - Title": "job_title", "Organization 1 - Department": "department",
        "Organization 1 - Type": None, "Notes": "description", "Labels": "labels", "Group Membership": "labels", "Photo": None,
        "Birthday": None, "Nickname": None, "File As": None, "Gender": "gender", "Phonetic First Name": None, "Phonetic Last Name": None,
    },
    prefixes=(
        (r"email\d+value", "email"),
        (r"phone\d+value", "phone"),
        (r"website1value", "website"),
        (r"address1street", "address_line1"),
        (r"address1extendedaddress", "address_line2"),
        (r"address1city", "city"),
        (r"address1region", "territory"),
        (r"address1postalcode", "pincode"),
        (r"address1country", "country"),
        (r"(?:email|phone|website|address|relation|customfield|event|im|organization)\d+.*", ""),
    ),
)  # fmt: skip

OUTLOOK = Preset(
    "Outlook",
    (
        ("E-mail Address", "Business Street"), ("E-mail Address", "Business Phone"), ("E-mail Display Name",),
        ("Adresse de messagerie", "Téléphone (bureau)"), ("Rue (bureau)",), ("Adresse e-mail", "Téléphone (bureau)"),
    ),
    {
        "Title": "salutation", "First Name": "first_name", "Middle Name": None, "Last Name": "last_name", "Suffix": None,
        "Company": "company_name", "Department": "department", "Job Title": "job_title", "Business Street": "address_line1",
        "Business Street 2": "address_line2", "Business Street 3": "address_line2", "Business City": "city",
        "Business State": "territory", "Business Postal Code": "pincode", "Business Country": "country",
        "Business Country/Region": "country", "Business Fax": "fax", "Business Phone": "phone", "Business Phone 2": "phone",
        "Company Main Phone": "company.phone", "Home Phone": "phone", "Home Phone 2": "phone", "Mobile Phone": "mobile",
        "Primary Phone": "phone", "Other Phone": "phone", "E-mail Address": "email", "E-mail 2 Address": "email",
        "E-mail 3 Address": "email", "E-mail Display Name": None, "E-mail Type": None, "Categories": "labels", "Notes": "description",
        "Web Page": "website", "Gender": "gender", "Home Street": None, "Home City": None, "Home State": None,
        "Home Postal Code": None, "Home Country/Region": None, "Birthday": None, "Anniversary": None, "Home Fax": None,
        "Other Fax": None, "Location": None, "Manager's Name": None, "Assistant's Name": None, "Priority": None, "Private": None,
        "Titre": "salutation", "Prénom": "first_name", "Deuxième prénom": None, "Nom": "last_name", "Suffixe": None,
        "Société": "company_name", "Service": "department", "Fonction": "job_title", "Rue (bureau)": "address_line1",
        "Rue (bureau) 2": "address_line2", "Rue (bureau) 3": "address_line2", "Ville (bureau)": "city",
        "Dép/Région (bureau)": "territory", "Code postal (bureau)": "pincode", "Pays/Région (bureau)": "country",
        "Télécopie (bureau)": "fax", "Téléphone (bureau)": "phone", "Téléphone 2 (bureau)": "phone",
        "Téléphone (domicile)": "phone", "Téléphone principal société": "company.phone", "Tél. mobile": "mobile",
        "Adresse de messagerie": "email", "Adresse de messagerie 2": "email", "Adresse de messagerie 3": "email",
        "Adresse e-mail": "email", "Adresse e-mail 2": "email", "Catégories": "labels", "Page Web": "website", "Sexe": "gender",
        "Nom complet de l'adresse de messagerie": None, "Type de messagerie": None, "Rue (domicile)": None,
        "Ville (domicile)": None, "Code postal (domicile)": None, "Pays/Région (domicile)": None, "Anniversaire": None,
    },
)  # fmt: skip

PRESETS = (GOOGLE, OUTLOOK, HUBSPOT, PIPEDRIVE)


def find_preset(labels: Sequence[str]) -> Preset | None:
    """The preset whose signature the header holds, or None."""
    normal = frozenset(compact_label(label) for label in labels)
    return next((preset for preset in PRESETS if preset.fits(normal)), None)
