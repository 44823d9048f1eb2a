"""The roll-up (汇总) of a form by definition: who has reported, all units' figures, their sums, and the 差额表."""

from __future__ import annotations

from recon.reports.defined.rollup import write

__all__ = ["write"]
