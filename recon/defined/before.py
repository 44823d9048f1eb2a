"""A filling beside that of the period before: which entry of a list continues which, and what of them changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial

from recon.across import continued, steady
from recon.causes.suspects import Before
from recon.defined import declared, fillings
from recon.defined.instances import Asked, Binder
from recon.findings import notable
from recon.forms.tableform import TableData
from recon.model import FileReport, Finding, Outcome
from recon.options import Options
from recon.workbook import RawBook

#: 期别 → how a sentence calls the period before.
_EVERY = {"月": "", "季": "quarter", "年": "year", "一次": "once"}


def beside(binder: Binder, data: TableData) -> Before | None:
    """The entries of a list beside those of the period before; None where no filling of it is known."""
    last, number = binder.earlier.get("previous"), data.spec.number
    if last is None or data.spec.rows:
        return None
    now, then = binder.now.plain(number), last.plain(number)
    return Before(now, then, binder.matched(number, last)) if now is not None and then is not None else None


def rolled(
    report: FileReport, binder: Binder, book: RawBook, options: Options, asked: Mapping[str, Asked]
) -> FileReport:
    """The report with what the filling before says of entries; ``asked``: outcome → the relation that it is of."""
    groups = partial(_group, asked=asked)
    findings = [*steady.together(report.findings, groups), *_changes(report.findings, binder, options)]
    return replace(report, findings=notable.ordered(continued.hung(findings), book))


def _group(finding: Finding, asked: Mapping[str, Asked]) -> str:
    """The amounts of its row that a relation with the period before is about; blank for any other."""
    outcome: Outcome | None = finding.outcome
    return declared.moves(asked[outcome.id]) if outcome is not None and outcome.id in asked else ""


def _changes(findings: Iterable[Finding], binder: Binder, options: Options) -> Iterator[Finding]:
    """Entries that changed, appeared or vanished, of every list that says by what they continue."""
    form, own = binder.now.filled.form, binder.own
    cells = {cell for finding in findings for cell in finding.cells}
    every = _EVERY[own.definition.tables[0].every]
    lists = [data for data in form.tables.values() if data.spec.continued is not None]
    last = binder.earlier.get("previous")
    if lists and last is None and form.period and all(form.cover[label] for label in form.spec.reporter):
        yield continued.absent(lists[0].table.sheet, fillings.period_before(form.period), "", form.spec.reporter, every)
    for data in lists:
        comparison, keys = beside(binder, data), data.spec.continued
        if comparison is not None and last is not None and keys is not None:
            homes = partial(fillings.homes, own, options.earlier, last, data.spec, options.password)
            table = declared.tables(own)[data.spec.number]
            yield from continued.Rows(
                comparison.now, comparison.last, comparison.pairs, table, keys, form.spec.reporter, homes, every
            ).findings(cells)
