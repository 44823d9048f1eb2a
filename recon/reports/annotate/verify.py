"""Fail closed: a marked copy is compared part by part with its original, and must be a valid package."""

from __future__ import annotations

import zlib
from xml.parsers.expat import ExpatError

from recon.reports.annotate import markup, package, undo, valid
from recon.reports.annotate.markup import Splice
from recon.reports.annotate.package import Member, Package


class DamagedCopyError(RuntimeError):
    """A part differs that should not: an error of this program, never of the user's file."""


def check(before: Package, data: bytes, changes: dict[str, list[Splice]], added: set[str]) -> None:
    """Raise DamagedCopyError unless ``data`` holds the original, the expected changes and nothing else."""
    after = package.load(data)
    names = [m.name for m in before] + [m.name for m in after][len(before.members) :]
    if names != [m.name for m in after] or set(names[len(before.members) :]) != added | {undo.PART}:
        raise DamagedCopyError("parts")
    for old in before:
        new = after[old.name]
        if old.name in changes:
            _restores(old, new.data(), changes[old.name])
        elif old.raw != new.raw or (old.crc, old.size, old.method) != (new.crc, new.size, new.method):
            raise DamagedCopyError(old.name)
    for name in added:
        _well_formed(name, after[name].data())
    touched = {*changes, *added}
    if new_faults := valid.faults(after, touched) - valid.faults(before, touched):
        raise DamagedCopyError("; ".join(sorted(new_faults)))


def _restores(old: Member, data: bytes, undo: list[Splice]) -> None:
    """The changed part is sound, and taking the changes back gives the bytes it had."""
    _well_formed(old.name, data)
    original, _ = markup.spliced(data, undo)
    if len(original) != old.size or zlib.crc32(original) != old.crc:
        raise DamagedCopyError(old.name)


def _well_formed(name: str, data: bytes) -> None:
    try:
        if not name.lower().endswith(".vml"):  # Excel's own drawings are not always well-formed
            markup.check(data)
    except ExpatError as error:
        raise DamagedCopyError(name) from error
