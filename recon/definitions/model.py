"""A form definition (表样) as one value: its tables, lists, relations, units, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from recon.definitions.tree import Condition, Expression, Tree
from recon.model import CellRef, Finding, Level
from recon.schemas.definition import WAITING

Every = Literal["月", "季", "年", "一次"]
Rounding = Literal["四舍五入", "舍位平衡", "精确"]
Missing = Literal["按零", "不审"]
Type = Literal["金额", "数量", "计数", "比率", "文字", "日期", "代码"]
#: Types of columns that hold numbers.
NUMERIC: tuple[Type, ...] = ("金额", "数量", "计数", "比率")


@dataclass(frozen=True, slots=True)
class Column:
    """栏: a column of a table."""

    table: str  #: 表号
    code: str
    name: str
    upper: str = ""  #: 上级名称, the heading above it
    type: Type = "金额"
    unit: str = ""  #: 计量单位 as it applies: its own, else the table's
    decimals: int = 0
    required: bool = False
    list: str = ""  #: the list of 字典 it is chosen from
    formula: str = ""  #: as written; blank: it is filled in
    computed: Expression | None = None  #: the formula read
    width: float = 0  #: in characters; 0: by its name
    help: str = ""
    cell: CellRef = field(default=CellRef(""), compare=False)
    unique: bool = False  #: 唯一: no two rows hold the same
    within: tuple[str, str] | None = None  #: 引用: 表号 and code of the column in which it must stand as well
    stays: str = ""  #: 各期: 不变, 不退 or blank

    @property
    def numeric(self) -> bool:
        """Whether it holds numbers."""
        return self.type in NUMERIC


@dataclass(frozen=True, slots=True)
class Row:
    """行: a fixed row of a table."""

    table: str
    code: str
    name: str
    indent: int = 0
    unit: str = ""  #: its own unit; blank: its columns'
    applies: tuple[str, ...] | None = None  #: codes of the columns that are filled in; None: all
    cell: CellRef = field(default=CellRef(""), compare=False)


@dataclass(frozen=True, slots=True)
class Table:
    """表单: one table. Without rows it is a list, one entry a row; with rows a matrix."""

    number: str  #: 表号
    name: str  #: 表名
    authority: str = ""  #: 制定机关
    document: str = ""  #: 文号
    valid: str = ""  #: 有效期至, as written
    every: Every = "一次"  #: 期别
    unit: str = ""  #: 计量单位
    rounding: Rounding = "四舍五入"  #: 舍入
    missing: Missing = "不审"  #: 缺项
    version: str = ""
    columns: tuple[Column, ...] = ()
    rows: tuple[Row, ...] = ()
    drawn: str = field(
        default="", compare=False
    )  #: 取自: sheet and range it was learnt from, such as ``Sheet1!A3:F20``
    cell: CellRef = field(default=CellRef(""), compare=False)
    sums: str = ""  #: 汇总: 表号 of the list that it sums up, a row for each class
    empty: bool = False  #: 可空: it may have no rows
    #: 各期行对应: codes of the columns by which an entry continues one of the period before, each for what is left over
    continues: tuple[tuple[str, ...], ...] = ()

    @property
    def matrix(self) -> bool:
        """Whether its rows are fixed."""
        return bool(self.rows)

    @property
    def amounts(self) -> tuple[Column, ...]:
        """The columns that hold numbers."""
        return tuple(column for column in self.columns if column.numeric)

    def column(self, code: str) -> Column | None:
        """The column of a code."""
        return next((column for column in self.columns if column.code == code), None)

    def row(self, code: str) -> Row | None:
        """The row of a code."""
        return next((row for row in self.rows if row.code == code), None)

    def applies(self, row: str, column: str) -> bool:
        """Whether the cell of a row and a column is filled in (else it shows —)."""
        line = self.row(row)
        return line is not None and (line.applies is None or column in line.applies)


@dataclass(frozen=True, slots=True)
class Statement:
    """One relation of sheet 关系: a cell may hold several."""

    number: str  #: 编号; of several in a cell the later ones end in -2, -3 …
    table: str  #: 表号 whose codes it means where it names none
    text: str  #: as the office wrote it
    tree: Tree
    when: str = ""  #: 条件 as written
    condition: Condition | None = None  #: and read
    level: Level = "强制性"
    hint: str = ""  #: 提示
    tolerance: Decimal | None = None  #: 允许差, in the unit of the table; None: by rounding alone
    basis: str = ""  #: 依据
    off: str = ""  #: 停用: reason and date; blank: it is in force
    cell: CellRef = field(default=CellRef(""), compare=False)  #: its text


@dataclass(frozen=True, slots=True)
class Entry:
    """字典: a value of a list."""

    list: str
    value: str
    upper: str = ""  #: 上级
    cell: CellRef = field(default=CellRef(""), compare=False)


@dataclass(frozen=True, slots=True)
class Unit:
    """填报范围: a unit that owes the form."""

    name: str
    upper: str = ""
    tables: tuple[str, ...] = ()  #: 应报表号; empty: all
    due: str = ""  #: 期限, as written
    contact: str = ""
    mail: str = ""
    cell: CellRef = field(default=CellRef(""), compare=False)


@dataclass(frozen=True, slots=True)
class Carried:
    """上期: what stands here now is what stood there in the filling before."""

    table: str
    code: str  #: 本期代码
    before: str  #: 上期代码
    tree: Tree  #: ``code = 上期.before``
    cell: CellRef = field(default=CellRef(""), compare=False)


@dataclass(frozen=True, slots=True)
class CoverField:
    """封面: a label of the cover."""

    label: str
    type: Literal["文字", "日期", "报告期"] = "文字"
    required: bool = False
    list: str = ""
    column: tuple[str, str] | None = None  #: 对应栏: 表号 and code of the column whose rows say the same
    tells: bool = False  #: 区分: it tells one filling from another
    help: str = ""
    cell: CellRef = field(default=CellRef(""), compare=False)


@dataclass(frozen=True, slots=True)
class Definition:
    """A form definition as read, whatever may be wrong with it."""

    tables: tuple[Table, ...]
    statements: tuple[Statement, ...] = ()
    entries: tuple[Entry, ...] = ()
    units: tuple[Unit, ...] = ()
    carried: tuple[Carried, ...] = ()
    cover: tuple[CoverField, ...] = ()  #: 封面; empty: the usual one
    #: SHA-256 over what it says, in hexadecimal: saving the workbook anew or restyling it changes nothing
    digest: str = ""
    path: str = ""
    findings: tuple[Finding, ...] = field(default=(), compare=False)  #: what is wrong, each at its cell

    @property
    def waiting(self) -> int:
        """Relations that wait for someone to confirm them."""
        return sum(statement.off == WAITING for statement in self.statements)

    @property
    def undecided(self) -> bool:
        """Whether nobody has confirmed or refused any relation of a definition that was learnt."""
        return 0 < self.waiting == len(self.statements)

    @property
    def name(self) -> str:
        """The name of the form: that of its first table."""
        return self.tables[0].name if self.tables else ""

    @property
    def version(self) -> str:
        """版本 of its first table."""
        return self.tables[0].version if self.tables else ""

    @property
    def stamp(self) -> str:
        """What a form made from it carries: name, version and the first 16 digits of the digest."""
        return f"{self.name}/{self.version}/{self.digest[:16]}"

    @property
    def lists(self) -> Mapping[str, tuple[str, ...]]:
        """The lists of 字典, each with its values in order."""
        by_list: dict[str, list[str]] = {}
        for entry in self.entries:
            by_list.setdefault(entry.list, []).append(entry.value)
        return {name: tuple(values) for name, values in by_list.items()}

    def below(self, unit: str) -> list[str]:
        """The units whose 上级 a unit is, in the order of 填报范围."""
        return [one.name for one in self.units if one.upper == unit and one.name != unit]

    def table(self, number: str) -> Table | None:
        """The table of a 表号."""
        return next((table for table in self.tables if table.number == number), None)
