"""Countries by their English name, French name and ISO 3166 codes; Frappe keeps the English name."""

from __future__ import annotations

from prospect_crm.domain.tabular.labels import normalize_label

_ROWS = """
AE ARE|United Arab Emirates|Émirats arabes unis
AR ARG|Argentina|Argentine
AT AUT|Austria|Autriche
AU AUS|Australia|Australie
BE BEL|Belgium|Belgique
BG BGR|Bulgaria|Bulgarie
BR BRA|Brazil|Brésil
CA CAN|Canada|Canada
CH CHE|Switzerland|Suisse
CI CIV|Ivory Coast|Côte d'Ivoire
CL CHL|Chile|Chili
CM CMR|Cameroon|Cameroun
CN CHN|China|Chine
CO COL|Colombia|Colombie
CY CYP|Cyprus|Chypre
CZ CZE|Czech Republic|République tchèque
DE DEU|Germany|Allemagne
DK DNK|Denmark|Danemark
DZ DZA|Algeria|Algérie
EE EST|Estonia|Estonie
EG EGY|Egypt|Égypte
ES ESP|Spain|Espagne
FI FIN|Finland|Finlande
FR FRA|France|France
GB GBR UK|United Kingdom|Royaume-Uni
GF GUF|French Guiana|Guyane
GP GLP|Guadeloupe|Guadeloupe
GR GRC|Greece|Grèce
HK HKG|Hong Kong|Hong Kong
HR HRV|Croatia|Croatie
HU HUN|Hungary|Hongrie
IE IRL|Ireland|Irlande
IL ISR|Israel|Israël
IN IND|India|Inde
IS ISL|Iceland|Islande
IT ITA|Italy|Italie
JP JPN|Japan|Japon
KR KOR|South Korea|Corée du Sud
LB LBN|Lebanon|Liban
LT LTU|Lithuania|Lituanie
LU LUX|Luxembourg|Luxembourg
LV LVA|Latvia|Lettonie
MA MAR|Morocco|Maroc
MC MCO|Monaco|Monaco
MG MDG|Madagascar|Madagascar
MQ MTQ|Martinique|Martinique
MT MLT|Malta|Malte
MX MEX|Mexico|Mexique
NG NGA|Nigeria|Nigéria
NL NLD|Netherlands|Pays-Bas
NO NOR|Norway|Norvège
NZ NZL|New Zealand|Nouvelle-Zélande
PL POL|Poland|Pologne
PT PRT|Portugal|Portugal
QA QAT|Qatar|Qatar
RE REU|Réunion|La Réunion
RO ROU|Romania|Roumanie
RS SRB|Serbia|Serbie
RU RUS|Russian Federation|Russie
SA SAU|Saudi Arabia|Arabie saoudite
SE SWE|Sweden|Suède
SG SGP|Singapore|Singapour
SI SVN|Slovenia|Slovénie
SK SVK|Slovakia|Slovaquie
SN SEN|Senegal|Sénégal
TH THA|Thailand|Thaïlande
TN TUN|Tunisia|Tunisie
TR TUR|Turkey|Turquie
UA UKR|Ukraine|Ukraine
US USA|United States|États-Unis
VN VNM|Vietnam|Viêt Nam
ZA ZAF|South Africa|Afrique du Sud
"""
_FURTHER = {
    "etats unis d amerique": "United States",
    "united states of america": "United States",
    "great britain": "United Kingdom",
    "england": "United Kingdom",
    "angleterre": "United Kingdom",
    "grande bretagne": "United Kingdom",
    "hollande": "Netherlands",
    "the netherlands": "Netherlands",
    "tchequie": "Czech Republic",
    "russia": "Russian Federation",
    "deutschland": "Germany",
    "espana": "Spain",
    "italia": "Italy",
    "reunion": "Réunion",
    "suisse schweiz": "Switzerland",
}


def _index() -> dict[str, str]:
    index = dict(_FURTHER)
    for row in _ROWS.strip().splitlines():
        codes, english, french = row.split("|")
        for label in (*codes.split(), english, french):
            index[normalize_label(label)] = english
    return index


COUNTRIES: dict[str, str] = _index()
"""Normalised label or code -> English name."""
