"""The forms that are known, each told by the head of its first table."""

from __future__ import annotations

from recon.schemas import annual, library, monthly, progress, quarterly
from recon.schemas.form import FormSpec

#: Of equally good matches the first counts.
FORMS: tuple[FormSpec, ...] = (monthly.SPEC, annual.SPEC, quarterly.SPEC, library.SPEC, progress.SPEC)
