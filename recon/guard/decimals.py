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
#: So many characters give a number that fits into 32 bits.
_SHORT = 10
_BITS, _PRIME = sys.hash_info.modulus.bit_length(), sys.hash_info.modulus
#: By how many bits a mantissa of 53 bits is turned, by the biased exponent.
_TURNS = ((np.arange(2048) - 1075) % _BITS).astype(np.uint64)


def floats(text: Array, starts: Array, ends: Array) -> Array | None:
    """The numbers written in ``text[start:end]`` (bytes), or None where one is not a plain number.

    Numbers of one length are read together, character by character. The 16th digit on may be off by one unit
    of a float's last place.
    """
    lengths = ends - starts
    values = np.empty(len(starts))
    for length in np.flatnonzero(np.bincount(lengths)):
        group = np.flatnonzero(lengths == length)
        values[group], odd = _alike(text, starts[group], int(length))
        for place in group[np.flatnonzero(odd)]:
            written = text[starts[place] : ends[place]].tobytes()
            if not _NUMBER.fullmatch(written):
                return None
            values[place] = float(written)
    return values


def _alike(text: Array, starts: Array, length: int) -> tuple[Array, Array]:
    """Numbers of one length, and which of them are no plain digits with a point."""
    if not 0 < length <= _MOST_DIGITS:
        return np.zeros(len(starts)), np.ones(len(starts), bool)
    columns = np.ascontiguousarray(np.lib.stride_tricks.sliding_window_view(text, length)[starts].T)
    number: Array = np.zeros(len(starts), np.int32 if length < _SHORT else np.int64)
    point, odd = np.full(len(starts), -1, np.int8), np.zeros(len(starts), bool)
    for place, character in enumerate(columns):
        digit = character - 48  # unsigned: what comes before 0 is large
        if digit.max() < 10:
            number *= 10
            number += digit
            continue
        dot = character == 46
        if not dot.all():
            is_digit = digit < 10
            odd |= ~(is_digit | dot)
            number = np.where(is_digit, number * 10 + digit, number)
        odd |= dot & (point >= 0)
        point[dot] = place
    dotted = point >= 0
    return number / _POWERS[np.where(dotted, length - 1 - point, 0)], odd | (dotted & (length == 1))


def hashes(numbers: Array) -> Array:
    """What Python's ``hash`` gives for each float: its value modulo a Mersenne prime, by the bits of IEEE 754."""
    bits = numbers.view(np.uint64)
    exponents = (bits >> np.uint64(52)) & np.uint64(0x7FF)
    turn = _TURNS[exponents.astype(np.int64)]
    whole = (bits & np.uint64((1 << 52) - 1)) | np.uint64(1 << 52)
    residues = ((whole << turn) & np.uint64(_PRIME)) | (whole >> (np.uint64(_BITS) - turn))
    residues = np.where(residues == _PRIME, 0, residues).astype(np.int64)
    rare = np.flatnonzero((exponents == 0) | (exponents == 0x7FF) | (numbers < 0))
    residues[rare] = [hash(number) for number in numbers[rare].tolist()]
    return residues
