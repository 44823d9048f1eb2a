"""The example month read as workbooks of no known form: which of its faults are found by the tables alone."""

from __future__ import annotations

import resource
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from examples import write
from examples.faults import Fault
from recon import workbook
from recon.kinds import open as kind
from recon.model import Finding, unfolded
from recon.options import Options

#: Faults that break a sum or a roll-forward inside a file.
BREAKING = frozenset({"FOOT01", "ROLL01", "SPLIT01", "FUND01"})


@dataclass
class Read:
    """What was found in a month: faults that had to be, of these not found, findings off every planted cell."""

    files: int = 0
    due: list[Fault] = field(default_factory=list)
    missed: list[Fault] = field(default_factory=list)
    others: list[tuple[str, Finding]] = field(default_factory=list)


def read(some: Iterable[str] = ()) -> Read:
    """The month checked, or those of its files whose names hold one of ``some``."""
    drafts, faults = write.spoilt()
    planted: dict[str, list[Fault]] = defaultdict(list)
    for fault in faults:
        planted[fault.file.split("/")[-1]].append(fault)
    wanted, told = tuple(some), Read()
    with tempfile.TemporaryDirectory() as folder:
        for draft in drafts.values():
            if wanted and not any(name in draft.name for name in wanted):
                continue
            path = Path(folder) / draft.name
            path.write_bytes(write.content(draft))
            report = kind.check(workbook.read(path), Options())
            told.files += 1
            _score(told, draft.name, list(report.findings), planted[draft.name])
            path.unlink()
    return told


def _score(told: Read, name: str, findings: list[Finding], planted: list[Fault]) -> None:
    firm = {str(cell) for f in unfolded(findings) if f.level != "提示性" for cell in f.cells}
    due = [fault for fault in planted if fault.code in BREAKING]
    told.due += due
    told.missed += [fault for fault in due if fault.cell not in firm]
    cells = {fault.cell for fault in planted}
    told.others += [(name, f) for f in findings if not cells & set(_places(f))]


def _places(finding: Finding) -> Iterator[str]:
    return (str(cell) for f in (finding, *finding.follows) for cell in f.cells)


def run() -> None:
    """91 files: faults that break a sum found firm (goal ≥ 95 %), other findings (goal ≤ 10), processor, memory."""
    start = time.process_time()
    told = read()
    spent = time.process_time() - start
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    found = len(told.due) - len(told.missed)
    print(
        f"{told.files} files: {found} of {len(told.due)} faults found, {len(told.others)} other findings, {spent:.0f} s, {memory:.0f} MB"
    )
    for fault in told.missed:
        print("missed", fault.file, fault.cell, fault.code)
    for name, f in told.others:
        print("other ", name, f.code, f.level, f.cell, f.words.get("patterns", ""))
