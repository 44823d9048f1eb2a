"""Workbooks to fill in, laid out from the same schemas that later check them."""

from recon.templates.targets import write

__all__ = ["write"]
