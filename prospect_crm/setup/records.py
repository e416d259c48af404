"""What the app puts into a site beside its DocTypes: install inserts it, uninstall takes it away."""

from __future__ import annotations

ROLES = ("Sales Prospector", "Sales Prospection Manager", "Sales Client Reader")
MODULE = "Prospect CRM"

# Lists that administrators change afterwards: inserted once by install-app, in the site's language.
MASTERS: dict[str, tuple[str, dict[str, tuple[str, ...]]]] = {
    "Sales Origin": (
        "origin_name",
        {
            "en": ("Trade Fair", "Referral", "Web Site", "Marketing Campaign", "Cold Call", "Social Network"),
            "fr": (
                "Salon",
                "Recommandation",
                "Site internet",
                "Campagne marketing",
                "Prospection téléphonique",
                "Réseau social",
            ),
        },
    ),
    "Sales Department": (
        "department_name",
        {
            "en": (
                "Management",
                "Purchasing",
                "Finance",
                "Human Resources",
                "IT",
                "Marketing",
                "Production",
                "Sales",
            ),
            "fr": (
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
    ),
    "Sales Sector": (
        "sector_name",
        {
            "en": (
                "Agri-food",
                "Construction",
                "Energy",
                "Health",
                "Industry",
                "IT Services",
                "Logistics",
                "Retail",
            ),
            "fr": (
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
    ),
}
