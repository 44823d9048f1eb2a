"""The forms that are told from each other by their heads, with the lists of the plan in force."""

from __future__ import annotations

from functools import lru_cache

from recon import catalogue
from recon.catalogue import Catalogue
from recon.schemas import annual, library, monthly, progress, quarterly
from recon.schemas.form import FormSpec

#: The modules that declare a form each, in the order in which their kinds are tried. Adding a form means adding it here.
FORMS = (monthly, annual, quarterly, library, progress)


@lru_cache(maxsize=8)
def forms_of(plan: Catalogue) -> tuple[FormSpec, ...]:
    """The forms with the lists of a plan, in the order in which their kinds are tried."""
    return tuple(module.spec(plan) for module in FORMS)


def every() -> tuple[FormSpec, ...]:
    """The forms of the plan in force."""
    return forms_of(catalogue.in_force())


def form(kind: str) -> FormSpec:
    """The form of a kind, of the plan in force."""
    return next(spec for spec in every() if spec.kind == kind)
