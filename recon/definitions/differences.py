"""What differs between two definitions: added, removed and changed tables, columns, rows, relations, lists and units."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields
from typing import Any, Literal, NamedTuple

from recon.definitions.model import Definition

#: What is compared: its name in the catalogue, and its parts by what tells them apart.
_PARTS: tuple[tuple[str, Callable[[Definition], dict[str, Any]]], ...] = (
    ("table", lambda d: {t.number: t for t in d.tables}),
    ("column", lambda d: {f"{c.table} {c.code}栏": c for t in d.tables for c in t.columns}),
    ("row", lambda d: {f"{r.table} {r.code}行": r for t in d.tables for r in t.rows}),
    ("relation", lambda d: {s.number: s for s in d.statements}),
    ("entry", lambda d: {f"{e.list}：{e.value}": e for e in d.entries}),
    ("unit", lambda d: {u.name: u for u in d.units}),
    ("label", lambda d: {c.label: c for c in d.cover}),
    ("carried", lambda d: {f"{c.table} {c.code}": c for c in d.carried}),
)
#: Fields that follow from others, or are compared by themselves.
_LEFT = {"cell", "tree", "condition", "computed", "columns", "rows"}


class Difference(NamedTuple):
    """One difference; ``before`` and ``after`` say what changed of it."""

    what: Literal["added", "removed", "changed"]
    part: str  #: a key of the catalogue
    name: str
    before: str = ""
    after: str = ""


def between(old: Definition, new: Definition) -> Iterator[Difference]:
    """Every difference, in the order of the sheets."""
    for part, parts in _PARTS:
        before, after = parts(old), parts(new)
        for name, value in before.items():
            if name not in after:
                yield Difference("removed", part, name, before=_label(value))
        for name, value in after.items():
            if name not in before:
                yield Difference("added", part, name, after=_label(value))
            else:
                yield from _changed(part, name, before[name], value)


def _label(value: Any) -> str:
    return str(
        getattr(value, "text", "")
        or getattr(value, "name", "")
        or getattr(value, "label", "")
        or getattr(value, "before", "")
    )


def _changed(part: str, name: str, before: Any, after: Any) -> Iterator[Difference]:
    pairs = [
        (field.name, getattr(before, field.name), getattr(after, field.name))
        for field in fields(after)
        if field.name not in _LEFT
    ]
    changes = [(label, old, new) for label, old, new in pairs if old != new]
    if changes:
        yield Difference(
            "changed",
            part,
            name,
            "；".join(_shown(label, old) for label, old, _ in changes),
            "；".join(_shown(label, new) for label, _, new in changes),
        )


def _shown(label: str, value: Any) -> str:
    shown = "、".join(map(_joined, value)) if isinstance(value, tuple) else "" if value is None else str(value)
    return f"{_LABELS.get(label, label)} {shown or '—'}"


def _joined(value: Any) -> str:
    return "+".join(value) if isinstance(value, tuple) else str(value)


_LABELS = {
    "name": "名称",
    "number": "编号",
    "authority": "制定机关",
    "document": "文号",
    "valid": "有效期至",
    "every": "期别",
    "unit": "计量单位",
    "rounding": "舍入",
    "missing": "缺项",
    "version": "版本",
    "upper": "上级",
    "type": "类型",
    "decimals": "小数位",
    "required": "必填",
    "list": "列表",
    "formula": "公式",
    "width": "宽",
    "help": "说明",
    "indent": "缩进",
    "applies": "适用栏",
    "text": "关系",
    "when": "条件",
    "level": "级别",
    "hint": "提示",
    "tolerance": "允许差",
    "basis": "依据",
    "off": "停用",
    "tables": "应报表号",
    "due": "期限",
    "contact": "联系人",
    "mail": "邮箱",
    "before": "上期代码",
    "table": "表号",
    "value": "值",
    "code": "代码",
    "unique": "唯一",
    "within": "引用",
    "sums": "汇总",
    "empty": "可空",
    "continues": "各期行对应",
    "stays": "各期",
    "column": "对应栏",
    "tells": "区分",
}
