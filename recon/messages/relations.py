"""What a relation gave."""

from __future__ import annotations

#: What a relation gave. Placeholders are filled by :mod:`recon.reports.text`.
OUTCOMES: dict[str, tuple[str, str]] = {
    "FOOT01": (
        "{label} {stated}{unit} ≠ 分项之和 {computed}{unit} = {sum}（差 {difference}，{explained}）。请核对合计与各分项。",
        "{label} {stated} {unit} ≠ the sum of its parts {computed} {unit} = {sum} (off by {difference}, {explained}). Check the total and its parts.",
    ),
    "FOOT02": (
        "{label} {stated}{unit} ≈ 分项之和 {computed}{unit} = {sum}（差 {difference}，在舍入极限 {slack} 之内但偏大）。请核实，属实请写审核说明。",
        "{label} {stated} {unit} ≈ the sum of its parts {computed} {unit} = {sum} (off by {difference}, within the limit of {slack} but unlikely). Verify; if right, write an explanation.",
    ),
    "FOOT03": (
        "{label} 没有给出，由 {sum} 推得 {computed}{unit}{range}。请留意是否合理；如另有出处，请补入指标。",
        "{label} is not stated; {sum} implies {computed} {unit}{range}. See whether it makes sense; if it is stated somewhere, add it.",
    ),
    "FOOT04": (
        "{label} 已有分项之和应不超过 {stated}{unit}，实为 {computed}{unit} = {sum}（超出 {difference}，{explained}），尚缺 {missing}。请核对合计与各分项。",
        "{label}: the parts known should not exceed {stated} {unit} but give {computed} {unit} = {sum} (over by {difference}, {explained}), with {missing} still missing. Check the total and its parts.",
    ),
    "TIE01": (
        "{label} 两处应一致：{left_place} 为 {computed}{unit}，{right_place} 为 {stated}{unit}（差 {difference}，{explained}）。请核对两处原文。",
        "{label} should read alike in both places: {left_place} has {computed} {unit}, {right_place} has {stated} {unit} (off by {difference}, {explained}). Check both.",
    ),
    "TIE02": (
        "{label} 两处应一致：{left_place} 为 {computed}{unit}，{right_place} 为 {stated}{unit}（差 {difference}，在舍入极限 {slack} 之内但偏大）。请核实，属实请写审核说明。",
        "{label} should read alike in both places: {left_place} has {computed} {unit}, {right_place} has {stated} {unit} (off by {difference}, within the limit of {slack} but unlikely). Verify; if right, write an explanation.",
    ),
    "BOUND01": (
        "{label}（{rule}）应不超过 {stated}{unit}，实为 {computed}{unit} = {sum}（超出 {difference}，{explained}）。请核对两边的数。",
        "{label} ({rule}) should not exceed {stated} {unit} but is {computed} {unit} = {sum} (over by {difference}, {explained}). Check both sides.",
    ),
    "BOUND02": (
        "{label}（{rule}）应不超过 {stated}{unit}，实为 {computed}{unit} = {sum}（超出 {difference}，在舍入极限 {slack} 之内但偏大）。请核实，属实请写审核说明。",
        "{label} ({rule}) should not exceed {stated} {unit} but is {computed} {unit} = {sum} (over by {difference}, within the limit of {slack} but unlikely). Verify; if right, write an explanation.",
    ),
    "REL01": (
        "勾稽 {rule}：应有 {left_formula} {operator} {right_formula}，实为 {computed} 与 {stated} {unit}（差 {difference}，{explained}）。请核对所列各数。",
        "Relation {rule}: {left_formula} {operator} {right_formula} should hold but the sides are {computed} and {stated} {unit} (off by {difference}, {explained}). Check the figures named.",
    ),
    "REL02": (
        "勾稽 {rule}：应有 {left_formula} {operator} {right_formula}，实为 {computed} 与 {stated} {unit}（差 {difference}，在舍入极限 {slack} 之内但偏大）。请核实，属实请写审核说明。",
        "Relation {rule}: {left_formula} {operator} {right_formula} should hold but the sides are {computed} and {stated} {unit} (off by {difference}, within the limit of {slack} but unlikely). Verify; if right, write an explanation.",
    ),
}

