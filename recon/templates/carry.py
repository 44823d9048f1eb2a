"""What a form is prefilled with: a list of projects, and last month's report carried over."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType

import pandas as pd

from recon import catalogue, current, kinds, numbers, units, workbook
from recon import text as gate
from recon.batch.standing import when
from recon.errors import UnreadableError
from recon.forms import footing
from recon.forms.tableform import FormData
from recon.kinds import monthly as kind
from recon.model import CellRef, FileReport
from recon.schemas import lists, monthly
from recon.schemas.fields import metadata
from recon.schemas.months import before
from recon.templates.columns import Row, declared
from recon.templates.layout import DOUBT, PLACE
from recon.templates.refused import RefusedError

OPENING, CLOSING = "上月末累计完成", "开工以来累计完成"
_LABELS = [column.label for column in declared(monthly.Projects)]
_AMOUNTS = [column.label for column in declared(monthly.Projects) if column.amount]
#: Carried over as they are: the plan, which is what stands before last month's closing.
PLANNED = _AMOUNTS[: _AMOUNTS.index(OPENING)]
TEXTS = [label for label in _LABELS[1:] if label not in _AMOUNTS]
#: Texts in words of one's own.
_FREE = [
    label
    for label in TEXTS
    if label != "项目代码" and not {"listed", "date"} & metadata(monthly.Projects.to_schema(), label).keys()
]
#: What of a cover is the same next month.
SIGNED = ("填报单位", "单位负责人", "审核人", "填表人", "联系电话")
DASH = "—"
#: Row of last month's report → columns in question.
Doubts = Mapping[int, Collection[str]]
#: What a form says of a row nobody has filled in.
_PREFILLED = {"网别", "类别", "地区"}


def previous(
    path: Path, network: str, region: str, month: str, unit: str, doubts: Doubts = MappingProxyType({})
) -> list[Row]:
    """Last month's projects: texts and plan kept, closing become opening, the rest blank; ``unit`` converted exactly.

    Every project of the report is there, as it was typed: one whose class is none of the network's stays under the
    小计 it stood with; ``doubts`` are marked. Of a lead department's report a region's form takes the projects of that region.
    Raises RefusedError for a report of another network or region or not of the month before, UnreadableError for no report.
    """
    book = workbook.read(path)
    if not kind.recognise(book):
        raise unknown(path, f"“{monthly.PROJECTS}”", book)
    data = kind.read(book)
    _agrees(path, data, network, region, month)
    factor = units.ratio(units.parse(data.cover["计量单位"]), units.parse(unit))
    assert factor is not None
    stands = {row: name for name, rows in footing.blocks(data.main).items() for row in rows}
    rows = [
        _standing(_carried(data, row, factor) | _doubt(doubts.get(row, ())), network, stands[row])
        for row in map(int, data.main.projects.frame.index)
    ]
    own = data.cover["地区"] == region
    return [row for row in rows if row.keys() - _PREFILLED and (own or row.get("地区") == region)]


def _doubt(labels: Collection[str]) -> Row:
    """The columns of a row that are carried over from what was in question; a closing rests on its opening."""
    both = (OPENING, CLOSING)
    carried = {OPENING if label in both else label for label in labels if label in (*both, *PLANNED, *TEXTS)}
    return {DOUBT: "、".join(sorted(carried, key=_LABELS.index))} if carried else {}


def doubts(report: FileReport, more: Iterable[CellRef] = ()) -> dict[int, set[str]]:
    """Row → columns that open findings of a report put into question: the cells of each finding, and those suspected first.

    ``more``: cells that are in question for other reasons.
    """
    sent = report.submission
    doubtful: dict[int, set[str]] = {}
    if sent is None:
        return doubtful
    labels = {number: label for label, number in sent.columns.items()}
    cells = list(more)
    for finding in report.every:
        if not finding.released and finding.level != "提示性":
            suspects = finding.outcome.suspects[:1] if finding.outcome else ()
            cells += (finding.cell, *(s.cell for one in suspects for s in one.cells))
    for cell in cells:
        if cell.sheet == sent.sheet and cell.row in sent.rows and cell.column in labels:
            doubtful.setdefault(cell.row, set()).add(labels[cell.column])
    return doubtful


def cover(path: Path) -> dict[str, str]:
    """The names and phones on last month's cover; blank values are left out."""
    values = kind.read(workbook.read(path)).cover
    return {label: values[label] for label in SIGNED if values[label]}


def _standing(row: Row, network: str, under: str) -> Row:
    """A row with the class it stands under, where its own is none of the network's."""
    classes = catalogue.in_force().networks[network][1]
    if row.get("类别") in classes:
        return row
    return {**row, PLACE: under if under in classes else classes[0]}


