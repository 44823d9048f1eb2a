"""What a form is made of, as one value: reading, checking, explaining and generating it need nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

import pandera.pandas as pa

from recon.model import Level
from recon.relations import Relation

#: Rules of filling in that forms with amounts share.
MONEY = ("rule_zero", "rule_months", "rule_units", "rule_colours")
#: Sheets that every form has besides its tables.
COVER = "封面"
TOTAL, SUBTOTAL = "合计", "小计"


@dataclass(frozen=True, slots=True)
class Reference:
    """What stands in a column must be listed in a column of another table of the form."""

    column: str
    sheet: str
    listed: str
    code: str  #: of the finding where it is not


@dataclass(frozen=True, slots=True)
class Order:
    """Of two dates of a row the first is not after the second; a blank one says nothing."""

    first: str
    second: str
    code: str


@dataclass(frozen=True, slots=True)
class Within:
    """What stands in a column belongs to what stands in another of the same row: a class to its network."""

    column: str
    upper: str
    uppers: Mapping[str, str] = field(hash=False)  #: value of the column → the value that it belongs to
    code: str = "LIST02"  #: of the finding; with another the rows in which it holds are counted
    closed: bool = False  #: what is no value at all is told as well: the column has no list of its own

    def choices(self, value: str, upper: str) -> tuple[str, ...]:
        """What may stand beside a value of the other column; nothing where that is not asked of this value."""
        asked = value in self.uppers or (value and self.closed)
        return tuple(name for name, of in self.uppers.items() if of == upper) if asked else ()


@dataclass(frozen=True, slots=True)
class Shared:
    """The entries of a column say what the cover says; what is none of ``values`` is no matter of this."""

    column: str
    label: str  #: of the cover
    values: frozenset[str]


@dataclass(frozen=True, slots=True)
class Once:
    """Nothing stands in a column twice."""

    column: str
    code: str  #: of the finding where it does


@dataclass(frozen=True, slots=True)
class Continued:
    """By which columns the entries of a table continue those of the period before, and what of an entry stays."""

    #: a column, or several together; each for the entries that the ones before left over
    by: tuple[tuple[str, ...], ...]
    steady: tuple[str, ...] = ()  #: columns of words that stay
    #: column → the values it passes through: from the first one on for good, and at the last one for good
    onward: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)

    @property
    def code(self) -> str:
        """The column that an entry is first known by."""
        return self.by[0][0]

    @property
    def name(self) -> str:
        """The column that it is known by next."""
        return next((label for labels in self.by for label in labels if label != self.code), self.code)

    @property
    def beside(self) -> tuple[str, ...]:
        """The columns that the name goes with: a class."""
        return next((labels[1:] for labels in self.by if labels[0] == self.name), ())


@dataclass(frozen=True, slots=True)
class Demand:
    """A relation of words, dates and blanks as a definition of the form (表样) says it, asked of each row or of the cover.

    What it names are columns, labels of the cover (封面.地区) and 封面.期末; its sentence may name “words” as well.
    """

    code: str
    text: str
    at: tuple[str, ...]  #: the cells that it is told at, the first one first
    words: Mapping[str, str] = field(default_factory=dict, hash=False)  #: word of its sentence → what it is
    level: Level = "强制性"


@dataclass(frozen=True, slots=True)
class Alert:
    """A cell of a column that shows this word is coloured as findings of this level are."""

    column: str
    word: str
    level: Level


class Columns(Protocol):
    """What declares the columns of a table: a pandera model, or columns built from a definition."""

    def to_schema(self) -> pa.DataFrameSchema:
        """The declared columns, in order."""


@dataclass(frozen=True, slots=True)
class FixedRow:
    """A row that a table always has."""

    code: str  #: 行次
    name: str
    indent: int = 0
    unit: str = ""  #: of its own; blank: its columns'
    applies: frozenset[str] | None = None  #: labels of the columns it is filled in; None: all


@dataclass(frozen=True, slots=True)
class TableSpec:
    """One table of a form: its columns and what must hold in and between its rows."""

    sheet: str
    number: str  #: 表号
    model: Columns
    relations: tuple[Relation[str], ...] = ()
    key: str = ""  #: the column that tells rows apart; blank: nothing must be unique
    prefilled: tuple[str, ...] = ()  #: columns a blank form fills in: by themselves they make no row
    by: str = ""  #: the column a blank form puts the rows in blocks by
    total: bool = False  #: has a 合计, and a 小计 for each block
    turn: str = ""  #: the first column of the second printed page; blank: one page wide
    name: str = ""  #: the last column that is repeated on every page and stays in sight
    spare: int = 20  #: blank rows of a blank form that is not put in blocks
    must: bool = True  #: at least one row
    repeats: bool = False  #: sums up another table: its columns are free and it may be absent
    references: tuple[Reference, ...] = ()
    orders: tuple[Order, ...] = ()
    alerts: tuple[Alert, ...] = ()
    rows: tuple[FixedRow, ...] = ()  #: of a table whose rows are fixed; none: one entry a row
    stub: tuple[str, ...] = ()  #: of fixed rows, the columns with their name, their code and (if any) their unit
    codes: Mapping[str, str] = field(default_factory=dict, hash=False)  #: 栏次 of each column, by label
    within: tuple[Within, ...] = ()
    shared: tuple[Shared, ...] = ()
    once: tuple[Once, ...] = ()
    demands: tuple[Demand, ...] = ()
    carried: tuple[Relation[str], ...] = ()  #: with the form of the period before, whose columns are called 上期.…
    continued: Continued | None = None  #: None: nothing is said of entries that came, went or changed


@dataclass(frozen=True, slots=True)
class FormSpec:
    """A form: its cover, its tables (the first tells it from others), and its stamp."""

    kind: str
    title: str
    name: str  #: of the form, in its stamp
    version: str
    cover: Columns
    tables: tuple[TableSpec, ...]
    period: str  #: the label of the cover that says for which month, quarter or year
    subject: tuple[str, ...]  #: labels of the cover that say what is reported on; no two files share it
    heading: tuple[str, ...] = field(default=("填报单位", "计量单位"))  #: labels shown above each table
    short: str = ""  #: what people call it, and the first word of its files' names
    rules: tuple[str, ...] = ()  #: texts of the footnotes and of the general rules, in order: keys of messages.FORM
    #: Codes and levels of what is checked besides the relations of its rows; their sentences are ``check_…`` of messages.FORM.
    checks: tuple[tuple[str, Level], ...] = ()
    digest: str = ""  #: of the definition that it was read from; blank for a form of the product

    @property
    def stamp(self) -> str:
        """Hidden on sheet 字典 and on the cover; tells form and version."""
        return "/".join(filter(None, (self.name, self.version, self.digest)))

    @property
    def relations(self) -> tuple[Relation[str], ...]:
        """What must hold in the rows of all tables."""
        return tuple(relation for table in self.tables for relation in table.relations)

    @property
    def reporter(self) -> tuple[str, ...]:
        """Labels of the cover that say whose form it is, whatever the period."""
        return tuple(label for label in self.subject if label != self.period) or self.heading[:1]

    @property
    def measured(self) -> bool:
        """Whether its amounts are money, in the unit that the cover names."""
        return "计量单位" in self.cover.to_schema().columns
