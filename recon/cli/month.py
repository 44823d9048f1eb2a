"""What a run over a folder adds to its files: the month as a whole, its workbook, and what the register knows of it."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from recon.batch.work import Done

if TYPE_CHECKING:
    from recon.current import Receipt
    from recon.model import Decision, FileReport


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


def seen(register: Path, paths: Sequence[Path], day: datetime.date, about: str) -> dict[Path, Receipt]:
    """When the register first saw each file; one it has not seen comes now, on ``day``. Raises UnreadableError.

    What only a run on the same (``about``) has seen that was broken off comes now as well.
    """
    from recon import register as registers
    from recon import workbook
    from recon.current import Receipt
    from recon.register import entries, history

    with registers.open(register) as store:
        with store.writing():
            pass  # a history that cannot be written to is told before the work
        first = history.first_seen(store, entries.broken_off(store, day, about))
    now = Receipt(day, max((came.order for came in first.values()), default=0) + 1)
    return {path.resolve(): first.get(workbook.digest(path), now) for path in paths}


def void(register: Path, paths: Sequence[Path]) -> tuple[Path, ...]:
    """Those of some files that the register has declared void. Raises UnreadableError."""
    from recon import register as registers
    from recon import workbook
    from recon.register import corrections

    with registers.open(register) as store:
        voided = corrections.voided(store)
    return tuple(path for path in paths if voided and path.is_file() and workbook.digest(path) in voided)


def decisions(register: Path, day: datetime.date) -> tuple[Decision, ...]:
    """The office's decisions on explanations, after keeping what it has written since. Raises UnreadableError."""
    from recon import register as registers
    from recon.register import decisions as decided

    written = decided.written(register)
    with registers.open(register) as store:
        decided.keep(store, written, f"{day:%Y-%m}", day)
        return decided.latest(store)


def defined(
    done: Sequence[Done], definitions: Sequence[Path], folder: Path, day: datetime.date, lang: str
) -> Iterator[Path]:
    """The roll-ups of forms by definition, one for each form and period of which there are several; raises OSError."""
    from recon.cli.mirror import Mirror
    from recon.defined import fillings
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
    for own in fillings.forms(tuple(definitions)):
        for period, sources in fillings.gathered(own, paths).items():
            wanted = folder / f"汇总_{own.spec.name}_{period or '本期'}.xlsx"
            with workplace(wanted) as made:
                rollups.write(Gathered(own, period, sources), files, made, lang=lang, date=day)
                yield Mirror(folder).settle(made, wanted, seal.unbroken)
