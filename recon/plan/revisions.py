"""Ties between documents of different dates: the later may have revised the earlier, so the finding names both."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from recon.model import Finding

CODE, TIE = "REV01", "TIE01"


@dataclass(frozen=True, slots=True)
class Document:
    """A row of 来源, as findings name it."""

    name: str  #: 文号, or the title of one without a number
    date: str  #: YYYY-MM-DD; blank if not known

    def __str__(self) -> str:
        return f"{self.name}（{self.date}）" if self.date else self.name


def as_revisions(findings: Iterable[Finding], documents: Mapping[str, Document]) -> Iterator[Finding]:
    """The findings, with those between dated documents as revisions, each revision once.

    Where a document prints its target in several places, one finding names all the cells.
    """
    revised: dict[tuple[object, ...], Finding] = {}
    for finding in findings:
        revision = _revision(finding, documents)
        if revision is None:
            yield finding
            continue
        key = _same(revision)
        cells = (*revised[key].cells, *revision.cells) if key in revised else revision.cells
        revised[key] = replace(revised.get(key, revision), cells=tuple(dict.fromkeys(cells)))
    yield from revised.values()


def _same(finding: Finding) -> tuple[object, ...]:
    """The identity of a revision: coordinate, documents and the numbers they set."""
    outcome = finding.outcome
    assert outcome is not None
    sides = sorted((side.terms[0].figure.source, side.value) for side in (outcome.left, outcome.right))
    return outcome.coordinate, *sides


def _revision(finding: Finding, documents: Mapping[str, Document]) -> Finding | None:
    """A tie between two documents as a revision; None for any other finding."""
    if finding.code != TIE or finding.outcome is None:
        return None
    sides = (finding.outcome.left, finding.outcome.right)
    first, second = (documents.get(side.terms[0].figure.source, Document("", "")) for side in sides)
    if not first.date or not second.date or first.date == second.date:
        return None
    later = max(first, second, key=lambda document: document.date)
    words = {"left_document": str(first), "right_document": str(second), "later": later.name}
    return replace(finding, code=CODE, words=words)
