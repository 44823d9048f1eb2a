"""Fail closed: a marked copy is compared part by part with its original before anybody gets it."""

from __future__ import annotations

from xml.parsers.expat import ExpatError

from recon.reports.annotate import markup, package, undo
from recon.reports.annotate.markup import Splice
from recon.reports.annotate.package import Package


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
        if old.name not in changes:
            if old.raw != new.raw or (old.crc, old.size, old.method) != (new.crc, new.size, new.method):
                raise DamagedCopyError(old.name)
        elif markup.spliced(new.data(), changes[old.name])[0] != old.data():
            raise DamagedCopyError(old.name)
    for name in (*changes, *added):
        _well_formed(name, after[name].data())


def _well_formed(name: str, part: bytes) -> None:
    try:
        if not name.lower().endswith(".vml"):  # Excel's own drawings are not always well-formed
            markup.check(part)
    except ExpatError as error:
        raise DamagedCopyError(name) from error
