"""A day however a person writes it."""

from __future__ import annotations

from recon.current import day

__all__ = ["day"]
