"""One run of ``recon validate``: the files asked for are checked, handed over group by group, and added up."""

from __future__ import annotations

import dataclasses
import datetime
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from recon import messages, packaged, scratch
from recon.batch import run, runners
from recon.batch.inputs import Inputs
from recon.batch.work import Results
from recon.cli import correcting, month
from recon.cli.common import EXIT_FINDINGS, EXIT_UNREADABLE, fails, saying
from recon.cli.delivery import Delivery
from recon.cli.failures import Failures
from recon.cli.results import Handing, Places
from recon.cli.streams import put
from recon.cli.watched import watched
from recon.options import Options
from recon.reports import FORMATS

if TYPE_CHECKING:
    from recon.batch.work import Done
    from recon.cli.recording import Recorder
    from recon.current import Receipt
    from recon.model import FileReport, Report

#: Findings shown per file on a terminal; in a pipe and in files there is no limit.
SHOWN = 60
#: Marked copies that ``--open`` opens; of more the folder of results is meant.
OPENED = 5


@dataclass(frozen=True, kw_only=True)
class Request:
    """What a run is asked for, each field the option of its name; files and folders are looked up already."""

    inputs: Inputs
    packaged: bool  #: no file was named: the plan that comes with the program
    format: str
    output: Path | None
    day: datetime.date
    targets: Path | None
    definitions: tuple[Path, ...]
    explanations: tuple[Path, ...]
    previous: Inputs | None
    annual: Inputs | None
    figures: Path | None  #: the annual plan, where it is one file: it stands in the roll-up
    register: Path | None
    by_file_time: bool
    jobs: int
    scheduler: str | None
    open: bool
    strict: bool
    eager: bool
    learn: Path | None
    password: str | None
    fail_on: str
    lang: str

    @property
    def quiet(self) -> bool:
        """Whether standard output holds JSON and nothing else."""
        return self.format == "json"

    @property
    def named(self) -> tuple[Path, ...]:
        """All files, last month's with them."""
        return (*self.inputs.paths, *(self.previous.paths if self.previous else ()))

    @property
    def folders(self) -> tuple[Path, ...]:
        """All folders, last month's with them."""
        return (*self.inputs.folders, *(self.previous.folders if self.previous else ()))


@dataclass(frozen=True)
class Records:
    """What is known of the files before they are checked: days of receipt, files declared void, decisions of the office."""

    options: Options
    received: Mapping[Path, Receipt]
    void: tuple[Path, ...] = ()
    recorder: Recorder | None = None


def run_request(request: Request) -> int:
    """Check, print and write what was asked for; returns the exit code."""
    lang, given = request.lang, request.inputs
    places = Places(given, request.output, packaged=request.packaged)
    runner, shared = _runner(request, places)
    failures = Failures(lang)
    with scratch.folder(shared) as made, saying(request.output or Path(), lang):
        records = _records(request, places, failures)
        work = _work(request, records, places, _results(request, places, made), runner, shared)
        handing = Handing(work.paths, places, lang) if work.results is not None else None
        delivery = Delivery(failures, handing, records.recorder)
        done = delivery.all(run.settled(work, partial(watched, lang=lang)))
        months = month.months(done, given.folders[0], request.targets, request.figures) if given.many else []
        report = run.report(done, *(one.whole for one in months))
        delivery.recorded([one.name for one in months])
        _print(request, report)
        handed = delivery.handed(done, quiet=request.quiet)
        for path in list(handed.marked.values())[: OPENED if request.open else 0]:
            click.launch(str(path))
        if work.results is not None:
            _roll_up(request, months, done, places.folder or Path(), failures)
    if request.learn is not None:
        _learn(request, request.learn, report)
    failures.tell()
    return EXIT_UNREADABLE if failures.messages else exit_code(report, request.fail_on)


def exit_code(report: Report, fail_on: str) -> int:
    """The contract of exit codes; an unreadable file outweighs findings."""
    if any(file.error for file in report.files):
        return EXIT_UNREADABLE
    return EXIT_FINDINGS if fails(report.worst(), fail_on) else 0


def _runner(request: Request, places: Places) -> tuple[runners.Runner, Path | None]:
    """The runner that checks the files, and the folder that everything running there can see."""
    if request.scheduler is None:
        return runners.processes(request.jobs), None
    folder = places.folder or Path()
    folder.mkdir(parents=True, exist_ok=True)
    try:
        return runners.cluster(request.scheduler), folder.resolve()
    except ImportError as error:
        raise click.UsageError(messages.title("no_dask", request.lang)) from error


def _options(request: Request, places: Places) -> Options:
    """The options that each file is checked with."""
    given, previous = request.inputs, request.previous
    return Options(
        request.strict,
        request.targets,
        request.password,
        gather=given.many,
        explanations=(*request.explanations, *places.earlier),
        annual=request.annual.paths if request.annual else (),
        eager=request.eager,
        definitions=request.definitions,
        earlier=previous.paths if previous else (),
        peers=given.paths if given.many and request.definitions else (),
        content=given.many or len(given.paths) > 1 or request.register is not None,
    )


