"""What is wrong with the lists and parameters of a plan (名录, 参数)."""

from __future__ import annotations

LISTS: dict[str, tuple[str, str]] = {
    "CAT01": (
        "“名录”缺少列表“{name}”。网别、类别、地区三个列表不能没有，请补上。",
        "名录 lacks the list “{name}”. Lists 网别, 类别 and 地区 must be there; add it.",
    ),
    "CAT02": (
        "{name}“{found}”的上级“{parent}”不在{expected}之中。请改写上级，或先把上级列入名录。",
        "The parent “{parent}” of {name} “{found}” is not in {expected}. Correct it, or list the parent first.",
    ),
    "CAT03": (
        "{name}“{found}”出现两次，另一处在 {cells}；一个值只能有一个上级。请删去一行，或改名区分。",
        "{name} “{found}” stands twice, also in {cells}; a value has one parent. Remove a row, or tell the two apart by name.",
    ),
    "CAT04": (
        "{name}“{value}”的别名“{found}”已经是“{other}”的名称或别名，无法判断指谁。请删去一处。",
        "The other name “{found}” of {name} “{value}” is a name of “{other}” as well, so nobody can tell which is meant. Remove one.",
    ),
    "CAT05": (
        "参数“{name}”应为大于 0 的数，如 {example}，现为“{found}”。请改写。",
        "The parameter “{name}” should be a number above 0, e.g. {example}, but is “{found}”. Rewrite it.",
    ),
    "CAT06": (
        "列表“{name}”应有 {expected} 个值，依次相当于 {example}，现有 {found} 个。请补足或删减，名称可以自定。",
        "The list “{name}” should have {expected} values, in the order of {example}, but has {found}. Add or remove some; the words are yours.",
    ),
    "CAT07": (
        "{name}“{found}”的停用日期应写成 2024-06-30 这样，现为“{day}”。请改写。",
        "The day from which {name} “{found}” is out of use should be written like 2024-06-30, but is “{day}”. Rewrite it.",
    ),
}
#: Said instead of using them.
FAULTY: dict[str, tuple[str, str]] = {
    "FILE15": (
        "{path} 的名单有误，没有采用：{cell} {detail}（recon validate {path} 列出全部）",
        "The lists of {path} have a fault and are not used: {cell} {detail} (recon validate {path} tells all)",
    ),
}
