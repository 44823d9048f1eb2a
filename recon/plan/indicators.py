"""The indicators of a targets workbook that have a target and a due date, each with where it starts from."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from recon import dates, numbers, units
from recon.figures import Base, natural
from recon.model import Figure
from recon.rules import schedule
from recon.rules.schedule import Course
from recon.schemas.progress import DIRECTIONS, FEWER, FINER, LESS
from recon.schemas.targets import AT_LEAST, AT_MOST, RANGES

#: Kinds of measure without progress: money is told in the reports on projects, grades are no targets.
LEFT_OUT = ("金额", "分级")
_AT_LEAST, _AT_MOST, _REACH = DIRECTIONS
Dated = tuple[Figure, str]  #: a figure and the last day of its period
Place = tuple[str, str, str]  #: measure, item, region
_BEFORE = ("约", "不低于", "超过", "不超过")


@dataclass(frozen=True, slots=True)
class Indicator:
    """One target; amounts in the unit it is printed in."""

    figure: Figure
    wording: str  #: as the document has it
    direction: str
    target: Decimal  #: with its printed decimals; of a range the end that is guaranteed
    due: str  #: YYYY-MM-DD
    base: Decimal | None = None  #: at the same coordinate, the latest told of an earlier day
    start: str = ""

    @property
    def places(self) -> int:
        """Decimals that the indicator is stated with."""
        return max(decimals(self.target), decimals(self.base) if self.base is not None else 0)


def decimals(value: Decimal) -> int:
    """Decimals as written."""
    return max(0, -int(value.as_tuple().exponent))


def from_base(base: Base) -> tuple[Indicator, ...]:
    """Every target with a due date, in the order of the figures' numbers; repetitions are left out."""
    dated = [(figure, due) for figure in base.figures if (due := dates.last_day(figure.coordinate.period))]
    last: dict[str, str] = {}
    places: dict[Place, list[Dated]] = {}
    for figure, due in dated:
        last[figure.source] = max(due, last.get(figure.source, ""))
        places.setdefault(_place(figure), []).append((figure, due))
    once: dict[tuple[object, ...], Dated] = {}
    for figure, due in sorted(dated, key=lambda pair: (natural(pair[0].source), natural(pair[0].id))):
        if _is_target(base, figure, due, last[figure.source]):
            once.setdefault((figure.source, figure.coordinate, figure.value, figure.qualifier), (figure, due))
    return tuple(_indicator(base, pair, places[_place(pair[0])]) for pair in once.values())


def _place(figure: Figure) -> Place:
    return figure.coordinate.measure, figure.coordinate.item, figure.coordinate.region


def chosen(indicators: Iterable[Indicator], source: str = "", region: str = "") -> tuple[Indicator, ...]:
    """Those of a document and a region; blank: of all."""
    return tuple(
        one for one in indicators if source in ("", one.figure.source) and region in ("", one.figure.coordinate.region)
    )


def _is_target(base: Base, figure: Figure, due: str, last: str) -> bool:
    """Due after its document; where that has no date, on the last day it speaks of. Earlier ones tell where it starts."""
    if base.measure(figure).kind in LEFT_OUT:
        return False
    written = base.dates.get(figure.source, "")
    return due > written if written else due == last


def _indicator(base: Base, pair: Dated, alike: list[Dated]) -> Indicator:
    figure, due = pair
    start, day = _start(figure, due, alike)
    value = _in_unit(base, start, figure.unit) if start else None
    direction = _direction(figure)
    target = _target(base, figure, direction)
    return Indicator(figure, printed_target(figure), direction, target, due, value, day if value is not None else "")


def printed_target(figure: Figure) -> str:
    """A target in the document's words: 90以上, 约2500, 3—10, 确保103力争159."""
    if figure.qualifier in RANGES and figure.upper:
        ends = figure.printed, figure.upper[0]
        return "确保{}力争{}".format(*ends) if figure.qualifier == "确保力争" else "{}—{}".format(*ends)
    words = (figure.qualifier, figure.printed)
    return "".join(words if figure.qualifier in _BEFORE else reversed(words))


def _direction(figure: Figure) -> str:
    """As the document says; else less is better of what FEWER names, and of a bare number only the target is known."""
    if figure.qualifier in (*AT_LEAST, *AT_MOST):
        return _AT_LEAST if figure.qualifier in AT_LEAST else _AT_MOST
    name = figure.coordinate.measure
    if any(word in name for word in FEWER) and not any(word in name for word in LESS):
        return _AT_MOST
    return _AT_LEAST if figure.qualifier else _REACH


def _target(base: Base, figure: Figure, direction: str) -> Decimal:
    """The number that counts, in the printed unit."""
    value = numbers.read(figure.printed)
    printed = value.value.quantize(Decimal(1).scaleb(-value.decimals))
    if figure.qualifier in RANGES and figure.upper and direction == _AT_MOST:
        end = numbers.read(figure.upper[0])
        return end.value.quantize(Decimal(1).scaleb(-end.decimals))
    if figure.qualifier in ("约", "左右"):
        width = abs(printed) * base.measure(figure).about / 100
        return _short(printed + width if direction == _AT_MOST else printed - width)
    return printed


def _short(value: Decimal) -> Decimal:
    """A number without trailing zeros."""
    return Decimal(numbers.plain(value))


def _start(figure: Figure, due: str, alike: list[Dated]) -> tuple[Figure | None, str]:
    """The latest figure of an earlier day at the same coordinate, of the same document before others; no range."""
    earlier = [(f, day) for f, day in alike if day < due and f.qualifier not in RANGES]
    return max(earlier, key=lambda pair: (pair[1], pair[0].source == figure.source), default=(None, ""))


def _in_unit(base: Base, figure: Figure, unit: str) -> Decimal | None:
    """A figure's printed number in another unit, with its decimals; None where no decimal is exact."""
    measure = base.measure(figure)
    factor = units.ratio(units.parse(figure.unit), units.parse(unit), counting=measure.kind == "计数")
    reading = numbers.read(figure.printed)
    if factor is None:
        return None
    value = reading.value * factor
    return value.quantize(Decimal(1).scaleb(-reading.decimals)) if factor == 1 else _short(value)


def line(one: Indicator, day: datetime.date) -> Decimal | None:
    """应达值 of an indicator on a day, as its form shows it; None where it has no base."""
    due = datetime.date.fromisoformat(one.due)
    start = datetime.date.fromisoformat(one.start) if one.start else None
    course = Course(one.target, due, schedule.direction(one.direction, one.target, one.base), one.base, start)
    return schedule.shown(course, day, one.places + FINER)


def day(text: str) -> datetime.date | None:
    """A day written YYYY-MM-DD; None for blank."""
    return datetime.date.fromisoformat(text) if text else None


def by_id(indicators: Iterable[Indicator]) -> Iterator[tuple[str, Indicator]]:
    """Each with the number of its figure."""
    for one in indicators:
        yield one.figure.id, one
