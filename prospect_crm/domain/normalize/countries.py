"""Country names, as people type them in French, English or the country's own language, to ISO 3166-1 codes."""

from __future__ import annotations

from functools import lru_cache

import phonenumbers

from prospect_crm.domain.normalize.text import fold

_NAMES = {
    "AD": "andorre andorra",
    "AE": "emirats arabes unis|united arab emirates|uae",
    "AR": "argentine argentina",
    "AT": "autriche austria osterreich",
    "AU": "australie australia",
    "BE": "belgique belgium belgie belgien",
    "BF": "burkina faso|burkina",
    "BG": "bulgarie bulgaria",
    "BJ": "benin",
    "BR": "bresil brazil brasil",
    "CA": "canada",
    "CD": "republique democratique du congo|rd congo|rdc|democratic republic of the congo",
    "CG": "congo|republique du congo",
    "CH": "suisse switzerland schweiz svizzera",
    "CI": "cote d ivoire|ivory coast",
    "CL": "chili chile",
    "CM": "cameroun cameroon",
    "CN": "chine china",
    "CO": "colombie colombia",
    "CY": "chypre cyprus",
    "CZ": "republique tcheque|tchequie|czech republic|czechia",
    "DE": "allemagne germany deutschland",
    "DK": "danemark denmark danmark",
    "DZ": "algerie algeria",
    "EE": "estonie estonia eesti",
    "EG": "egypte egypt",
    "ES": "espagne spain espana",
    "FI": "finlande finland suomi",
    "FR": "france|france metropolitaine",
    "GA": "gabon",
    "GB": "royaume uni|united kingdom|uk|great britain|grande bretagne|angleterre|england|ecosse|scotland|wales",
    "GF": "guyane|guyane francaise|french guiana",
    "GP": "guadeloupe",
    "GR": "grece greece ellada",
    "HK": "hong kong",
    "HR": "croatie croatia hrvatska",
    "HU": "hongrie hungary magyarorszag",
    "ID": "indonesie indonesia",
    "IE": "irlande ireland eire",
    "IL": "israel",
    "IN": "inde india",
    "IS": "islande iceland island",
    "IT": "italie italy italia",
    "JP": "japon japan",
    "KR": "coree du sud|south korea|republic of korea|korea",
    "LB": "liban lebanon",
    "LI": "liechtenstein",
    "LT": "lituanie lithuania lietuva",
    "LU": "luxembourg luxemburg",
    "LV": "lettonie latvia latvija",
    "MA": "maroc morocco",
    "MC": "monaco",
    "MG": "madagascar",
    "ML": "mali",
    "MQ": "martinique",
    "MT": "malte malta",
    "MU": "ile maurice|maurice|mauritius",
    "MX": "mexique mexico",
    "MY": "malaisie malaysia",
    "NC": "nouvelle caledonie|new caledonia",
    "NE": "niger",
    "NG": "nigeria",
    "NL": "pays bas|netherlands|the netherlands|nederland|hollande|holland",
    "NO": "norvege norway norge",
    "NZ": "nouvelle zelande|new zealand",
    "PE": "perou peru",
    "PF": "polynesie francaise|french polynesia|tahiti",
    "PH": "philippines",
    "PL": "pologne poland polska",
    "PT": "portugal",
    "QA": "qatar",
    "RE": "la reunion|reunion|ile de la reunion",
    "RO": "roumanie romania",
    "RS": "serbie serbia srbija",
    "RU": "russie russia",
    "SA": "arabie saoudite|saudi arabia",
    "SE": "suede sweden sverige",
    "SG": "singapour singapore",
    "SI": "slovenie slovenia slovenija",
    "SK": "slovaquie slovakia slovensko",
    "SN": "senegal",
    "TG": "togo",
    "TH": "thailande thailand",
    "TN": "tunisie tunisia",
    "TR": "turquie turkey turkiye",
    "TW": "taiwan",
    "UA": "ukraine",
    "US": "etats unis|etats unis d amerique|united states|united states of america|usa",
    "VN": "vietnam|viet nam",
    "YT": "mayotte",
    "ZA": "afrique du sud|south africa",
}
_CODES = {
    name: code
    for code, names in _NAMES.items()
    for name in (names.split("|") if "|" in names else [*names.split(), names])
}


@lru_cache(maxsize=4096)
def region_code(country: str, default: str = "FR") -> str:
    """The ISO 3166-1 code of a country as typed: "Belgique", "be", "Royaume-Uni"; ``default`` for an empty one.

    A country that is not known gives "" rather than the default: its phones are then read only with a "+".
    """
    folded = fold(country)
    if not folded:
        return default
    if len(folded) == 2 and folded.upper() in phonenumbers.SUPPORTED_REGIONS:
        return folded.upper()
    return _CODES.get(folded, "")
