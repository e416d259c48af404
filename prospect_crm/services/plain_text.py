"""From the markup that editors and formatters store to the text that people read."""

from __future__ import annotations

import html
import re

BLOCK_END = re.compile(r"<br\s*/?>|</(?:p|div|li|h[1-6]|tr|blockquote|pre)>", re.IGNORECASE)
TAG = re.compile(r"</?[a-zA-Z!][^>]*>")


def as_plain_text(markup: str | None) -> str:
    """Give the text of some markup, a line a block; what merely looks like markup there comes out as text."""
    text = TAG.sub("", BLOCK_END.sub("\n", markup or ""))
    lines = (" ".join(line.split()) for line in html.unescape(text).split("\n"))
    return "\n".join(lines).strip()
