"""The one function run on each file: check it, make what goes with it, hand back what is small."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from recon.batch.standing import CURRENT, Standing
from recon.current import shortened, unmarked
from recon.model import FileReport
from recon.options import Options


@dataclass(frozen=True, slots=True)
class Results:
    """Where workbooks are made before they are moved to their places; ``sparing``: only where something was found."""

    folder: Path
    day: datetime.date
    lang: str = "zh"
    sparing: bool = False
    earlier: Path | None = None  #: the folder the workbooks go to, where notes of reviewers may stand


@dataclass(frozen=True, slots=True)
class Job:
    """One file to check. ``others``: files that report on the same thing; ``versions``: those it took the place of."""

    number: int
    path: Path
    options: Options
    others: tuple[str, ...] = ()
    versions: tuple[Path, ...] = ()
    results: Results | None = None
    keep: bool = False  #: hand the workbook itself back as well
    glance: bool = False  #: only what the file is and reports on is asked


@dataclass(frozen=True, slots=True)
class Done:
    """The report, as a rule without the workbook it was read from, and the workbooks made: key → file."""

    number: int
    report: FileReport
    made: Mapping[str, Path] = field(default_factory=dict)
    trouble: str = ""  #: why a workbook could not be made
    standing: Standing = CURRENT


def work(job: Job) -> Done:
    """Check one file. Whatever is wrong with it is in the report; only a fault of ours raises."""
    from recon import workbook
    from recon.errors import UnreadableError
    from recon.plan import catalogue

    try:
        held = catalogue.held(job.options.lists)
    except UnreadableError as error:
        fault = (error.code, error.words)
        return Done(job.number, FileReport(str(job.path), workbook.digest(job.path), "unknown", error=fault))
    with held:
        return _work(job)


def _work(job: Job) -> Done:
    from recon import engine

    if job.glance:
        return Done(job.number, engine.glance(job.path, job.options))
    report = engine.validate_file(job.path, job.options, job.versions)
    if job.others:
        report = engine.clashing(report, job.others)
    if report.submission is not None:
        report = engine.identified(report)
    made: dict[str, Path] = {}
    trouble = ""
    try:
        for key, path in make(job, report):
            made[key] = path
    except Exception as error:  # whatever it is costs this workbook alone, and is named
        trouble = getattr(error, "strerror", None) or f"{type(error).__name__}: {error}"
    return Done(job.number, report if job.keep else replace(report, book=None), made, trouble)


def make(job: Job, report: FileReport) -> Iterator[tuple[str, Path]]:
    """The discrepancy workbook, and the marked copy where it is a form with findings; each as soon as it is made."""
    if job.results is None or report.error is not None:
        return
    if job.results.sparing and not report.findings and not report.unclaimed:
        return
    from recon.reports import annotate, excel, reviews

    source, results = Path(report.path), job.results
    folder = results.folder / str(job.number)
    folder.mkdir(exist_ok=True)
    stem = shortened(unmarked(source.stem) if results.sparing else source.stem)
    if results.earlier is not None:
        named = (f"{shortened(unmarked(path.stem))}_差异.xlsx" for path in (source, *job.versions))
        before = [results.earlier / name for name in named]
        report = replace(report, reviews=reviews.kept(path for path in before if path.is_file()))
    written = folder / f"{stem}_差异.xlsx"
    excel.write(report, written, lang=results.lang, date=results.day)
    yield "written", written
    if report.kind != "targets" and report.findings:
        marked = folder / f"{stem}_标注{source.suffix}"
        yield "marked", annotate.write(report, source, marked, lang=results.lang)
