"""What the office's register knows of those who report, for the covers of the forms they are sent."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from recon.register import owed
from recon.register.owed import Office, Owed
from recon.templates.refused import RefusedError


def read(register: Path) -> Office:
    """The register's list; raises UnreadableError."""
    return owed.read(register)


def due(office: Office, month: str) -> dict[tuple[str, str], Owed]:
    """Who owes a report for a month, by network and region; raises RefusedError where nobody does."""
    found = {one.subject: one for one in reversed(office.due(month))}
    if not found:
        raise RefusedError("nobody_owes", path=office.path, month=month)
    return found


def named(office: Office, sender: str) -> Owed | None:
    """The first row of a unit, by its name."""
    return next((one for one in office.owed if one.sender == sender), None)


def cover(one: Owed | None, before: Mapping[str, str]) -> dict[str, str]:
    """What a cover says beforehand, label → value: the register's name of the unit, and who signed last time.

    Persons are as the last report has them, since its unit knows them first; where it names none, they are the register's. A
    phone goes with its person: the register's is not put beside another's name.
    """
    said = dict(before)
    if one is None:
        return said
    contact = {"填表人": one.contact, "联系电话": one.phone}
    lent = contact if said.get("填表人", one.contact) == one.contact else {}
    told = {"填报单位": one.sender or said.get("填报单位", "")}
    more = {"单位负责人": one.head, **lent}
    return {**{label: value for label, value in more.items() if value}, **said, **{k: v for k, v in told.items() if v}}
