"""What every form ends in: structure, sums and outcomes gathered into the report on a file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import chain

from recon.findings import notable
from recon.forms import cover as covers
from recon.forms import crossing, footing, scope, structure
from recon.forms.cover import Cover
from recon.forms.crossing import Asked
from recon.forms.tableform import FormData, TableData
from recon.forms.totals import Totals
from recon.model import Area, CellRef, FileReport, Finding, Outcome, Tally
from recon.options import Options
from recon.schemas.fields import amounts, metadata
from recon.schemas.form import FormSpec
from recon.workbook import RawBook

#: Columns of too many decimals from which on they may be one finding.
ENOUGH = 4
#: What has been judged: a tally with its outcomes, relation by relation.
Judged = Iterable[tuple[Tally, list[Outcome]]]


def sums(form: FormData, *, strict: bool) -> Judged:
    """The relations of every table."""
    for table in form.every:
        yield from Totals(table, strict=strict).judged()


def report(
    form: FormData,
    book: RawBook,
    options: Options,
    judged: Judged,
    *,
    additions: Iterable[Finding] = (),
    outcomes: Iterable[Outcome] = (),
    demands: Iterable[Asked] = (),
    finding_of: Callable[[FormData, Outcome], Finding | None] | None = None,
    areas: tuple[Area, ...] = (),
) -> FileReport:
    """The report on a form: its structure is checked here; ``additions`` and ``outcomes`` are what its kind adds.

    A demand is not asked where its first cell is told of already. ``finding_of``: the finding of an outcome, where it is not
    :func:`finding`; ``areas``: an account of a workbook that is laid out otherwise than the form.
    """
    findings = [
        *form.findings,
        *covers.check(form.cover, form.spec.cover.to_schema()),
        *structure.check(form, book),
    ]
    areas = areas or scope.areas_of(form, book)
    findings += scope.findings(form, book, areas)
    words, pairs = [*crossing.check(form)], list(judged)
    all_outcomes = [*chain.from_iterable(listed for _, listed in pairs), *outcomes]
    if options.strict:
        all_outcomes = notable.strictly(all_outcomes)
    findings += news(form, findings, [*(f for _, f in words if f), *additions])
    reported = {cell for one in findings for cell in one.cells}
    demanded = [(code, f) for code, f in demands if f is None or f.cell not in reported]
    findings += [f for _, f in demanded if f]
    pairs += crossing.tallies(form.spec, [*words, *demanded])
    judge = finding_of or finding
    findings += [
        f for o in all_outcomes if (f := judge(form, o)) and not (o.verdict == "implied" and f.cell in reported)
    ]
    findings = fine(form, findings)
    return FileReport(
        str(book.path),
        book.sha256,
        form.spec.kind,
        tuple(all_outcomes),
        notable.ordered(findings, book),
        book=book,
        tallies=tuple(tally for tally, _ in pairs),
        subject=subject(form),
        subject_cell=form.cover.cell(form.spec.period),
        cover=dict(form.cover.values),
        scope=areas,
    )


def fine(form: FormData, findings: list[Finding]) -> list[Finding]:
    """The findings; where most columns of amounts hold more decimals than the unit has, that is one finding (UNIT03)."""
    fine = [f for f in findings if f.code == "NUM04"]
    table = form.main.table
    mine = sum(f.cell.sheet == table.sheet for f in fine)
    if not form.spec.measured or mine < ENOUGH:
        return findings
    filled = [
        label
        for label in amounts(form.main.spec.model.to_schema())
        if label in table.frame and table.frame[label].fillna(0).any()
    ]
    if 2 * mine <= len(filled):
        return findings
    words = {
        "column": "计量单位",
        "found": form.cover["计量单位"],
        "count": str(mine),
        "decimals": fine[0].words["decimals"],
    }
    head = Finding("UNIT03", "核实性", (form.cover.cell("计量单位"),), words).with_followers(fine)
    return [*(f for f in findings if f.code != "NUM04"), head]


def news(form: FormData, findings: list[Finding], additions: Iterable[Finding]) -> Iterator[Finding]:
    """What the kind adds, and projects under another class's 小计 unless their row is told of already."""
    yield from additions
    rows = {(f.cell.sheet, f.cell.row) for f in findings if f.code in ("LIST01", "LIST02", "COVER02")}
    for table in form.every:
        yield from footing.unresolved(table)
        if table.spec.total:
            yield from (f for f in footing.misplaced(table) if (f.cell.sheet, f.cell.row) not in rows)


def subject(form: FormData) -> tuple[str, ...]:
    """What the form reports on; nothing where a label that must be filled in is not."""
    return subject_of(form.spec, form.cover)


def subject_of(spec: FormSpec, cover: Cover) -> tuple[str, ...]:
    """What a form with this cover reports on."""
    values = {label: cover[label] for label in spec.subject}
    schema = spec.cover.to_schema()
    complete = all(value or not metadata(schema, label).get("required") for label, value in values.items())
    return tuple(values.values()) if complete else ()


def finding(form: FormData, outcome: Outcome) -> Finding | None:
    """The code is the relation's own; a blank that must be worth nothing needs nobody's attention."""
    if outcome.verdict not in notable.NOTABLE:
        return None
    if outcome.verdict == "implied" and outcome.left.interval.low <= 0 <= outcome.left.interval.high:
        return None
    table = _table(form, outcome)
    if outcome.verdict == "implied" and outcome.coordinate.measure not in table.table.columns:
        return None  # the whole column is missing, which is said once
    code = outcome.label + notable.NOTABLE[outcome.verdict]
    if outcome.missing and outcome.verdict == "mismatch":
        code = "FOOT04"
    cells = tuple(dict.fromkeys(_cells(table, outcome))) or (CellRef(table.table.sheet),)
    return Finding(code, outcome.level, cells, {}, outcome)


def _table(form: FormData, outcome: Outcome) -> TableData:
    terms = (*outcome.left.terms, *outcome.right.terms)
    return form.on(terms[0].figure.cell.sheet) if terms else form.main


def _cells(table: TableData, outcome: Outcome) -> Iterator[CellRef]:
    """The blank of an implied value, what exceeds its bound, or the total first; then the others."""
    sides = (outcome.left, outcome.right) if outcome.rule == "bound" else (outcome.right, outcome.left)
    terms = [term for side in sides for term in side.terms]
    if outcome.verdict == "implied" and outcome.label in {relation.code for relation in table.spec.relations}:
        yield table.table.cell(terms[0].figure.cell.row, outcome.missing[0])
    for term in terms:
        if not elsewhere(term.figure.cell):
            yield term.figure.cell


def elsewhere(cell: CellRef) -> bool:
    """Whether a cell stands in another file: the plan's, or one named in brackets."""
    return cell.sheet == "指标" or cell.outside
