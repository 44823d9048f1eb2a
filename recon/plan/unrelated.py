"""What took part in no check: figures that no relation holds against another, and workbooks in which none could."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from recon.figures import Base
from recon.model import CellRef, Figure, Finding, Outcome

_JUDGED = ("exact", "rounding", "rounding_wide", "mismatch")


def figures(base: Base, outcomes: Iterable[Outcome]) -> tuple[Figure, ...]:
    """The figures that no judged relation holds against another or against a number, in order."""
    met = {
        term.figure.id for o in outcomes if o.verdict in _JUDGED for side in (o.left, o.right) for term in side.terms
    }
    return tuple(figure for figure in base.figures if figure.id not in met)


def findings(outcomes: Iterable[Outcome], sheet: str) -> Iterator[Finding]:
    """The finding that there are relations and not one could be judged."""
    verdicts = [o.verdict for o in outcomes]
    if "unverifiable" in verdicts and not set(_JUDGED) & set(verdicts):
        words = {"count": str(verdicts.count("unverifiable"))}
        yield Finding("NONE01", "核实性", (CellRef(sheet),), words)
