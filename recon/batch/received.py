"""On which day each file was received: a table beside the files, or their file times."""

from __future__ import annotations

import csv
import datetime
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from recon import text as gate
from recon.batch.inputs import RECEIVED
from recon.current import Receipt, day

#: Heads of the two columns.
FILE, DAY = ("文件", "文件名", "file", "name"), ("收到日期", "日期", "received", "date")
#: A table of days is small; a larger file is none.
MOST = 4_000_000


@dataclass(frozen=True, slots=True)
class Receipts:
    """Resolved path → day, and what of the tables could not be used: (table, line, text), line 0 for all of it."""

    days: dict[Path, Receipt] = field(default_factory=dict)
    faults: tuple[tuple[Path, int, str], ...] = ()


def read(folders: Iterable[Path], paths: Iterable[Path]) -> Receipts:
    """The receipts of ``paths`` in the tables in ``folders``; a file is given by name or by its path below the folder."""
    days: dict[Path, Receipt] = {}
    faults: list[tuple[Path, int, str]] = []
    files = [path.resolve() for path in paths]
    for table in (folder / name for folder in folders for name in RECEIVED):
        if not table.is_file():
            continue
        for line, name, came in _lines(table):
            date = day(came)
            meant = [path for path in files if _named(path, table.resolve().parent, name)]
            if date is None or not meant:
                faults.append((table, line, came if date is None else name))
            days |= dict.fromkeys(meant, Receipt(date)) if date else {}
    return Receipts(days, tuple(faults))


def _named(path: Path, folder: Path, name: str) -> bool:
    wanted = name.replace("\\", "/").removeprefix("./")
    below = path.relative_to(folder).as_posix() if path.is_relative_to(folder) else ""
    return bool(wanted) and wanted in (path.name, below)


def _lines(table: Path) -> Iterator[tuple[int, str, str]]:
    """Line, file and day of each row; the first line may name the columns, otherwise they are the first two."""
    data = table.read_bytes()[:MOST]
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("gb18030", errors="replace")
    columns = (0, 1)
    for line, cells in enumerate(csv.reader(io.StringIO(text.replace("\0", ""))), 1):
        heads = [gate.joined(cell).casefold() for cell in cells]
        if line == 1 and set(heads) & set(FILE) and set(heads) & set(DAY):
            columns = (
                next(n for n, head in enumerate(heads) if head in FILE),
                next(n for n, head in enumerate(heads) if head in DAY),
            )
        elif any(cell.strip() for cell in cells):
            name, came = (cells[n].strip() if n < len(cells) else "" for n in columns)
            yield line, name, came


def by_file_time(paths: Iterable[Path]) -> dict[Path, Receipt]:
    """The days on which files were last written."""
    receipts: dict[Path, Receipt] = {}
    for path in paths:
        try:
            receipts[path.resolve()] = Receipt(datetime.date.fromtimestamp(path.stat().st_mtime))
        except (OSError, OverflowError, ValueError):
            continue
    return receipts
