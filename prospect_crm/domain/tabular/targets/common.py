"""Columns that several templates share, with the headers other programs give them.

Sources of the aliases: the labels of S2–S4, and the public export formats of Outlook, Google Contacts,
HubSpot, Pipedrive and Salesforce.
"""

from __future__ import annotations

from prospect_crm.domain.tabular.columns import Column

COMPANY_NAME = Column(
    "company_name",
    "Company",
    "Société",
    example="IT CONNECT",
    note="The person's company; leave empty for a free contact.",
    note_fr="La société de la personne\u00a0; laissez vide pour un contact libre.",
    aliases=(
        "Company name", "Organization", "Organisation", "Organization name", "Account", "Account name", "Employer",
        "Business name", "Associated company", "Raison sociale", "Nom de la société", "Nom société", "Entreprise",
        "Nom de l'entreprise", "Nom entreprise", "Compte", "Nom du compte", "Compte prospect", "Ste", "Sté",
        "Établissement", "Etablissement", "Employeur", "Organisme", "Structure", "Nom de l'organisation",
    ),
)  # fmt: skip
GENDER = Column(
    "gender",
    "Gender",
    "Genre",
    "choice",
    choices=(("Male", "Male", "Homme"), ("Female", "Female", "Femme"), ("Other", "Other", "Autre")),
    synonyms={
        "m": "Male", "h": "Male", "man": "Male", "masculin": "Male", "mr": "Male", "monsieur": "Male",
        "f": "Female", "w": "Female", "woman": "Female", "feminin": "Female", "mme": "Female",
        "madame": "Female", "mlle": "Female", "o": "Other", "x": "Other",
    },
    aliases=("Sex", "Sexe", "H/F", "F/H", "M/F"),
    example="Female",
)  # fmt: skip
SALUTATION = Column(
    "salutation",
    "Salutation",
    "Civilité",
    "choice",
    is_open=True,
    choices=(
        ("Mr", "Mr", "M."),
        ("Mrs", "Mrs", "Mme"),
        ("Miss", "Miss", "Mlle"),
        ("Dr", "Dr", "Dr"),
        ("Prof", "Prof", "Pr"),
    ),
    synonyms={
        "monsieur": "Mr", "m": "Mr", "madame": "Mrs", "mademoiselle": "Miss", "docteur": "Dr", "doctor": "Dr",
        "professeur": "Prof", "professor": "Prof", "mister": "Mr",
    },
    aliases=("Title (salutation)", "Name prefix", "Prefix", "Civ", "Civ.", "Titre de civilité", "Courtesy title", "Préfixe"),
    example="Mme",
)  # fmt: skip
LAST_NAME = Column(
    "last_name",
    "Last name",
    "Nom",
    is_required=True,
    example="Lefèvre",
    aliases=(
        "Surname", "Family name", "Lastname", "Last", "Nom de famille", "Nom contact", "Nom du contact", "Patronyme",
        "Contact last name", "Nom de famille du contact", "Nom usuel", "Nom de l'interlocuteur",
    ),
)  # fmt: skip
FIRST_NAME = Column(
    "first_name",
    "First name",
    "Prénom",
    is_required=True,
    example="Hélène",
    aliases=(
        "Given name", "Firstname", "Forename", "First", "Prénom contact", "Prénom du contact", "Prénoms",
        "Contact first name", "Prénom(s)",
    ),
)  # fmt: skip
FULL_NAME = Column(
    "full_name",
    "Full name",
    "Nom complet",
    "full_name",
    aliases=(
        "Name", "Contact", "Contact name", "Person", "Person name", "Display name", "Nom et prénom", "Nom prénom",
        "Prénom et nom", "Prénom nom", "Nom affiché", "Nom complet du contact", "Interlocuteur", "Nom & prénom",
        "Contact full name", "Fullname", "File as",
    ),
)  # fmt: skip
DEPARTMENT = Column(
    "department",
    "Department",
    "Service",
    "link",
    example="Marketing",
    aliases=("Organization department", "Département d'entreprise", "Service dans l'organigramme", "Division", "Business unit", "Pôle", "Direction"),
)  # fmt: skip
JOB_TITLE = Column(
    "job_title",
    "Job title",
    "Fonction",
    example="Directrice commerciale",
    aliases=(
        "Title", "Position", "Role", "Job", "Function", "Occupation", "Designation", "Poste", "Intitulé de poste",
        "Titre", "Profession", "Métier", "Qualité", "Organization title", "Contact title", "Emploi", "Intitulé du poste",
    ),
)  # fmt: skip
EMAIL = Column(
    "email",
    "E-mail",
    "E-mail",
    "email",
    example="helene.lefevre@example.fr",
    aliases=(
        "Email", "Mail", "E-mail address", "Email address", "Courriel", "Adresse e-mail", "Adresse mail", "Mél", "Mel",
        "Adresse électronique", "Adresse de messagerie", "Messagerie", "Work email", "Email (work)", "E-mail 1", "Email 1",
        "Email pro", "E-mail professionnel", "Adresse courriel", "Primary email", "Contact email", "Mail pro",
        "E-mail 2", "Email 2", "E-mail 2 address", "E-mail 3 address", "Adresse de messagerie 2", "Secondary email",
        "Personal email", "Email (home)", "E-mail perso", "Email perso",
    ),
)  # fmt: skip
PHONE = Column(
    "phone",
    "Phone",
    "Téléphone",
    "phone",
    example="01 44 55 66 77",
    aliases=(
        "Telephone", "Tel", "Tél", "Phone number", "Tél.", "Work phone", "Business phone", "Office phone", "Office",
        "Téléphone fixe", "Tél fixe", "Tel fixe", "Fixe", "Téléphone professionnel", "Numéro de téléphone", "N° de téléphone",
        "Téléphone (bureau)", "Ligne directe", "Direct phone", "Direct line", "Phone 1", "Main phone", "Standard",
        "Company main phone", "Phone (work)", "Tél pro", "Tél. bureau", "Telephone number", "Téléphone bureau",
        "Business phone 2", "Téléphone 2 (bureau)", "Home phone", "Téléphone (domicile)", "Home", "Phone 2",
        "Other phone", "Primary phone", "Tél. domicile", "Tél. standard",
    ),
)  # fmt: skip
MOBILE = Column(
    "mobile",
    "Mobile",
    "Mobile",
    "phone",
    example="06 25 34 12 57",
    aliases=(
        "Mobile phone", "Cell", "Cell phone", "Cellphone", "Mobile number", "Mobile phone number", "Portable",
        "Tél. mobile", "Tél mobile", "Téléphone mobile", "Téléphone portable", "Tél portable", "Gsm", "Cellulaire",
        "Phone (mobile)", "Numéro de mobile", "Numéro de téléphone mobile", "Tel portable", "N° portable", "Mobile no",
    ),
)  # fmt: skip
FAX = Column(
    "fax",
    "Fax",
    "Fax",
    "phone",
    aliases=("Fax number", "Télécopie", "Télécopieur", "Business fax", "Télécopie (bureau)", "N° de fax", "Numéro de fax", "Work fax", "Home fax", "Facsimile"),
)  # fmt: skip
ADDRESS_LINE1 = Column(
    "address_line1",
    "Address",
    "Adresse",
    example="12 rue de la Paix",
    aliases=(
        "Address line 1", "Address 1", "Street", "Street address", "Adresse 1", "Adresse ligne 1", "Rue", "Voie",
        "Business street", "Rue (bureau)", "Mailing street", "Billing street", "Adresse postale", "N° et voie",
        "Numéro et voie", "Postal address", "Home street", "Adresse (rue)", "Adresse1",
    ),
)  # fmt: skip
ADDRESS_LINE2 = Column(
    "address_line2",
    "Address, continued",
    "Adresse, suite",
    aliases=(
        "Address line 2", "Address 2", "Street 2", "Adresse 2", "Adresse ligne 2", "Complément", "Complément d'adresse",
        "Business street 2", "Rue 2 (bureau)", "Bâtiment", "Adresse (suite)", "Address (continued)", "Extended address",
        "Business street 3", "Rue (bureau) 2", "Adresse2",
    ),
)  # fmt: skip
PINCODE = Column(
    "pincode",
    "Postal code",
    "Code postal",
    "postcode",
    example="01000",
    aliases=(
        "Zip", "Zip code", "Zipcode", "Postcode", "Postal", "CP", "C.P.", "Business postal code", "Code postal (bureau)",
        "Zip/Postal code", "State/ZIP", "Pin code", "Mailing zip", "Code postal 1",
    ),
)  # fmt: skip
CITY = Column(
    "city",
    "City",
    "Ville",
    example="Bourg-en-Bresse",
    aliases=("Town", "Commune", "Localité", "Business city", "Ville (bureau)", "Mailing city", "City/Town", "Municipality"),
)  # fmt: skip
TERRITORY = Column(
    "territory",
    "Territory",
    "Région",
    "link",
    example="Nouvelle-Aquitaine",
    aliases=(
        "Region", "State", "State/Region", "Province", "Business state", "Dép/Région (bureau)", "County",
        "Sales territory", "Territoire", "Zone", "Secteur géographique", "État/Région", "Région administrative",
    ),
)  # fmt: skip
COUNTRY = Column(
    "country",
    "Country",
    "Pays",
    "country",
    example="France",
    aliases=("Country/Region", "Business country/region", "Business country", "Pays/Région (bureau)", "Pays/Région", "Mailing country", "Nation"),
)  # fmt: skip
SALES_REP = Column(
    "sales_rep",
    "Sales rep",
    "Affecté à",
    "user",
    note="The name or the e-mail address of a user.",
    note_fr="Le nom ou l'adresse e-mail d'un utilisateur.",
    aliases=(
        "Assigned to", "Owner", "Account owner", "Contact owner", "Lead owner", "Sales representative", "Salesperson",
        "Commercial", "Commercial en charge", "Responsable", "Propriétaire", "Propriétaire du contact", "Responsable commercial",
        "Compte affecté à", "Client affecté à", "Affectation", "Responsable du prospect", "Rep", "Affecté", "Suivi par",
    ),
)  # fmt: skip
ENTITIES = Column(
    "entities",
    "Entities",
    "Entités",
    "list",
    note="Several entities are separated by semicolons.",
    note_fr="Séparez plusieurs entités par des points-virgules.",
    aliases=("Entity", "Entité", "Business units", "Agence", "Agences", "Filiale"),
)  # fmt: skip
PARENT_COMPANY = Column(
    "parent_company",
    "Parent account",
    "Compte parent",
    aliases=("Parent company", "Société mère", "Maison mère", "Groupe", "Group", "Parent", "Groupe ou compte parent", "Parent organization"),
)  # fmt: skip
SECTOR = Column(
    "sector",
    "Sector",
    "Secteur d'activité",
    "link",
    aliases=("Industry", "Secteur", "Activité", "Industrie", "Type d'industrie", "Industry type", "Business sector", "Branche", "Domaine d'activité"),
)  # fmt: skip
ORIGIN = Column(
    "origin",
    "Origin",
    "Origine",
    "link",
    aliases=("Source", "Lead source", "Original source", "Origine commerciale", "Provenance", "Source du contact", "Source d'origine", "Canal d'acquisition"),
)  # fmt: skip
ORIGIN_COMMENT = Column(
    "origin_comment",
    "Comment on the origin",
    "Commentaire sur l'origine",
    aliases=("Source details", "Détail origine", "Commentaire origine", "Source drill-down", "Origin comment", "Détail de la source"),
)  # fmt: skip
DESCRIPTION = Column(
    "description",
    "Description",
    "Description",
    "long_text",
    aliases=("Notes", "Note", "Comment", "Comments", "Commentaire", "Commentaires", "Remarque", "Remarques", "Observations", "Observation", "Remarks", "About"),
)  # fmt: skip
WEBSITE = Column(
    "website",
    "Website",
    "Site web",
    "url",
    example="https://www.example.fr",
    aliases=("Web site", "Web", "Web page", "Website URL", "URL", "Site internet", "Site", "Page web", "Homepage", "URL du site web", "Adresse web", "Website 1", "Site Web 1"),
)  # fmt: skip
LINKEDIN = Column(
    "linkedin",
    "LinkedIn",
    "LinkedIn",
    "url",
    aliases=("LinkedIn URL", "LinkedIn profile", "Profil LinkedIn", "LinkedIn bio", "URL LinkedIn", "LinkedIn company page", "Person LinkedIn URL", "Linked In", "Page LinkedIn"),
)  # fmt: skip
X_PROFILE = Column(
    "x_profile",
    "X (Twitter)",
    "X (Twitter)",
    aliases=("Twitter", "Twitter username", "X", "X profile", "Twitter handle", "Compte Twitter", "Profil X", "Nom d'utilisateur Twitter", "Profil Twitter"),
)  # fmt: skip
FACEBOOK = Column(
    "facebook",
    "Facebook",
    "Facebook",
    "url",
    aliases=("Facebook URL", "Facebook profile", "Profil Facebook", "Facebook company page", "Page Facebook"),
)  # fmt: skip
SKILLS = Column(
    "skills",
    "Skills",
    "Environnement / Compétences",
    "list",
    note="Several skills are separated by semicolons.",
    note_fr="Séparez plusieurs compétences par des points-virgules.",
    aliases=("Skill", "Compétences", "Compétence", "Environnement technique", "Technologies", "Environnement", "Skills / environment"),
)  # fmt: skip
MAILING_LISTS = Column(
    "mailing_lists",
    "Mailing lists",
    "Listes de diffusion",
    "list",
    note="Several lists are separated by semicolons.",
    note_fr="Séparez plusieurs listes par des points-virgules.",
    aliases=("Mailing list", "Liste de diffusion", "Newsletters", "Newsletter", "Abonnements", "Subscriptions", "Email groups"),
)  # fmt: skip
LABELS = Column(
    "labels",
    "Labels",
    "Étiquettes",
    "list",
    note="Several labels are separated by semicolons.",
    note_fr="Séparez plusieurs étiquettes par des points-virgules.",
    aliases=("Label", "Étiquette", "Tags", "Tag", "Categories", "Category", "Catégories", "Catégorie", "Group membership", "Libellés", "Libellé"),
)  # fmt: skip
SIREN = Column(
    "siren",
    "SIREN",
    "SIREN",
    "code",
    example="552100554",
    aliases=("N° SIREN", "Numéro SIREN", "SIREN number", "No SIREN", "Code SIREN", "RCS"),
)  # fmt: skip
SIRET = Column(
    "siret",
    "SIRET",
    "SIRET",
    "code",
    example="55210055400021",
    aliases=("N° SIRET", "Numéro SIRET", "SIRET number", "No SIRET", "Code SIRET", "SIRET siège"),
)  # fmt: skip
VAT_NUMBER = Column(
    "vat_number",
    "VAT number",
    "N° de TVA",
    "code",
    aliases=("VAT", "VAT ID", "Tax ID", "TVA", "Numéro de TVA", "TVA intracommunautaire", "N° TVA intracommunautaire", "N° TVA", "Numéro de TVA intracommunautaire"),
)  # fmt: skip
HEADCOUNT = Column(
    "headcount",
    "Headcount",
    "Effectif",
    "integer",
    example="120",
    aliases=(
        "Employees", "Number of employees", "No. of employees", "Effectifs", "Nombre d'employés", "Nombre de salariés",
        "Salariés", "Taille", "Company size", "Taille/effectif", "Nombre d'employé", "Employee count", "Nb salariés",
    ),
)  # fmt: skip
ANNUAL_REVENUE = Column(
    "annual_revenue",
    "Annual revenue",
    "Chiffre d'affaires",
    "amount",
    example="1500000",
    aliases=("Revenue", "Turnover", "CA", "Revenu annuel", "Chiffre d'affaires annuel", "CA annuel", "Sales revenue", "Chiffre affaires", "CA (€)"),
)  # fmt: skip
CURRENCY = Column(
    "currency",
    "Currency",
    "Devise",
    "currency",
    example="EUR",
    aliases=("Currency code", "Code devise", "Monnaie", "Value currency", "Devise de la valeur"),
)  # fmt: skip
