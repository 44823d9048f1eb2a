"""What an office decided on an explanation: it holds for these words on this finding with these values, and no others."""

from __future__ import annotations

from recon import text as gate
from recon.explanations.key import digest
from recon.model import Decision

__all__ = ["Decision", "about"]


def about(key: str, values: str, text: str) -> str:
    """The digest of what a decision is about: the finding, its values and the words, blanks apart."""
    return digest(key, values.rpartition("#")[2] or values, gate.joined(text), size=12)
