"""The own layer for xls and xlsb against the parser of the other kinds: 15,000 rows × 24 columns."""

from __future__ import annotations

import io
import random
import struct
import time
from collections.abc import Callable, Sequence
from functools import partial

from python_calamine import CalamineWorkbook

from recon import biff
from recon.guard import Kind
from tests import binaries as made

_ROWS, _TEXTS, _COUNTS, _COLUMNS = 15_000, 6, 10, 24


def reading() -> None:
    """Processor time of reading all cells; the goal is 1.5 times the parser's."""
    files: tuple[tuple[Kind, bytes], ...] = (("xls", xls()), ("xlsb", xlsb()))
    for kind, data in files:
        theirs, ours = (
            _best(partial(_parsed, data)),
            _best(partial(_read, data, kind)),
        )
        assert _read(data, kind) == _parsed(data)
        print(
            f"{kind:5} {len(data) / 1e6:4.1f} MB: parser {theirs:5.3f} s, own {ours:5.3f} s: {ours / theirs:.2f} × (goal ≤ 1.5)"
        )


def _parsed(data: bytes) -> Sequence[Sequence[object]]:
    return CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()


def _read(data: bytes, kind: Kind) -> Sequence[Sequence[object]]:
    return biff.read(data, kind).sheets[0].rows


def _best(action: Callable[[], object]) -> float:
    spent = []
    for _ in range(7):
        start = time.process_time()
        action()
        spent.append(time.process_time() - start)
    return min(spent)


def _strings() -> list[str]:
    return [f"项目{n}" for n in range(800)]


def xls() -> bytes:
    """Text, whole numbers, amounts, and formulas in the last column."""
    rng, cells = random.Random(1), list[bytes]()
    for row in range(_ROWS):
        for column in range(_COLUMNS):
            if column < _TEXTS:
                cells.append(made.shared(row, column, rng.randrange(800)))
            elif column < _COUNTS:
                rk = struct.pack("<i", rng.randrange(100_000) << 2 | 2)
                cells.append(made.record(0x27E, made.place(row, column) + rk))
            elif column == _COLUMNS - 1:
                cells.append(made.formula(row, column, struct.pack("<d", 5.5)))
            else:
                cells.append(made.number(row, column, round(rng.random() * 10_000, 2)))
    return made.xls([made.Tab("表", b"".join(cells))], strings=_strings())


def xlsb() -> bytes:
    """The same as xlsb."""
    rng, cells = random.Random(1), list[bytes]()
    for row in range(_ROWS):
        cells.append(made.row12(row))
        for column in range(_COLUMNS):
            if column < _TEXTS:
                cells.append(made.cell12(7, column, struct.pack("<I", rng.randrange(800))))
            elif column < _COUNTS:
                cells.append(made.cell12(2, column, struct.pack("<i", rng.randrange(100_000) << 2 | 2)))
            elif column == _COLUMNS - 1:
                cells.append(made.cell12(9, column, struct.pack("<dHI", 5.5, 0, 0) + bytes(14)))
            else:
                cells.append(made.cell12(5, column, struct.pack("<d", round(rng.random() * 10_000, 2))))
    return made.xlsb([("表", b"".join(cells))], strings=_strings())
