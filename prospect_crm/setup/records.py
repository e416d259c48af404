"""What the app puts into a site beside its DocTypes: install inserts it, uninstall takes it away."""

from __future__ import annotations

from typing import Any

ROLES = ("Sales Prospector", "Sales Prospection Manager", "Sales Client Reader")
MODULE = "Prospect CRM"

Rows = tuple[dict[str, Any], ...]


def _named(fieldname: str, *names: str) -> Rows:
    return tuple({fieldname: name} for name in names)


def _stages(*stages: tuple[str, str, int]) -> list[dict[str, Any]]:
    return [{"stage_name": name, "kind": kind, "probability": share} for name, kind, share in stages]


# Lists that administrators change afterwards: inserted once by install-app, in the site's language.
MASTERS: dict[str, dict[str, Rows]] = {
    "Sales Origin": {
        "en": _named(
            "origin_name",
            "Trade Fair",
            "Referral",
            "Web Site",
            "Marketing Campaign",
            "Cold Call",
            "Social Network",
        ),
        "fr": _named(
            "origin_name",
            "Salon",
            "Recommandation",
            "Site internet",
            "Campagne marketing",
            "Prospection téléphonique",
            "Réseau social",
        ),
    },
    "Sales Department": {
        "en": _named(
            "department_name",
            "Management",
            "Purchasing",
            "Finance",
            "Human Resources",
            "IT",
            "Marketing",
            "Production",
            "Sales",
        ),
        "fr": _named(
            "department_name",
            "Direction",
            "Achats",
            "Finance",
            "Ressources humaines",
            "Informatique",
            "Marketing",
            "Production",
            "Commercial",
        ),
    },
    "Sales Sector": {
        "en": _named(
            "sector_name",
            "Agri-food",
            "Construction",
            "Energy",
            "Health",
            "Industry",
            "IT Services",
            "Logistics",
            "Retail",
        ),
        "fr": _named(
            "sector_name",
            "Agroalimentaire",
            "Bâtiment",
            "Énergie",
            "Santé",
            "Industrie",
            "Services informatiques",
            "Logistique",
            "Commerce",
        ),
    },
    "Sales Territory": {
        "en": _named(
            "territory_name",
            "Europe",
            "North America",
            "Latin America",
            "Asia-Pacific",
            "Middle East",
            "Africa",
        ),
        "fr": _named(
            "territory_name",
            "Auvergne-Rhône-Alpes",
            "Bourgogne-Franche-Comté",
            "Bretagne",
            "Centre-Val de Loire",
            "Corse",
            "Grand Est",
            "Guadeloupe",
            "Guyane",
            "Hauts-de-France",
            "Île-de-France",
            "La Réunion",
            "Martinique",
            "Mayotte",
            "Normandie",
            "Nouvelle-Aquitaine",
            "Occitanie",
            "Pays de la Loire",
            "Provence-Alpes-Côte d'Azur",
        ),
    },
    "Sales Account Group": {
        "en": _named(
            "group_name",
            "Key Account",
            "Mid-size Company",
            "Small Business",
            "Public Sector",
        ),
        "fr": _named(
            "group_name",
            "Grand compte",
            "ETI",
            "PME",
            "Secteur public",
        ),
    },
    "Sales Label": {
        "en": (
            {"label_name": "Hot", "color": "Red"},
            {"label_name": "Warm", "color": "Orange"},
            {"label_name": "Cold", "color": "Blue"},
        ),
        "fr": (
            {"label_name": "Chaud", "color": "Red"},
            {"label_name": "Tiède", "color": "Orange"},
            {"label_name": "Froid", "color": "Blue"},
        ),
    },
    "Sales Pipeline": {
        "en": (
            {
                "pipeline_name": "Sales",
                "stages": _stages(
                    ("Qualified", "Opportunity", 10),
                    ("Need Analysed", "Opportunity", 25),
                    ("Proposal Sent", "Proposal", 50),
                    ("Negotiation", "Proposal", 70),
                    ("Agreed", "Deal", 90),
                ),
            },
        ),
        "fr": (
            {
                "pipeline_name": "Ventes",
                "stages": _stages(
                    ("Qualifiée", "Opportunity", 10),
                    ("Besoin analysé", "Opportunity", 25),
                    ("Proposition envoyée", "Proposal", 50),
                    ("Négociation", "Proposal", 70),
                    ("Accord", "Deal", 90),
                ),
            },
        ),
    },
}
