"""The plan of a city that is not ours: four lines, six districts, its own lead departments and words, as a workbook."""

from __future__ import annotations

from pathlib import Path

import openpyxl

LINES = {
    "一环线": ("市轨道集团", ("车站", "区间")),
    "江南线": ("市轨道集团", ("车站土建", "机电")),
    "空港线": ("市空港办", ("高架段", "航站枢纽")),
    "有轨线": ("市城管局", ("路轨", "车辆段")),
}
DISTRICTS = ("东湖区", "西山区", "南浦区", "北辰新区", "中洲区", "云岭县")
WHOLE = "全市"
LISTS = [
    *(("网别", line, "", lead, "", "") for line, (lead, _) in LINES.items()),
    *(("类别", name, line, "", "", "") for line, (_, names) in LINES.items() for name in names),
    ("地区", WHOLE, "", "", "江城市", ""),
    *(("地区", name, WHOLE, f"{name}住建局", "云岭山区" if name == "云岭县" else "", "") for name in DISTRICTS),
    ("县区", "沙洲街道", "中洲区", "", "", ""),
    *(("领域", name, "", "", "", "") for name in ("隧道", "站场")),
    ("工作组", "隧道专班", "隧道", "市应急局", "", ""),
    ("工作组", "站场专班", "站场", "市建委", "", ""),
    *(("库别", name, "", "", "", "") for name in ("市库", "线路库", "区县库")),
]
PARAMETERS = [
    ("工程名称", "江城轨道", ""),
    ("表号字头", "江轨", ""),
    ("季报名称", "江城安全", ""),
    ("季报表号字头", "江安", ""),
    ("制定机关", "江城市发改委", ""),
    ("报送依据", "江政发〔2024〕1号", ""),
    ("报送工作日", "8", ""),
    ("滞后幅度", "0.2", ""),
]
FIGURES = [("F1", "", "", "总投资", "一环线", "全周期", WHOLE, "3.2", "亿元")]


def workbook(
    path: Path, *, lists: list[tuple[str, ...]] | None = None, parameters: list[tuple[str, ...]] | None = None
) -> Path:
    """Write the plan; ``lists`` and ``parameters`` in place of the city's."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, head, rows in (
        (
            "指标",
            ("编号", "来源编号", "章节", "指标名称", "项目", "时期", "地区", "数值", "计量单位", "限定"),
            FIGURES,
        ),
        ("名录", ("列表", "值", "上级", "牵头单位", "别名", "停用"), LISTS if lists is None else lists),
        ("参数", ("参数", "值", "说明"), PARAMETERS if parameters is None else parameters),
    ):
        sheet = book.create_sheet(name)
        for row in (head, *rows):
            sheet.append([cell or None for cell in row])
    book.save(path)
    return path
