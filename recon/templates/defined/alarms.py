"""Conditional formats that colour cells as they are typed, written from the relations of the definition."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from xlsxwriter.worksheet import Worksheet

from recon.defined import instances
from recon.defined.instances import Asked, Place, rate
from recon.definitions import linear
from recon.definitions.tree import Reference
from recon.model import LEVELS, column_letters
from recon.relations import size
from recon.reports import theme
from recon.templates.defined.computed import Resolver
from recon.templates.defined.formulas import Formula, UnwritableError, broken
from recon.templates.defined.geometry import At

if TYPE_CHECKING:
    from recon.templates.defined.sheet import Drawing

#: Conditional formats of a sheet at most; beyond, a spreadsheet becomes slow.
MOST = 1500


class Alarm(NamedTuple):
    """A cell and the formula that colours it; ``shape``: the formula as seen from the cell, to join neighbours."""

    row: int
    column: int
    formula: str
    shape: str


def write(drawing: Drawing, page: Worksheet) -> None:
    """Red for what must be corrected, amber for what must be verified, at the stated cell."""
    count = 0
    asked = [one for one in instances.asked(drawing.geometry.own) if isinstance(one, Asked)]
    for one in sorted(asked, key=lambda a: LEVELS.index(a.statement.level), reverse=True):
        alarms = [alarm for place in drawing.resolver.places(one) for alarm in _alarms(drawing, one, place)]
        for run in _runs(alarms):
            count += 1
            if count > MOST:
                return
            first, last = run[0], run[-1]
            page.conditional_format(
                first.row,
                first.column,
                last.row,
                last.column,
                {
                    "type": "formula",
                    "criteria": f"={first.formula}",
                    "format": drawing.canvas.style(bg_color=theme.FILLS[one.statement.level][0]),
                },
            )


def _alarms(drawing: Drawing, one: Asked, place: Place) -> Iterator[Alarm]:
    """The cells of a relation on this sheet that are coloured: what is stated, of a bound what is bounded."""
    resolver, home = drawing.resolver, drawing.geometry.spec.sheet
    geometry = drawing.geometry
    targets = [_target(resolver, one, place)]
    for target in targets:
        if target is None or target.sheet != home:
            return
        last = geometry.last if not geometry.table.matrix and target.row == geometry.first else target.row
        try:
            text = _broken(resolver, one, place, home, None)
            shape = _broken(resolver, one, place, home, target)
        except UnwritableError:
            return
        for row in range(target.row, last + 1):
            if row == target.row:
                yield Alarm(row, target.column, text, shape)
            else:
                yield Alarm(row, target.column, "", shape)


def _target(resolver: Resolver, one: Asked, place: Place) -> At | None:
    """The cell that is coloured: the single reference on one side, the left one first."""
    for side in (one.left, one.right):
        refs = linear.references(side)
        try:
            places = [at for ref in refs if (at := resolver.at(ref, place)) is not None]
        except UnwritableError:
            return None
        if places and (isinstance(side, Reference) or one.sign != "="):
            return places[0]
    return None


def _broken(resolver: Resolver, one: Asked, place: Place, home: str, seen: At | None) -> str:
    """The formula that is true where the filled relation is broken; ``seen``: written relative to a cell."""
    formula = Formula(lambda ref: resolver.at(ref, place), lambda at: _shown(at, home, seen))
    if not _asked(resolver, one, place):
        raise UnwritableError
    places, limit = _limit(resolver, one, place)
    away = f"{formula.value(one.left)}-({formula.value(one.right)})"
    parts = [formula.condition(c) for c in one.conditions]
    for side in (one.left, one.right):
        if cells := formula.cells(side):
            parts.append(f"COUNT({','.join(cells)})>0")
    parts += [f"{below}<>0" for side in (one.left, one.right) for below in formula.divisors(side)]
    test = broken(away, one.sign, limit, places)
    if any("/" in part or "<>0" in part for part in parts):
        return f"IFERROR(AND({','.join((*parts, test))}),FALSE)"
    return f"AND({','.join((*parts, test))})"


def _asked(resolver: Resolver, one: Asked, place: Place) -> bool:
    """Whether both sides have a cell that applies, and no shares would be added up."""
    for side in (one.left, one.right):
        refs = linear.references(side)
        if refs and not any(resolver.at(ref, place) is not None for ref in refs):
            return False
        if (
            len(refs) > 1
            and one.forms is not None
            and not one.computed
            and any(_rate(resolver, r, place) for r in refs)
        ):
            return False
    return True


def _rate(resolver: Resolver, ref: Reference, place: Place) -> bool:
    number, row, _ = resolver.key(ref, place)
    line = resolver.geometries[number].table.row(row)
    return line is not None and rate(line.unit)


def _limit(resolver: Resolver, one: Asked, place: Place) -> tuple[int, Decimal]:
    """Decimals that matter, and how much rounding explains: half a last place of each cell, or 允许差."""
    places, slack = 0, Decimal(0)
    for side in (one.left, one.right):
        for ref in linear.references(side):
            number, _, code = resolver.key(ref, place)
            column = resolver.geometries[number].table.column(code)
            if column is None:
                continue
            places = max(places, column.decimals)
            exact = column.type == "计数" or resolver.geometries[number].table.rounding != "四舍五入"
            if not exact:
                slack += Decimal(1).scaleb(-column.decimals) / 2 * _weight(one, ref)
    if one.forms is None:
        stated = [s for s in (one.left, one.right) if isinstance(s, Reference)]
        column = (
            resolver.geometries[stated[0].table].table.column(resolver.key(stated[0], place)[2]) if stated else None
        )
        slack = Decimal(1).scaleb(-(places if column is None else column.decimals))
    if one.statement.tolerance is not None:
        slack = max(slack, one.statement.tolerance)
    return places + 2, slack.normalize() if slack else Decimal(0)


def _weight(one: Asked, ref: Reference) -> Decimal:
    if one.forms is None:
        return Decimal(1)
    for form in one.forms:
        for c, name in form.terms:
            if name == ref:
                return Decimal(size(c).numerator) / Decimal(size(c).denominator)
    return Decimal(1)


def _shown(at: At, home: str, seen: At | None) -> str:
    """A cell relative to the one that is coloured; of another sheet, and of totals, fixed."""
    if seen is not None:
        return f"{at.sheet}R[{at.row - seen.row}]C[{at.column - seen.column}]"
    text = f"{column_letters(at.column + 1)}{at.row + 1}"
    if at.last is not None:
        text = f"${column_letters(at.column + 1)}${at.row + 1}:${column_letters(at.column + 1)}${at.last + 1}"
    if at.sheet != home:
        quoted = at.sheet.replace("'", "''")
        return f"'{quoted}'!{text}"
    return text


def _runs(alarms: list[Alarm]) -> Iterator[list[Alarm]]:
    """Neighbours in a row or a column that are coloured alike."""
    run: list[Alarm] = []
    for alarm in sorted(alarms, key=lambda a: (a.row, a.column)) if _flat(alarms) else alarms:
        step = (alarm.row - run[-1].row, alarm.column - run[-1].column) if run else (0, 0)
        along = len(run) < 2 or step == (run[1].row - run[0].row, run[1].column - run[0].column)
        if run and step in ((0, 1), (1, 0)) and alarm.shape == run[-1].shape and along:
            run.append(alarm)
        else:
            if run:
                yield run
            run = [alarm]
    if run:
        yield run


def _flat(alarms: list[Alarm]) -> bool:
    return len({alarm.row for alarm in alarms}) == 1
