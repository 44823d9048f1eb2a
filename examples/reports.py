"""The submissions of a month as forms to be written: seven lead departments, the regions of each network."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from examples import places, progress
from examples.draw import draw
from examples.lists import PROVINCE
from examples.projects import Project, everything
from recon import units
from recon.schemas.monthly import SOURCES, SPLITS
from recon.templates import monthly
from recon.templates.columns import Row
from recon.templates.layout import Form

Subject = tuple[str, str]  #: network and region
#: Month → working days within which reports are due: the first five after it (办公厅 2021 holidays).
DAYS = {
    "2021-01": ("2021-02-01", "2021-02-02", "2021-02-03", "2021-02-04", "2021-02-05"),
    "2021-02": ("2021-03-01", "2021-03-02", "2021-03-03", "2021-03-04", "2021-03-05"),
    "2021-03": ("2021-04-01", "2021-04-02", "2021-04-06", "2021-04-07", "2021-04-08"),
}
#: When those come that are late.
LATE = {"2021-01": "2021-02-08", "2021-02": "2021-03-09", "2021-03": "2021-04-12"}
#: (sheet, address) → what somebody typed over what the form had there.
Pasted = dict[tuple[str, str], str | Decimal]


@dataclass
class Draft:
    """One submission before it is written; faults are made by changing it."""

    network: str
    region: str
    month: str
    unit: str
    rows: list[Row]
    cover: dict[str, str]
    pasted: Pasted = field(default_factory=dict)

    @property
    def form(self) -> Form:
        """The form to be made."""
        return Form(self.network, self.region, self.month, self.unit, tuple(self.rows), fields=self.cover)

    @property
    def name(self) -> str:
        """The usual name of its file."""
        return monthly.file_name(self.form)

    def row(self, code: str) -> Row:
        """The row of a project."""
        return next(row for row in self.rows if row["项目代码"] == code)


def month(name: str) -> dict[Subject, Draft]:
    """All submissions of a month, sound."""
    found = {subject: _empty(*subject, name) for subject in monthly.coordinates()}
    for project in everything():
        stand = progress.of(project, name)
        for region in (PROVINCE, project.region):
            draft = found[project.network, region]
            draft.rows.append(row(project, stand, draft.unit))
    return found


def _empty(network: str, region: str, name: str) -> Draft:
    late = not draw(30, "late", network, region, name)
    sent = LATE[name] if late else DAYS[name][draw(5, "sent", network, region, name)]
    cover = {"填报单位": places.sender(network, region), "报出日期": sent}
    return Draft(network, region, name, places.unit(network, region), [], cover)


def row(project: Project, stand: progress.Progress, unit: str) -> Row:
    """A project as a row of 表1, amounts in ``unit``."""
    amounts = {
        "总投资": project.total,
        **dict(zip(SPLITS, project.splits, strict=True)),
        "本年计划": project.splits[2],
        "上月末累计完成": stand.opening,
        "本月完成": stand.movement,
        "本年累计完成": stand.year,
        "开工以来累计完成": stand.closing,
        "到位资金": sum(stand.funds),
        **dict(zip(SOURCES, stand.funds, strict=True)),
    }
    texts: Row = {
        "项目代码": project.code,
        "项目名称": project.name,
        "网别": project.network,
        "类别": project.category,
        "地区": project.region,
        "责任单位": project.owner,
        "建设性质": project.nature,
        "开工年月": project.start,
        "竣工年月": project.finish,
        "建设状态": stand.state,
        "形象进度": stand.words,
        "存在问题": stand.problem,
    }
    return {**texts, **{label: converted(amount, unit) for label, amount in amounts.items()}}


def converted(amount: int, unit: str) -> Decimal:
    """Hundredths of a 万元 in a unit, exactly."""
    factor = units.ratio(units.parse("万元"), units.parse(unit))
    assert factor is not None
    return Decimal(amount).scaleb(-2) * factor
