"""A pair of project libraries after the plan: its networks, classes, regions and totals, with known differences planted."""

from __future__ import annotations

import json
import random
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from recon import packaged, workbook
from recon.kinds import targets
from recon.match.library import Library
from recon.match.places import COUNTIES
from recon.schemas.lists import NATURES, NETWORKS, REGIONS
from recon.schemas.monthly import SPLITS

Row = dict[str, Any]
SEED = 761
LABELS = (
    "序号", "项目代码", "项目名称", "网别", "类别", "地区", "责任单位", "建设性质", "开工年月", "竣工年月", "总投资",
    *SPLITS, "储备阶段", "建设状态", "备注",
)  # fmt: skip
#: Region → its counties and districts; the three that are regions by themselves have none.
WITHIN = {
    "长春市": COUNTIES[:10], "吉林市": COUNTIES[11:20], "四平市": COUNTIES[20:25], "辽源市": COUNTIES[25:29],
    "通化市": (*COUNTIES[29:33], COUNTIES[34]), "白山市": COUNTIES[35:41], "松原市": COUNTIES[41:46],
    "白城市": COUNTIES[46:50], "延边州": COUNTIES[50:],
}  # fmt: skip
_FIRST = "兴福安永金长新和建光东龙泰德文仁义民康富春江河山林松柳杨桃梅"
_SECOND = "隆泰宁盛源达丰华阳平昌顺利民和山水岭泉湖桥堡台屯岗甸沟城园州"
#: Class → what its projects are called; {n} a proper name, {k} a number.
KINDS: dict[str, tuple[str, ...]] = {
    "5G基础设施": ("{n}片区5G基站建设项目", "{n}5G网络覆盖工程"),
    "大数据中心": ("{n}大数据中心", "{n}云计算数据中心（{c}期）"),
    "人工智能": ("{n}人工智能创新平台", "{n}智能制造示范项目"),
    "工业互联网": ("{n}工业互联网标识解析节点", "{n}工业互联网平台项目"),
    "通讯基础设施": ("{n}通信基站及管道工程", "{n}光纤网络升级改造工程"),
    "数字政务基础设施": ("{n}政务云平台", "{n}智慧城市管理平台（{c}期）"),
    "铁路": ("{n}至{m}铁路", "{n}至{m}铁路电气化改造工程"),
    "高速公路": ("{n}至{m}高速公路", "{n}绕城高速公路"),
    "普通国省道": ("国道G{k}{n}至{m}段改扩建工程", "省道S{k}{n}至{m}段公路"),
    "农村公路": ("{n}农村公路", "{n}镇村公路提升工程"),
    "机场": ("{n}机场", "{n}通用机场"),
    "综合交通枢纽": ("{n}综合客运枢纽", "{n}货运枢纽（物流园区）"),
    "水利基础设施": ("{n}水库工程", "{n}灌区续建配套工程"),
    "引调水": ("{n}引水工程", "{n}供水工程"),
    "河湖连通": ("{n}河湖连通工程", "{n}湿地恢复工程"),
    "水污染治理": ("{n}河水污染治理工程", "{n}河生态修复工程"),
    "高标准农田": ("{n}高标准农田建设项目", "{n}黑土地保护项目"),
    "省域骨干网架": ("{n}500千伏输变电工程", "{n}220千伏输变电工程"),
    "市域骨干网架": ("{n}220千伏变电站", "{n}66千伏输变电工程"),
    "配电网": ("{n}10千伏配电网工程", "{n}农村电网改造升级工程（{c}批）"),
    "充电桩": ("{n}充电站", "{n}公共充电桩项目"),
    "油气长输管网": ("{n}至{m}天然气管道", "{n}天然气支线管道"),
    "储气设施": ("{n}LNG储气站", "{n}应急储气设施"),
    "成品油储备库": ("{n}成品油储备库", "{n}油库改扩建工程"),
    "加油站": ("{n}加油站", "{n}第{c}加油站"),
    "市政信息化": ("{n}智慧市政管理平台", "{n}地下管网信息系统"),
    "城市供水": ("{n}净水厂工程", "{n}供水管网改造工程（{c}期）"),
    "排水防涝": ("{n}路排水管网改造工程", "{n}雨水泵站工程"),
    "城市污水": ("{n}污水处理厂提标改造工程", "{n}污水处理厂（{c}期）"),
    "城镇燃气": ("{n}燃气管网工程", "{n}燃气老旧管网改造工程（{c}期）"),
    "垃圾处理": ("{n}生活垃圾焚烧发电项目", "{n}餐厨垃圾处理工程"),
    "城市供热": ("{n}热源厂{c}号锅炉改造工程", "{n}供热管网改造工程（{c}标段）", "{n}换热站工程"),
    "城市道路": ("{n}路改造工程", "{n}大街新建工程（{c}标段）", "{n}街道路工程"),
    "城市桥梁": ("{n}桥改造工程", "{n}大桥工程"),
    "城市轨道交通": ("轨道交通{k}号线{c}期工程（{n}至{m}）",),
    "教育": ("{n}第{c}小学建设项目", "{n}第{c}中学新建工程"),
    "卫生": ("{n}中医院门诊楼工程", "{n}人民医院住院楼"),
    "民政": ("{n}养老服务中心", "{n}社会福利院"),
    "文化旅游广电": ("{n}文化馆", "{n}旅游景区基础设施项目"),
    "体育": ("{n}体育馆", "{n}全民健身中心"),
}  # fmt: skip
_CHINESE = "一二三四五"


