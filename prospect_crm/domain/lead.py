"""What a lead's status says: working a lead comes before its opportunity, winning and losing come with it."""

from __future__ import annotations

LOST_OR_WON = ("Won", "Lost")


def status_with_opportunity(before: str, opportunity: str) -> str:
    """Give a lead's status once its opportunity has one: won or lost with it; open again, wanted again."""
    if opportunity != "Open":
        return opportunity
    return "Wanted" if before in LOST_OR_WON else before
