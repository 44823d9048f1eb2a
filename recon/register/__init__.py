"""登记簿, the collecting office's register: who owes a report, who sent it, when, which version, with what result.

``record`` is what a run of checks calls; ``open`` gives the history to read or to write by hand.
"""

from __future__ import annotations

from pathlib import Path

from recon.register.entries import record
from recon.register.store import Store, beside, connect

__all__ = ["Store", "open", "record"]


def open(register: Path, *, create: bool = True) -> Store:
    """The history beside a register's workbook; see :func:`recon.register.store.connect`."""
    return connect(beside(register), create=create)
