"""What a person may ask of a check."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from recon.catalogue import in_force
from recon.localise.solver.work import EFFORT
from recon.model import Decision

if TYPE_CHECKING:
    from recon.previous_reports import PreviousReports


@dataclass(frozen=True, slots=True)
class Options:
    """``strict``: rounding explains nothing. ``targets``: the plan's figures, to check totals against.
    ``lists``: the plan whose lists hold, wherever the check runs; None: those in force there.

    ``gather``: hand on what other files of the month need to know of a report (``FileReport.submission``).
    ``explanations``: workbooks, or folders of them, in which 审核说明 were written, besides those beside the file.
    ``previous``: last month's reports, to roll forward from. ``annual``: annual plans, to check 本年计划 against.
    ``budget``: steps to look for the cells that are wrong, for each connected part of the figures; 0 to not look.
    ``eager``: in a workbook of no known form conjectures are told, too.
    ``definitions``: 表样, the forms that an office defines. ``earlier``: files that forms by definition refer back to,
    ``peers``: those of the same run, of which a unit above may state the sum.
    ``decisions``: what the office decided on explanations.
    ``content``: digest what a form says, by which its versions are told apart (``FileReport.content``).
    """

    strict: bool = False
    targets: Path | None = None
    password: str | None = None
    gather: bool = False
    explanations: tuple[Path, ...] = ()
    previous: PreviousReports | None = None
    annual: tuple[Path, ...] = ()
    budget: int = EFFORT
    eager: bool = False
    definitions: tuple[Path, ...] = ()
    earlier: tuple[Path, ...] = ()
    peers: tuple[Path, ...] = ()
    decisions: tuple[Decision, ...] = ()
    lists: Path | None = field(default_factory=lambda: in_force().path)
    content: bool = True
