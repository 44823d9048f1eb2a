"""A relation between the columns of one row, declared once for checking, generating and explaining."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from recon.model import Level, Rule


@dataclass(frozen=True, slots=True)
class RowRelation:
    """``left operator factor × right`` in every project row where ``when`` holds.

    ``left`` and ``right`` are column labels, summed; ``left`` is computed, ``right`` is what the row states.
    ``when`` is a column and the texts it must have, or ``("报告期", ("01",))`` for the month of the report.
    """

    code: str  #: four letters or more; a finding's code adds 01 for a mismatch, 02 for a wide one, 03 implied
    rule: Rule
    left: tuple[str, ...]
    operator: str
    right: tuple[str, ...] = ()  #: empty: zero
    level: Level = "强制性"
    factor: Decimal = Decimal(1)
    when: tuple[str, tuple[str, ...]] | None = None
