"""The comparisons of two people or two companies: named levels from the strongest agreement to none.

The names of comparisons and levels are those of the model file; each level's sentence is what the sales
person reads. The weights belong to the model, not to these tables.
"""

from __future__ import annotations

from prospect_crm.domain.matching.company_comparisons import COMPANY_COMPARISONS
from prospect_crm.domain.matching.levels import Comparison, Kind, Level
from prospect_crm.domain.matching.person_comparisons import PERSON_COMPARISONS

__all__ = ["COMPARISONS", "Comparison", "Kind", "Level"]

COMPARISONS: dict[Kind, tuple[Comparison, ...]] = {
    "person": PERSON_COMPARISONS,
    "company": COMPANY_COMPARISONS,
}
