"""The values that flow through the pipeline: frozen, each number with its cell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from recon.submission import Submission
    from recon.workbook import RawBook

Verdict = Literal["exact", "rounding", "rounding_wide", "mismatch", "implied", "unverifiable"]
Rule = Literal["foot", "tie", "roll_forward", "bound", "relation", "order", "partition"]
Operator = Literal["=", "≤", "≥", "<", ">", "≠"]
Level = Literal["强制性", "核实性", "提示性"]

VERDICTS: tuple[Verdict, ...] = (
    "exact",
    "rounding",
    "rounding_wide",
    "mismatch",
    "implied",
    "unverifiable",
)
#: From the mildest to the gravest, so that levels compare by their place here.
LEVELS: tuple[Level, ...] = ("提示性", "核实性", "强制性")
#: Rules that are lines of sheet 勾稽: both sides are expressions a person wrote.
WRITTEN: tuple[Rule, ...] = ("relation", "order")
INFINITY = Decimal("Infinity")


@lru_cache(maxsize=1 << 14)
def column_letters(column: int) -> str:
    """The letters of a 1-based column number: 1 → A, 28 → AB."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """The 1-based number of a column: A → 1, AB → 28."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


class CellRef(NamedTuple):
    """A cell of a workbook: sheet name, row and column counted from 1 (0: the whole line or sheet)."""

    sheet: str
    row: int = 0
    column: int = 0

    @property
    def a1(self) -> str:
        """The address without the sheet: ``H32``, ``H`` for a column, empty for the sheet."""
        return (column_letters(self.column) if self.column else "") + (str(self.row) if self.row else "")

    @property
    def outside(self) -> bool:
        """Whether it is a cell of another file than the one that is checked."""
        return self.sheet.startswith("[")

    def seen_from_outside(self, file: str) -> CellRef:
        """A cell of ``file`` as other files name it, in Excel's notation: ``[月报.xlsx]项目月报表!M17``."""
        return CellRef(f"[{file}]{self.sheet}", self.row, self.column)

    def __str__(self) -> str:
        return f"{self.sheet}!{self.a1}" if self.a1 else self.sheet


@dataclass(frozen=True, slots=True)
class Interval:
    """A set of real numbers between two ends, each closed unless said; an end may be infinite."""

    low: Decimal
    high: Decimal
    low_open: bool = False
    high_open: bool = False

    @property
    def half_width(self) -> Decimal:
        """Half the distance of the ends, in the unit of the ends; infinite for a half-line, 0 for a point."""
        return Decimal(0) if self.low == self.high else (self.high - self.low) / 2


class Coordinate(NamedTuple):
    """The coordinate of a figure: what it measures."""

    measure: str
    item: str
    period: str
    region: str
    nature: str = ""  #: 性质: a fourth dimension, of a workbook that has one

    @property
    def names(self) -> tuple[str, str, str, str]:
        """Its place along each dimension, in the order of ``hierarchy.DIMENSIONS``."""
        return self.item, self.period, self.region, self.nature

    def moved(self, dimension: int, name: str) -> Coordinate:
        """The coordinate with another name along one dimension."""
        names = [*self.names]
        names[dimension] = name
        return Coordinate(self.measure, *names)


@dataclass(frozen=True, slots=True)
class Figure:
    """One printed number. Decimals are in the unit of its measure (口径), not in the printed unit."""

    id: str
    source: str
    section: str
    coordinate: Coordinate
    printed: str  #: digits as they stand in the document
    unit: str  #: unit as printed
    qualifier: str  #: 限定, blank for a plain figure
    value: Decimal  #: the printed value; of a range, its lower end
    points: tuple[Decimal, Decimal]  #: the values meant before rounding is considered; equal for a plain figure
    interval: Interval  #: all values the print can stand for
    ulp: Decimal  #: unit of the last printed place, 0 where nothing was rounded
    cell: CellRef
    upper: tuple[str, CellRef] | None = None  #: of a range, its upper end as printed and that end's cell
    origin: str = ""  #: where it was copied from, as its row says (源文件, 源单元格)

    @property
    def part(self) -> tuple[str, str]:
        """The source part within which sums are taken first: the document and its main text or annex."""
        return self.source, self.section.partition("·")[0]


@dataclass(frozen=True, slots=True)
class Term:
    """A figure as it enters one side of an outcome, in the outcome's unit.

    ``interval`` is narrower than the figure's own where the same coordinate was printed several times; ``factor`` is
    what the figure, in its measure's unit, is multiplied by.
    """

    figure: Figure
    sign: int
    value: Decimal
    interval: Interval
    factor: int | Fraction = 1


@dataclass(frozen=True, slots=True)
class Side:
    """One side of an outcome: value, interval and the printed figures it rests on."""

    value: Decimal
    interval: Interval
    terms: tuple[Term, ...]
    formula: str = ""  #: the expression of an explicit relation as written, over figure numbers