#: Relations between targets: order, grades, and what a later document revises.
TARGETS: dict[str, tuple[str, str]] = {
    "ORDER01": (
        "次序 {rule}：应有 {left_formula} {operator} {right_formula}，实为 {computed} 与 {stated} {unit}（差 {difference}，{explained}）。请核对所列各数。",
        "Order {rule}: {left_formula} {operator} {right_formula} should hold but the sides are {computed} and {stated} {unit} (off by {difference}, {explained}). Check the figures named.",
    ),
    "ORDER02": (
        "次序 {rule}：应有 {left_formula} {operator} {right_formula}，实为 {computed} 与 {stated} {unit}（差 {difference}，在舍入极限 {slack} 之内但偏大）。请核实，属实请写审核说明。",
        "Order {rule}: {left_formula} {operator} {right_formula} should hold but the sides are {computed} and {stated} {unit} (off by {difference}, within the limit of {slack} but unlikely). Verify; if right, write an explanation.",
    ),
    "PART01": (
        "{label}各级应首尾相接，端点只归一级：{left_place} 为 {left_range}{unit}，{right_place} 为 {right_range}{unit}（端点差 {difference}；同一端点也不能两级都含或都不含）。请核对两级的端点和“限定”。",
        "The grades of {label} should meet end to end, each end in one grade only: {left_place} is {left_range} {unit}, {right_place} is {right_range} {unit} (the ends are {difference} apart; nor may both grades hold one end, or neither). Check the ends and 限定 of both.",
    ),
    "REV01": (
        "{label} 两件文件不同：{left_document} 为 {left_range}{unit}（{left_place}），{right_document} 为 {right_range}{unit}（{right_place}），差 {difference}。{later} 在后，可能已修订前者。请核实以哪一件为准，属实请写审核说明。",
        "{label} differs between two documents: {left_document} has {left_range} {unit} ({left_place}), {right_document} has {right_range} {unit} ({right_place}), {difference} apart. {later} is the later one and may revise the other. Verify which holds; if both are entered correctly, write an explanation.",
    ),
}

#: Relations of a form's rows and totals. {stated_label} and {left_label} are the sheet's own column heads.
_EQUAL = (
    (
        "{stated_label} {stated}{unit} ≠ {left_label} = {computed}{unit}（差 {difference}，{explained}）。请核对这几格。",
        "{stated_label} {stated} {unit} ≠ {left_label} = {computed} {unit} (off by {difference}, {explained}). Check these cells.",
    ),
    (
        "{stated_label} {stated}{unit} ≈ {left_label} = {computed}{unit}（差 {difference}，在舍入极限 {slack} 之内但偏大）。请核实，属实请写审核说明。",
        "{stated_label} {stated} {unit} ≈ {left_label} = {computed} {unit} (off by {difference}, within the limit of {slack} but unlikely). Verify; if right, write an explanation.",
    ),
    (
        "{missing} 空白，由 {left_label} 推得应为 {computed}{unit}{range}。请补填；没有请填 0 或 —。",
        "{missing} is blank; {left_label} imply {computed} {unit}{range}. Fill it in; 0 or — if there is none.",
    ),
)
_BOUND = (
    (
        "{left_label} {computed}{unit} 应{operator_words} {bound}（差 {difference}，{explained}）。{advice}",
        "{left_label} {computed} {unit} should be {operator_words} {bound} (off by {difference}, {explained}). {advice}",
    ),
    (
        "{left_label} {computed}{unit} 应{operator_words} {bound}（差 {difference}，在舍入极限 {slack} 之内但偏大）。请核实。",
        "{left_label} {computed} {unit} should be {operator_words} {bound} (off by {difference}, within the limit of {slack} but unlikely). Verify it.",
    ),
)
#: What the plan states of a report's totals, which is no relation of the form's own.
PLANNED: dict[str, tuple[str, str]] = {f"PLAN{n:02d}": pair for n, pair in enumerate(_BOUND, 1)}


def declared(code: str, operator: str) -> tuple[str, str]:
    """The sentence of a relation that a form declares: by its operator and by what the code's number says of it."""
    return (_EQUAL if operator == "=" else _BOUND)[int(code[-2:]) - 1]


#: The sentence of FOOT01 and FOOT02 where nobody printed the total and two ways of adding up are compared.
TWO_WAYS: dict[str, tuple[str, str]] = {
    "FOOT01": (
        "{label} 没有给出合计，两种分法应相等：{right_sum} = {stated}{unit}，{sum} = {computed}{unit}（差 {difference}，{explained}）。请核对两边各数。",
        "{label} is not stated; two ways of adding up should agree: {right_sum} = {stated} {unit}, {sum} = {computed} {unit} (off by {difference}, {explained}). Check the figures on both sides.",
    ),
    "FOOT02": (
        "{label} 没有给出合计，两种分法应相等：{right_sum} = {stated}{unit}，{sum} = {computed}{unit}（差 {difference}，在舍入极限 {slack} 之内但偏大）。请核实，属实请写审核说明。",
        "{label} is not stated; two ways of adding up should agree: {right_sum} = {stated} {unit}, {sum} = {computed} {unit} (off by {difference}, within the limit of {slack} but unlikely). Verify; if right, write an explanation.",
    ),
}

#: Why an expression cannot be evaluated; fills {detail} of EXPR01.
EXPRESSIONS: dict[str, tuple[str, str]] = {
    "unknown": ("没有编号为“{found}”的指标", "there is no figure “{found}”"),
    "nothing": ("没有提到任何指标", "it names no figure"),
    "sign": ("“{found}”处不成算式", "it breaks off at “{found}”"),
    "bracket": ("括号不配对", "a parenthesis is not closed"),
    "end": ("算式不完整", "it is incomplete"),
    "deep": ("括号层数过多", "it is nested too deeply"),
    "zero": ("除数可能为零", "it may divide by zero"),
    "nowhere": (
        "所写的指标没有在任何一处同时给出",
        "nowhere are all the measures it names stated together",
    ),
}
