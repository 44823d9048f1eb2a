"""Fail closed: a marked copy is compared part by part with its original, and must be a valid package."""

from __future__ import annotations

import zlib
from xml.parsers.expat import ExpatError

from recon.reports import package
from recon.reports.annotate import markup, undo, valid
from recon.reports.annotate.markup import Splice
from recon.reports.package import Member, Package


class DamagedCopyError(RuntimeError):
    """A part differs that should not: an error of this program, never of the user's file."""


def check(before: Package, data: bytes, changes: dict[str, list[Splice]], added: set[str]) -> None:
    """Raise DamagedCopyError unless ``data`` holds the original, the expected changes and nothing else."""
    after = package.load(data)
    names = [m.name for m in before] + [m.name for m in after][len(before.members) :]
    if names != [m.name for m in after] or set(names[len(before.members) :]) != added | {undo.PART}:
        raise DamagedCopyError("parts")
    new_faults = valid.faults(after) - valid.faults(before)
    for old in before:
        new = after[old.name]
        if old.name in changes:
            new_faults |= _changed(old, new.data(), changes[old.name])
        elif old.raw != new.raw or (old.crc, old.size, old.method) != (new.crc, new.size, new.method):
            raise DamagedCopyError(old.name)
    for name in added:
        data = after[name].data()
        _well_formed(name, data)
        new_faults |= valid.disorder(name, data)
    if new_faults:
        raise DamagedCopyError("; ".join(sorted(new_faults)))


def _changed(old: Member, data: bytes, undo: list[Splice]) -> set[str]:
    """The faults of a changed part that it did not have: it is sound where it was changed, and is restored by ``undo``."""
    original, _ = markup.spliced(data, undo)
    if len(original) != old.size or zlib.crc32(original) != old.crc:
        raise DamagedCopyError(old.name)
    _well_formed(old.name, around(data, undo))
    return valid.disorder(old.name, data) - valid.disorder(old.name, original)


def around(data: bytes, changes: list[Splice]) -> bytes:
    """A part without the whole rows between two changes: those are as the officer's program wrote them."""
    if markup.blanked(data) is not data:
        return data
    pieces, at, behind = [], 0, 0
    for start, end in (*sorted((change.start, change.end) for change in changes), (len(data), len(data))):
        first = data.find(b"</row>", behind, start)
        last = data.rfind(b"<row ", behind, start)
        if 0 <= first < last:
            pieces.append(data[at : first + len(b"</row>")])
            at = last
        behind = end
    return b"".join([*pieces, data[at:]])


def _well_formed(name: str, data: bytes) -> None:
    try:
        if not name.lower().endswith(".vml"):  # Excel's own drawings are not always well-formed
            markup.check(data)
    except ExpatError as error:
        raise DamagedCopyError(name) from error