@dataclass
class Example:
    """Two libraries and what is true of them: rows are told by the value of ``key`` that no workbook shows."""

    left: list[Row]
    right: list[Row]
    pairs: set[tuple[int, int]] = field(default_factory=set)  #: keys of rows that are one project
    either: set[tuple[int, int]] = field(default_factory=set)  #: with the copies of rows told twice
    bundles: set[tuple[frozenset[int], frozenset[int]]] = field(default_factory=set)
    planted: list[tuple[str, tuple[int, ...], tuple[int, ...]]] = field(default_factory=list)


def code(rng: random.Random, number: int) -> str:
    """A code of the new form with its check digit, of the old form, or none yet."""
    from recon.schemas.codes import checks

    kind, area = rng.random(), f"22{rng.randrange(1, 10):02d}{rng.randrange(1, 30):02d}"
    if kind < 0.1:
        return ""
    if kind < 0.55:
        return f"20{rng.randrange(15, 21)}-{area}-{rng.choice((48, 77, 78, 82, 44))}-0{rng.randrange(1, 4)}-{number:06d}"
    head = f"{rng.choice((2011, 2012))}-{area}-04-0{rng.randrange(1, 6)}-{number:05d}"
    return next(full for d in range(10) if checks(full := f"{head}{d}"))


def projects(count: int | None = None, seed: int = SEED) -> list[Row]:
    """The plan's projects by network, with its counts, regions and totals; or ``count`` of them in its proportions."""
    rng = random.Random(seed)
    rows: list[Row] = []
    for network, region, number, total in _shares(count):
        for amount in _amounts(rng, number, total):
            rows.append(_project(rng, len(rows), network, region, amount))
    _unlike(rng, rows)
    return rows


def _shares(count: int | None) -> list[tuple[str, str, int, int]]:
    """Network, region, number of projects and total in 万元, from the plan's own figures."""
    base = targets.base(workbook.read(packaged.targets()))
    told = {
        (f.coordinate.measure, f.coordinate.item, f.coordinate.region): f.value for f in base.figures
        if f.coordinate.item in NETWORKS and f.coordinate.period in ("2020-2025", "全周期")
    }  # fmt: skip
    numbers = {n: int(told.get(("项目数", n, "全省"), 0)) for n in NETWORKS}
    numbers["水网"] = 2188 - sum(numbers.values())
    found = []
    for network in NETWORKS:
        money = int(told["总投资", network, "全省"] * 10_000)
        for region, name in REGIONS.items():
            weight = told.get(("项目数", "市政基础设施网", name), 1)
            known = told.get(("项目数", network, name))
            number = int(known if known is not None else numbers[network] * weight / 1289)
            amount = (
                int(told[("总投资", network, name)] * 10_000)
                if known is not None
                else int(money * weight / 1289)
            )
            found.append([network, region, number, amount])
        own = [f for f in found if f[0] == network]
        own[0][2] += numbers[network] - sum(f[2] for f in own)  # what rounding left over, with its money
        own[0][3] = money - sum(f[3] for f in own[1:] if f[2])
    factor = 1 if count is None else count / 2188
    scaled = [(n, r, round(k * factor), int(m * factor)) for n, r, k, m in found]
    if count is not None:
        short = count - sum(s[2] for s in scaled)
        first = scaled[0]
        scaled[0] = (first[0], first[1], first[2] + short, first[3])
    return [s for s in scaled if s[2] > 0]


