"""What a hand at a keyboard makes of digits: one of them another, two neighbours swapped."""

from __future__ import annotations

from collections.abc import Iterator


def swapped(text: str) -> Iterator[tuple[str, str]]:
    """The digits with two neighbours swapped, and the two as they stood."""
    for n in range(len(text) - 1):
        if text[n] != text[n + 1]:
            yield text[:n] + text[n + 1] + text[n] + text[n + 2 :], text[n : n + 2]


def other(text: str) -> Iterator[tuple[str, str]]:
    """The digits with one of them another, and that one as it stood; none leads with a zero that was not there."""
    for n, was in enumerate(text):
        for digit in "0123456789":
            if digit != was and not (n == 0 and digit == "0" and len(text) > 1):
                yield text[:n] + digit + text[n + 1 :], was
