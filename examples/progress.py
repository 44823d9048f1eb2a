"""What a project reports at the end of a month: completion, funds, state and words."""

from __future__ import annotations

from dataclasses import dataclass

from examples.draw import between, draw, share
from examples.projects import CENTS, Project
from recon.schemas.monthly import SOURCES

MONTHS = ("2021-01", "2021-02", "2021-03")
#: Network → weights of 中央, 省级, 市县, 专项债券, 银行贷款, 社会资本.
FUNDING = {
    "智能信息网": (5, 10, 15, 5, 20, 45),
    "路网": (25, 20, 10, 15, 30, 0),
    "水网": (40, 25, 20, 15, 0, 0),
    "电网": (10, 0, 0, 0, 50, 40),
    "油气网": (5, 0, 0, 0, 35, 60),
    "市政基础设施网": (10, 10, 35, 25, 15, 5),
    "社会事业补短板": (20, 20, 40, 15, 0, 5),
}
#: Share of the total from which on works are at a phase, in percent.
PHASES = (
    (0, "施工准备"),
    (10, "基础施工"),
    (30, "主体施工"),
    (60, "设备安装和附属工程施工"),
    (85, "收尾施工"),
)
PROBLEMS = ("征地拆迁进度偏慢", "建设用地指标尚未落实", "配套资金到位率偏低", "冬季无法施工")


@dataclass(frozen=True)
class Progress:
    """Amounts in hundredths of a 万元, and words."""

    opening: int
    movement: int
    year: int
    funds: tuple[int, ...]  #: by source
    state: str
    words: str
    problem: str

    @property
    def closing(self) -> int:
        """开工以来累计完成."""
        return self.opening + self.movement


def of(project: Project, month: str) -> Progress:
    """Where a project stands at the end of a month."""
    last = MONTHS.index(month)
    moved = [movement(project, at) for at in MONTHS[: last + 1]]
    opening = done(project) + sum(moved[:-1])
    closing = opening + moved[-1]
    state = _state(project, closing)
    return Progress(
        opening,
        moved[-1],
        sum(moved),
        _funds(project, closing),
        state,
        _words(project, state, closing),
        PROBLEMS[draw(4, "problem", project.code)] if state != "完工" and not draw(30, "trouble", project.code) else "",
    )


def done(project: Project) -> int:
    """Completed by the end of 2020: the plan so far, nearly."""
    before, first = project.splits[:2]
    if project.stage == "waiting":
        return 0
    if project.stage == "done":
        return _floor(project, project.total * between(960, 1000, "end", project.code) // 1000)
    return _floor(project, before + first * between(850, 1000, "behind", project.code) // 1000)


def movement(project: Project, month: str) -> int:
    """Completed in a month: little in winter, more in March; works that wait may begin in February or March."""
    if project.stage == "going":
        most = {"2021-01": 40, "2021-02": 25, "2021-03": 90}[month]
    elif project.stage == "waiting" and month >= (begins(project) or "9999"):
        most = 30
    else:
        return 0
    thousandths = max(between(-most // 4, most, "moves", project.code, month), 0)
    if month == begins(project):
        thousandths = max(thousandths, 10)
    return _floor(project, project.splits[2] * thousandths // 1000)


def begins(project: Project) -> str:
    """The month of this winter in which works that wait begin; blank for most."""
    if project.stage == "waiting" and project.start in ("2021-03", "2021-04"):
        return ("2021-02", "2021-03")[draw(2, "begins", project.code)] if draw(2, "early", project.code) else ""
    return ""


def _floor(project: Project, amount: int) -> int:
    return amount // project.step * project.step


def _state(project: Project, closing: int) -> str:
    if project.stage in ("done", "halted"):
        return {"done": "完工", "halted": "停工"}[project.stage]
    return "在建" if closing else "未开工"


def _funds(project: Project, closing: int) -> tuple[int, ...]:
    """Funds are ahead of completion by up to a tenth; a quarter of the works that wait have some already."""
    early = project.total // 25 if not draw(4, "early funds", project.code) else 0
    ahead = closing * between(1000, 1100, "ahead", project.code) // 1000
    units = min(max(early, ahead), project.total) // project.step
    weights = [
        weight * between(0, 3, "source", project.code, source) if weight else 0
        for weight, source in zip(FUNDING[project.network], SOURCES, strict=True)
    ]
    if not any(weights):
        weights = list(FUNDING[project.network])
    return tuple(part * project.step for part in share(units, weights))


def _words(project: Project, state: str, closing: int) -> str:
    if state == "完工":
        return "已完工，办理竣工手续"
    if state == "未开工":
        return ("开展前期工作", "编制可行性研究报告", "办理用地手续", "初步设计评审")[draw(4, "before", project.code)]
    reached = 100 * closing // project.total
    words = [phase for share_, phase in PHASES if reached >= share_][-1]
    return f"{words}，累计完成总投资的{reached}%" + ("，冬季停工" if state == "停工" else "")


assert CENTS == 100
