"""What is worth a look in a definition that can be read: its relations among themselves, its lists, names and formulas."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from recon.definitions.checks import algebra, cycles, lists, names, nowhere, parts
from recon.definitions.model import Definition
from recon.model import Finding

#: In the order in which they are told.
CHECKS: tuple[Callable[[Definition], Iterator[Finding]], ...] = (
    cycles.check,
    names.check,
    parts.check,
    algebra.check,
    nowhere.check,
    lists.check,
)


def every(definition: Definition) -> Iterator[Finding]:
    """The findings of reading, then those of each check."""
    yield from definition.findings
    for check in CHECKS:
        yield from check(definition)