def _records(request: Request, places: Places, failures: Failures) -> Records:
    """What folders and the register know; a register that cannot be used costs its own records and nothing else."""
    options, register, day = _options(request, places), request.register, request.day
    came = _received(request)
    if register is None:
        return Records(options, came)
    from recon.cli.recording import Recorder, decided

    void: tuple[Path, ...] = ()
    with failures.catching(register):
        void = month.void(register, request.named)
        others = [path for path in (request.targets, request.figures) if path]
        about = _about(register, [path for path in request.named if path not in void], request.strict, others)
        received = {**month.seen(register, request.named, day, about), **came}
        correcting.warn(register, "", day, request.lang)
        options = dataclasses.replace(options, decisions=month.decisions(register, day))
        recorder = Recorder(register, day, about, came)
        if not request.inputs.many:
            recorder.months = decided([], [], day)
        return Records(options, received, void, recorder)
    return Records(options, came, void)


def _about(register: Path, paths: Sequence[Path], strict: bool, others: Sequence[Path]) -> str:
    """The digest of a run in the history."""
    from recon import workbook
    from recon.register.entries import digest

    settings = (str(strict), *(workbook.digest(path) for path in others))
    return digest(register.resolve().parent, paths, settings)


def _received(request: Request) -> dict[Path, Receipt]:
    """The days in tables in the folders, or else file times where asked for; lines that cannot be used are reported."""
    from recon.batch import received

    listed = received.read(request.folders, request.named)
    days = received.by_file_time(request.named) if request.by_file_time else {}
    for table, line, value in listed.faults:
        click.echo(messages.title("received_line", request.lang, path=table, line=line, found=value), err=True)
    return {**days, **listed.days}


def _results(request: Request, places: Places, made: Path) -> Results | None:
    """The workbooks to write, in the folder ``made``; none beside JSON unless asked for."""
    if request.output is None and request.quiet:
        return None
    many = request.inputs.many
    return Results(made, request.day, request.lang, many, places.folder if many else None)


def _work(
    request: Request,
    records: Records,
    places: Places,
    results: Results | None,
    runner: runners.Runner,
    shared: Path | None,
) -> run.Run:
    """The files to check, without those declared void."""
    lang, previous = request.lang, request.previous
    paths = (packaged.targets(),) if request.packaged else correcting.without(request.inputs.paths, records.void, lang)
    last = correcting.without(previous.paths, records.void, lang) if previous else ()
    return run.Run(
        paths,
        records.options,
        last,
        places.explained_folders(previous),
        results,
        runner,
        received=records.received,
        ask=partial(_last_twice, lang=lang),
        glanced=_glanced(records.recorder if request.inputs.many else None) if len(paths) > 1 else None,
        place=shared,
    )


def _glanced(recorder: Recorder | None) -> Callable[[Sequence[FileReport]], None]:
    """The listener that sees the files before they are checked: the register, where there is one."""
    return recorder.glanced if recorder is not None else lambda _: None


def _last_twice(paths: Iterable[str], lang: str) -> None:
    """Report files of last month on one thing, of which none can be chosen."""
    click.echo(messages.title("last_twice", lang, files="、".join(paths)), err=True)


def _print(request: Request, report: Report) -> None:
    """The report on standard output."""
    text = FORMATS[request.format](report, request.lang, SHOWN if sys.stdout.isatty() else None)
    if request.quiet:
        put(text)
    else:
        click.echo(text, nl=False)


def _roll_up(
    request: Request, months: Sequence[month.Month], done: Sequence[Done], folder: Path, failures: Failures
) -> None:
    """The workbooks that add up a folder: one a month, one a form by definition."""
    lang = request.lang

    def tell(path: Path) -> None:
        if not request.quiet:
            click.echo(messages.title("rolled_up", lang, path=path))

    for one in watched("write", len(months), months, lang):
        with failures.catching(folder / f"汇总_{one.name}.xlsx"):
            tell(month.write(one, folder, request.day, lang, request.targets, request.figures))
    if request.inputs.many and request.definitions:
        with failures.catching(folder):
            for path in month.defined(done, request.definitions, folder, request.day, lang):
                tell(path)


def _learn(request: Request, learnt: Path, report: Report) -> None:
    """Write the relations of a table of no known form as a definition; a known form is reported, and nothing learnt."""
    path = request.inputs.paths[0]
    if report.files[0].kind != "open":
        click.echo(messages.title("learn_known", request.lang, path=path), err=True)
        return
    from recon.cli.learn import write

    write(path, learnt, None, request.explanations, request.day, request.lang, quiet=request.quiet)
