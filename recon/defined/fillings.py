"""Definitions read once, and the fillings of earlier periods that a form refers to."""

from __future__ import annotations

from collections.abc import Mapping
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
from recon.schemas.form import TableSpec


def forms(paths: tuple[Path, ...], password: str | None = None) -> tuple[Own, ...]:
    """The forms of some definitions; raises UnreadableError for one that cannot be read."""
    return tuple(_form(path, path.stat().st_mtime_ns if path.exists() else 0, password) for path in paths)


@lru_cache(maxsize=16)
def _form(path: Path, changed: int, password: str | None) -> Own:
    """A form, read again only where its file changed."""
    return declared.from_definition(definitions.load(path))


def earlier(own: Own, paths: tuple[Path, ...], form: FormData, password: str | None) -> dict[str, Source | None]:
    """The earlier fillings on the same subject: of the period before, and of the same period a year ago."""
    by_period = _of(own, paths, reporter(form), password)
    return {"previous": _before(by_period, paths, form.period), "last_year": by_period.get(_ago(form.period))}


def reporter(form: FormData) -> tuple[str, ...]:
    """The values of the cover that name whose filling it is."""
    return tuple(form.cover[label] for label in form.spec.reporter)


def homes(
    own: Own, paths: tuple[Path, ...], last: Source, table: TableSpec, password: str | None
) -> dict[str, tuple[str, ...]]:
    """First key of an entry → reporter whose filling of the period of ``last`` had it, of those with their own entries alone."""
    reporters: dict[str, tuple[str, ...]] = {}
    for source in _fillings(own, paths, password) if table.continued else ():
        form, rows = source.filled.form, source.plain(table.number)
        alone = all(form.cover[one.label] in one.values for one in table.shared)
        if source.period == last.period and alone and rows is not None and table.continued is not None:
            reporters |= dict.fromkeys(filter(None, rows.texts.get(table.continued.code, ())), reporter(form))
    return reporters


def before(own: Own, paths: tuple[Path, ...], unit: str, period: str, password: str | None) -> Source | None:
    """The filling of a unit of the period before; one file that was named by itself is meant whatever it says."""
    mine = {source.period: source for source in _fillings(own, paths, password) if _unit(source) == unit}
    return _before(_or_only(mine, own, paths, password), paths, period)


def _before(by_period: Mapping[str, Source], paths: tuple[Path, ...], period: str) -> Source | None:
    """The filling of the period before; one file that was named by itself is meant whatever it says."""
    last = by_period.get(period_before(period))
    if last is None and len(paths) == 1 and _ago(period) not in by_period:
        last = next(iter(by_period.values()), None)
    return last


def _unit(source: Source) -> str:
    return source.filled.form.cover["填报单位"]


def _of(own: Own, paths: tuple[Path, ...], whose: tuple[str, ...], password: str | None) -> Mapping[str, Source]:
    """The fillings on a subject by period; of a single file, whoever filled it in."""
    every = _fillings(own, paths, password)
    mine = {source.period: source for source in every if reporter(source.filled.form) == whose}
    return _or_only(mine, own, paths, password)


def _or_only(
    mine: Mapping[str, Source], own: Own, paths: tuple[Path, ...], password: str | None
) -> Mapping[str, Source]:
    """Fillings by period; where there are none, a single file that was given, whoever filled it in."""
    if mine or len(paths) != 1:
        return mine
    return {source.period: source for source in _fillings(own, paths, password)}


@lru_cache(maxsize=4)
def _fillings(own: Own, paths: tuple[Path, ...], password: str | None) -> tuple[Source, ...]:
    """The fillings in some files; what is no filling of this form is passed over."""
    sources = []
    for path in paths:
        try:
            book = workbook.read(path, password)
        except UnreadableError:
            continue
        if reading.recognised(book, own):
            sources.append(Source(reading.read(book, own), path.name))
    return tuple(sources)


def period_before(period: str) -> str:
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
    by_period: dict[str, dict[str, tuple[Source, str]]] = {}
    every = _fillings(own, paths, None)
    for source in sorted(every, key=lambda one: (one.period, order.get(_unit(one), len(order)))):
        by_period.setdefault(source.period, {})[_unit(source)] = (source, source.outside)
    return by_period


def below(own: Own, paths: tuple[Path, ...], form: FormData, password: str | None) -> tuple[Source, ...]:
    """The fillings of all units below the one that reports, of the same period; none where one of them is not there."""
    names = own.definition.below(form.cover["填报单位"])
    if not paths or not names or not any(sums_units(one) for one in own.definition.statements):
        return ()
    by_unit = {_unit(one): one for one in _fillings(own, paths, password) if one.period == form.period}
    there = tuple(by_unit[name] for name in sorted(names) if name in by_unit)
    return there if len(there) == len(names) else ()


def sums_units(statement: Statement) -> bool:
    """Whether a relation speaks of 单位合计."""
    return any(ref.units for ref in linear.references((statement.tree, statement.condition)))
