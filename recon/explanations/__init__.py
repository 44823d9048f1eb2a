"""审核说明: written explanations read back, bound to the values they were written for, and judged."""

from __future__ import annotations

from recon.explanations.apply import apply, explained, written, written_for
from recon.explanations.claims import author
from recon.explanations.decisions import Decision, about
from recon.explanations.key import Key, key, keys, worded
from recon.explanations.read import typed, untouched
from recon.explanations.sources import books
from recon.explanations.stamp import Stamp, head, is_head, kept, mark, read_stamp, sealed, stamp

__all__ = [
    "Decision",
    "Key",
    "Stamp",
    "about",
    "apply",
    "author",
    "books",
    "explained",
    "head",
    "is_head",
    "kept",
    "key",
    "keys",
    "mark",
    "read_stamp",
    "sealed",
    "stamp",
    "typed",
    "untouched",
    "worded",
    "written",
    "written_for",
]
