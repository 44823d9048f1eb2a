"""What was read of one workbook: its sheets, sizes, kinds of values, formats and formulas, and what was passed over."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from recon import guard, workbook
from recon.cells import ErrorCell
from recon.doctor.line import Line
from recon.guard.looks import Look, Looks
from recon.guard.looks import read as read_looks
from recon.guard.marks import address
from recon.workbook import RawBook, RawSheet

#: Built-in formats by number (ISO/IEC 29500, 18.8.30), as Chinese Excel shows them.
_BUILT_IN = {
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    14: "yyyy/m/d",
    22: "yyyy/m/d h:mm",
    27: 'yyyy"年"m"月"',
    31: 'yyyy"年"m"月"d"日"',
    37: "#,##0;-#,##0",
    38: "#,##0;[Red]-#,##0",
    39: "#,##0.00;-#,##0.00",
    40: "#,##0.00;[Red]-#,##0.00",
    49: "@",
    57: 'yyyy"年"m"月"',
    58: 'm"月"d"日"',
}
_MOMENTS = (datetime.date, datetime.time, datetime.timedelta)
#: Kinds of values in the order in which they are told.
_KINDS = ("numbers", "texts", "moments", "truths", "errors")
#: Cells, formats and rows that a line names.
_NAMED = 5


def about(path: Path, password: str | None = None) -> list[Line]:
    """All that was read of a workbook, line by line; raises UnreadableError."""
    book = workbook.read(path, password)
    data = workbook.again(book)
    looks = read_looks(data, lambda code: True, _BUILT_IN) if data else Looks()
    formulas = workbook.formulas(book, [sheet.name for sheet in book.sheets])
    blanks = _far_blanks(book, data)
    lines = [Line("file", {"path": path.name, "format": book.format, "sheets": len(book.sheets)}, 0)]
    for sheet in book.sheets:
        lines += _sheet(sheet, formulas.get(sheet.name, {}), blanks.get(sheet.name, ""))
        lines += _look(looks.sheets.get(sheet.name, Look()))
    lines += [Line("passed", {"name": name, "kind": (kind, {})}) for name, kind in book.passed]
    lines += [Line("link", {"target": target}) for target in looks.links if target]
    return lines


def _sheet(sheet: RawSheet, formulas: dict[tuple[int, int], str], blank: str) -> Iterator[Line]:
    """Its size and what it holds."""
    counts = Counter(_kind(cell) for row in sheet.rows for cell in row if cell is not None)
    rows = max((at for at, row in enumerate(sheet.rows, 1) if any(cell is not None for cell in row)), default=0)
    columns = max((at for row in sheet.rows for at, cell in enumerate(row, 1) if cell is not None), default=0)
    key = "hidden_sheet" if sheet.hidden else "sheet"
    if not counts:
        yield Line("empty_sheet", {"name": sheet.name})
    else:
        yield Line(key, {"name": sheet.name, "last": address(rows, columns), "rows": rows, "columns": columns})
        yield Line("holds", {kind: counts[kind] for kind in _KINDS}, 2)
    if formulas:
        yield Line("formulas", {"count": len(formulas)}, 2)
    if sheet.uncached:
        yield Line("uncached", {"count": len(sheet.uncached), "cells": _cells(sheet.uncached)}, 2)
    if sheet.merged:
        yield Line("merged", {"count": len(sheet.merged)}, 2)
    if blank:
        yield Line("far_blank", {"cell": blank}, 2)


def _kind(cell: object) -> str:
    if isinstance(cell, ErrorCell):
        return "errors"
    if isinstance(cell, bool):
        return "truths"
    if isinstance(cell, (int, float)):
        return "numbers"
    return "moments" if isinstance(cell, _MOMENTS) else "texts"


def _look(look: Look) -> Iterator[Line]:
    """Lines on formats and on hidden sheets, rows and columns."""
    used = Counter(code for code in look.formats.values() if code and code != "General")
    for code, count in used.most_common(_NAMED):
        first = min(place for place, of in look.formats.items() if of == code)
        yield Line("number_format", {"code": code, "count": count, "cell": address(*first)}, 2)
    if len(used) > _NAMED:
        yield Line("more_formats", {"count": len(used) - _NAMED}, 2)
    if look.rows or look.columns:
        yield Line("hides", {"rows": len(look.rows), "columns": sum(b - a + 1 for a, b in look.columns)}, 2)
    if look.notes or look.pictures or look.charts:
        yield Line("beside", {"notes": len(look.notes), "pictures": look.pictures, "charts": look.charts}, 2)


def _cells(places: frozenset[tuple[int, int]]) -> str:
    named = "、".join(address(*place) for place in sorted(places)[:_NAMED])
    return f"{named}…" if len(places) > _NAMED else named


def _far_blanks(book: RawBook, data: bytes) -> dict[str, str]:
    """Sheet → the farthest cell that is formatted but holds nothing, where that lies beyond the table."""
    if book.format not in ("xlsx", "xlsm") or not data or not guard.is_light(data):
        return {}
    sheets = guard.read_cells("xlsx", data)
    return {one.name: address(*one.far_blank) for one in sheets if one.far_blank > (0, 0) and _beyond(one)}


def _beyond(read: guard.Read) -> bool:
    columns = max(map(len, read.rows), default=0)
    return read.far_blank[0] > len(read.rows) + 1000 or read.far_blank[1] > columns + 100