def _amounts(rng: random.Random, count: int, total: int) -> list[int]:
    """Amounts in 分 of 万元 that sum to the total; many are round, as in any plan."""
    weights = [rng.paretovariate(1.1) for _ in range(count)]
    found = [max(int(total * 100 * w / sum(weights)) // 10_000 * 10_000, 10_000) for w in weights]
    found = [f + rng.randrange(10_000) if rng.random() < 0.4 else f for f in found]
    found[-1] = max(found[-1] + total * 100 - sum(found), 10_000)
    return found


def _project(rng: random.Random, key: int, network: str, region: str, amount: int) -> Row:
    category = rng.choice(NETWORKS[network][1])
    start = rng.randrange(2019, 2024)
    finish = start + rng.randrange(1, 4)
    row: Row = {
        "key": key, "项目代码": code(rng, key), "项目名称": name(rng, category, region), "网别": network,
        "类别": category, "地区": region, "责任单位": f"{region}{NETWORKS[network][0].removeprefix('省')}",
        "建设性质": rng.choice(NATURES), "开工年月": f"{start}-{rng.randrange(3, 11):02d}",
        "竣工年月": f"{finish}-{rng.randrange(6, 13):02d}", "储备阶段": "前期", "建设状态": "未开工", "备注": "",
    }  # fmt: skip
    return row | money(amount, start, finish)


def money(amount: int, start: int, finish: int) -> Row:
    """Total and years of an amount in 分 of 万元, spread evenly with the rest in the last year."""
    years = [y for y in range(len(SPLITS)) if start <= 2019 + y <= finish]
    share = amount // len(years)
    split = dict.fromkeys(SPLITS, 0)
    for y in years:
        split[SPLITS[y]] = share
    split[SPLITS[years[-1]]] += amount - share * len(years)
    return {"总投资": amount, **split}


def name(rng: random.Random, category: str, region: str) -> str:
    """A name as they are: place, proper name, kind, number."""
    inside = WITHIN.get(region, ())
    where = rng.choice(inside) if inside and rng.random() < 0.7 else region
    proper, other = (rng.choice(_FIRST) + rng.choice(_SECOND) for _ in range(2))
    text = rng.choice(KINDS[category])
    return where + text.format(n=proper, m=other, c=rng.choice(_CHINESE), k=rng.randrange(201, 335))


def _unlike(rng: random.Random, rows: list[Row]) -> None:
    """No two names in one network and region are equal."""
    seen: Counter[tuple[str, str, str]] = Counter()
    for row in rows:
        while seen[row["网别"], row["地区"], row["项目名称"]]:
            row["项目名称"] = name(rng, row["类别"], row["地区"])
        seen[row["网别"], row["地区"], row["项目名称"]] += 1


def library(rows: list[Row], path: str = "左.xlsx") -> Library:
    """Rows as a side, without a workbook in between."""
    texts = [label for label in LABELS if label not in ("总投资", *SPLITS)]
    return Library(
        path, "0" * 64, "项目库", "万元", 2, tuple(range(3, len(rows) + 3)), {name: n for n, name in enumerate(LABELS, 1)},
        {t: tuple(str(row.get(t, "")) for row in rows) for t in texts},
        {a: tuple(None if row[a] is None else row[a] * 10**6 for row in rows) for a in ("总投资", *SPLITS)},
    )  # fmt: skip


def save(rows: list[Row], path: Path, sender: str, region: str = "全省") -> Path:
    """Rows as a workbook: a cover and one table."""
    import xlsxwriter

    with xlsxwriter.Workbook(str(path), {"strings_to_formulas": False}) as book:
        cover = book.add_worksheet("封面")
        said = {
            "填报单位": sender,
            "库别": "省库",
            "地区": region,
            "报告期": "2021-03",
            "计量单位": "万元",
            "报出日期": "2021-04-07",
        }
        for r, pair in enumerate(said.items()):
            cover.write_row(r, 0, pair)
        sheet = book.add_worksheet("项目库")
        sheet.write_row(1, 0, LABELS)
        for r, row in enumerate(rows, 2):
            for c, label in enumerate(LABELS):
                value = r - 1 if label == "序号" else row.get(label)
                if isinstance(value, int) and label != "序号":
                    value = value / 100
                sheet.write(r, c, value)
    return path


# what is planted


def _spoilt(text: str, rng: random.Random) -> str:
    """A code with one digit mistyped."""
    places = [n for n, c in enumerate(text) if c.isdigit() and n > 20]
    place = rng.choice(places)
    return text[:place] + str((int(text[place]) + rng.randrange(1, 10)) % 10) + text[place + 1 :]


def renamed(rng: random.Random, row: Row) -> None:
    """Another name under the same code."""
    row["项目名称"] = name(rng, row["类别"], row["地区"])


def abbreviated(rng: random.Random, row: Row) -> None:
    """A shorter name and no code."""
    text = row["项目名称"].removesuffix("工程").removesuffix("建设项目").removesuffix("项目")
    row["项目名称"] = (
        text.removeprefix(row["地区"]).replace("改造", "", 1).replace("公共", "").replace("老旧", "")
    )
    row["项目代码"] = ""


def numerals(rng: random.Random, row: Row) -> None:
    """Numbers written another way, and no code."""
    text = (
        row["项目名称"]
        .replace("国道G", "国道")
        .replace("省道S", "省道")
        .replace("（", "(")
        .replace("）", ")")
    )
    for n, char in enumerate(_CHINESE, 1):
        for counter in ("期", "标段", "号", "批", "中学", "小学", "加油站"):
            text = text.replace(char + counter, f"{n}{counter}")
    row["项目名称"] = text.translate({ord(str(d)): chr(ord("０") + d) for d in range(10)})
    row["项目代码"] = ""


def relocated(rng: random.Random, row: Row) -> None:
    """Listed under another region; every third without its code."""
    if rng.random() < 1 / 3:
        row["项目代码"] = ""
    row["地区"] = rng.choice([region for region in REGIONS if region != row["地区"]])


def repriced(rng: random.Random, row: Row) -> None:
    """Another amount."""
    row |= money(
        row["总投资"] + rng.randrange(1_000, 90_000), int(row["开工年月"][:4]), int(row["竣工年月"][:4])
    )


def mistyped(rng: random.Random, row: Row) -> None:
    """One digit of the code wrong."""
    row["项目代码"] = _spoilt(row["项目代码"], rng)


def damaged(rng: random.Random, row: Row) -> None:
    """A code as spreadsheets leave it: full-width, without hyphens, without zeros, in scientific notation."""
    text = row["项目代码"]
    plain = text.replace("-", "")
    row["项目代码"] = rng.choice((
        text.translate({ord(str(d)): chr(ord("０") + d) for d in range(10)}).replace("-", "－"),
        plain,
        "-".join(str(int(part)) for part in text.split("-")),
        f"{plain[0]}.{plain[1:15]}E+19",
        plain[:15] + "00000",
    ))  # fmt: skip


CHANGES: dict[str, tuple[int, Callable[[random.Random, Row], None]]] = {
    "renamed": (25, renamed), "abbreviated": (20, abbreviated), "numerals": (20, numerals),
    "moved": (15, relocated), "amount": (25, repriced), "mistyped": (16, mistyped), "damaged": (16, damaged),
}  # fmt: skip
SPLIT, MERGED, DROPPED, ADDED, REPEATED = 12, 12, 15, 12, 12


def example(count: int | None = None, seed: int = SEED, factor: float = 1) -> Example:
    """Two libraries of the plan's projects with 200 × ``factor`` differences of twelve kinds, and the truth."""
    rng = random.Random(seed + 1)
    left = projects(count, seed)
    there = {row["key"]: dict(row) for row in left}
    made = Example(left, [])
    free = [row["key"] for row in left if row["项目代码"]]
    rng.shuffle(free)
    take = partial(_take, free, factor)
    for kind, (number, change) in CHANGES.items():
        for key in take(number):
            change(rng, there[key])
            made.planted.append((kind, (key,), (key,)))
    fresh = len(left)
    for key in take(SPLIT):
        fresh = _split(rng, made, there, key, fresh)
    for _ in range(round(MERGED * factor)):
        _merge(rng, made, there, free)
    for key in take(DROPPED):
        del there[key]
        made.planted.append(("dropped", (key,), ()))
    for _ in range(round(ADDED * factor)):
        row = _project(
            rng,
            fresh,
            *rng.choice([(r["网别"], r["地区"]) for r in left[:50]]),
            rng.randrange(10_000, 9_000_000),
        )
        there[fresh] = row
        made.planted.append(("added", (), (fresh,)))
        fresh += 1
    copies: set[tuple[int, int]] = set()
    for key in take(REPEATED):
        there[fresh] = {**there[key], "key": fresh}
        made.planted.append(("repeated", (key,), (key, fresh)))
        copies.add((key, fresh))
        fresh += 1
    many = {key for mine, theirs in made.bundles for key in mine | theirs}
    made.pairs = {(key, key) for key in there if key < len(left) and key not in many}
    made.either = made.pairs | copies
    made.right = list(there.values())
    rng.shuffle(made.right)
    return made


def _take(free: list[int], factor: float, number: int) -> list[int]:
    return [free.pop() for _ in range(round(number * factor))]


def _split(rng: random.Random, made: Example, there: dict[int, Row], key: int, fresh: int) -> int:
    """One project of the left as two or three of the right; the first part may keep the code."""
    whole, count = there.pop(key), rng.randrange(2, 4)
    keys = tuple(range(fresh, fresh + count))
    for n, part in enumerate(keys):
        share = {label: whole[label] // count for label in SPLITS}
        if n == count - 1:
            share = {label: whole[label] - (count - 1) * (whole[label] // count) for label in SPLITS}
        there[part] = {
            **whole, **share, "key": part, "总投资": sum(share.values()),
            "项目名称": f"{whole['项目名称']}（子项{_CHINESE[n]}）", "项目代码": whole["项目代码"] if not n and rng.random() < 0.5 else code(rng, part),
        }  # fmt: skip
    made.bundles.add((frozenset({key}), frozenset(keys)))
    made.planted.append(("split", (key,), keys))
    return fresh + count


def _merge(rng: random.Random, made: Example, there: dict[int, Row], free: list[int]) -> None:
    """Two or three projects of the left as one of the right, "打捆"."""

    def kind(key: int) -> tuple[str, str, str]:
        return there[key]["网别"], there[key]["地区"], there[key]["类别"]

    count = Counter(map(kind, free))
    first = next((key for key in reversed(free) if count[kind(key)] > 1), None)
    if first is None:  # a small example may have no two of a kind left
        return
    alike = [key for key in free if kind(key) == kind(first) and key != first]
    keys = (first, *alike[: rng.randrange(1, 3)])
    for key in keys:
        free.remove(key)
    row = there[first]
    parts = [there.pop(key) for key in keys]
    sums = {label: sum(part[label] for part in parts) for label in ("总投资", *SPLITS)}
    text = f"{row['地区']}{row['类别']}打捆项目（{row['项目名称'][-4:]}等{len(keys)}个）"
    there[first] = {**row, **sums, "项目名称": text, "项目代码": ""}
    made.bundles.add((frozenset(keys), frozenset({first})))
    made.planted.append(("merged", keys, (first,)))


def truth(example: Example) -> dict[str, Any]:
    """What is true of a pair, by row numbers of the two workbooks."""
    left, right = ({row["key"]: n for n, row in enumerate(rows, 3)} for rows in (example.left, example.right))
    return {
        "pairs": sorted([left[a], right[b]] for a, b in example.pairs),
        "bundles": sorted([sorted(left[a] for a in mine), sorted(right[b] for b in theirs)] for mine, theirs in example.bundles),
        "planted": [
            {"kind": kind, "left": [left[a] for a in mine], "right": [right[b] for b in theirs]}
            for kind, mine, theirs in example.planted
        ],
    }  # fmt: skip


def write(folder: Path) -> Example:
    """The pair as two workbooks, and the truth beside them."""
    made = example()
    folder.mkdir(parents=True, exist_ok=True)
    save(made.left, folder / "行业子库.xlsx", "省发展改革委")
    save(made.right, folder / "地方子库.xlsx", "各市（州）人民政府")
    text = json.dumps(truth(made), ensure_ascii=False, indent=1)
    (folder / "真值.json").write_text(text + "\n", encoding="utf-8")
    return made


if __name__ == "__main__":
    write(Path(sys.argv[1] if len(sys.argv) > 1 else "项目库示例"))
