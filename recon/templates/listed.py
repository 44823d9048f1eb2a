"""What the office's register knows of those who report and of what they sent, for the forms they are sent next."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from recon import register as registers
from recon.model import CellRef, column_number
from recon.register import history, owed
from recon.register.owed import Office, Owed
from recon.templates.refused import RefusedError

_CELL = re.compile(r"(.+)!([A-Z]{1,3})([1-9]\d*)")


def read(register: Path) -> Office:
    """The register's list; raises UnreadableError."""
    return owed.read(register)


def due(office: Office, month: str) -> dict[tuple[str, str], Owed]:
    """Those who owe a report for a month, by network and region; raises RefusedError where nobody does."""
    owed = {one.subject: one for one in reversed(office.due(month))}
    if not owed:
        raise RefusedError("nobody_owes", path=office.path, month=month)
    return owed


def named(office: Office, sender: str) -> Owed | None:
    """The first row of a unit, by its name."""
    return next((one for one in office.owed if one.sender == sender), None)


def cover(one: Owed | None, before: Mapping[str, str]) -> dict[str, str]:
    """What a cover says beforehand, label → value: the register's name of the unit, and who signed last time.

    Persons are as the last report has them, since its unit knows them first; where it names none, they are the register's. A
    phone goes with its person: the register's is not put beside another's name.
    """
    fields = dict(before)
    if one is None:
        return fields
    contact = {"填表人": one.contact, "联系电话": one.phone}
    lent = contact if fields.get("填表人", one.contact) == one.contact else {}
    own = {"填报单位": one.sender or fields.get("填报单位", "")}
    more = {"单位负责人": one.head, **lent}
    return {**{label: value for label, value in more.items() if value}, **fields, **{k: v for k, v in own.items() if v}}


def questioned(register: Path, month: str) -> dict[str, tuple[CellRef, ...]]:
    """SHA-256 of each report of a month that did not pass when it was last recorded → the first cells of its open findings.

    A report that is sound in itself may have failed against the month before it, which only the history knows.
    Raises UnreadableError.
    """
    with registers.open(register, create=False) as store:
        return {
            one.file.sha256: tuple(
                CellRef(match[1], int(match[3]), column_number(match[2]))
                for problem in history.findings(store, one.file)
                if problem.open and problem.cells and (match := _CELL.fullmatch(problem.cells[0]))
            )
            for one in history.versions(store, month)
            if one.file.verdict != "pass"
        }
