"""The words that a population is made of; everything is invented or a plain word, nothing is a register's."""

from __future__ import annotations

from typing import NamedTuple


class Country(NamedTuple):
    """A country with what its people and companies look like; ``phone`` has # for a digit, the mobile too."""

    name: str
    region: str
    weight: int
    forms: tuple[str, ...]
    phone: str
    mobile: str
    given: tuple[str, ...]
    family: tuple[str, ...]
    towns: tuple[str, ...]


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.replace("_", " ") for word in text.split())


FOREIGN = (
    Country(
        "Germany",
        "DE",
        5,
        ("GmbH", "AG", "KG", ""),
        "+49 30 #######",
        "+49 151 ########",
        _words("Anna Lukas Jürgen Katharina Stefan Ute Björn Sabine Jonas Heike"),
        _words("Müller Schmidt Weiß Krüger Böhm Schäfer Vogel Lang Köhler Brandt Zimmermann"),
        _words("10115_Berlin 20095_Hamburg 80331_München 50667_Köln 70173_Stuttgart"),
    ),
    Country(
        "Belgium",
        "BE",
        4,
        ("SA", "SRL", "NV", "BV"),
        "+32 2 ### ## ##",
        "+32 470 ## ## ##",
        _words("Jan Els Pieter An Koen Sofie Bart Lieve Wout Griet"),
        _words("Peeters Janssens Maes Jacobs Van_den_Berg Claes Wouters De_Smet Lambrecht"),
        _words("1000_Bruxelles 2000_Antwerpen 9000_Gent 4000_Liège"),
    ),
    Country(
        "United Kingdom",
        "GB",
        4,
        ("Ltd", "plc", "LLP"),
        "+44 20 7### ####",
        "+44 7700 9#####",
        _words("Oliver Amelia Harry Isla George Freya Callum Niamh Owen Sian"),
        _words("Smith O'Brien Taylor Wright Evans MacLeod Hughes Patel Singh Clarke"),
        _words("EC1A_London M1_Manchester B1_Birmingham LS1_Leeds"),
    ),
    Country(
        "Italy",
        "IT",
        3,
        ("S.p.A.", "S.r.l.", "S.a.s."),
        "+39 02 ########",
        "+39 347 #######",
        _words("Giulia Marco Chiara Luca Francesca Alessandro Elena Matteo"),
        _words("Rossi Ferrari Bellini D'Angelo Conti Ricci Marchetti Lombardi"),
        _words("20121_Milano 10121_Torino 40121_Bologna 00184_Roma"),
    ),
    Country(
        "Spain",
        "ES",
        3,
        ("S.L.", "S.A."),
        "+34 91 ### ## ##",
        "+34 6## ## ## ##",
        _words("Lucía Javier María Pablo Íñigo Begoña Álvaro Núria"),
        _words("García Ibarra Núñez López Peña Ortega Muñoz Etxeberria"),
        _words("28001_Madrid 08001_Barcelona 48001_Bilbao 46001_València"),
    ),
    Country(
        "Switzerland",
        "CH",
        2,
        ("AG", "SA", "Sàrl"),
        "+41 22 7## ## ##",
        "+41 79 ### ## ##",
        _words("Nina Beat Urs Reto Céline Fabienne Luca"),
        _words("Meier Keller Frei Brunner Favre Rochat Gerber"),
        _words("8001_Zürich 1201_Genève 3011_Bern 4001_Basel"),
    ),
)

REGION_OF = {
    **dict.fromkeys(("75", "92", "93", "95"), "Île-de-France"),
    **dict.fromkeys(("38", "42", "63", "69", "74"), "Auvergne-Rhône-Alpes"),
    **dict.fromkeys(("06", "13", "83"), "Provence-Alpes-Côte d'Azur"),
    **dict.fromkeys(("30", "31", "34"), "Occitanie"),
    **dict.fromkeys(("33", "87"), "Nouvelle-Aquitaine"),
    **dict.fromkeys(("44", "49", "72"), "Pays de la Loire"),
    **dict.fromkeys(("51", "54", "57", "67", "68"), "Grand Est"),
    **dict.fromkeys(("59", "80"), "Hauts-de-France"),
    **dict.fromkeys(("29", "35"), "Bretagne"),
    **dict.fromkeys(("14", "76"), "Normandie"),
    **dict.fromkeys(("21", "25"), "Bourgogne-Franche-Comté"),
    **dict.fromkeys(("37", "45"), "Centre-Val de Loire"),
}
"""First two digits of a French postal code -> the region."""
ABROAD = "Europe"

SECTORS = (
    "Industrie",
    "Commerce",
    "Services informatiques",
    "Bâtiment",
    "Santé",
    "Agroalimentaire",
    "Logistique",
    "Énergie",
)
DEPARTMENTS = ("Commercial", "Direction", "Achats", "Informatique", "Finance", "Production", "Marketing")
TITLES = {
    "Commercial": ("Directeur commercial", "Responsable des ventes", "Chargée d'affaires", "Account manager"),
    "Direction": ("Directrice générale", "Président", "Gérant", "Managing director"),
    "Achats": ("Acheteuse", "Responsable des achats", "Buyer"),
    "Informatique": ("DSI", "Chef de projet", "Architecte", "RSSI", "Head of IT"),
    "Finance": ("DAF", "Contrôleuse de gestion", "Comptable", "CFO"),
    "Production": ("Directeur d'usine", "Responsable qualité", "Cheffe d'atelier"),
    "Marketing": ("Directrice marketing", "Chargé de communication", "Brand manager"),
}
ORIGINS = ("Site internet", "Salon", "Recommandation", "Campagne marketing", "Prospection téléphonique")
GROUPS = ("PME", "ETI", "Grand compte", "Secteur public")
ENTITIES = ("Agence Nord", "Agence Ouest", "Agence Sud", "Conseil", "Formation", "Export")
SKILLS = ("Java", "Python", "SAP", "Salesforce", "Azure", "Linux", "Anglais", "Gestion de projet")
LABELS = ("Chaud", "Tiède", "Froid")
REPS = _words("Marine_Diron Lise_Alpes Paul_Cotillon Nicolas_Bertrand Ada_Kowalska Tom_Evans Inès_Haddad")

SUBJECTS = {
    "Call": ("Rappeler", "Qualifier le besoin", "Relancer", "Call back", "Prendre rendez-vous"),
    "E-mail": ("Envoyer la plaquette", "Envoyer la proposition", "Remercier", "Send the brochure"),
    "Meeting": ("Rendez-vous de découverte", "Démonstration", "Présenter l'équipe", "First meeting"),
    "Phone Meeting": ("Point téléphonique", "Démonstration à distance"),
    "Note": ("Préparer le rendez-vous", "Vérifier l'organigramme"),
    "Other": ("Inviter au salon",),
}
REPORTS = (
    "Intéressé, rappeler après le comité.",
    "Pas de budget cette année.",
    "Besoin confirmé, proposition attendue.",
    "Message laissé sur le répondeur.",
    "Wants a demo for two teams.",
)
NOTES = (
    "Passe par le service achats.",
    "Contrat avec un concurrent jusqu'en juin.",
    "Préfère être appelée le matin.",
    "Décide avec la direction du groupe.",
    "Met at the trade fair, wants a quote.",
    "Ne plus proposer de formation.",
)
DEALS = ("Audit", "Refonte du site", "Formation", "Maintenance", "Migration", "Conseil", "Support contract")
LOST_REASONS = ("Trop cher", "Projet abandonné", "Concurrent choisi", "Plus de nouvelles")