@dataclass(frozen=True, slots=True)
class Hint:
    """A slip that would explain a discrepancy: the figure, and the value it would take."""

    kind: str
    figure: str
    suggested: str
    words: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Suspect:
    """One cell of a minimal set: where its value would have to lie, and the likeliest printed value."""

    figure: str
    cell: CellRef
    printed: Decimal
    low: Decimal
    high: Decimal
    suggested: Decimal


@dataclass(frozen=True, slots=True)
class SuspectSet:
    """A smallest set of cells whose change mends a relation and breaks none, with the strain that remains.

    Other discrepancies of the same component that do not depend on this one are taken as mended in their own way.
    """

    cells: tuple[Suspect, ...]
    strain: Decimal


@dataclass(frozen=True, slots=True)
class Outcome:
    """The outcome of one relation: verdict, both sides with intervals, difference and slack."""

    id: str
    rule: Rule
    verdict: Verdict
    level: Level
    coordinate: Coordinate
    unit: str
    left: Side  #: computed, or the first of two prints
    right: Side  #: reported
    operator: Operator
    difference: Decimal  #: left − right between the values meant; 0 where ranges meet
    slack: Decimal  #: half-widths of both sides: how large an error the relation could hide
    label: str = ""  #: how the sum was taken (分组, dimension) or the relation's 编号 and 说明
    missing: tuple[str, ...] = ()  #: children without a value
    hints: tuple[Hint, ...] = ()
    suspects: tuple[SuspectSet, ...] = ()
    located: Literal["", "sets", "ranking"] = ""  #: how suspects were found: proven sets, or a ranking of cells
    left_out: str = ""  #: how many more sets there are than listed: a number, or "more"
    evidence: str = ""  #: of any workbook: what says that the relation is meant: formula, label, pattern, twin
    pattern: str = ""  #: the relation of lines that this is an instance of: D = B + C


@dataclass(frozen=True, slots=True)
class Tally:
    """A relation that holds in many rows: how often it gave each verdict, without the outcomes listed singly."""

    code: str
    rule: Rule
    formula: str
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Explanation:
    """审核说明: why a 核实性 finding may stand, written for the very values it names."""

    text: str
    author: str
    since: str  #: the month (YYYY-MM) or day it was first written for
    refused: str = ""  #: why it releases nothing, a key of messages.EXPLAINED; blank: it does
    written_for: str = ""  #: the values it was written for, where they have changed since
    decided: str = ""  #: who accepted or rejected it and when; blank: nobody has
    excess: str = ""  #: the difference it was first written for, with its unit; blank where there was none


@dataclass(frozen=True, slots=True)
class Decision:
    """The office's decision on an explanation: accepted or rejected, by whom and when (YYYY-MM-DD)."""

    about: str  #: as :func:`recon.explanations.about` makes it
    accepted: bool
    who: str = ""
    when: str = ""

    @property
    def signed(self) -> str:
        """Who and when in one text; that somebody decided where neither is known."""
        return " ".join(filter(None, (self.who, self.when))) or "—"


@dataclass(frozen=True, slots=True)
class Record:
    """An explanation as it is kept: the relation at its place, the values it was written for, and the words."""

    key: str  #: relation, sheet, row and column in words, as :class:`recon.explanations.Key` writes them
    values: str
    text: str
    author: str
    since: str  #: the period it was first written in, blank where the file names none
    refused: str = ""  #: why it is put to no finding, a key of messages.EXPLAINED
    excess: str = ""  #: the difference it was first accepted for, with its unit


@dataclass(frozen=True, slots=True)
class Finding:
    """An outcome, or a schema failure, that a person must look at; its words are in the catalogue."""

    code: str
    level: Level
    cells: tuple[CellRef, ...]
    words: Mapping[str, str]
    outcome: Outcome | None = None
    explanation: Explanation | None = None
    follows: tuple[Finding, ...] = ()  #: what would vanish were this corrected; its level is the gravest of all

    @property
    def released(self) -> bool:
        """Whether a written explanation lets it stand; what is 强制性 is never released."""
        return self.level == "核实性" and self.explanation is not None and not self.explanation.refused

    @property
    def cell(self) -> CellRef:
        """The cell to look at first."""
        return self.cells[0]

    def with_followers(self, followers: Iterable[Finding]) -> Finding:
        """The finding with more of them below it, one level deep, as grave as the gravest."""
        below = tuple(unfolded(followers))
        level = max(self.level, *(f.level for f in below), key=LEVELS.index) if below else self.level
        return replace(self, level=level, follows=(*self.follows, *(replace(f, follows=()) for f in below)))


