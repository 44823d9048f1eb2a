"""标注副本: the officer's own file handed back with marks, and nothing else changed.

The parts of the package are patched, not rewritten: cells with a finding get a fill and a comment, a list of
findings stands in front, and every part without a mark keeps its compressed bytes.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
from pathlib import Path

from recon import messages, workbook
from recon.errors import UnreadableError
from recon.explanations import Stamp
from recon.model import FileReport
from recon.reports import explained, package
from recon.reports.annotate import book, comments, fresh, listing, marks, undo, verify
from recon.reports.annotate.draft import WORKBOOK, Draft
from recon.reports.annotate.markup import Unpatchable
from recon.reports.annotate.sheet import Sheet
from recon.reports.annotate.styles import Styles
from recon.reports.package import Package

#: Content type of the workbook part, in part → suffix a program expects.
SUFFIXES = (
    ("template.macroEnabled", ".xltm"),
    ("macroEnabled", ".xlsm"),
    ("template.main", ".xltx"),
    ("", ".xlsx"),
)


def write(file: FileReport, source: Path, path: Path, *, lang: str) -> Path:
    """Write the marked copy of ``source`` and return where it is: ``path``, its suffix made to fit.

    ``file`` is the report on these very bytes. A workbook that is no xlsx or xlsm, or of a form that cannot be
    patched safely, gets a new xlsx with its values. Raises UnreadableError if the file could not be read or
    has changed since, DamagedCopyError rather than hand out a copy that differs elsewhere, OSError.
    """
    if file.error is not None or file.book is None:
        code, words = file.error or ("FILE03", {"detail": ("is_other", {})})
        raise UnreadableError(code, **{"path": file.path, **words})
    data = _bytes(source, file.sha256, lang)
    stamps = explained.stamps(file)
    try:
        marked, suffix = _patched(data, file, stamps, lang, "")
    except Unpatchable:
        values, renamed = fresh.build(file)
        marked, suffix = _patched(values, renamed, stamps, lang, messages.mark("fresh", lang))
    return _save(marked, path.with_suffix(suffix))


def clean(source: Path, path: Path) -> Path:
    """Write ``source`` without our marks and return where it is; a file without any is copied as it is.

    Raises UnreadableError for a file that must not be read, OSError.
    """
    data = _bytes(source, workbook.read(source).sha256, messages.LANGUAGES[0])
    with contextlib.suppress(Unpatchable):
        before = _package(data)
        after = undo.clean(before)
        data = data if after is before else after.dump()
    return _save(data, path)


def _bytes(source: Path, sha256: str, lang: str) -> bytes:
    """The bytes the guard has seen, and no others."""
    data = source.read_bytes()
    if hashlib.sha256(data).hexdigest() != sha256:
        raise UnreadableError("FILE08", path=str(source), detail=messages.mark("changed", lang))
    return data


def _package(data: bytes) -> Package:
    """The package of an xlsx; raises Unpatchable for anything else."""
    try:
        contents = package.load(data)
    except ValueError as error:
        raise Unpatchable("zip") from error
    if WORKBOOK not in contents:
        raise Unpatchable("kind")
    return contents


def _patched(data: bytes, file: FileReport, stamps: list[Stamp], lang: str, note: str) -> tuple[bytes, str]:
    """The marked copy and the suffix it needs; marks of an earlier run are taken out first."""
    before = undo.clean(_package(data))
    draft = Draft(before)
    content = draft.content(WORKBOOK)
    _mark(draft, file, stamps, lang, note)
    added = set(draft.added)
    draft.add(undo.PART, "", undo.CONTENT)
    after, changes = draft.finish()
    added |= set(draft.added) - {undo.PART}
    record = undo.record(before, after, changes, added)
    marked = after.changed({undo.PART: record.encode()}, {}, ()).dump()
    verify.check(before, marked, changes, added)
    return marked, next(suffix for sign, suffix in SUFFIXES if sign in content)


def _mark(draft: Draft, file: FileReport, stamps: list[Stamp], lang: str, note: str) -> None:
    sheets, styles = book.worksheets(draft), Styles(draft)
    for name, cells in marks.collect(file, lang).items():
        if name in sheets:
            _mark_sheet(draft, sheets[name], styles, cells, lang)
    names = {name: name for name in sheets}
    part = listing.write(draft, file, listing.looks(styles), lang, names, note, stamps)
    book.put_in_front(draft, book.free_name(draft, messages.mark("sheet", lang)), part)
    styles.finish()


def _mark_sheet(draft: Draft, part: str, styles: Styles, cells: dict[tuple[int, int], marks.Mark], lang: str) -> None:
    sheet = Sheet(draft.source(part), draft.main)
    moved = marks.moved(cells, sheet.anchors(cells))
    looks = {at: styles.clone(sheet.base(at), mark.colour) for at, mark in moved.items()}
    draft.splice(part, *sheet.restyle(looks))
    comments.write(draft, part, sheet, moved, lang)


def _save(data: bytes, path: Path) -> Path:
    """Put the bytes in place at once, so that nobody ever sees half a file."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.stem}-", suffix=path.suffix)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        os.chmod(name, 0o644)
        os.replace(name, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(name)
        raise
    return path
