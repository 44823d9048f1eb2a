"""A form that an office defined (表样): read, checked and explained by its definition, no line of it in the program."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from recon.errors import UnreadableError
from recon.findings import folding, notable
from recon.forms import assembly, twins
from recon.forms.crossing import Asked
from recon.kinds.form import explained
from recon.model import CellRef, FileReport, Finding, Level, Outcome, Side
from recon.options import Options
from recon.schemas.definition import WAITING
from recon.schemas.lists import LISTS
from recon.workbook import RawBook

if TYPE_CHECKING:
    from recon.causes import Case
    from recon.defined.cellwise import Instance
    from recon.defined.forms import Own
    from recon.defined.instances import Binder, Claim
    from recon.defined.judging import Wrong
    from recon.defined.reading import Filled
    from recon.defined.values import Datum, Source

KIND = "defined"
#: Decimals of a quotient in a sentence, and terms of a sum that it names.
PLACES, TERMS = 4, 12
#: Name, version and digest of a definition, as a form made from it carries them.
_STAMP = re.compile(r"([^/]+)/([^/]*)/([0-9a-f]{16})")


def recognise(book: RawBook, options: Options) -> Own | None:
    """The form that a workbook is, of those whose definitions were given; None for none of them.

    Raises UnreadableError where it carries the stamp of a definition that was not given.
    """
    stamp = stamped(book)
    if not options.definitions and stamp is None:
        return None
    from recon.defined import fillings, reading

    forms = fillings.forms(options.definitions, options.password)
    for own in forms:
        if stamp is not None and stamp[0] == own.spec.name and reading.recognised(book, own):
            return own
    if stamp is not None:
        name, version, _ = stamp
        given = "、".join(f"“{own.spec.name}”" for own in forms)
        raise UnreadableError("FILE14", path=str(book.path), name=name, version=version, given=given or "—")
    return next((o for o in forms if not o.definition.undecided and reading.recognised(book, o)), None)


def undecided(book: RawBook, options: Options) -> Iterator[Finding]:
    """FILL09 of a definition that was learnt from such a table and not looked at since: the table is checked without it."""
    if not options.definitions:
        return
    from recon.defined import fillings, foreign

    for own in fillings.forms(options.definitions, options.password):
        if own.definition.undecided and (drawn := foreign.find(book, own)):
            yield from waiting(own, drawn[0].sheet)
            return


def stamped(book: RawBook) -> tuple[str, str, str] | None:
    """Name, version and digest that a form carries in the first cell of its hidden sheet."""
    for sheet in book.sheets:
        if sheet.name == LISTS and sheet.rows and sheet.rows[0] and isinstance(sheet.rows[0][0], str):
            match = _STAMP.fullmatch(sheet.rows[0][0].strip())
            if match:
                return match[1], match[2], match[3]
    return None


@dataclass(frozen=True)
class Checked:
    """A filling and its report, before causes and suspects are searched."""

    binder: Binder
    book: RawBook
    report: FileReport
    wrong: Sequence[Wrong]
    every: Callable[[], Iterable[Instance]]
    budget: int

    def case(self) -> Case:
        """The case that causes are searched in."""
        from recon.defined import cases

        return cases.case(self.binder, self.book, self.report)

    def located(self, report: FileReport) -> FileReport:
        """The report with suspects at its mismatches."""
        from recon.defined import declared, search

        if declared.whole(self.binder.own):
            from recon.causes import suspects

            case = self.case()
            sums = sorted(case.sums, key=lambda one: one.stated.grid is one.parts.grid)
            return suspects.located(report, case.form, self.book, self.budget, sums=sums, before=case.before)
        outcomes, faults = search.suspected(self.wrong, self.every, self.budget)
        return folding.searched(report, outcomes, faults, self.book)


def check(book: RawBook, options: Options, own: Own) -> FileReport:
    """Read the form and judge every relation of its definition in every place; why it does not hold is looked for."""
    return explained(_checked(book, options, own), lambda other: _checked(other, options, own))


def _checked(book: RawBook, options: Options, own: Own) -> Checked:
    from recon.defined import fillings, foreign, instances, judging, reading, totals
    from recon.defined.values import Source

    filled = reading.read(book, own)
    form, now = filled.form, Source(filled)
    earlier = fillings.earlier(own, options.earlier, form, options.password)
    below = fillings.below(own, options.peers, form, options.password)
    binder = instances.Binder(own, now, earlier, below)
    lowest = not own.definition.below(form.cover["填报单位"])
    asked = (one for one in instances.asked(own) if not (lowest and fillings.sums_units(one.statement)))
    judged = judging.Judge(binder, options.strict).run(asked)
    counts = list(totals.judged(now, judged, strict=options.strict))
    wrong = judged.wrong
    failed = {one.outcome.id: one for one in wrong}
    report = assembly.report(
        form,
        book,
        options,
        [(tally, []) for tally in (*judged.tallies, *counts)],
        additions=[
            *filled.findings,
            *waiting(own, form.main.table.sheet),
            *_counted(now, own),
            *(f for data in form.tables.values() for f in twins.check(data)),
        ],
        outcomes=[one.outcome for one in wrong],
        demands=_claims(judged.claims),
        finding_of=lambda _, outcome: _finding(failed[outcome.id]),
        areas=foreign.areas(book, filled.drawn) if filled.drawn else (),
    )
    if options.earlier:
        from recon.defined import before

        report = before.rolled(report, binder, book, options, {one.outcome.id: one.instance.asked for one in wrong})
    return Checked(binder, book, report, wrong, judged.instances, options.budget)


def waiting(own: Own, sheet: str) -> Iterator[Finding]:
    """The finding that relations of the definition wait for confirmation, and were not asked.

    What nobody confirmed does not count as passed; where no relation is confirmed, the table is checked without the
    definition and this is for information.
    """
    if count := own.definition.waiting:
        level: Level = "提示性" if own.definition.undecided else "核实性"
        yield Finding("FILL09", level, (CellRef(sheet),), {"count": str(count), "waiting": WAITING})


def _counted(now: Source, own: Own) -> Iterator[Finding]:
    """The findings on counts in tables that sum up others."""
    from recon.defined import totals

    for table in own.definition.tables:
        if table.sums:
            yield from totals.counted(now, table)


def _finding(one: Wrong) -> Finding | None:
    """The finding of an outcome that a person must look at."""
    outcome = one.outcome
    if outcome.verdict not in notable.NOTABLE:
        return None
    if outcome.verdict == "implied" and outcome.left.interval.low <= 0 <= outcome.left.interval.high:
        return None
    statement = one.instance.asked.statement
    if outcome.label in ("FOOT", "TIE"):
        code = f"{outcome.label}{notable.NOTABLE[outcome.verdict]}"
        return Finding(code, outcome.level, tuple(_cells(outcome)), {}, outcome)
    equal = one.instance.asked.sign == "=" and not (one.missing and outcome.verdict == "mismatch")
    code = {"mismatch": "FILL01" if equal else "FILL04", "rounding_wide": "FILL02", "implied": "FILL03"}[
        outcome.verdict
    ]
    blank = (one.missing[0].cell,) if outcome.verdict == "implied" else ()
    cells = (*blank, *_cells(outcome), *(d.cell for d in one.others if not assembly.elsewhere(d.cell)))
    hint = f"{statement.hint.rstrip('。')}。" if statement.hint else ""
    words = {
        "relation": " ".join(statement.text.split()),
        "hint": hint,
        "sign": one.instance.asked.sign,
        "left_told": _calculation(outcome.left),
        "right_told": _calculation(outcome.right),
    }
    if outcome.left.formula:
        words |= {"sum": _numbers(outcome.left), "computed": _shown(round(outcome.left.value, PLACES))}
    return Finding(code, outcome.level, tuple(dict.fromkeys(cells)), words, outcome)


def _calculation(side: Side) -> str:
    """The value of a side, with its sum where it is more than one number: 781 = 40 + 741."""
    if side.value.is_nan():
        return ""
    if side.formula:
        return f"{_shown(round(side.value, PLACES))} = {_numbers(side)}" if side.terms else _shown(side.value)
    several = "".join(f" {'+' if t.sign > 0 else '−'} {_shown(t.value)}" for t in side.terms[:TERMS]).removeprefix(
        " + "
    )
    more = " …" if len(side.terms) > TERMS else ""
    return f"{_shown(side.value)} = {several}{more}" if len(side.terms) > 1 else _shown(side.value)


def _shown(value: Decimal) -> str:
    """A number with thousands separators, without zeros at its end."""
    whole, dot, rest = f"{value:,f}".partition(".")
    return whole + (dot + rest).rstrip("0").rstrip(".")


def _numbers(side: Side) -> str:
    """The expression of a side with the numbers that stand in its cells."""
    values = {t.figure.id: _shown(t.figure.value) for t in side.terms}
    return re.sub(r"[^\s()]+", lambda match: values.get(match[0], match[0]), side.formula)


def _cells(outcome: Outcome) -> Iterator[CellRef]:
    """The total first, or what exceeds its bound; then the others of the file itself."""
    sides = (outcome.right, outcome.left) if outcome.operator == "=" else (outcome.left, outcome.right)
    cells = dict.fromkeys(t.figure.cell for side in sides for t in side.terms)
    yield from (cell for cell in cells if not assembly.elsewhere(cell))


def _claims(claims: Iterable[tuple[Claim, tuple[Datum, ...]]]) -> Iterator[Asked]:
    """Cells that must be filled in, or left blank, and are not; behind them those of the condition."""
    from recon.definitions.tree import Blank

    for claim, data in claims:
        code = "FILL07" if isinstance(claim.condition, Blank) and claim.condition.filled else "FILL08"
        statement = claim.statement
        words = {"relation": statement.text.strip(), "rule": statement.number, "hint": statement.hint}
        cells = tuple(d.cell for d in data if not assembly.elsewhere(d.cell)) or (CellRef(""),)
        yield code, Finding(code, statement.level, cells, words)


def filled(book: RawBook, own: Own) -> Filled:
    """The form read, for what reads it besides the check."""
    from recon.defined import reading

    return reading.read(book, own)
