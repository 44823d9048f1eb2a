"""What stands on which row of the comparison, decided once: every row of both sides on exactly one line."""

from __future__ import annotations

import datetime
import os
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Literal

from recon import messages
from recon.match.compare import FIELDS, Field, differing, level
from recon.match.library import NAME, NETWORK, REGION, TOTAL, Library, shown
from recon.match.result import Pair, Result
from recon.model import Level
from recon.reports.excel.page import quoted
from recon.schemas.lists import UNITS
from recon.units import parse

State = Literal["paired", "pending", "bundle", "only"]
HEAD = 1  #: row of the heads of the comparison; lines follow
#: The columns that are printed and seen first; fields that are blank throughout are left out of the rest.
FIRST = (NAME, "项目代码", REGION)
ALWAYS = (*FIRST, NETWORK, TOTAL)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the comparison: a project in both, or one of either side."""

    state: State
    left: int | None
    right: int | None
    pair: Pair | None = None

    @property
    def level(self) -> Level | None:
        """How grave it is."""
        return level(self.pair) if self.pair else "核实性"


@dataclass(frozen=True)
class Plan:
    """What all sheets need to know of each other."""

    result: Result
    lang: str
    date: datetime.date
    path: Path  #: of the workbook, for links out of it
    lines: tuple[Line, ...]

    def say(self, key: str, **words: object) -> str:
        """A heading or sentence, from the catalogue."""
        return messages.matching(key, self.lang, **words)

    def heading(self, side: str, label: str) -> str:
        """A heading of one side: 左表项目名称."""
        return self.say("of_side", side=self.say(side), label=label)

    @cached_property
    def unit(self) -> str:
        """The finer of both units: all amounts of both sides are exact in it."""
        return min(self.result.left.report.unit, self.result.right.report.unit, key=lambda unit: parse(unit).factor)

    @property
    def decimals(self) -> int:
        """Decimals of the amounts shown."""
        return UNITS.get(self.unit, 2)

    @property
    def file_name(self) -> str:
        """What stands in the margin of every page."""
        return f"{self.result.left.report.name} / {self.result.right.report.name}"

    def side(self, side: str) -> Library:
        """The left or the right library."""
        return self.result.left if side == "left" else self.result.right

    def money(self, side: str, place: int | None, label: str) -> Decimal | None:
        """An amount of a row in the unit shown."""
        amount = self.side(side).amount(place, label) if place is not None else None
        return None if amount is None else shown(amount, self.unit)

    def text(self, side: str, place: int | None, label: str) -> str:
        """A text of a row; a blank network or region is named, so that sums find it."""
        if place is None:
            return ""
        found = self.side(side).text(place, label)
        return found or (self.say("blank_key") if label in (NETWORK, REGION) else "")

    def target(self, side: str, place: int) -> str:
        """The row of a project in its own file, as a link's target."""
        report = self.side(side).report
        try:
            path = os.path.relpath(report.path, self.path.parent)
        except ValueError:  # another drive
            path = os.path.abspath(report.path)
        if "#" in path:  # it would end the path, and a path with one escape must be escaped throughout
            path = path.replace("%", "%25").replace("#", "%23").replace(" ", "%20")
        return f"{path}#{quoted(report.sheet)}!A{report.rows[place]}"

    @cached_property
    def fields(self) -> tuple[Field, ...]:
        """The fields shown, in the order of the columns."""
        told = [f for f in FIELDS if f.label in ALWAYS or self._is_filled(f)]
        first = [f for label in FIRST for f in told if f.label == label]
        rest = [f for f in told if f.label not in (*FIRST, TOTAL)]
        return (*first, next(f for f in told if f.label == TOTAL), *rest)

    def _is_filled(self, field: Field) -> bool:
        sides = (self.result.left, self.result.right)
        if field.amount:
            return any(v is not None for s in sides for v in s.report.amounts.get(field.label, ()))
        return any(s.text(place, field.label) for s in sides for place in s.report)

    @cached_property
    def columns(self) -> dict[str, int]:
        """Column of each thing in the comparison, from 1."""
        keys = ["state", "how", "level", "differences", "open_left", "open_right"]
        for field in self.fields:
            keys += [f"left {field.label}", f"right {field.label}"]
            keys += [f"gap {field.label}"] if field.amount else []
        return {key: number for number, key in enumerate(keys, 1)}

    def differences(self, line: Line) -> str:
        """The fields that differ, in words."""
        if line.pair is None:
            return ""
        return "；".join(f"{field.label}{self.say(a)}" for field, a in differing(line.pair))


def plan(result: Result, lang: str, date: datetime.date, path: Path) -> Plan:
    """Lay the workbook out."""
    return Plan(result, lang, date, path, tuple(_lines(result)))


def _lines(result: Result) -> Iterator[Line]:
    """The left side's rows in the order of the sheet, then what only the right side has."""
    pairs = {pair.left: pair for pair in result.pairs}
    for place in range(len(result.left)):
        pair = pairs.get(place)
        yield (Line("paired", place, pair.right, pair) if pair else Line(_state(result, "left", place), place, None))
    paired = {pair.right for pair in result.pairs}
    for place in range(len(result.right)):
        if place not in paired:
            yield Line(_state(result, "right", place), None, place)


def _state(result: Result, side: Literal["left", "right"], place: int) -> State:
    if place in result.places("pending", side):
        return "pending"
    return "bundle" if place in result.places("bundle", side) else "only"
