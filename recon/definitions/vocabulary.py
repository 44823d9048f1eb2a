"""The words of the grammar, the longer ones first where one begins with another."""

from __future__ import annotations

import re

from recon.definitions.tree import Axis, Period, Sign


def _longest(words: dict[str, object]) -> tuple[str, ...]:
    return tuple(sorted(words, key=len, reverse=True))


SIGNS: dict[str, Sign] = {
    ">=": "≥",
    "=>": "≥",
    "≥": "≥",
    "大于等于": "≥",
    "大于或等于": "≥",
    "不小于": "≥",
    "不低于": "≥",
    "不少于": "≥",
    "不得小于": "≥",
    "不得低于": "≥",
    "不得少于": "≥",
    "不应小于": "≥",
    "不能小于": "≥",
    "不应低于": "≥",
    "<=": "≤",
    "=<": "≤",
    "≤": "≤",
    "小于等于": "≤",
    "小于或等于": "≤",
    "不大于": "≤",
    "不超过": "≤",
    "不高于": "≤",
    "不多于": "≤",
    "不得大于": "≤",
    "不得超过": "≤",
    "不得高于": "≤",
    "不应大于": "≤",
    "不能大于": "≤",
    "不应超过": "≤",
    "==": "=",
    "=": "=",
    "等于": "=",
    "≠": "≠",
    "<>": "≠",
    "!=": "≠",
    "不等于": "≠",
    "≡": "=",
    ">": ">",
    "大于": ">",
    "<": "<",
    "小于": "<",
    "≯": "≤",
    "≮": "≥",
    "为": "=",
}
SIGN_WORDS = _longest(dict(SIGNS))
#: Words of duty that may stand before a sign or a test.
DUTY = ("也必须", "也应", "也须", "亦应", "应当", "应该", "必须", "须", "应", "需", "也")
HAS_SIGN = re.compile("|".join(re.escape(word) for word in SIGN_WORDS if word != "为"))

ADD: dict[str, int] = {"+": 1, "加上": 1, "加": 1, "-": -1, "减去": -1, "减": -1}
ADD_WORDS = _longest(dict(ADD))
TIMES = ("*", "乘以", "乘")
OVER = ("/", "除以")
FUNCTIONS = {
    "MAX": "MAX",
    "MIN": "MIN",
    "ABS": "ABS",
    "SUM": "SUM",
    "最大值": "MAX",
    "最小值": "MIN",
    "绝对值": "ABS",
}

AXES: dict[str, Axis] = {"行次": "row", "行": "row", "栏次": "column", "栏": "column", "列": "column"}
AXIS_WORDS = _longest(dict(AXES))
ORDINALS: dict[str, Axis] = {"第": "", "行次": "row", "栏次": "column"}
#: Words that may stand before a code of letters and digits.
BEFORE_CODE: dict[str, Axis] = {
    "指标": "",
    "代码": "",
    "编号": "",
    "序号": "",
    "项目": "",
    "行": "row",
    "栏": "column",
    "列": "column",
}
#: Between a table and a code of it.
OF_TABLE = (".", "!", "->", ":", "的", "中的", "中", "-", "—", "_", "·")
#: Behind a number, without a meaning of its own.
COUNTED = ("个月", "倍")
#: Behind a line: in each of its cells, which is so anyway.
EACH_CELL = ("各栏", "各列", "各行", "各项")
SHARE = re.compile(r"的(\d+(?:\.\d+)?)(%|倍)")
PERIODS: dict[str, Period] = {
    "上年同期": "last_year",
    "去年同期": "last_year",
    "上期": "previous",
    "上月": "previous",
    "上季": "previous",
}
UNITS = ("单位合计", "各单位合计", "下级单位合计")
OWN_TABLE = ("本表",)
TOTALS = ("合计数", "合计", "总计", "总和")

TO = ("至", "到", "~", "—")
AND = ("、", "以及", "与", "和", "及")
#: What ends a range or a list: their sum, difference, quotient or product.
ENDS = re.compile(
    r"(?:各|[两二三四五六七八九十]|\d+)?(?:栏|行|列|项|者|数)?(?:的|之)?(?:"
    r"(?P<sum>总和|和|合计数|合计|总计|相加)|(?P<difference>差)|(?P<quotient>比)|(?P<product>积))"
)
ANY = re.compile(
    r"(?:中|里|当中)?的?(?:有|至少有|只要有)?(?:任意一|任何一|任一|至少一|任意|任何|一)(?:个|栏|行|列|项)*"
)
ALL = re.compile(r"(?:中|里)?的?(?:各栏|各行|各列|各项|所有栏|所有行)?(?:均|都|全部|全|皆)")

IF = ("如果", "假如", "若", "如", "当", "凡")
THEN = ("那么", "则", "就")
ELSE = ("否则", "反之")
AND_ALSO = ("并且", "而且", "同时", "且")
OR_ELSE = ("或者", "或")
IS_TEXT = {"不属于": "≠", "不为": "≠", "不是": "≠", "属于": "=", "为": "=", "是": "="}

FILLED = ("不为空白", "不为空", "不得为空", "不能为空", "非空白", "非空", "有数据", "有数")
BLANK = ("为空白", "为空", "空白", "无数据", "无数")
#: Tests against nought, in words.
TESTS: dict[str, Sign] = {
    "不为零": "≠",
    "不为0": "≠",
    "不是零": "≠",
    "不是0": "≠",
    "非零": "≠",
    "非0": "≠",
    "不得为零": "≠",
    "不能为零": "≠",
    "不得为0": "≠",
    "为零": "=",
    "为0": "=",
    "是零": "=",
    "是0": "=",
    "不为负数": "≥",
    "不为负": "≥",
    "不得为负数": "≥",
    "不得为负": "≥",
    "非负": "≥",
    "为负数": "<",
    "为负": "<",
    "为正数": ">",
    "为正": ">",
    "有发生": "≠",
}
TEST_WORDS = _longest(dict(TESTS))

SEPARATORS = (",", ";", "、", "。", "并且", "而且", "且")
#: Separators behind which a condition goes on.
GOES_ON = (",", "、", "并且", "而且", "且")
#: A remark in parentheses behind a statement, without any sign in it.
REMARK = re.compile(r"\([^()=≥≤><≠+*/\d]*\)")
#: What a cell calls its relations before it writes them: 行关系：, 审核公式：; 列关系 is used of rows and of columns.
HEADING = re.compile(r"(?:[行列栏]间?|表[内间]|横向|纵向|逻辑|审核|平衡|勾稽|钩稽|计算){1,2}(?:关系|公式|式)+:")
#: A number in front of a statement: (1), 1), 一、, •.
ENUMERATOR = re.compile(r"\((?:\d+|[一二三四五六七八九十]+)\)|\d+[)、.:]|[一二三四五六七八九十]+[、.]|[•·▪●]|\d{1,2}")
#: What looks like the name of a table.
TABLE_LIKE = re.compile(r"(?:附?表\d+(?:-\d+)*|[^\W\d_]{0,8}\d+表|《[^《》]+》)")
#: Against nought; whole numbers that are numbers where the form has no such code.
ROUND = ("0", "1", "100", "1000", "10000")
