"""Sentences for the user that the domain can name without translating them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence: an English template with named places, and what goes into them.

    The template is the translation key, so it is always written as a literal: a test collects every
    literal given to ``Message`` and asks for its French translation. A parameter may be a message itself.
    """

    template: str
    parameters: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.template.format(**self.parameters)


class DomainError(Exception):
    """A refusal with a sentence for the user; services turn it into a translated error."""

    def __init__(self, message: Message) -> None:
        super().__init__(str(message))
        self.message = message
