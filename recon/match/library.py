"""One side of a match: a library or a monthly report as it was read, amounts in one base unit."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property
from pathlib import Path

from recon import engine, units
from recon.catalogue import in_force
from recon.errors import UnreadableError
from recon.match.former import Former, today
from recon.options import Options
from recon.submission import Submission

#: Amounts are integers of 10^-PLACES 元, so that sides in different units compare exactly.
PLACES = 4
CODE, NAME, NETWORK, REGION, CATEGORY, TOTAL = "项目代码", "项目名称", "网别", "地区", "类别", "总投资"


@dataclass(frozen=True)
class Library:
    """A report as one side of a match: its amounts in one base unit, its names as they are today."""

    report: Submission
    former: Former = ()  #: names of places and units that are others today
    lists: Path | None = field(default_factory=lambda: in_force().path)  #: of the plan whose places names name

    def __len__(self) -> int:
        return len(self.report.rows)

    @cached_property
    def half(self) -> int:
        """Half a unit of the last declared place, in the unit of the amounts: how far rounding may be off."""
        return int(units.parse(self.report.unit).factor.scaleb(PLACES - self.report.decimals)) // 2

    @cached_property
    def labels(self) -> tuple[str, ...]:
        """The columns of texts, those of the cover among them."""
        return tuple(dict.fromkeys((*self.report.texts, *self._covered)))

    @cached_property
    def _covered(self) -> dict[str, str]:
        """What a blank network or region stands for: the cover's."""
        return dict(zip((NETWORK, REGION), self.report.subject, strict=True))

    @cached_property
    def _factor(self) -> Decimal | int:
        factor = units.parse(self.report.unit).factor.scaleb(PLACES - self.report.scale)
        return int(factor) if factor == int(factor) else factor

    def text(self, place: int, label: str) -> str:
        """A text of the project at a position; blank where there is no such column."""
        return self.report.text(place, label) or self._covered.get(label, "")

    def named(self, place: int, label: str) -> str:
        """A text that names something, former names as they are today."""
        return today(self.text(place, label), self.former)

    def amount(self, place: int, label: str) -> int | None:
        """An amount in 10^-PLACES 元; None where it is blank or there is no such column."""
        column = self.report.amounts.get(label)
        scaled = column[place] if column else None
        return None if scaled is None else int(scaled * self._factor)

    def only(self, places: Sequence[int], texts: Iterable[str], amounts: Iterable[str]) -> Library:
        """The same side with some of its projects and of its columns."""
        report = replace(
            self.report,
            rows=tuple(self.report.rows[p] for p in places),
            texts={label: [self.text(p, label) for p in places] for label in texts},
            amounts={label: [self.report.amounts[label][p] for p in places] for label in amounts},
        )
        return replace(self, report=report)


def shown(amount: int, unit: str) -> Decimal:
    """An amount of 10^-PLACES 元 in a unit of money, exactly."""
    return Decimal(amount).scaleb(-PLACES) / units.parse(unit).factor


def read(path: Path, password: str | None = None) -> Library:
    """The projects of a workbook; raises UnreadableError where it has none or cannot be read."""
    report = engine.validate_file(path, Options(password=password, gather=True))
    if report.error is not None:
        code, words = report.error
        raise UnreadableError(code, **dict(words))
    if report.submission is None:
        raise UnreadableError("FILE07", path=str(path), expected=f"{CODE}、{NAME}", found=report.kind)
    return Library(report.submission)
