"""What several documents of one workbook say: the results by document, and the indicators that two of them state."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import NamedTuple

from recon import figures, messages, tables
from recon import text as gate
from recon.figures import Base
from recon.model import VERDICTS, Figure, FileReport, Outcome
from recon.reports import text
from recon.schemas import targets
from recon.tables import Table


class Document(NamedTuple):
    """A row of 来源."""

    name: str  #: 文号, or the title of a document without a number
    date: str  #: YYYY-MM-DD; blank if not known


@dataclass(frozen=True, slots=True)
class Compared:
    """An indicator stated by two documents, the earlier first; no outcome where the periods differ."""

    earlier: Figure
    later: Figure
    outcome: Outcome | None
    unit: str  #: in which the values of both stand


def sources(outcome: Outcome) -> tuple[str, ...]:
    """The documents that an outcome's figures come from, in order."""
    names = {term.figure.source for side in (outcome.left, outcome.right) for term in side.terms}
    return tuple(sorted(names, key=figures.natural))


def by_document(file: FileReport, lang: str) -> dict[str, dict[str, int]]:
    """Outcomes per document, and across documents, by verdict; by part where there is only one document."""
    by_outcome = {outcome.id: sources(outcome) for outcome in file.outcomes}
    if file.cover or len({source for group in by_outcome.values() for source in group}) < 2:
        return text.by_part(file, lang)
    counts: dict[tuple[str, ...], dict[str, int]] = {}
    for outcome in file.outcomes:
        group = counts.setdefault(by_outcome[outcome.id], dict.fromkeys(map(str, VERDICTS), 0))
        group[outcome.verdict] += 1
    order = sorted(counts, key=lambda group: (len(group) > 1, [figures.natural(source) for source in group]))
    return {_heading(group, file.documents, lang): counts[group] for group in order}


def _heading(words: tuple[str, ...], names: Mapping[str, str], lang: str) -> str:
    if len(words) > 1:
        return messages.title("across", lang, sources=("、" if lang == "zh" else ", ").join(words))
    return " ".join(word for word in (words[0], names.get(words[0], "")) if word) or "-"


def documents(file: FileReport) -> dict[str, Document]:
    """The rows of 来源 by their number."""
    table = _loaded(file).get("来源")
    rows = () if table is None else (row for _, row in table.rows())
    return {
        row["来源编号"]: Document(row.get("文号") or row.get("标题", ""), figures.day(row.get("成文日期", "")))
        for row in rows
    }


def compared(file: FileReport) -> list[Compared]:
    """Every indicator (measure, item, region) that two documents state, in the order of the figures."""
    if len(file.documents) < 2:
        return []
    loaded = _loaded(file)
    base = figures.build(loaded)[0]
    ties = {
        frozenset(term.figure.id for side in (o.left, o.right) for term in side.terms): o
        for o in file.outcomes
        if o.rule == "tie"
    }
    return [
        Compared(first, second, ties.get(frozenset((first.id, second.id))), base.measure(first).unit.text)
        for first, second in _pairs(base)
    ]


def _pairs(base: Base) -> Iterator[tuple[Figure, Figure]]:
    """Figures of one indicator from different documents, the earlier document's first."""
    stated: dict[tuple[str, str, str], list[Figure]] = defaultdict(list)
    for figure in base.figures:
        c = figure.coordinate
        stated[c.measure, c.item, c.region].append(figure)
    for alike in stated.values():
        if len({figure.source for figure in alike}) > 1:
            yield from _across(alike, base.dates)


def _across(stated: Iterable[Figure], dates: Mapping[str, str]) -> Iterator[tuple[Figure, Figure]]:
    ordered = sorted(stated, key=lambda f: (dates.get(f.source, ""), figures.natural(f.id)))
    return ((a, b) for a, b in combinations(ordered, 2) if a.source != b.source)


def _loaded(file: FileReport) -> dict[str, Table]:
    sheets = {gate.words(sheet.name): sheet for sheet in file.book.sheets} if file.book else {}
    return {
        name: tables.read(sheets[name], model.to_schema())[0]
        for name, model in targets.SHEETS.items()
        if name in sheets
    }
