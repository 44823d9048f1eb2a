"""What one version of a monthly report says otherwise than an earlier one: project by project, column by column."""

from __future__ import annotations

from collections.abc import Iterator

from recon.across.continued import matched
from recon.model import CellRef, Difference
from recon.numbers import plain
from recon.schemas.monthly import CODE, KNOWN_BY, NAME
from recon.submission import Submission

#: What is said of a project that only one of two versions has.
WHOLE = ""


def differences(new: Submission, old: Submission) -> Iterator[Difference]:
    """Every value that differs; amounts are compared as such, so that another unit changes none of them."""
    for label in dict.fromkeys((*old.cover, *new.cover)):
        before, after = old.cover.get(label, ""), new.cover.get(label, "")
        if before != after:
            yield Difference(CellRef("封面"), "", label, before, after)
    pairs = matched(new, old, KNOWN_BY)
    for place, there in pairs:
        yield from _row(new, old, place, there)
    here, gone = {p for p, _ in pairs}, {p for _, p in pairs}
    for place in new:
        if place not in here:
            yield Difference(new.cell(place, CODE), _name(new, place), WHOLE, "", _name(new, place))
    for there in old:
        if there not in gone:
            yield Difference(CellRef(new.sheet), _name(old, there), WHOLE, _name(old, there), "")


def _row(new: Submission, old: Submission, place: int, there: int) -> Iterator[Difference]:
    for label in dict.fromkeys((*old.texts, *new.texts)):
        before, after = old.text(there, label), new.text(place, label)
        if before != after:
            yield Difference(new.cell(place, label), _name(new, place), label, before, after)
    same = (new.unit, new.scale) == (old.unit, old.scale)
    for label in dict.fromkeys((*old.amounts, *new.amounts)):
        if same and _scaled(new, place, label) == _scaled(old, there, label):
            continue
        before, after = _amount(old, there, label), _amount(new, place, label)
        if before != after:
            yield Difference(new.cell(place, label), _name(new, place), label, before, after)


def _scaled(report: Submission, place: int, label: str) -> int | None:
    column = report.amounts.get(label)
    return column[place] if column else None


def _amount(report: Submission, place: int, label: str) -> str:
    value = report.amount(place, label)
    return "" if value is None else plain(value)


def _name(report: Submission, place: int) -> str:
    return report.text(place, NAME) or report.text(place, CODE)
