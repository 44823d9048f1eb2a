"""Months written YYYY-MM."""

from __future__ import annotations


def before(month: str) -> str:
    """The month before: 2021-01 → 2020-12."""
    year, number = int(month[:4]), int(month[5:])
    return f"{year - 1}-12" if number == 1 else f"{year}-{number - 1:02d}"


def after(month: str) -> str:
    """The month after: 2020-12 → 2021-01."""
    year, number = int(month[:4]), int(month[5:])
    return f"{year + 1}-01" if number == 12 else f"{year}-{number + 1:02d}"
