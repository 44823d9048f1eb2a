"""Definitions read once, and the fillings of earlier periods that a form refers to."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from recon import workbook
from recon.defined import forms as declared
from recon.defined import reading
from recon.defined.forms import Own
from recon.defined.values import Source
from recon.definitions import linear
from recon.definitions import read as definitions
from recon.definitions.model import Statement
from recon.errors import UnreadableError
from recon.forms.tableform import FormData


def forms(paths: tuple[Path, ...], password: str | None = None) -> tuple[Own, ...]:
    """The forms of some definitions; raises UnreadableError for one that cannot be read."""
    return tuple(_form(path, path.stat().st_mtime_ns if path.exists() else 0, password) for path in paths)


@lru_cache(maxsize=16)
def _form(path: Path, changed: int, password: str | None) -> Own:
    """A form, read again only where its file changed."""
    return declared.from_definition(definitions.load(path))


def earlier(own: Own, paths: tuple[Path, ...], form: FormData, password: str | None) -> dict[str, Source | None]:
    """What was filled in before by the same unit: of the period before, and of the same period a year ago."""
    unit, period = form.cover["填报单位"], form.period
    by_period = _of_unit(own, paths, unit, password)
    return {"previous": before(own, paths, unit, period, password), "last_year": by_period.get(_ago(period))}


def before(own: Own, paths: tuple[Path, ...], unit: str, period: str, password: str | None) -> Source | None:
    """The filling of a unit of the period before; one file that was named by itself is meant whatever it says."""
    by_period = _of_unit(own, paths, unit, password)
    last = by_period.get(_before(period))
    if last is None and len(paths) == 1 and _ago(period) not in by_period:
        last = next(iter(by_period.values()), None)
    return last


def _of_unit(own: Own, paths: tuple[Path, ...], unit: str, password: str | None) -> dict[str, Source]:
    """The fillings of a unit by period; of a single file, whoever filled it in."""
    found = _fillings(own, paths, password)
    mine = {period: source for (name, period), source in found.items() if name == unit}
    return mine if mine or len(paths) != 1 else {period: source for (_, period), source in found.items()}


@lru_cache(maxsize=4)
def _fillings(own: Own, paths: tuple[Path, ...], password: str | None) -> dict[tuple[str, str], Source]:
    """Unit and period → its filling; what is no filling of this form is passed over."""
    found: dict[tuple[str, str], Source] = {}
    for path in paths:
        try:
            book = workbook.read(path, password)
        except UnreadableError:
            continue
        if reading.recognised(book, own):
            filled = reading.read(book, own)
            found[filled.form.cover["填报单位"], filled.form.period] = Source(filled, path.name)
    return found


def _before(period: str) -> str:
    """The period before a month, quarter or year; blank where it is none."""
    if len(period) == 4 and period.isdigit():
        return f"{int(period) - 1}"
    year, rest = period[:4], period[4:]
    if len(period) == 7 and rest[1:].isdigit():
        month = int(rest[1:])
        return f"{year}-{month - 1:02d}" if month > 1 else f"{int(year) - 1}-12"
    if len(period) == 6 and rest[:1] == "Q":
        return f"{year}Q{int(rest[1]) - 1}" if rest[1] != "1" else f"{int(year) - 1}Q4"
    return ""


def _ago(period: str) -> str:
    """The same period a year ago."""
    return f"{int(period[:4]) - 1}{period[4:]}" if period[:4].isdigit() else ""


def gathered(own: Own, paths: tuple[Path, ...]) -> dict[str, dict[str, tuple[Source, str]]]:
    """Period → unit → its filling and the name of its file, in the order of the definition's units."""
    order = {unit.name: n for n, unit in enumerate(own.definition.units)}
    found: dict[str, dict[str, tuple[Source, str]]] = {}
    every = _fillings(own, paths, None)
    for (unit, period), source in sorted(
        every.items(), key=lambda pair: (pair[0][1], order.get(pair[0][0], len(order)))
    ):
        found.setdefault(period, {})[unit] = (source, source.outside)
    return found


def below(own: Own, paths: tuple[Path, ...], form: FormData, password: str | None) -> tuple[Source, ...]:
    """The fillings of all units below the one that reports, of the same period; none where one of them is not there."""
    names = own.definition.below(form.cover["填报单位"])
    if not paths or not names or not any(sums_units(one) for one in own.definition.statements):
        return ()
    found = _fillings(own, paths, password)
    there = tuple(found[name, form.period] for name in sorted(names) if (name, form.period) in found)
    return there if len(there) == len(names) else ()


def sums_units(statement: Statement) -> bool:
    """Whether a relation speaks of 单位合计."""
    return any(ref.units for ref in linear.references((statement.tree, statement.condition)))
