"""The progress form for indicators as it is asked for: its rows are a targets workbook's indicators with a due date."""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from recon.kinds import progress as kind
from recon.plan import indicators, plans
from recon.plan.indicators import Indicator
from recon.schemas import forms, progress
from recon.templates.columns import Row
from recon.templates.layout import Form
from recon.templates.refused import RefusedError

_MONTH = re.compile(r"(19|20|21)\d\d-(0[1-9]|1[0-2])")


@dataclass(frozen=True)
class Asked:
    """What was asked for, as typed; ``targets`` is the workbook of the indicators."""

    month: str
    targets: Path
    source: str | None = None
    region: str | None = None
    protect: bool = False
    lang: str = "zh"


def form(asked: Asked) -> Form:
    """The form asked for; RefusedError, naming the choices, where nothing fits, UnreadableError as reading does."""
    if not _MONTH.fullmatch(asked.month):
        raise RefusedError("bad_month", found=asked.month)
    every = indicators.from_base(plans.load(asked.targets))
    _require_choices(asked, every, "source", (one.figure.source for one in every))
    within = indicators.chosen(every, asked.source or "")
    _require_choices(asked, within, "region", (one.figure.coordinate.region for one in within))
    chosen = indicators.chosen(within, region=asked.region or "")
    rows = tuple(row(one, last_day(asked.month)) for one in chosen)
    return Form(
        "",
        asked.region or "",
        asked.month,
        projects=rows,
        lang=asked.lang,
        protect=asked.protect,
        spec=forms.form(progress.KIND),
        fields={"来源编号": asked.source or progress.EVERY, "地区": asked.region or progress.EVERY},
    )


def _require_choices(asked: Asked, every: tuple[Indicator, ...], option: str, values: Iterable[str]) -> None:
    """There are indicators for an option, whether it is given or not."""
    choices = tuple(dict.fromkeys(value for value in values if value))
    choice = getattr(asked, option)
    if not every or (choice is not None and choice not in choices):
        words = {"option": option, "found": choice or "", "choices": "、".join(choices) or "—"}
        raise RefusedError("no_indicators", path=asked.targets, **words)


def last_day(month: str) -> str:
    """The last day of a month written YYYY-MM."""
    return f"{month}-{calendar.monthrange(int(month[:4]), int(month[5:]))[1]}"


def row(one: Indicator, day: str) -> Row:
    """An indicator as it is filled in beforehand, for values of a day."""
    fields: Row = {
        "指标编号": one.figure.id,
        **kind.fixed(one),
        "目标值": one.target,
        "小数位": Decimal(one.places),
        "本期日期": day,
    }
    if one.base is not None:
        fields |= {"基期": one.start, "基期值": one.base}
    line = indicators.line(one, datetime.date.fromisoformat(day))
    return {
        **fields,
        "应达值": progress.NONE if line is None else line,
        "差距": progress.NONE,
        "进度判断": progress.UNREPORTED,
    }


def file_name(form: Form) -> str:
    """The usual name of a form's file."""
    source = form.cover["来源编号"].replace(progress.EVERY, "")
    parts = (progress.INDICATORS, form.month, source, form.region)
    return "_".join(filter(None, parts)) + ".xlsx"
