"""A whole run: last month read, every file checked, the current ones reported; results as they are settled."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path

from recon import scratch
from recon.batch import runners
from recon.batch.clusters import clusters
from recon.batch.standing import CURRENT, Standing, replaced, standings, when
from recon.batch.work import Done, Job, Results
from recon.current import Receipt
from recon.model import FileReport, Report
from recon.options import Options

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
    runner: runners.Runner = runners.here
    keep: bool = False  #: hand the workbooks read back as well
    received: Mapping[Path, Receipt] = field(default_factory=dict)  #: resolved path → day
    ask: Callable[[tuple[str, ...]], None] = lambda paths: None  #: told of last month's reports that tie
    glanced: Callable[[Sequence[FileReport]], None] | None = None  #: told what the files are, before they are checked
    place: Path | None = None  #: a folder that all processes see, for what they hand each other; None: temporary


def unwatched(what: str, count: int, done: Iterator[Done]) -> Iterator[Done]:
    """Nobody watches."""
    return done


def execute(run: Run, watch: Watch = unwatched) -> list[Done]:
    """Check every file; the results are the same wherever and in whatever order the jobs ran, in the order of the files."""
    done = {one.number: one for group in settled(run, watch) for one in group}
    return [done[number] for number in sorted(done)]


def settled(run: Run, watch: Watch = unwatched) -> Iterator[tuple[Done, ...]]:
    """Check every file, and hand over those that have to do with each other as soon as no other file can change them.

    Of several files on one subject and period one counts (:mod:`recon.current`): the workbooks made for others are
    not handed back, and the one that counts is checked again with what was explained in those before it. So files
    that are alone on their subject come as they are checked, if ``run.glanced`` is asked; the others after all are.
    A file that became another one while it was checked comes a second time, as it then stands.
    """
    with _with_previous(run, watch) as options:
        jobs = [Job(n, path, options, results=run.results, keep=run.keep) for n, path in enumerate(run.paths)]
        looks = [Job(-1 - n, job.path, options, glance=True) for n, job in enumerate(jobs)] if run.glanced else []
        stream = run.runner([*looks, *jobs])
        apart = _apart(run, watch("glance", len(looks), islice(stream, len(looks)))) if looks else frozenset()
        done: list[Done] = []
        for one in watch("check", len(jobs), stream):
            done.append(one)
            if one.number in apart:
                yield (_standing(one, CURRENT, run.received),)
        standing = standings([one.report for one in done], run.received)
        groups = [
            places
            for places in clusters([one.report for one in done])
            if not all(n in apart and standing[n] == CURRENT for n in places)
        ]
        again = [
            replace(jobs[n], others=_named(jobs[n].path, standing[n].others), versions=standing[n].versions)
            for places in groups
            for n in places
            if standing[n].others or standing[n].versions
        ]
        fresh = watch("again", len(again), run.runner(again)) if again else iter(())
        for places in groups:
            for n in places:
                if standing[n].others or standing[n].versions:
                    done[n] = next(fresh)
            yield tuple(_standing(done[n], standing[n], run.received) for n in places)
        for _ in fresh:  # whoever watches is told that it has ended
            pass


def _apart(run: Run, looked: Iterator[Done]) -> frozenset[int]:
    """The files that have to do with no other; whoever asked is told what all of them are."""
    reports = [one.report for one in looked]
    if run.glanced is not None:
        run.glanced(reports)
    return frozenset(places[0] for places in clusters(reports) if len(places) == 1)


def _named(path: Path, others: Iterable[str]) -> tuple[str, ...]:
    """Files by their names, by path where the names are the same."""
    return tuple(other if Path(other).name == path.name else Path(other).name for other in others)


def _standing(done: Done, standing: Standing, received: Mapping[Path, Receipt]) -> Done:
    """A result with its standing, and with the day its file was received."""
    report, sent = done.report, done.report.submission
    if sent is not None:
        came = when(Path(report.path), received)
        report = replace(report, submission=replace(sent, received=came))
    return replace(done, report=report, standing=standing, made=done.made if standing.counts else {})


@contextmanager
def _with_previous(run: Run, watch: Watch) -> Iterator[Options]:
    """The options with last month's reports in reach, for as long as the run lasts."""
    if not run.previous:
        yield run.options
        return
    from recon.previous_reports import PreviousReports

    with scratch.folder(run.place) as folder:
        previous_reports = PreviousReports(folder)
        plain = Options(run.options.strict, None, run.options.password, gather=True, explanations=run.earlier)
        jobs = [Job(n, path, plain) for n, path in enumerate(run.previous)]
        last = [one.report for one in watch("previous", len(jobs), run.runner(jobs))]
        standing = standings(last, run.received)
        for report, one in zip(last, standing, strict=True):
            if one.others and report.path < min(one.others):
                run.ask((report.path, *one.others))
        previous_reports.fill(report for report, one in zip(last, standing, strict=True) if one.state == "current")
        yield replace(run.options, previous=previous_reports)


def reports(done: Iterable[Done]) -> tuple[FileReport, ...]:
    """The reports of all files, whether they count or not; marked copies that nobody has touched are none."""
    return tuple(one.report for one in done if one.standing.state != "ours")


def report(done: Sequence[Done], *more: FileReport) -> Report:
    """The files that count, ``more`` of them, and those that others took the place of."""
    files = tuple(one.report for one in done if one.standing.counts)
    versions = replaced([one.report for one in done], [one.standing for one in done])
    return Report((*files, *more), versions)
