"""Legal forms of companies in one spelling each, and words that name a trade rather than a company."""

from __future__ import annotations

from prospect_crm.domain.normalize.text import word_set

_SPELLINGS = {
    # France
    "sa": "sa|societe anonyme",
    "sarl": "sarl|societe a responsabilite limitee|sarlu",
    "sas": "sas|societe par actions simplifiee",
    "sasu": "sasu|societe par actions simplifiee unipersonnelle",
    "eurl": "eurl|entreprise unipersonnelle a responsabilite limitee",
    "sci": "sci|societe civile immobiliere|societe civile",
    "snc": "snc|societe en nom collectif",
    "selarl": "selarl|selas|selasu|selurl",
    "scp": "scp|societe civile professionnelle",
    "scop": "scop|scic",
    "gie": "gie",
    "gaec": "gaec|earl|scea",
    "ei": "ei|eirl|auto entrepreneur|micro entreprise",
    "ste": "ste|societe|ets|etablissements|etablissement",
    "cie": "cie|compagnie|company|co",
    # Belgium, Netherlands, Luxembourg, Switzerland
    "bv": "bv|bvba|sprl|srl|besloten vennootschap",
    "nv": "nv|naamloze vennootschap",
    "asbl": "asbl|vzw|aisbl|ivzw",
    "vof": "vof|scrl|cvba",
    "sagl": "sagl|sarl s|sarls",
    # Germany, Austria
    "gmbh": "gmbh|gesmbh|mbh|gesellschaft mit beschrankter haftung",
    "gmbh co kg": "gmbh co kg|gmbh cie kg",
    "ag": "ag|aktiengesellschaft",
    "kg": "kg|kgaa|ohg|gbr|ug|ug haftungsbeschrankt",
    "ev": "ev",
    # United Kingdom, Ireland, United States, and others in English
    "ltd": "ltd|limited|pty ltd|pty|pte ltd|pte|pvt ltd|private limited",
    "plc": "plc|public limited company",
    "llp": "llp|lp",
    "llc": "llc|limited liability company",
    "inc": "inc|incorporated|corp|corporation",
    # Spain, Portugal, Italy
    "sl": "sl|slu|sociedad limitada|lda|limitada",
    "sau": "sau|sociedad anonima",
    "spa": "spa|societa per azioni",
    "srls": "srls|societa a responsabilita limitata|sas di|snc di",
    "sapa": "sapa|sa de cv|srl de cv",
    # Nordic countries, Central Europe
    "as": "as|asa|aps|a s",
    "ab": "ab|aktiebolag|hb",
    "oy": "oy|oyj",
    "sp z oo": "sp z o o|sp z oo|spolka z oo|sp zoo",
    "sro": "sro|s r o|spol s r o",
    "kft": "kft|zrt|nyrt|bt",
    "doo": "doo|d o o|dd",
    "eood": "eood|ood|ad",
    # the European Union
    "se": "se|societas europaea",
}
LEGAL_FORMS: dict[str, str] = {
    spelling: form for form, spellings in _SPELLINGS.items() for spelling in spellings.split("|")
}
"""Folded spelling to the form it stands for."""

LONGEST_FORM = max(len(spelling.split()) for spelling in LEGAL_FORMS)

LEADING_FORMS = word_set("sa sarl sas sasu eurl sci snc selarl scp scop gie gaec ei ste cie asbl ab oy spa")
"""Forms that are also written before the name; "AG Insurance" and "AS Roma" begin with no form."""

NEVER_LEADING = word_set("co company ei")

GENERIC_WORDS = word_set(
    "agence agency associates association associes atelier bureau business cabinet center centre club college"
    " communication conseil conseils consultants consulting de des design developpement digital distribution"
    " du ecole energie engineering entreprise europe finance formation france garage group groupe gruppe"
    " holding hotel immobilier industrie industries informatique ingenierie institut institute international"
    " invest investissement la le les logistique maison management marketing media partners participations"
    " production productions restaurant school service services software solution solutions studio systemes"
    " systems team tech technologie technologies technology the trading transport transports travaux union"
    " university universite ventures"
)
"""Words that thousands of companies share: alone they name none."""
