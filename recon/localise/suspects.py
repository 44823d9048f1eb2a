"""A repair in people's terms: what each cell of a set would have to read, and which reading strains the rest least."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, localcontext
from fractions import Fraction
from functools import lru_cache, partial

from recon.localise import digits
from recon.localise.solver.bounds import Bounds, Set
from recon.localise.solver.numbers import EPSILON, Number, size, whole
from recon.localise.solver.region import WIDE, Region
from recon.localise.solver.system import Ends, Print, System
from recon.localise.strain import Checks
from recon.model import INFINITY, Suspect, SuspectSet

FINER = 12  #: decimals beyond the printed ones that a count may need to add up
PLACES = 100  #: decimals up to which a value is given with all of them
NOTHING = Decimal("0.0000")
ROUNDS = 8  #: of looking at the cells of a set one after the other


@dataclass(frozen=True)
class Repair:
    """A smallest set of prints: the readings that each could have, and which are likeliest.

    Those strain the rest least, unless a slip of the keyboard makes one other reading of a single print likelier.
    """

    prints: tuple[int, ...]
    spans: tuple[Ends, ...]  #: least and greatest reading, as it would be printed
    readings: tuple[Number, ...]
    strain: Fraction  #: over the checks near these prints

    @property
    def instead(self) -> dict[int, Number]:
        """The readings by print."""
        return dict(zip(self.prints, self.readings, strict=True))

    def stands_for(self, system: System) -> dict[int, Ends]:
        """What its cells would stand for, by print."""
        return {n: stands_for(system.prints[n], reading) for n, reading in self.instead.items()}

    def is_printable(self, system: System) -> bool:
        """Whether no limit, range or target among its cells would read to finer places than it is printed to."""
        told = ((system.prints[n], reading) for n, reading in self.instead.items())
        return all(not (p.qualified or p.several) or (Fraction(x) / Fraction(p.step)).denominator == 1 for p, x in told)

    def beside(self, other: Repair) -> Repair:
        """Both together; the strain is to be taken anew."""
        joined = sorted(
            (
                *zip(self.prints, self.spans, self.readings, strict=True),
                *zip(other.prints, other.spans, other.readings, strict=True),
            ),
            key=lambda cell: cell[0],
        )
        prints, spans, readings = zip(*joined, strict=True)
        return Repair(prints, spans, readings, Fraction(0))

    def written(self, prints: Sequence[Print]) -> SuspectSet:
        """As a report has it; ``prints``: of the system."""
        told = [prints[n] for n in self.prints]
        cells = tuple(
            Suspect(
                p.figure,
                p.cell,
                decimal(Fraction(p.value) * p.unit),
                _decimal(p, low, -1),
                _decimal(p, high, 1),
                _decimal(p, reading, 0),
            )
            for p, (low, high), reading in zip(told, self.spans, self.readings, strict=True)
        )
        return SuspectSet(cells, rounded(self.strain))


def _decimal(told: Print, value: Number | None, infinite: int) -> Decimal:
    if value is None:
        return INFINITY * infinite
    return decimal(Fraction(value) * told.unit)


def decimal(value: Fraction) -> Decimal:
    """A fraction as a Decimal; one without end is given to 12 places."""
    places = _places(value.denominator)
    if places is not None and places < PLACES:
        return Decimal(f"{value.numerator * 10**places // value.denominator}E-{places}")
    with localcontext(prec=_digits(value)):
        return (Decimal(value.numerator) / Decimal(value.denominator)).quantize(Decimal("1E-12")).normalize()


@lru_cache(maxsize=1000)
def _places(denominator: int) -> int | None:
    """How many decimals a fraction has, in lowest terms; None for one without end."""
    rest, powers = denominator, [0, 0]
    for n, prime in enumerate((2, 5)):
        while rest % prime == 0:
            rest, powers[n] = rest // prime, powers[n] + 1
    return max(powers) if rest == 1 else None


def _digits(value: Fraction) -> int:
    """Digits that hold the value to 12 places, however large it is."""
    return 200 + value.numerator.bit_length() // 3


def rounded(strain: Fraction) -> Decimal:
    """A strain to four decimals: enough to tell repairs apart."""
    if not strain:
        return NOTHING
    with localcontext(prec=_digits(strain)):
        return (Decimal(strain.numerator) / Decimal(strain.denominator)).quantize(Decimal("0.0001"))


def repair(
    region: Region,
    freed: Set,
    checks: Checks,
    bounds: Bounds | None = None,
    known: Mapping[int, Number] | None = None,
    *,
    many: bool = False,
) -> Repair:
    """What the cells of a set would have to read, which with the ``known`` readings of others is known to repair.

    ``bounds`` say how far it is at most where the region is too large, or sets too ``many``, to say it exactly.
    """
    known = known or {}
    lifted = freed | known.keys()
    assert region.conflict(lifted) is None
    prints = tuple(sorted(freed))
    if bounds is not None and (many or len(region.rows) > WIDE):
        found = _roughly(region, prints, lifted, checks, bounds, known)
        if found is not None:
            return found
    system = region.system
    ends = {n: region.span(system.prints[n].variable) for n in prints}
    inner = {n: readings(system.prints[n], *ends[n][:2]) for n in prints}
    spans = [
        inner[n] if ends[n][2] or bounds is None else _widened(system.prints[n], inner[n], bounds.room(n, lifted))
        for n in prints
    ]
    if len(prints) == 1 and spans[0] == inner[prints[0]]:
        return single(system, prints[0], spans[0], checks, known)
    chosen: dict[int, Number] = {}
    wished = _descend(checks, prints, spans, system.prints, known) if len(prints) > 1 else dict(known)
    if len(prints) > 1 and _stand(region, lifted, {n: wished[n] for n in prints}):
        strain = checks.strain(checks.near(prints), wished)
        return Repair(prints, tuple(spans), tuple(wished[n] for n in prints), strain)
    for n, span in zip(prints, spans, strict=True):
        told = system.prints[n]
        if chosen:
            inner[n] = _inner(region, n)
            span = inner[n]
        curve = checks.curve(n, {**wished, **chosen})
        chosen[n] = _best(told, *span, curve)
        if span != inner[n] and not _stand(region, lifted, {**chosen, n: chosen[n]}):
            chosen[n] = _best(told, *inner[n], curve)
        if len(prints) == 1:
            chosen[n] = _typed(told, *inner[n], checks.worst(n, known), chosen[n])
        if len(prints) > 1:
            region.pin(n, *stands_for(told, chosen[n]))
            if region.conflict(lifted) is not None:  # an end that does not belong to its span
                region.pin(n, None, None)
                assert region.conflict(lifted) is None
                chosen[n] = _best(told, *_inner(region, n, exactly=True), curve)
                region.pin(n, *stands_for(told, chosen[n]))
                assert region.conflict(lifted) is None
    region.unpin()
    strain = checks.strain(checks.near(prints), {**known, **chosen})
    told_spans = tuple(_with(span, chosen[n]) for n, span in zip(prints, spans, strict=True))
    return Repair(prints, told_spans, tuple(chosen[n] for n in prints), strain)


def single(system: System, n: int, span: Ends, checks: Checks, known: Mapping[int, Number]) -> Repair:
    """What one cell would have to read that may read anything in a span, others reading as ``known``."""
    told, unit, strains = system.prints[n], *checks.strains(n, known)
    best = _best(told, *span, lambda reading: sum(strains(reading)))
    chosen = _typed(told, *span, lambda reading: Fraction(max(strains(reading), default=0)) / unit, best)
    strain = checks.strain(checks.near([n]), {**known, n: chosen})
    return Repair((n,), (_with(span, chosen),), (chosen,), strain)


def _roughly(
    region: Region,
    prints: tuple[int, ...],
    lifted: Set,
    checks: Checks,
    bounds: Bounds,
    known: Mapping[int, Number],
) -> Repair | None:
    """A repair in a region too large to learn each span in: readings within what single relations leave, and proven."""
    told = region.system.prints
    spans = [readings(told[n], *bounds.room(n, lifted)) for n in prints]
    values = _descend(checks, prints, spans, told, known)
    chosen = {n: values[n] for n in prints}
    if not _stand(region, lifted, chosen):
        return None
    strain = checks.strain(checks.near(prints), values)
    return Repair(prints, tuple(spans), tuple(chosen.values()), strain)


def _with(span: Ends, reading: Number) -> Ends:
    """A span that a finer reading belongs to as well."""
    low, high = span
    return (
        low if low is None or low <= reading else reading,
        high if high is None or high >= reading else reading,
    )


def _inner(region: Region, n: int, *, exactly: bool = False) -> Ends:
    """The readings of a cell that are known to be possible."""
    told = region.system.prints[n]
    low, high, _ = region.span(told.variable, exactly=exactly)
    return readings(told, low, high)


def _widened(told: Print, inner: Ends, room: Ends) -> Ends:
    """The readings beyond which a cell cannot read, where the region did not learn it exactly."""
    low, high = readings(told, *room)
    return (low if low is not None else inner[0], high if high is not None else inner[1])


def _stand(region: Region, lifted: Set, values: Mapping[int, Number]) -> bool:
    """Whether lifted cells may read so."""
    for n, value in values.items():
        region.pin(n, *stands_for(region.system.prints[n], value))
    holds = region.conflict(lifted) is None
    region.unpin()
    assert holds or region.conflict(lifted) is None
    return holds


def _descend(
    checks: Checks,
    prints: tuple[int, ...],
    spans: list[Ends],
    told: Sequence[Print],
    known: Mapping[int, Number],
) -> dict[int, Number]:
    """Readings of several cells that strain the checks least, one cell after the other until none moves."""
    values: dict[int, Number] = {**known, **{n: told[n].value for n in prints}}
    for _ in range(ROUNDS):
        before = dict(values)
        for n, (low, high) in zip(prints, spans, strict=True):
            values[n] = _best(told[n], low, high, checks.curve(n, values))
        if values == before:
            break
    return values


def stands_for(told: Print, reading: Number) -> Ends:
    """The values a cell would stand for if it read so; of a range or half-line the reading itself, but for 约."""
    if told.about:
        low, high = sorted(reading * share for share in told.about)
        return low, high
    if told.qualified or told.low is None or told.high is None:
        return reading, reading
    if told.truncated:
        near = told.step - EPSILON
        return (reading if reading > 0 else reading - near), (reading if reading < 0 else reading + near)
    return reading + (told.low - told.value), reading + (told.high - told.value)


def readings(told: Print, low: Number | None, high: Number | None) -> Ends:
    """The least and greatest reading that stands for some value between two ends, at the printed precision.

    If none does (a count of 12½), finer readings are taken.
    """
    step: Number = told.step
    for _ in range(FINER):
        least, most = _grid(told, low, step, -1), _grid(told, high, step, 1)
        if least is None or most is None or least <= most:
            return least, most
        step = whole(Fraction(step) / 10)
    return low, high


def _grid(told: Print, value: Number | None, step: Number, outwards: int) -> Number | None:
    """The outermost reading on a grid that still stands for some value not beyond ``value``."""
    if value is None:
        return None
    reach = told.high if outwards < 0 else told.low
    plain = not (told.qualified or told.truncated or told.several)
    if plain and reach is not None and 0 <= (told.value - reach) * outwards <= step:
        return whole(outwards * (outwards * (value + told.value - reach) // step) * step)
    start = round(Fraction(value) / Fraction(step) / (told.about[outwards < 0] if told.about else 1))
    for k in range(start + 2 * outwards, start - 3 * outwards, -outwards):
        reading = whole(Fraction(k * Fraction(step)))
        low, high = (reading, reading) if told.several else stands_for(told, reading)
        reached = high if outwards < 0 else low
        if reached is None or (reached - value) * outwards <= 0:
            return whole(k * Fraction(step))
    return None


def _best(told: Print, low: Number | None, high: Number | None, strain: Callable[[Number], Number]) -> Number:
    """The reading in [low, high] of least strain; of equals the one nearest to what is printed."""
    if low is not None and low == high:
        return low
    step: Number = told.step
    if any(end is not None and end % step for end in (low, high)):
        step = Fraction(step) / 10**FINER
    first = -(-low // step) if low is not None else None
    last = high // step if high is not None else None
    home = round(Fraction(told.value) / step) if told.value % step else int(told.value // step)
    if first is not None:
        home = max(home, first)
    if last is not None:
        home = min(home, last)

    def at(k: int, direction: int = 1) -> Number:
        return strain(whole((home + direction * k) * step))

    for direction in (-1, 1):
        limit = first if direction < 0 else last
        room = None if limit is None else int((limit - home) * direction)
        if (room is None or room > 0) and at(1, direction) < at(0):
            return whole((home + direction * _falling(partial(at, direction=direction), room)) * step)
    return whole(home * step)


def _typed(
    told: Print, low: Number | None, high: Number | None, worst: Callable[[Number], Fraction], best: Number
) -> Number:
    """The one reading in [low, high] of which a wrong digit, or two swapped, make the print; else ``best``.

    Not where chance would as well leave one there: slips as large as this gap are closer together than the ends apart.
    Nor if some check would then be farther off than rounding explains, three σ, and is not so with ``best``.
    """
    count, rest = divmod(told.value, told.step)
    if told.qualified or rest or not told.value or low is None or high is None:
        return best
    text, sign = str(abs(count)), -1 if count < 0 else 1
    typed = {sign * int(other) * told.step for other, _ in (*digits.other(text), *digits.swapped(text))}
    able = [value for value in typed if low <= value <= high]
    if len(able) != 1:
        return best
    value, gap = able[0], size(able[0] - told.value)
    near = sum(gap <= 2 * size(other - told.value) <= 4 * gap for other in typed)
    if near * (high - low + told.step) >= 2 * gap or worst(value) > max(worst(best), Fraction(9)):
        return best
    return value


def _falling(curve: Callable[[int], Number], room: int | None) -> int:
    """The first place, no farther than ``room``, from which a convex curve that falls at 0 falls no more."""
    near, far = 0, 1
    while (room is None or far < room) and curve(far + 1) < curve(far):
        near, far = far, far * 2
    if room is not None:
        far = min(far, room)
    while near < far:
        middle = (near + far) // 2
        if curve(middle + 1) < curve(middle):
            near = middle + 1
        else:
            far = middle
    return near
