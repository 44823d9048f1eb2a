"""Decimal numbers in a text → floats, and their hashes, whole columns at a time."""

from __future__ import annotations

import re
import sys
from typing import Any

import numpy as np

Array = np.ndarray[Any, np.dtype[Any]]

_POWERS = 10.0 ** np.arange(23)
_NUMBER = re.compile(rb"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
#: More digits than a 64-bit integer holds are left to Python.
_MOST_DIGITS = 18
_BITS, _PRIME = sys.hash_info.modulus.bit_length(), sys.hash_info.modulus


def floats(text: Array, starts: Array, ends: Array) -> Array | None:
    """The numbers written in ``text[start:end]`` (bytes), or None where one is not a plain number.

    Numbers of one length are read together, character by character. The 16th digit on may be off by one unit
    of a float's last place.
    """
    lengths = ends - starts
    found = np.empty(len(starts))
    for length in np.flatnonzero(np.bincount(lengths)):
        group = np.flatnonzero(lengths == length)
        found[group], odd = _alike(text, starts[group], int(length))
        for place in group[odd]:
            written = text[starts[place] : ends[place]].tobytes()
            if not _NUMBER.fullmatch(written):
                return None
            found[place] = float(written)
    return found


def _alike(text: Array, starts: Array, length: int) -> tuple[Array, Array]:
    """Numbers of one length, and which of them are no plain digits with a point."""
    odd = np.zeros(len(starts), bool)
    if not 0 < length <= _MOST_DIGITS:
        return np.zeros(len(starts)), ~odd
    columns = np.ascontiguousarray(np.lib.stride_tricks.sliding_window_view(text, length)[starts].T)
    number = np.zeros(len(starts), np.int64)
    decimals = np.zeros(len(starts), np.int8)
    dotted, negative = odd.copy(), columns[0] == 45
    signed = bool(negative.any())
    for place, character in enumerate(columns):
        digit = character - 48
        is_digit = digit < 10
        if is_digit.all():
            number *= 10
            number += digit
        else:
            dot = character == 46
            odd |= ~(is_digit | (dot & ~dotted) | (negative if place == 0 else False))
            number = np.where(is_digit, number * 10 + digit, number)
            decimals[dot] = length - 1 - place
            dotted |= dot
    digits = length - dotted - negative if signed or length == 1 else length
    if signed:
        number = np.where(negative, -number, number)
    return number / _POWERS[decimals], odd | (np.asarray(digits) < 1)


def hashes(numbers: Array) -> Array:
    """What Python's ``hash`` gives for each float: its value modulo a Mersenne prime."""
    mantissas, exponents = np.frexp(np.abs(numbers))
    whole = np.where(np.isfinite(numbers), mantissas * 2.0**53, 0).astype(np.uint64)
    turn = ((exponents - 53) % _BITS).astype(np.uint64)
    found = ((whole << turn) & np.uint64(_PRIME)) | (whole >> (np.uint64(_BITS) - turn))
    found = np.where(found == _PRIME, 0, found).astype(np.int64)
    found = np.where(numbers < 0, -found, found)
    return np.where(found == -1, -2, found)
