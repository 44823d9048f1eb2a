"""A place in the text of a relation, and what can be taken from there."""

from __future__ import annotations

from dataclasses import dataclass

from recon.definitions.fold import Folded, fold

#: Nesting beyond any a person writes; keeps a hostile cell from exhausting the stack.
DEPTH = 40


class NotReadError(Exception):
    """A text that is no relation: why (a key of the catalogue), where, and what was expected there."""

    def __init__(self, key: str, first: int, last: int, expected: str = "", **words: str) -> None:
        super().__init__(key)
        self.key = key
        self.first = first  #: indexes in the folded text
        self.last = last
        self.expected = expected  #: a key of what was expected
        self.words = words


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why a text is no relation, with the place in the cell's text: first character and the one after the last."""

    key: str
    start: int
    end: int
    expected: str = ""
    words: tuple[tuple[str, str], ...] = ()


def trouble(error: NotReadError, folded: Folded) -> Trouble:
    """An error at its place in the cell."""
    start, end = folded.span(error.first, error.last)
    return Trouble(error.key, start, end, error.expected, tuple(error.words.items()))


@dataclass
class Cursor:
    """Reads a folded text from left to right."""

    folded: Folded
    at: int = 0

    @classmethod
    def over(cls, text: str) -> Cursor:
        """At the beginning of a cell's text."""
        return cls(fold(text))

    @property
    def solid(self) -> str:
        """The folded text."""
        return self.folded.solid

    @property
    def ended(self) -> bool:
        """Whether nothing is left."""
        return self.at >= len(self.solid)

    @property
    def char(self) -> str:
        """The next character, blank at the end."""
        return self.solid[self.at : self.at + 1]

    @property
    def gap(self) -> bool:
        """Whether a blank stands before the next character."""
        return self.at in self.folded.gaps

    def sees(self, *words: str) -> str:
        """The first of some words (the longer ones first) that comes next."""
        return next((word for word in words if self.solid.startswith(word, self.at)), "")

    def take(self, *words: str) -> str:
        """The word that :meth:`sees` gives; the reading goes on behind it."""
        word = self.sees(*words)
        self.at += len(word)
        return word

    def fail(
        self, key: str, first: int | None = None, last: int | None = None, expected: str = "", **words: str
    ) -> NotReadError:
        """An error from ``first`` (here) to ``last`` (one character)."""
        start = self.at if first is None else first
        return NotReadError(key, start, min(start + 1, len(self.solid)) if last is None else last, expected, **words)
