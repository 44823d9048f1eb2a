"""A seal on a workbook of ours: it breaks when any program saves the file again, so that nobody's work is replaced."""

from __future__ import annotations

import hashlib
import zipfile
from pathlib import Path

from xlsxwriter import Workbook

from recon import workbook
from recon.errors import UnreadableError
from recon.reports import package

NAME = "recon_seal"
_PART = "docProps/custom.xml"
_OPEN = "0" * 64


def prepare(book: Workbook) -> None:
    """Leave room for the seal in a workbook being made."""
    book.set_custom_property(NAME, _OPEN)


def close(path: Path) -> None:
    """Put the digest of all other parts into the room left for it. Raises OSError."""
    parts = package.load(path.read_bytes())
    digest = _digest([(part.name, part.data()) for part in parts])
    own = parts[_PART].data().replace(_OPEN.encode(), digest.encode())
    path.write_bytes(parts.changed({_PART: own}, {}, ()).dump())


def sealed(path: Path) -> bool:
    """Whether a file has a seal, broken or not."""
    try:
        with zipfile.ZipFile(path) as source:
            return NAME.encode() in source.read(_PART)
    except (OSError, KeyError, zipfile.BadZipFile):
        return False


def unbroken(path: Path) -> bool:
    """Whether a file is a sealed workbook that nobody has saved since."""
    try:
        workbook.read(path)  # refuses what would not be safe to open
        with zipfile.ZipFile(path) as source:
            parts = [(info.filename, source.read(info)) for info in source.infolist()]
    except (UnreadableError, OSError, zipfile.BadZipFile):
        return False
    return any(name == _PART and _digest(parts).encode() in data for name, data in parts)


def _digest(parts: list[tuple[str, bytes]]) -> str:
    whole = hashlib.sha256()
    for name, data in sorted(parts):
        if name != _PART:
            whole.update(f"{name}\0{len(data)}\0".encode() + data)
    return whole.hexdigest()
