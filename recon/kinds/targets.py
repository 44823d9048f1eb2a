"""The targets workbook: figures closed under their hierarchies."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import chain

from recon import figures, tables
from recon import text as gate
from recon.findings import folding, notable
from recon.forms import shown
from recon.localise.faults import Located
from recon.model import CellRef, FileReport, Finding
from recon.options import Options
from recon.plan import catalogue, names, revisions, unrelated
from recon.plan.plans import FIGURES, SHEET
from recon.rules import laws, relation
from recon.rules.totals import Totals
from recon.schemas import targets
from recon.workbook import RawBook

KIND = targets.KIND
PREFIXES = {
    "foot": "FOOT",
    "tie": "TIE",
    "bound": "BOUND",
    "relation": "REL",
    "order": "ORDER",
    "partition": "PART",
}


def check(book: RawBook, options: Options) -> FileReport:
    """Type the sheets, build the figures, close and judge them."""
    seen, scaled = shown.figures(book, SHEET, FIGURES, "计量单位")
    sheets = {gate.words(sheet.name): sheet for sheet in seen.sheets}
    loaded = {
        name: tables.read(sheets[name], model.to_schema()) if name == SHEET else tables.load(sheets[name], model)
        for name, model in targets.SHEETS.items()
        if name in sheets
    }
    totals = Totals({name: table for name, (table, _) in loaded.items()})
    checked = [totals.check(faulty) if name == SHEET else faulty for name, (_, faulty) in loaded.items()]
    findings = [*scaled, *chain.from_iterable(checked)]
    built, unusable, closed, judged = totals.base, totals.unusable, totals.closed, totals.outcomes
    from recon.localise.closed import localise

    located, faults = localise(closed, judged, options.budget) if options.budget > 0 else Located([*judged])
    findings += notable.faults(faults, located)
    outcomes = tuple(notable.strictly(located) if options.strict else located)
    if SHEET in loaded and loaded[SHEET][0].frame.empty:
        findings.append(Finding("FORM07", "提示性", (CellRef(SHEET),), {}))
    documents = _documents(loaded, built)
    paired = folding.paired(revisions.as_revisions(notable.notable_findings(outcomes, PREFIXES), documents))
    findings += [*unusable, *relation.lint(closed.base), *laws.unmet(built), *paired]
    findings += unrelated.findings(outcomes, SHEET)
    if SHEET in loaded:
        findings += names.check(closed, loaded[SHEET][0].columns)
    findings += catalogue.check({name: loaded[name][0] for name in catalogue.SHEETS_READ if name in loaded})
    numbers = {number: document.name for number, document in documents.items()}
    return FileReport(
        str(book.path),
        book.sha256,
        KIND,
        outcomes,
        notable.ordered(findings, book),
        book=book,
        documents=numbers,
        unrelated=unrelated.figures(built, outcomes),
    )


def _documents(
    loaded: Mapping[str, tuple[tables.Table, list[Finding]]], built: figures.Base
) -> dict[str, revisions.Document]:
    """The rows of 来源 by their number."""
    if "来源" not in loaded:
        return {}
    rows = (row for _, row in loaded["来源"][0].rows())
    return {
        row["来源编号"]: revisions.Document(
            row.get("文号") or row.get("标题") or row["来源编号"], built.dates.get(row["来源编号"], "")
        )
        for row in rows
    }
