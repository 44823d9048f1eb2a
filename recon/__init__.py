"""Reconcile the figures of budgets and investment plans kept in workbooks.

>>> import recon
>>> report = recon.validate("月报.xlsx", targets="data/targets.xlsx")
>>> [(f.code, str(f.cell)) for f in report.files[0].findings]
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from recon.version import __version__

if TYPE_CHECKING:
    from recon.model import Report

__all__ = ["__version__", "validate"]


def validate(
    *paths: str | Path,
    strict: bool = False,
    targets: str | Path | None = None,
    password: str | None = None,
    previous: str | Path | None = None,
    jobs: int = 1,
) -> Report:
    """Check workbooks and return typed results; nothing is written and nothing is raised for a bad file.

    ``paths``: files, folders or patterns. ``strict``: rounding excuses nothing. ``targets``: a targets workbook
    whose lists
    hold and to check a form's totals against. ``password``: opens encrypted workbooks. ``previous``: last month's reports,
    a file or a folder. ``jobs``: processes to spread many files over. A file that cannot be read is a FileReport
    with ``error`` set.
    """
    from recon.batch import inputs, run, runners
    from recon.options import Options

    plan = Path(targets) if targets is not None else None
    options = Options(strict, plan, password, lists=plan)
    last = inputs.expand([Path(previous)]).paths if previous is not None else ()
    asked = run.Run(inputs.expand(map(Path, paths)).paths, options, last, runner=runners.processes(jobs), keep=jobs < 2)
    return run.report(run.execute(asked))
