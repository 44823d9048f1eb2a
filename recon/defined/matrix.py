"""The fixed rows of a table: where each stands, which are lacking, and what stands in cells that do not apply."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from recon.forms.tableform import TableData
from recon.grid import Grid
from recon.model import CellRef, Finding
from recon.schemas.fields import amounts, metadata
from recon.schemas.form import FixedRow, TableSpec
from recon.tables import fold

#: Numbering and words before the name of a row, which officers drop or add.
_BEFORE = re.compile(r"^(?:[一二三四五六七八九十]+、|\([一二三四五六七八九十\d]+\)|\d+[.、]|其中:|#|\*|加:|减:)+")


def plain(text: str) -> str:
    """The name of a row as it compares: without blanks, numbering and 其中."""
    return _BEFORE.sub("", fold(text).replace("：", ":")).strip(":")


def bare(code: str) -> str:
    """A code without its leading zeros, which forms drop."""
    return code.lstrip("0") or code


def placed(grid: Grid, spec: TableSpec) -> tuple[dict[str, int], list[Finding]]:
    """Code → row of each fixed row, by its code and name, by its code or by its name; and those that are lacking."""
    name, code, _ = spec.stub
    frame = grid.frame
    index = [int(row) for row in frame.index]
    names = [plain(text) for text in frame[name]] if name in frame else [""] * len(index)
    codes = [fold(text) for text in frame[code]] if code in frame else [""] * len(index)
    by_code: dict[str, int] = {}
    taken: set[int] = set()
    for fits in (_exactly, _loosely, _by_code, _by_name):
        for row in spec.rows:
            if row.code in by_code:
                continue
            places = [n for n in range(len(index)) if n not in taken and fits(row, names[n], codes[n])]
            if len(places) == 1 or (places and fits in (_exactly, _loosely, _by_code)):
                by_code[row.code] = index[places[0]]
                taken.add(places[0])
            elif places:  # of one name several times: in order
                after = [n for n in places if index[n] > _before(spec, row, by_code)]
                if after:
                    by_code[row.code] = index[after[0]]
                    taken.add(after[0])
    column = grid.columns.get(code) or grid.columns.get(name, 1)
    lacking = [row for row in spec.rows if row.code not in by_code]
    findings = [
        Finding("FILL06", "强制性", (CellRef(grid.sheet, 0, column),), {"row": row.code, "name": row.name})
        for row in lacking
    ]
    return by_code, findings


def _before(spec: TableSpec, row: FixedRow, rows: Mapping[str, int]) -> int:
    """The last row found of those that stand before a fixed row."""
    place = next(n for n, one in enumerate(spec.rows) if one is row)
    return max((rows[one.code] for one in spec.rows[:place] if one.code in rows), default=0)


def _exactly(row: FixedRow, name: str, code: str) -> bool:
    return code == fold(row.code) and name == plain(row.name)


def _loosely(row: FixedRow, name: str, code: str) -> bool:
    return bare(code) == bare(fold(row.code)) and name == plain(row.name)


def _by_code(row: FixedRow, name: str, code: str) -> bool:
    return bool(code) and code == fold(row.code)


def _by_name(row: FixedRow, name: str, code: str) -> bool:
    return name == plain(row.name)


def check(data: TableData, places: Mapping[str, int]) -> Iterator[Finding]:
    """Numbers in cells that do not apply, and blanks in those that must be filled in."""
    spec, grid, schema = data.spec, data.table, data.spec.model.to_schema()
    reported = {cell for finding in data.findings for cell in finding.cells}
    for label in amounts(schema):
        if label not in grid.frame:
            continue
        column = dict(zip(grid.frame.index.tolist(), grid.frame[label].isna().tolist(), strict=True))
        required = metadata(schema, label).get("required")
        for row in spec.rows:
            at = places.get(row.code)
            if at is None:
                continue
            cell = grid.cell(at, label)
            applies = row.applies is None or label in row.applies
            if not applies and not column[at] and (at, label) not in grid.not_applicable:
                words = {"row": row.name, "column": label, "found": str(grid.value(at, label))}
                yield Finding("FILL05", "强制性", (cell,), words)
            elif applies and required and column[at] and cell not in reported:
                yield Finding("FORM03", "强制性", (cell,), {"column": f"{row.name}·{label}"})
