"""A form that the product declares → the rows of a form definition (表样), and what of it a definition cannot say."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from recon import catalogue
from recon.model import column_letters
from recon.numbers import plain
from recon.relations import Form, Relation, decimal, size
from recon.schemas import forms
from recon.schemas.fields import metadata
from recon.schemas.form import FormSpec, TableSpec

Rows = dict[str, list[dict[str, str]]]
_EVERY = {"month": "月", "quarter": "季", "year": "年"}
_PERIOD = "报告期"


def known() -> dict[str, FormSpec]:
    """The forms by what people call them: kind, title, and the last word of the title."""
    found: dict[str, FormSpec] = {}
    for spec in forms.every():
        for name in (spec.kind, spec.title, spec.name):
            found[name] = spec
    return {**found, **{spec.short: spec for spec in forms.every()}}


def rows(spec: FormSpec) -> tuple[Rows, list[str]]:
    """The sheets of the definition, and the relations that stay behind, in words."""
    made: Rows = {"表单": [], "栏": [], "关系": [], "字典": []}
    left: list[str] = []
    period = metadata(spec.cover.to_schema(), spec.period).get("date", "")
    listed: dict[str, tuple[str, ...]] = {}
    for table in spec.tables:
        made["表单"].append(
            {
                "表号": table.number,
                "表名": table.sheet,
                "期别": _EVERY.get(period, "一次"),
                "计量单位": "万元" if spec.measured else "",
                "舍入": "四舍五入",
                "缺项": "不审",
                "版本": spec.version,
            }
        )
        schema = table.model.to_schema()
        for place, label in enumerate(schema.columns, 1):
            made["栏"].append(_column(table, place, label, metadata(schema, label), spec.measured, listed))
        for relation in table.relations:
            row = _relation(table, relation)
            if row is None:
                left.append(
                    f"{relation.code}　{table.sheet}：{relation}（{_PERIOD} {'、'.join(relation.when.texts) if relation.when else ''}）"
                )
            else:
                made["关系"].append(row)
        left += [f"{one.code}　{table.sheet}：{one.column} ∈ {one.sheet}!{one.listed}" for one in table.references]
        left += [f"{one.code}　{table.sheet}：{one.first} ≤ {one.second}" for one in table.orders]
        left += [f"KEY01　{table.sheet}：{table.key}"] if table.key else []
    made["字典"] = [{"列表": name, "值": value} for name, values in listed.items() for value in values]
    return made, left


def _column(
    table: TableSpec,
    place: int,
    label: str,
    meta: dict[str, Any],
    money: bool,
    listed: dict[str, tuple[str, ...]],
) -> dict[str, str]:
    amount = bool(meta.get("amount"))
    choices = tuple(meta.get("choices", ())) or catalogue.in_force().accepted(str(meta.get("listed", "")))
    name = str(meta.get("listed") or label) if choices else ""
    if choices:
        listed.setdefault(name, choices)
    count = bool(meta.get("count"))
    kind = (
        ("计数" if count else "金额" if money else "数量")
        if amount
        else "日期"
        if meta.get("date") == "day"
        else "文字"
    )
    if label == table.by:
        kind = "代码"
    return {
        "表号": table.number,
        "代码": column_letters(place),
        "名称": str(meta.get("head") or label),
        "上级名称": str(meta.get("group", "")),
        "类型": kind,
        "小数位": str(meta["decimals"]) if amount and "decimals" in meta else "",
        "必填": "是" if meta.get("required") else "",
        "列表": name,
        "宽": str(int(meta.get("width", 0)) or ""),
        "说明": str(meta.get("help", ("", ""))[0]),
    }


def _relation(table: TableSpec, relation: Relation[str]) -> dict[str, str] | None:
    """A relation between columns; None for one that is asked in some periods only."""
    if (
        (relation.when and relation.when.column == _PERIOD)
        or isinstance(relation.left, str)
        or isinstance(relation.right, str)
    ):
        return None
    codes = {label: column_letters(n) for n, label in enumerate(table.model.to_schema().columns, 1)}
    if not all(name in codes for name in (*relation.lefts, *relation.rights)):
        return None
    left, right = (_side(form.renamed(codes.__getitem__)) for form in (relation.left, relation.right))
    when = ""
    if relation.when:
        when = "或".join(f"{codes[relation.when.column]}栏=“{text}”" for text in relation.when.texts)
    return {
        "编号": relation.code,
        "表号": table.number,
        "关系": f"{right}{_TURNED[relation.operator]}{left}",
        "条件": when,
        "级别": relation.level,
    }


_TURNED = {"=": "=", "≤": "≥", "≥": "≤", "<": ">", ">": "<"}


def _side(form: Form[str]) -> str:
    """A linear form as a relation is written: A栏+1.2×B栏."""
    return "".join(_terms(form)).removeprefix("+") or "0"


def _terms(form: Form[str]) -> Iterator[str]:
    for coefficient, code in form.terms:
        magnitude = size(coefficient)
        yield (
            ("-" if coefficient < 0 else "+")
            + (f"{plain(decimal(magnitude))}×" if magnitude != 1 else "")
            + f"{code}栏"
        )
    if form.constant:
        yield ("-" if form.constant < 0 else "+") + plain(decimal(size(form.constant)))
