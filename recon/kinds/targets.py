"""The targets workbook: figures closed under their hierarchies."""

from __future__ import annotations

from collections.abc import Mapping

from recon import figures, rules, tables
from recon import text as gate
from recon.errors import UnreadableError
from recon.kinds import findings, folding, names, revisions, shown, unrelated
from recon.kinds.options import Options
from recon.localise import Located, localise
from recon.model import CellRef, FileReport, Finding
from recon.rules import laws, relation
from recon.rules.closure import close
from recon.rules.collector import collector_paused
from recon.schemas import targets
from recon.workbook import RawBook, listed

KIND = targets.KIND
SHEET = targets.RECOGNISED_BY
#: The columns of sheet 指标 that hold figures.
FIGURES = ("数值", "数值上限")
PREFIXES = {
    "foot": "FOOT",
    "tie": "TIE",
    "bound": "BOUND",
    "relation": "REL",
    "order": "ORDER",
    "partition": "PART",
}


def recognise(book: RawBook) -> bool:
    """By its sheet 指标."""
    return any(gate.words(sheet.name) == SHEET for sheet in book.sheets)


def base(book: RawBook) -> figures.Base:
    """The figure base of a targets workbook, whatever else may be wrong with it; UnreadableError for another form."""
    if not recognise(book):
        found = listed(book)
        raise UnreadableError("FILE07", path=str(book.path), expected=f"“{SHEET}”", found=found)
    seen, _ = shown.figures(book, SHEET, FIGURES, "计量单位")
    sheets = {gate.words(sheet.name): sheet for sheet in seen.sheets}
    loaded = {n: tables.load(sheets[n], model)[0] for n, model in targets.SHEETS.items() if n in sheets}
    return figures.build(loaded)[0]


def check(book: RawBook, options: Options) -> FileReport:
    """Type the sheets, build the figures, close and judge them."""
    seen, scaled = shown.figures(book, SHEET, FIGURES, "计量单位")
    sheets = {gate.words(sheet.name): sheet for sheet in seen.sheets}
    loaded = {n: tables.load(sheets[n], model) for n, model in targets.SHEETS.items() if n in sheets}
    found = [*scaled, *(finding for _, said in loaded.values() for finding in said)]
    built, unusable = figures.build({name: table for name, (table, _) in loaded.items()})
    with collector_paused():
        closed = close(laws.spread(built))
        judged = rules.judged(closed)
    located, faults = localise(closed, judged, options.budget) if options.budget > 0 else Located([*judged])
    found += findings.faults(faults, located)
    outcomes = tuple(findings.strictly(located) if options.strict else located)
    if SHEET in loaded and loaded[SHEET][0].frame.empty:
        found.append(Finding("FORM07", "提示性", (CellRef(SHEET),), {}))
    documents = _documents(loaded, built)
    told = folding.paired(revisions.of(findings.of(outcomes, PREFIXES), documents))
    found += [*unusable, *relation.lint(closed.base), *laws.unmet(built), *told]
    found += unrelated.findings(outcomes, SHEET)
    if SHEET in loaded:
        found += names.check(closed, loaded[SHEET][0].columns)
    numbers = {number: document.name for number, document in documents.items()}
    return FileReport(
        str(book.path), book.sha256, KIND, outcomes, findings.ordered(found, book), book=book, documents=numbers,
        unrelated=unrelated.figures(built, outcomes),
    )  # fmt: skip


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
