"""The formulas of a workbook read: what each refers to, which cells a sum covers, what is broken or points elsewhere.

Formula texts come from :func:`recon.workbook.formulas`; nothing here knows a form.
"""

from __future__ import annotations

from recon.audit.references import Area, Formula, parse
from recon.audit.sums import Covered, Pick, covered

__all__ = ["Area", "Covered", "Formula", "Pick", "covered", "parse"]
