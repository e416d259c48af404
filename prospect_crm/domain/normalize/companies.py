"""Company names: the legal form at either end is weak evidence, taken off only where a name is left.

A form at the end is nearly always a form ("Dupont SA"). At the beginning it may be the name itself: "SAS
Institute" is not "Institute", while "SARL Dupont" is "Dupont". So a leading form is taken off only from a core
that could name one company by itself.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from prospect_crm.domain.normalize.legal_forms import (
    GENERIC_WORDS,
    LEADING_FORMS,
    LEGAL_FORMS,
    LONGEST_FORM,
    NEVER_LEADING,
)
from prospect_crm.domain.normalize.text import words

__all__ = ["CompanyName", "company_key", "distinctive_words", "parse_company_name"]

_DOTTED = re.compile(r"\b(?:[^\W\d_]\.){2,}(?:[^\W\d_]\b)?")
_BRACKETS = re.compile(r"\s*[(\[][^()\[\]]*[)\]]\s*$")
_JOINERS = frozenset({"et", "and", "und", "y", "e", "en"})


class CompanyName(NamedTuple):
    """A folded company name and what it consists of.

    ``core`` is the name without its legal forms; ``forms`` are those taken off, in one spelling each
    ("sarl", "gmbh"); ``is_stripped_in_front`` says that one stood at the beginning.
    """

    full: str
    core: str
    forms: tuple[str, ...]
    is_stripped_in_front: bool


@lru_cache(maxsize=65_536)
def parse_company_name(text: str) -> CompanyName:
    """The name taken apart; every part is empty for an empty name."""
    tokens = _tokens(text)
    end, behind = _forms_behind(tokens)
    start, before = _forms_before(tokens[:end])
    core = tokens[start:end]
    return CompanyName(" ".join(tokens), " ".join(core), tuple(sorted(behind | before)), start > 0)


@lru_cache(maxsize=65_536)
def company_key(text: str) -> str:
    """The core in one word, "et" and "&" left out: "Dupont & Fils SARL" and "SARL Dupont et Fils" agree."""
    tokens = [token for token in parse_company_name(text).core.split() if token not in _JOINERS]
    return "".join(tokens)


def distinctive_words(text: str) -> tuple[str, ...]:
    """The words of the core that are not shared by a whole trade ("groupe", "services", "conseil" …)."""
    core = parse_company_name(text).core.split()
    return tuple(word for word in core if word not in GENERIC_WORDS and word not in _JOINERS)


def _tokens(text: str) -> tuple[str, ...]:
    """Dotted capitals become one word ("S.A.R.L." is "sarl"); a bracket at the end is a remark."""
    joined = _DOTTED.sub(lambda found: found.group().replace(".", "") + " ", text) if "." in text else text
    bare = _BRACKETS.sub("", joined) if "(" in joined or "[" in joined else joined
    return words(bare) or words(joined)


def _forms_behind(tokens: tuple[str, ...]) -> tuple[int, set[str]]:
    end, forms = len(tokens), set()
    while end > 1:
        length = _form_length(tokens, end - 1, -1)
        if not length or length >= end:
            break
        forms.add(LEGAL_FORMS[" ".join(tokens[end - length : end])])
        end -= length
        if end > 1 and tokens[end - 1] in _JOINERS:
            end -= 1
    return end, forms


def _forms_before(tokens: tuple[str, ...]) -> tuple[int, set[str]]:
    length = _form_length(tokens, 0, 1)
    spelling, rest = " ".join(tokens[:length]), tokens[length:]
    is_form = LEGAL_FORMS.get(spelling) in LEADING_FORMS and spelling not in NEVER_LEADING
    if not is_form or all(word in GENERIC_WORDS or len(word) < 2 for word in rest):
        return 0, set()
    return length, {LEGAL_FORMS[spelling]}


def _form_length(tokens: tuple[str, ...], position: int, direction: int) -> int:
    """How many words of a legal form begin (or, with direction -1, end) at the position; the longest counts."""
    for length in range(min(LONGEST_FORM, len(tokens)), 0, -1):
        part = (
            tokens[position : position + length]
            if direction > 0
            else tokens[position + 1 - length : position + 1]
        )
        if len(part) == length and " ".join(part) in LEGAL_FORMS:
            return length
    return 0
