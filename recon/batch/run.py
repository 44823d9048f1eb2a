"""A whole run: last month on the shelf, every file checked, clashes told; results in the order of the files."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from recon.batch import pool
from recon.batch.work import Done, Job, Results
from recon.model import FileReport
from recon.options import Options
from recon.previous_reports import Shelf

PLAIN = Options()
#: Told how many files there are before they are worked on, and given each as it is done.
Watch = Callable[[str, int, Iterator[Done]], Iterator[Done]]


@dataclass(frozen=True)
class Run:
    """What to check, with what, where, and what to make of it."""

    paths: tuple[Path, ...]
    options: Options = PLAIN
    previous: tuple[Path, ...] = ()
    earlier: tuple[Path, ...] = ()  #: where last month's findings were explained, besides beside its files
    results: Results | None = None
    runner: pool.Runner = pool.here
    keep: bool = False  #: hand the workbooks read back as well
    place: Path | None = (
        None  #: a folder that all processes see, for what they hand each other; None: temporary
    )


def unwatched(what: str, count: int, done: Iterator[Done]) -> Iterator[Done]:
    """Nobody watches."""
    return done


def execute(run: Run, watch: Watch = unwatched) -> list[Done]:
    """Check every file; the results are the same wherever and in whatever order the jobs ran."""
    with _shelf(run, watch) as options:
        jobs = [Job(n, path, options, results=run.results, keep=run.keep) for n, path in enumerate(run.paths)]
        done = list(watch("check", len(jobs), run.runner(jobs)))
        again = [
            replace(jobs[n], others=others)
            for n, others in enumerate(clashes([d.report for d in done]))
            if others
        ]
        for one in watch("again", len(again), run.runner(again)) if again else ():
            done[one.number] = one
    return done


def clashes(reports: Sequence[FileReport]) -> Iterator[tuple[str, ...]]:
    """For each file the others that report on the same thing: by path where the names are the same."""
    subjects: dict[tuple[str, ...], list[FileReport]] = {}
    for report in reports:
        if report.subject:
            subjects.setdefault(report.subject, []).append(report)
    for report in reports:
        others = [other for other in subjects.get(report.subject, ()) if other is not report]
        name = Path(report.path).name
        yield tuple(o.path if Path(o.path).name == name else Path(o.path).name for o in others)


@contextmanager
def _shelf(run: Run, watch: Watch) -> Iterator[Options]:
    """The options with last month's reports in reach, for as long as the run lasts."""
    if not run.previous:
        yield run.options
        return
    with tempfile.TemporaryDirectory(prefix="recon-", dir=run.place) as folder:
        shelf = Shelf(Path(folder))
        plain = Options(run.options.strict, None, run.options.password, gather=True, explanations=run.earlier)
        jobs = [Job(n, path, plain) for n, path in enumerate(run.previous)]
        shelf.fill(one.report for one in watch("previous", len(jobs), run.runner(jobs)))
        yield replace(run.options, previous=shelf)


def reports(done: Iterable[Done]) -> tuple[FileReport, ...]:
    """The reports alone."""
    return tuple(one.report for one in done)
