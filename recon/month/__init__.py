"""Relations across the files of a month: the roll-up, its two views, the plan, and what lags."""

from recon.month.check import KIND, check

__all__ = ["KIND", "check"]