def subjects(
    paths: Iterable[Path], month: str, received: Mapping[Path, current.Receipt]
) -> tuple[dict[tuple[str, str], Path], list[UnreadableError]]:
    """The monthly reports of a month among some files, by network and region, and why others could not be read.

    Other workbooks are passed over; of several on the same thing the current version is taken. Raises RefusedError
    where that is not to be told.
    """
    by_subject: dict[tuple[str, str], list[current.Sent]] = {}
    unread: list[UnreadableError] = []
    for path in paths:
        try:
            book = workbook.read(path)
        except UnreadableError as error:
            unread.append(error)
            continue
        cover = kind.read(book).cover if kind.recognise(book) else None
        if cover is None or cover["报告期"] != month:
            continue
        stated = current.day(cover["报出日期"])
        sent = current.Sent(str(path), kinds.content(book), month, stated, *(when(path, received) or (None, 0)))
        by_subject.setdefault((cover["网别"], cover["地区"]), []).append(sent)
    return {subject: _chosen(subject, sent) for subject, sent in by_subject.items()}, unread


def _chosen(subject: tuple[str, str], sent: list[current.Sent]) -> Path:
    choice = current.choose(sent)
    if choice.current is None:
        first, other = choice.tied[:2]
        raise RefusedError("previous_twice", path=first.path, other=other.path, subject=" ".join(subject))
    return Path(choice.current.path)


def unknown(path: Path, expected: str, book: workbook.RawBook) -> UnreadableError:
    """The error for a workbook that is something else."""
    names = workbook.listed(book)
    return UnreadableError("FILE07", path=str(path), expected=expected, found=names)


def _agrees(path: Path, data: FormData, network: str, region: str, month: str) -> None:
    """The report is of this network, this region or all, and the month before, and says its unit."""
    regions = tuple(dict.fromkeys((region, catalogue.in_force().whole)))
    wanted = {
        "网别": (network,),
        "地区": regions,
        "报告期": (before(month),),
        "计量单位": tuple(lists.UNITS),
    }
    for label, values in wanted.items():
        stated = data.cover[label]
        if stated not in values:
            raise RefusedError("previous_other", path=path, label=label, found=stated, expected="、".join(values))


def _carried(data: FormData, row: int, factor: Decimal) -> Row:
    frame = data.main.projects.frame
    texts: Row = {label: _typed(data, row, label) for label in TEXTS if label in frame and frame.at[row, label]}
    new_year = data.period.endswith("-12")  # December's plan of the year is over
    kept = [label for label in PLANNED if not (new_year and label == "本年计划")]
    amounts = {label: _amount(data, row, label, factor) for label in kept}
    amounts[OPENING] = _amount(data, row, CLOSING, factor)
    return texts | {label: value for label, value in amounts.items() if value is not None}


def _typed(data: FormData, row: int, label: str) -> str:
    """A text as it was typed; of a list, a date or a code the one spelling that the form takes."""
    text = str(data.main.projects.frame.at[row, label])
    cell = data.main.table.raw[row][data.main.table.columns[label] - 1]
    free = isinstance(cell, str) and label in _FREE and gate.words(cell) == text
    return str(cell) if free else text


def _amount(data: FormData, row: int, label: str, factor: Decimal) -> str | Decimal | None:
    """An amount in another unit, exactly; a dash stays one, and blank stays blank."""
    if label not in data.main.projects.frame or data.main.projects.frame.at[row, label] is pd.NA:
        return None
    printed = data.main.table.raw[row][data.main.table.columns[label] - 1]
    if numbers.read(printed).kind == "not_applicable":
        return DASH
    value = data.main.projects.value(row, label)
    return None if value is None else value * factor


def merged(listed: Iterable[Row], carried: Iterable[Row]) -> list[Row]:
    """The list's projects, each with what last month says of it, then last month's others."""
    rest = list(carried)
    rows = []
    for row in listed:
        older = next((old for old in rest if _same(old, row)), None)
        if older is not None:
            rest.remove(older)
            row = {**older, **row, **{key: older[key] for key in (OPENING,) if key in older}}
        rows.append(row)
    return [*rows, *rest]


def _same(old: Row, new: Row) -> bool:
    """By code where both have one, else by name."""
    label = "项目代码" if old.get("项目代码") and new.get("项目代码") else "项目名称"
    one, other = (gate.joined(str(row.get(label) or "")) for row in (old, new))
    return bool(other) and one == other


def placed(path: Path, rows: Iterable[Row]) -> Iterator[Row]:
    """Rows that have a network, a class of it and a region of the lists; raises RefusedError for one that has not."""
    for row in rows:
        network = str(row.get("网别") or catalogue.in_force().network_of(str(row.get("类别", ""))))
        row = {**row, "网别": network}
        network_class = catalogue.in_force().networks.get(network, ("", ()))[1]
        allowed = {
            "网别": tuple(catalogue.in_force().networks),
            "类别": network_class,
            "地区": (*catalogue.in_force().regions, catalogue.in_force().whole),
        }
        for label, choices in allowed.items():
            if row.get(label, "") not in choices:
                words = {"label": label, "found": row.get(label, ""), "choices": "、".join(choices)}
                raise RefusedError("unplaced", path=path, name=row.get("项目名称") or row.get("项目代码", ""), **words)
        yield row
