"""A form that the product declares → the rows of a form definition (表样), and what of it a definition cannot say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from recon import catalogue
from recon.model import column_letters
from recon.numbers import plain
from recon.relations import Form, Relation, decimal, size
from recon.schemas import forms
from recon.schemas.definition import BEFORE, ONWARD, STEADY
from recon.schemas.fields import metadata
from recon.schemas.form import Continued, FormSpec, TableSpec

Rows = dict[str, list[dict[str, str]]]
_EVERY = {"month": "月", "quarter": "季", "year": "年"}
_PERIOD = "报告期"


def by_name() -> dict[str, FormSpec]:
    """The forms by what people call them: kind, title, and the last word of the title."""
    specs: dict[str, FormSpec] = {}
    for spec in forms.every():
        for name in (spec.kind, spec.title, spec.name):
            specs[name] = spec
    return {**specs, **{spec.short: spec for spec in forms.every()}}


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
                "汇总": spec.tables[0].number if table.repeats else "",
                "可空": "" if table.must or table.repeats else "是",
                "各期行对应": "、".join("+".join(by) for by in table.continued.by) if table.continued else "",
            }
        )
        schema = table.model.to_schema()
        for place, label in enumerate(schema.columns, 1):
            made["栏"].append(_column(spec, table, place, label, listed))
        several = (*table.relations, *table.carried)
        count = Counter(relation.code for relation in several)
        numbered: Counter[str] = Counter()
        for relation in several:
            numbered[relation.code] += 1
            number = f"{relation.code}.{numbered[relation.code]}" if count[relation.code] > 1 else relation.code
            row = _relation(table, relation, number)
            if row is None:
                left.append(
                    f"{relation.code}　{table.sheet}：{relation}（{_PERIOD} {'、'.join(relation.when.texts) if relation.when else ''}）"
                )
            else:
                made["关系"].append(row)
        made["关系"] += _demands(table)
    made["封面"] = list(_cover(spec, listed))
    uppers = dict(_uppers(spec))
    made["字典"] = [
        {"列表": name, "值": value, "上级": uppers.get((name, value), "")}
        for name, values in listed.items()
        for value in values
    ]
    return made, left


def _cover(spec: FormSpec, listed: dict[str, tuple[str, ...]]) -> Iterator[dict[str, str]]:
    """The labels of the cover, with the columns whose rows say the same."""
    schema = spec.cover.to_schema()
    same = {one.label: (table, one) for table in spec.tables for one in table.shared}
    for label in schema.columns:
        meta = metadata(schema, label)
        name = _list(label, meta, listed)
        table, one = same.get(label, (None, None))
        yield {
            "名称": label,
            "类型": _PERIOD if label == spec.period else "日期" if meta.get("date") else "文字",
            "必填": "是" if meta.get("required") else "",
            "列表": name,
            "对应栏": f"{table.number} {_codes(table)[one.column]}" if table and one else "",
            "区分": "是" if label in spec.subject else "",
            "说明": str(meta.get("help", ("", ""))[0]),
        }


def _demands(table: TableSpec) -> Iterator[dict[str, str]]:
    """Orders of dates, and what the form's kind asks in words."""
    codes = _codes(table)
    for order in table.orders:
        relation = f"{codes[order.second]}栏≥{codes[order.first]}栏"
        yield {"编号": order.code, "表号": table.number, "关系": relation, "级别": "强制性"}
    for code in dict.fromkeys(one.code for one in table.demands):
        several = [one for one in table.demands if one.code == code]
        text = "；".join(one.text for one in several)
        yield {"编号": code, "表号": table.number, "关系": text, "级别": several[0].level}


def _uppers(spec: FormSpec) -> Iterator[tuple[tuple[str, str], str]]:
    """List and value → the value above it: of a class its network, of a value of the cover the word for all."""
    for table in spec.tables:
        schema = table.model.to_schema()
        for one in table.within:
            name = str(metadata(schema, one.column).get("listed") or one.column)
            yield from (((name, value), upper) for value, upper in one.uppers.items())
        for same in table.shared:
            meta = metadata(schema, same.column)
            name = str(meta.get("listed") or same.column)
            wholes = [value for value in meta.get("choices", ()) if value not in same.values]
            yield from (((name, value), wholes[0]) for value in same.values if wholes)


def _codes(table: TableSpec) -> dict[str, str]:
    """Label of a column → the letters it has in the definition."""
    return {label: column_letters(n) for n, label in enumerate(table.model.to_schema().columns, 1)}


def _list(label: str, meta: dict[str, Any], listed: dict[str, tuple[str, ...]]) -> str:
    """The list that a label is chosen from, entered among the lists; blank for none."""
    choices = tuple(meta.get("choices", ())) or catalogue.in_force().accepted(str(meta.get("listed", "")))
    name = str(meta.get("listed") or label) if choices else ""
    if choices:
        listed.setdefault(name, choices)
    return name


def _column(
    spec: FormSpec, table: TableSpec, place: int, label: str, listed: dict[str, tuple[str, ...]]
) -> dict[str, str]:
    meta, money = metadata(table.model.to_schema(), label), spec.measured
    amount, shared = bool(meta.get("amount")), spec.tables[0].model.to_schema().columns
    numbers = {other.sheet: other for other in spec.tables}
    within = {
        one.column: f"{numbers[one.sheet].number} {_codes(numbers[one.sheet])[one.listed]}" for one in table.references
    }
    name = _list(label, meta, listed)
    count = bool(meta.get("count")) or (table.repeats and amount and label not in shared)
    kind = (
        ("计数" if count else "金额" if money else "数量")
        if amount
        else "日期"
        if meta.get("date") in ("day", "month")
        else "文字"
    )
    if label in (table.by, table.key):
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
        "唯一": "是" if label in (table.key, *(one.column for one in table.once)) else "",
        "引用": within.get(label, ""),
        "各期": _stays(table.continued, label) if table.continued else "",
        "宽": str(int(meta.get("width", 0)) or ""),
        "说明": str(meta.get("help", ("", ""))[0]),
    }


def _stays(continued: Continued, label: str) -> str:
    """各期 of a column."""
    return STEADY if label in continued.steady else ONWARD if label in continued.onward else ""


def _relation(table: TableSpec, relation: Relation[str], number: str) -> dict[str, str] | None:
    """A relation between columns as a line of the definition; None for one that is no linear form."""
    if isinstance(relation.left, str) or isinstance(relation.right, str):
        return None
    codes = _codes(table) | {BEFORE + label: BEFORE + code for label, code in _codes(table).items()}
    if not all(name in codes for name in (*relation.lefts, *relation.rights)):
        return None
    left, right = (_side(form.renamed(codes.__getitem__)) for form in (relation.left, relation.right))
    when = ""
    if relation.when and relation.when.column == _PERIOD:
        when = "或".join(f"封面.月份={int(text)}" for text in relation.when.texts)
    elif relation.when:
        when = "或".join(f"{codes[relation.when.column]}栏=“{text}”" for text in relation.when.texts)
    return {
        "编号": number,
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
