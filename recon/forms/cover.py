"""The cover of a form: labels and values, wherever they stand on the sheet."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache

import pandera.pandas as pa

from recon import tables
from recon import text as gate
from recon.dates import EXAMPLES, READERS
from recon.grid import Header
from recon.model import CellRef, Finding
from recon.schemas.fields import metadata
from recon.schemas.form import COVER
from recon.tables import fold
from recon.workbook import Cell, RawSheet

#: Other words for the same label.
ALIASES = {
    "单位": "计量单位",
    "金额单位": "计量单位",
    "报告期别": "报告期",
    "所属时期": "报告期",
    "填表单位": "填报单位",
    "计划年度": "年度",
    "库名": "库别",
    "项目库类别": "库别",
}
UNIT = "计量单位"
#: A unit whose amounts are whole.
_ROUNDED = re.compile(
    r"(?:整数|取整)([十百千万亿]*元)|([十百千万亿]*元)[(,、]?(?:取整|整数|保留整数|取整数|保留到整数|不保留小数)\)?"
)
#: Rows of a sheet that may hold a label: the whole cover, the head of a table.
ROWS = 60
#: How many cells behind a label its value is looked for.
REACH = 4


@dataclass(frozen=True)
class Cover:
    """The values by label, with the cell each was read from."""

    values: dict[str, str]
    places: dict[str, CellRef]
    others: tuple[tuple[str, str, CellRef], ...] = ()  #: the same label told again with another value
    lent: frozenset[str] = frozenset()  #: labels that stand nowhere; their values are from the heads of a table

    def __getitem__(self, label: str) -> str:
        return self.values.get(label, "")

    def cell(self, label: str) -> CellRef:
        """Where a value stands or, if it is absent, should stand."""
        return self.places.get(label, CellRef(COVER))


Entry = tuple[str, str, CellRef]  #: label, value, place of the value
#: A word folded → the label it stands for and how a date there is written, blank for other values.
Labels = Mapping[str, tuple[str, str]]


def read(sheets: list[RawSheet], tables_: set[str], schema: pa.DataFrameSchema) -> Cover:
    """Look for each label of the cover; the first sheet that gives a value wins, the cover before all.

    A label without a colon counts on the cover, which is the sheet with most values that fit; elsewhere,
    where heads and notes use the same words, only if its value fits. On a table it needs its colon.
    """
    labels = _labels(schema)
    labelled = {sheet.name: list(_labelled(sheet, labels)) for sheet in sheets}
    bare = {s.name: list(_bare(s, labels)) for s in sheets if s.name not in tables_}
    front = max(bare, key=lambda name: sum(_fits(schema, label, value) for label, value, _ in bare[name]), default="")
    values: dict[str, str] = {}
    places: dict[str, CellRef] = {}
    others = []
    for name in sorted(labelled, key=lambda n: (n != front, n in tables_)):
        plain = [pair for pair in bare.get(name, ()) if name == front or _fits(schema, *pair[:2])]
        for label, value, place in (*plain, *labelled[name]):
            places.setdefault(label, place)
            if value and label not in values:
                values[label], places[label] = value, place
            elif value and value != values[label]:
                others.append((label, value, place))
    return Cover(values, places, tuple(others))


def with_unit(cover: Cover, sheet: str, head: Header) -> Cover:
    """The unit that all heads which name one agree on, where the cover names none."""
    units = set(head.units.values())
    if cover[UNIT] or len(units) != 1:
        return cover
    place = cover.places.get(UNIT, CellRef(sheet, head.row, head.columns[next(iter(head.units))]))
    return replace(
        cover,
        values={**cover.values, UNIT: units.pop()},
        places={**cover.places, UNIT: place},
        lent=frozenset({UNIT}),
    )


def with_whole(cover: Cover) -> tuple[Cover, bool]:
    """The cover with its bare unit, and whether it says that amounts are whole: 整数万元, 万元（取整）."""
    match = _ROUNDED.fullmatch(fold(cover[UNIT]))
    if match is None:
        return cover, False
    return replace(cover, values={**cover.values, UNIT: match[1] or match[2]}), True


@cache
def _pattern(labels: tuple[str, ...]) -> re.Pattern[str]:
    """A label with its colon, at the start of a text or behind a blank or stop; its own letters may be apart."""
    words = "|".join(r"\s*".join(map(re.escape, label)) for label in sorted(labels, key=len, reverse=True))
    return re.compile(rf"(?:^|(?<=[\s,;。、|]))({words})\s*(?:\([^():]*章\))?\s*:")


def _labels(schema: pa.DataFrameSchema) -> Labels:
    """The labels of a cover, and other words for them."""
    own = {fold(label): label for label in schema.columns}
    words = {**own, **{word: label for word, label in ALIASES.items() if label in schema.columns}}
    return {word: (label, metadata(schema, label).get("date", "")) for word, label in words.items()}


def _labelled(sheet: RawSheet, labels: Labels) -> Iterator[Entry]:
    """Labels with a colon; several may stand in one cell, apart from each other by blanks."""
    pattern = _pattern(tuple(labels))
    for number, c, row, cell in _texts(sheet):
        text = gate.plain(cell)
        matches = list(pattern.finditer(text))
        for place, match in enumerate(matches):
            label, date = labels[fold(match[1])]
            end = matches[place + 1].start() if place + 1 < len(matches) else len(text)
            behind = _first(text[match.end() : end])
            if behind:
                yield label, _folded(date, behind), CellRef(sheet.name, number, c)
            elif place + 1 == len(matches):
                yield _behind(sheet.name, number, c, row, fold(match[1]), labels)


def _first(text: str) -> str:
    """A value without what stands behind it: another word after blanks, or a month that follows a name."""
    return re.split(r"\s{2,}|\n|\s(?=\d{4}\s*[年./-])", text.strip())[0]


def _bare(sheet: RawSheet, labels: Labels) -> Iterator[Entry]:
    """Labels that fill their cell, without a colon."""
    for number, c, row, cell in _texts(sheet):
        head = re.sub(r"\([^()]*章\)$", "", fold(cell)).strip("*")
        if head in labels:
            yield _behind(sheet.name, number, c, row, head, labels)


def _texts(sheet: RawSheet) -> Iterator[tuple[int, int, list[Cell], str]]:
    """Row, column, whole row and text of the cells that may hold a label."""
    for number, row in enumerate(sheet.rows[:ROWS], 1):
        for c, cell in enumerate(row, 1):
            if isinstance(cell, str):
                yield number, c, row, cell


def _behind(name: str, number: int, c: int, row: list[Cell], word: str, labels: Labels) -> Entry:
    """The value in the cells behind a label, up to the next label; blank, and its place, if there is none."""
    label, date = labels[word]
    for further, cell in enumerate(row[c : c + REACH], c + 1):
        words = tables.text(cell)
        if re.split(r"[:(]", fold(words))[0] in labels:
            break
        if words:
            return label, _folded(date, cell), CellRef(name, number, further)
    return label, "", CellRef(name, number, c + 1)


def _folded(date: str, cell: Cell) -> str:
    """A date in its one spelling if it can be one; blanks dropped from words."""
    return (READERS[date](cell) if date else None) or fold(cell)


def _fits(schema: pa.DataFrameSchema, label: str, value: str) -> bool:
    """Whether a value is in its closed list, or a date where one is due."""
    meta = metadata(schema, label)
    return value in meta.get("choices", ()) or bool(meta.get("date") and _is_date(meta["date"], value))


def _is_date(kind: str, value: str) -> bool:
    return READERS[kind](value) == value


def check(cover: Cover, schema: pa.DataFrameSchema) -> Iterator[Finding]:
    """Required values, closed lists, the month, quarter or year; a cover that is not there is said once."""
    lacking = [label for label in schema.columns if metadata(schema, label).get("required") and not cover[label]]
    absent = len(lacking) > 1 and not any(label in cover.places for label in lacking)
    if absent:
        yield Finding("COVER03", "强制性", (CellRef(COVER),), {"column": "、".join(lacking)})
    for label in schema.columns if not absent else [label for label in schema.columns if label not in lacking]:
        meta, value = metadata(schema, label), cover[label]
        place = (cover.cell(label),)
        if label in cover.lent:
            yield Finding("FORM03", "提示性", place, {"column": label})
        if not value and meta.get("required"):
            yield Finding("FORM03", "强制性", place, {"column": label})
        elif value and meta.get("choices") and value not in meta["choices"]:
            words = {"column": label, "found": value, "choices": "、".join(meta["choices"])}
            yield Finding("LIST01", meta.get("level", "强制性"), place, words)
        elif value and (kind := meta.get("date")) and not _is_date(kind, value):
            words = {"column": label, "found": value, "example": EXAMPLES[kind]}
            yield Finding("DATE01", "强制性", place, words)
