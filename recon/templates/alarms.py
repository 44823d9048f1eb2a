"""Conditional formats that colour a row as it is typed, written from the relations of the form."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from xlsxwriter.worksheet import Worksheet

from recon.model import LEVELS
from recon.relations import Relation
from recon.reports import theme
from recon.schemas.form import Alert
from recon.templates import names
from recon.templates.canvas import Canvas
from recon.templates.columns import Column
from recon.templates.layout import Layout


def write(canvas: Canvas, page: Worksheet) -> None:
    """Red for what must be corrected, amber for what must be verified; the stated cell is the darker one."""
    graver = sorted(canvas.layout.table.relations, key=lambda r: LEVELS.index(r.level), reverse=True)
    for relation in graver:
        for labels, fill in zip(_parts(relation), theme.FILLS[relation.level], strict=True):
            if labels:
                _colour(canvas, page, relation, labels, fill)
    for alert in canvas.layout.table.alerts:
        _shown(canvas, page, alert)


def _shown(canvas: Canvas, page: Worksheet, alert: Alert) -> None:
    """A cell that shows the word of an alert."""
    column = canvas.layout.column(alert.column)
    ranges = canvas.layout.ranges(column, column)
    page.conditional_format(
        *ranges[0],
        {
            "type": "cell",
            "criteria": "==",
            "value": f'"{alert.word}"',
            "format": canvas.style(bg_color=theme.FILLS[alert.level][0]),
            "multi_range": " ".join(_a1(canvas.layout, cells) for cells in ranges),
        },
    )


def _parts(relation: Relation[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The cells to look at first, and the others involved."""
    return (relation.rights, relation.lefts) if relation.rights else (relation.lefts, ())


def _colour(canvas: Canvas, page: Worksheet, relation: Relation[str], labels: tuple[str, ...], fill: str) -> None:
    layout = canvas.layout
    ranges = [cells for run in runs(layout, labels) for cells in layout.ranges(run[0], run[-1])]
    first = layout.blocks[0].rows[0]
    spread = " ".join(_a1(layout, cells) for cells in sorted(ranges))
    page.conditional_format(
        *sorted(ranges)[0],
        {
            "type": "formula",
            "criteria": formula(layout, relation, first + 1),
            "format": canvas.style(bg_color=fill),
            "multi_range": spread,
        },
    )


def _a1(layout: Layout, cells: tuple[int, int, int, int]) -> str:
    top, left, bottom, right = cells
    return f"{layout.columns[left].letters}{top + 1}:{layout.columns[right].letters}{bottom + 1}"


def formula(layout: Layout, relation: Relation[str], row: int) -> str:
    """True where the filled row ``row`` (counted from 1) breaks the relation by more than rounding explains.

    Each amount may be off by half a unit of its last declared place, a factor times as much. Rows with a
    blank or a text in one of the cells are left alone; a dash counts as zero.
    """
    places = layout.form.decimals
    left, right = list(_refs(layout, relation.lefts, row)), list(_refs(layout, relation.rights, row))
    slack = (len(relation.lefts) + relation.factor * len(relation.rights)) / 2
    stated = f"-{relation.factor}*SUM({','.join(right)})" if right else ""
    away = f"ROUND(SUM({','.join(left)}){stated},{places + 2})"
    limit = format(slack.scaleb(-places).normalize(), "f")
    broken = {"=": f"ABS({away})>{limit}", "≤": f"{away}>{limit}", "≥": f"{away}<-{limit}"}[relation.operator]
    conditions = (_filled(relation, [*left, *right]), *_when(layout, relation, row), broken)
    return f"=AND({','.join(conditions)})"


def _filled(relation: Relation[str], refs: list[str]) -> str:
    dashes = "".join(f'+COUNTIF({ref},"—")' for ref in refs)
    return f"COUNT({','.join(refs)}){dashes}={len(relation.lefts) + len(relation.rights)}"


def _when(layout: Layout, relation: Relation[str], row: int) -> Iterator[str]:
    if relation.when is None:
        return
    label, texts = relation.when
    month = f"RIGHT({names.cover_name(label)},2)"
    cell = month if label == "报告期" else f"${layout.column(label).letters}{row}"
    equal = ",".join(f'{cell}="{text}"' for text in texts)
    yield f"OR({equal})"


def _refs(layout: Layout, labels: tuple[str, ...], row: int) -> Iterator[str]:
    """Ranges of a row that hold the columns, neighbours joined."""
    for run in runs(layout, labels):
        first, last = run[0].letters, run[-1].letters
        yield f"${first}{row}" if first == last else f"${first}{row}:${last}{row}"


def runs(layout: Layout, labels: tuple[str, ...]) -> Iterator[list[Column]]:
    """Columns in groups of direct neighbours."""
    columns = [layout.column(label) for label in labels]
    for _, members in groupby(enumerate(columns), key=lambda pair: pair[1].index - pair[0]):
        yield [column for _, column in members]
