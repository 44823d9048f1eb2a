"""What a run over a folder adds to its files: the month as a whole, its workbook, and the register."""

from __future__ import annotations

import datetime
import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from recon.batch.work import Done

if TYPE_CHECKING:
    from recon.current import Receipt
    from recon.model import Decision, FileReport, Report
    from recon.register.values import Note


@dataclass(frozen=True)
class Month:
    """A month of reports: ``whole`` is what they say together, of kind month."""

    whole: FileReport
    files: tuple[FileReport, ...]
    name: str  #: YYYY-MM


def months(done: Sequence[Done], folder: Path, targets: Path | None, annual: Path | None) -> list[Month]:
    """The months reported on, in order, superseded reports with them; a single report has nothing to add up."""
    from recon import month
    from recon.schemas import monthly

    named: dict[str, list[FileReport]] = {}
    count: Counter[str] = Counter()
    for one in done:
        sent = one.report.submission
        if one.report.kind == monthly.KIND and sent is not None and sent.month and one.standing.state != "ours":
            named.setdefault(sent.month, []).append(one.report)
            count[sent.month] += one.standing.counts
    return [
        Month(month.check(files, folder, targets, annual), tuple(files), name)
        for name, files in sorted(named.items())
        if count[name] > 1
    ]


def write(month: Month, folder: Path, day: datetime.date, lang: str, targets: Path | None, annual: Path | None) -> Path:
    """The roll-up workbook; an earlier one that somebody has saved since goes to 历史. Raises OSError."""
    from recon.cli.mirror import Mirror
    from recon.outputs import workplace
    from recon.reports import rollup, seal

    folder.mkdir(parents=True, exist_ok=True)
    wanted = folder / f"汇总_{month.name}.xlsx"
    with workplace(wanted) as made:
        rollup.write(
            month.whole,
            month.files,
            made,
            lang=lang,
            date=day,
            targets=targets,
            annual=annual,
            home=folder,
        )
        return Mirror(folder).settle(made, wanted, seal.unbroken)


def record(
    register: Path,
    found: Sequence[Month],
    day: datetime.date,
    files: Sequence[FileReport],
    inputs: Sequence[Path],
    asked: Sequence[str],
    received: Mapping[Path, Receipt],
    changed: Mapping[str, str],
) -> None:
    """Keep what each file gave in the history beside the register, month by month; raises UnreadableError.

    A file that tells no month, or one alone of its month, is kept with the month reported on by most.
    """
    from recon import register as registers
    from recon.reports import text

    told = [file.submission.month for file in files if file.submission is not None and len(file.subject) == 3]
    named = [one.name for one in found] or sorted(set(told))[-1:]
    common = max(named, key=told.count, default=f"{day:%Y-%m}")
    options = (*asked, *(f"{r.key}\0{r.values}\0{r.text}" for file in files for r in file.explained))
    for name in named or [common]:
        mine = [
            f for f in files if name == (f.submission.month if f.submission and f.submission.month in named else common)
        ]
        for _ in registers.record(
            register,
            name,
            day,
            mine,
            lambda finding: text.sentence(finding, "zh"),
            inputs=inputs,
            options=options,
            notes=_notes,
            received=received,
            changed=changed,
        ):
            pass


def seen(register: Path, paths: Sequence[Path], day: datetime.date) -> dict[Path, Receipt]:
    """When the register first saw each file; one it has not seen comes now, on ``day``. Raises UnreadableError."""
    from recon import register as registers
    from recon import workbook
    from recon.current import Receipt
    from recon.register import history

    with registers.open(register) as store:
        with store.writing():
            pass  # a history that cannot be written to is told before the work
        first = history.first_seen(store)
    now = Receipt(day, max((came.order for came in first.values()), default=0) + 1)
    return {path.resolve(): first.get(workbook.digest(path), now) for path in paths}


def void(register: Path, paths: Sequence[Path]) -> tuple[Path, ...]:
    """Those of some files that the register has declared void. Raises UnreadableError."""
    from recon import register as registers
    from recon import workbook
    from recon.register import corrections

    with registers.open(register) as store:
        known = corrections.voided(store)
    return tuple(path for path in paths if known and path.is_file() and workbook.digest(path) in known)


def decisions(register: Path, day: datetime.date) -> tuple[Decision, ...]:
    """What the office decided on explanations, after keeping what it has written since. Raises UnreadableError."""
    from recon import register as registers
    from recon.register import decisions as decided

    written = decided.written(register)
    with registers.open(register) as store:
        decided.keep(store, written, f"{day:%Y-%m}", day)
        return decided.known(store)


def place(register: Path, files: Sequence[FileReport], marked: Mapping[str, Path], day: datetime.date) -> None:
    """Keep in the history where the marked copy of each report lies, for the letters that go with it."""
    from recon import register as registers
    from recon.register import events
    from recon.register.entries import placed

    home = register.resolve().parent
    with registers.open(register) as store:
        for file in files:
            if file.path in marked and len(file.subject) == 3:
                network, region, month = file.subject
                where = placed(marked[file.path], home)
                events.keep(store, events.Event(day, month, network, region, "result", file.sha256, where))


def said(report: Report) -> tuple[str, ...]:
    """What was explained in a run and how it stands, as a digest: with other words it is another run. Empty where nothing was."""
    lines = [
        "\0".join((one.key, one.values, one.text, finding.explanation.refused, finding.explanation.decided))
        for file in report.files
        for one, finding in zip(file.explained, (f for f in file.every if f.explanation), strict=False)
        if finding.explanation
    ]
    data = "\n".join(lines).encode("utf-8", "surrogatepass")
    return (hashlib.sha256(data).hexdigest(),) if lines else ()


def changes(report: Report) -> dict[str, str]:
    """Path of a version → what it says otherwise than the one before, in Chinese."""
    from recon.reports import replaced

    return {
        one.by: replaced.changed(one.differences, "zh", len(one.differences))
        for one in report.replaced
        if one.differences is not None
    }


def _notes(file: FileReport) -> Iterator[Note]:
    """The explanations of a file as the next month needs them."""
    from recon.register.values import Note

    said = [finding.explanation for finding in file.every if finding.explanation is not None]
    for one, explanation in zip(file.explained, said, strict=True):
        yield Note(one.key, one.values, one.text, one.author, one.since, explanation.refused)


def defined(
    done: Sequence[Done], definitions: Sequence[Path], folder: Path, day: datetime.date, lang: str
) -> Iterator[Path]:
    """The roll-ups of forms by definition, one for each form and period of which there are several; raises OSError."""
    from recon.cli.mirror import Mirror
    from recon.defined import known
    from recon.defined.gathered import Gathered
    from recon.kinds import defined as kind
    from recon.outputs import workplace
    from recon.reports import defined as rollups
    from recon.reports import seal

    files = {Path(one.report.path).name: one.report for one in done if one.report.kind == kind.KIND}
    paths = tuple(Path(file.path) for file in files.values())
    if len(paths) < 2:
        return
    folder.mkdir(parents=True, exist_ok=True)
    for own in known.forms(tuple(definitions)):
        for period, fillings in known.gathered(own, paths).items():
            wanted = folder / f"汇总_{own.spec.name}_{period or '本期'}.xlsx"
            with workplace(wanted) as made:
                rollups.write(Gathered(own, period, fillings), files, made, lang=lang, date=day)
                yield Mirror(folder).settle(made, wanted, seal.unbroken)
