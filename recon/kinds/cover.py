"""The cover of a form: labels and values, wherever they stand on the sheet."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pandera.pandas as pa

from recon import tables
from recon.grid import fold
from recon.model import CellRef, Finding
from recon.schemas.fields import metadata
from recon.workbook import RawSheet

_LABEL = re.compile(r"(.+?)(?:\((?:盖章|章)\))?[::](.*)")
_MONTH = re.compile(r"(\d{4})\s*[-年./]?\s*(\d{1,2})")
#: Other words for the same label.
ALIASES = {
    "单位": "计量单位",
    "金额单位": "计量单位",
    "报告期别": "报告期",
    "所属时期": "报告期",
    "填表单位": "填报单位",
}
#: Rows of a sheet that may hold a label: the whole cover, the head of a table.
ROWS = 60


@dataclass(frozen=True)
class Cover:
    """The values by label, with the cell each was read from."""

    values: dict[str, str]
    places: dict[str, CellRef]
    others: tuple[tuple[str, str, CellRef], ...] = ()  #: the same label told again with another value

    def __getitem__(self, label: str) -> str:
        return self.values.get(label, "")

    def cell(self, label: str) -> CellRef:
        """Where a value stands or, if it is absent, should stand."""
        return self.places.get(label, CellRef("封面"))


def read(sheets: list[RawSheet], tables_: set[str], schema: pa.DataFrameSchema) -> Cover:
    """Look for each label of the cover; the first sheet that gives a value wins.

    On the sheets named in ``tables_``, whose heads use the same words, a label needs its colon.
    """
    labels = {**{fold(label): label for label in schema.columns}, **ALIASES}
    values: dict[str, str] = {}
    places: dict[str, CellRef] = {}
    others = []
    for sheet in sorted(sheets, key=lambda s: s.name in tables_):
        for label, said, place in _pairs(sheet, labels, bare=sheet.name not in tables_):
            value = _folded(label, said)
            places.setdefault(label, place)
            if value and label not in values:
                values[label], places[label] = value, place
            elif value and value != values[label]:
                others.append((label, value, place))
    return Cover(values, places, tuple(others))


def _pairs(sheet: RawSheet, labels: dict[str, str], *, bare: bool) -> Iterator[tuple[str, str, CellRef]]:
    """(label, value, place) for every cell that holds a label, with or without its value behind a colon."""
    for number, row in enumerate(sheet.rows[:ROWS], 1):
        for c, cell in enumerate(row, 1):
            if not isinstance(cell, str):
                continue
            found = _LABEL.fullmatch(fold(cell))
            head, behind = (found[1], found[2]) if found else (fold(cell), "")
            if head not in labels or not (bare or found):
                continue
            if behind:
                yield labels[head], behind, CellRef(sheet.name, number, c)
                continue
            for further, value in enumerate(row[c : c + 4], c + 1):
                if tables.text(value):
                    yield labels[head], tables.text(value), CellRef(sheet.name, number, further)
                    break
            else:
                yield labels[head], "", CellRef(sheet.name, number, c + 1)


def _folded(label: str, value: str) -> str:
    """A month as YYYY-MM; blanks dropped from words of a list."""
    if label == "报告期" and (found := _MONTH.match(fold(value))) and 1 <= int(found[2]) <= 12:
        return f"{found[1]}-{int(found[2]):02d}"
    return fold(value)


def check(cover: Cover, schema: pa.DataFrameSchema) -> Iterator[Finding]:
    """Required values, closed lists, the month."""
    for label in schema.columns:
        meta, value = metadata(schema, label), cover[label]
        place = (cover.cell(label),)
        if not value and meta.get("required"):
            yield Finding("FORM03", "强制性", place, {"column": label})
        elif value and meta.get("choices") and value not in meta["choices"]:
            words = {"column": label, "found": value, "choices": "、".join(meta["choices"])}
            yield Finding("LIST01", "强制性", place, words)
        elif value and meta.get("month") and not re.fullmatch(r"\d{4}-\d{2}", value):
            yield Finding("DATE01", "强制性", place, {"column": label, "found": value})