def unfolded(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Every finding, each cause before what follows from it."""
    for finding in findings:
        yield finding
        yield from finding.follows


@dataclass(frozen=True, slots=True)
class Change:
    """A finding against last month's at the same place: new, persisting, resolved, or moved by rounding alone."""

    status: str
    now: Finding | None
    last: Finding | None

    @property
    def finding(self) -> Finding:
        """This month's, or the one that is no more."""
        finding = self.now or self.last
        assert finding is not None
        return finding


@dataclass(frozen=True, slots=True)
class Area:
    """A part of a workbook and what became of it; all areas of a file together hold every cell that is not blank."""

    cell: CellRef  #: its upper left cell; row and column 0 for a whole sheet
    range: str  #: as A1:C9, blank for a whole sheet
    status: Literal["checked", "passed", "unread"]  #: ``passed``: deliberately passed over
    reason: str  #: a key of ``messages.SCOPE``
    words: Mapping[str, str] = field(default_factory=dict)
    numbers: tuple[CellRef, ...] = ()  #: of what was not checked, the cells that hold a number other than zero


@dataclass(frozen=True, slots=True)
class OpenTable:
    """A table found in any workbook: its range, head rows and stub columns (from 1), unit, and what was checked."""

    sheet: str
    range: str
    head: tuple[int, ...]
    stub: tuple[int, ...]
    unit: str
    relations: int  #: relations of lines recovered
    unchecked: int  #: numbers in no relation
    places: tuple[str, ...] = ()  #: where these stand, column by column
    refused: tuple[str, ...] = ()  #: relations that a person does not want asked


@dataclass(frozen=True, slots=True)
class FileReport:
    """All that was found in one file. ``error`` holds code and words where it could not be read."""

    path: str
    sha256: str
    kind: str
    outcomes: tuple[Outcome, ...] = ()
    findings: tuple[Finding, ...] = ()
    error: tuple[str, Mapping[str, object]] | None = None
    book: RawBook | None = None
    tallies: tuple[Tally, ...] = ()
    subject: tuple[str, ...] = ()  #: what the file reports on (network, region, month); empty if it cannot clash
    subject_cell: CellRef | None = None
    documents: Mapping[str, str] = field(
        default_factory=dict
    )  #: the documents a targets workbook tells of: number in 来源 → 文号 or title
    submission: Submission | None = None  #: what other files of the month need to know of a monthly report
    cover: Mapping[str, str] = field(default_factory=dict)  #: a form's cover, label → value
    explained: tuple[Record, ...] = ()  #: the explanations of its findings, as the next month needs them
    scope: tuple[Area, ...] = ()  #: an account of every sheet, table, row and column of the file
    unclaimed: tuple[Record, ...] = ()  #: explanations written for this file that no finding asks for
    changes: tuple[Change, ...] | None = None  #: against last month's findings; None where no last month was given
    tables: tuple[OpenTable, ...] = ()  #: what was found in a workbook of no known form
    content: str = ""  #: digest of what a form says, marks of ours left out; blank for what is no form
    reviews: Mapping[tuple[str, str], str] = field(
        default_factory=dict
    )  #: 复核结论 of reviewers by identity and values of the finding
    identities: tuple[str, ...] = ()  #: relation and place of each of ``every``, the same from month to month
    rests_on: str = ""  #: SHA-256 of last month's report that it was checked against
    unrelated: tuple[Figure, ...] = ()  #: 未参与核对: figures that no relation that could be judged holds

    @property
    def every(self) -> tuple[Finding, ...]:
        """The findings with those that follow from them, in the order of lists."""
        return tuple(unfolded(self.findings))

    @property
    def verdict(self) -> Literal["pass", "review", "fail", "unreadable"]:
        """``fail`` if a finding must be corrected (强制性), ``review`` if one was left unexplained (核实性)."""
        if self.error is not None:
            return "unreadable"
        open_ = {f.level for f in self.findings if not f.released}
        return "fail" if "强制性" in open_ else "review" if "核实性" in open_ else "pass"

    @property
    def counts(self) -> dict[str, int]:
        """Number of outcomes per verdict, zeros included."""
        counts = dict.fromkeys(map(str, VERDICTS), 0)
        for outcome in self.outcomes:
            counts[outcome.verdict] += 1
        for tally in self.tallies:
            for verdict, number in tally.counts.items():
                counts[verdict] += number
        return counts


@dataclass(frozen=True, slots=True)
class Difference:
    """What one version says otherwise than the one before; ``cell`` is the later one's, blank texts for what is not there."""

    cell: CellRef
    item: str  #: the project, or blank on a cover
    label: str  #: the column
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Replaced:
    """A file that does not count because another on its subject and period does."""

    file: FileReport
    by: str  #: path of the file that counts, or that says the same
    copy: bool = False  #: it says the same
    differences: tuple[Difference, ...] | None = None  #: what the next version says otherwise; None: not compared


@dataclass(frozen=True, slots=True)
class Report:
    """The result of one run over one or more files."""

    files: tuple[FileReport, ...]
    replaced: tuple[Replaced, ...] = ()  #: files that do not count: superseded by others, or copies of them

    def worst(self) -> Level | None:
        """The gravest level among all findings that are not released, or None."""
        levels = [LEVELS.index(f.level) for file in self.files for f in file.findings if not f.released]
        return LEVELS[max(levels)] if levels else None
