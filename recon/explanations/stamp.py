"""The hidden column of a list of findings: what each explanation is written for, so that nothing is guessed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from unicodedata import category

from recon import text as gate
from recon.explanations.key import Key, digest, part
from recon.explanations.place import Places, spec
from recon.model import Explanation, FileReport, Record

HEAD = "recon-key/"
#: 2: rows and head are sealed; of what a list of 1 says of author and first month nothing can be believed.
VERSION = "2"
_KEY, _FULL = (
    5,
    9,
)  #: parts of a stamp without and with a text that was written in by the program; one more where sealed


@dataclass(frozen=True, slots=True)
class Head:
    """Whose explanations a list holds: the first cell of the hidden column."""

    subject: str = ""  #: kind of form and what it reports on, but for the period; blank where that is not known
    period: str = ""
    author: str = ""

    def __str__(self) -> str:
        parts = [HEAD + VERSION, *map(part, (self.subject, self.period, self.author))]
        return "|".join((*parts, digest(*parts)))


@dataclass(frozen=True, slots=True)
class Stamp:
    """A row's key and, where its text was written in by the program, what that text came from."""

    key: str
    values: str
    written_for: str = ""
    since: str = ""
    author: str = ""
    text: str = ""  #: digest of the text as it was written in
    seal: str = ""  #: digest of all this and of what stands visibly in the row; blank in earlier versions

    def __str__(self) -> str:
        """The stamp without its seal."""
        origin = (self.written_for, self.since, self.author, self.text) if self.text else ()
        return "|".join((self.key, self.values, *origin))


def head(file: FileReport) -> Head:
    """The head of the list of a file."""
    form = spec(file.kind)
    if form is None:
        return Head(author=signed(file.cover))
    about = [file.cover.get(label, "") for label in form.subject if label != form.period]
    subject = " ".join((file.kind, *about)) if any(about) else ""
    return Head(part(subject), part(Places(file).period), part(signed(file.cover)))


def signed(cover: Mapping[str, str]) -> str:
    """The one who signs a cover: 填表人, else 填报单位; blank where neither is named."""
    return cover.get("填表人") or cover.get("填报单位") or ""


def read_head(text: str) -> Head | None:
    """A head read back, without an author where it is not sealed; None for any other text."""
    mark, *parts = text.split("|")
    if not mark.startswith(HEAD) or len(parts) not in (3, 4):
        return None
    whole = len(parts) == 4 and parts[3] == digest(mark, *parts[:3])
    return Head(parts[0], parts[1], parts[2] if whole else "")


def sealed(stamp: Stamp, code: str, place: str, sentence: str) -> str:
    """The hidden cell of a row: its stamp, and a seal over it and over what the row shows."""
    return f"{stamp}|{_seal(stamp, code, place, sentence)}"


def agrees(stamp: Stamp, code: str, place: str, sentence: str) -> bool:
    """Whether a row shows what its stamp was written for; of one without a seal, the code alone is compared."""
    if not stamp.seal:
        return stamp.key.partition("|")[0] == code
    return stamp.seal == _seal(stamp, code, place, sentence)


def _seal(stamp: Stamp, *shown: str) -> str:
    """Letters and digits count; programs change blanks and line breaks, and put something for what XML cannot hold."""
    return digest(str(stamp), *("".join(c for c in gate.plain(t) if category(c)[0] in "LN") for t in shown))


def is_head(text: object) -> bool:
    """Whether a cell is the first one of the hidden column."""
    return isinstance(text, str) and read_head(text) is not None


def stamp(key: Key, explanation: Explanation | None) -> Stamp:
    """The stamp of a finding's row, with or without an explanation written in."""
    if explanation is None:
        return Stamp(key.identity, key.values)
    origin = explanation.written_for or key.values
    return Stamp(
        key.identity,
        key.values,
        origin,
        part(explanation.since),
        part(explanation.author),
        mark(explanation.text),
    )


def kept(record: Record) -> Stamp:
    """The stamp of an explanation that no finding asks for."""
    return Stamp(record.key, record.values, record.values, part(record.since), part(record.author), mark(record.text))


def read_stamp(text: str) -> Stamp | None:
    """A stamp read back; None for any other text."""
    parts = text.split("|")
    seal = parts.pop() if len(parts) - 1 in (_KEY, _FULL) else ""
    if len(parts) not in (_KEY, _FULL):
        return None
    key, values, *origin = "|".join(parts[:4]), *parts[4:]
    if origin and not seal:  # first month and author as an unsealed cell has them could be anybody's
        origin[1:3] = "", ""
    return replace(Stamp(key, values, *origin), seal=seal)


def mark(text: str) -> str:
    """The digest of a text, by which it is seen whether somebody has changed it."""
    return digest(text, size=4)
