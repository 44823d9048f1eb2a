"""Forms by definition (表样): what is wrong in a filled-in one, and the texts of a blank one."""

from __future__ import annotations

#: Placeholders as of all outcomes; relation: as the office wrote it; hint: what the office says to do.
DEFINED: dict[str, tuple[str, str]] = {
    "FILL01": (
        "{rule}　{relation}：{label} 应为 {computed}{unit} = {sum}，实为 {stated}{unit}（差 {difference}，{explained}）。{hint}请核对所列各格。",
        "{rule}  {relation}: {label} should be {computed} {unit} = {sum} but is {stated} {unit} (off by {difference}, {explained}). {hint}Check the cells named.",
    ),
    "FILL02": (
        "{rule}　{relation}：{label} 应为 {computed}{unit} = {sum}，实为 {stated}{unit}（差 {difference}，在舍入极限 {slack} 之内但偏大）。{hint}请核实，属实请写审核说明。",
        "{rule}  {relation}: {label} should be {computed} {unit} = {sum} but is {stated} {unit} (off by {difference}, within the limit of {slack} but unlikely). {hint}Verify; if right, write an explanation.",
    ),
    "FILL03": (
        "{rule}　{relation}：{label} 应填写，现为空白，由 {sum} 推得 {computed}{unit}{range}。{hint}请补填。",
        "{rule}  {relation}: {label} should be filled in but is blank; {sum} implies {computed} {unit}{range}. {hint}Fill it in.",
    ),
    "FILL04": (
        "{rule}　{relation}：应有左边 {sign} 右边，左边为 {left_told}{unit}，右边为 {right_told}{unit}（差 {difference}，{explained}）。{hint}请核对所列各格。",
        "{rule}  {relation}: the left side should be {sign} the right one; the left is {left_told} {unit}, the right {right_told} {unit} (off by {difference}, {explained}). {hint}Check the cells named.",
    ),
    "FILL05": (
        "“{row}”的“{column}”不适用（—），应为空白，现填有 {found}。请删除，或移到应填的格。",
        "“{column}” does not apply to “{row}” (—) and should be blank but holds {found}. Remove it or move it where it belongs.",
    ),
    "FILL06": (
        "应有行次 {row}“{name}”，现在表中没有。请补上这一行，行次和名称照表样填写。",
        "Row {row} “{name}” should be there but is not. Put it back with its code and name as in the definition.",
    ),
    "FILL07": (
        "{rule}　{relation}：这一格应填写，现为空白。{hint}请补填。",
        "{rule}  {relation}: this cell must be filled in but is blank. {hint}Fill it in.",
    ),
    "FILL08": (
        "{rule}　{relation}：应当如此，现不是。{hint}请核对这一格。",
        "{rule}  {relation}: this should hold but does not. {hint}Check this cell.",
    ),
    "FILL09": (
        "表样中有 {count} 条关系{waiting}，没有按它们审核。请在表样“关系”中逐条确认：清空“停用”，不要的写明原因和日期。",
        "{count} relations of the definition wait for confirmation ({waiting}) and were not asked. Clear 停用 in its sheet 关系 to confirm one, or write why and since when it is off.",
    ),
    "FILL10": (
        "“{column}”填的应在“{sheet}”中有，现“{found}”不在其中。请补列或改正。",
        "“{column}” should hold what “{sheet}” has, but “{found}” is not there. Add it there or correct it.",
    ),
    "FILE14": (
        "{path} 由表样“{name}”（版本 {version}）生成，应按这份表样审核，现没有找到它（给出的表样：{given}）。请用 --form 指定，或把表样放在报表所在的文件夹，文件名含“表样”。",
        "{path} was made from the definition “{name}” (version {version}) and must be checked by it, but it was not found (given: {given}). Name it with --form, or put it into the folder of the submissions under a name with 表样 in it.",
    ),
}

#: Texts of a blank form by definition.
DEFINED_FORM: dict[str, tuple[str, str]] = {
    "use_defined": (
        "先填好本页，再填各表；填报要求和审核关系见“填报说明”。灰底的格自动计算，不用填。",
        "Fill in this page, then the tables; see sheet 填报说明 for what is asked and checked. Grey cells are computed.",
    ),
    "error_defined": (
        "请只填数字，不带单位；不适用填 —。确定要这样填吗？",
        "Type digits only, without a unit; — where it does not apply. Keep it?",
    ),
    "places_defined": ("单位：{unit}，{places} 位小数", "Unit: {unit}, {places} decimals"),
    "notes_defined": ("说明：审核关系如下。", "说明: what must hold:"),
    "rule_defined_cells": (
        "1. 灰底的格由公式计算，不用填；标 — 的格不适用，不填。数字不带单位，按各栏规定的小数位填写，零填 0。",
        "1. Grey cells are computed; cells with — do not apply. Enter numbers without units, with the decimals of their column; 0 for zero.",
    ),
    "rule_defined_colours": (
        "2. 填写中不符合审核关系的格会变色：红色须改正，黄色须核实。汇总单位还会审核表间、与上期的衔接和取值范围。",
        "2. Cells that break a relation change colour as you type: red must be corrected, amber verified. Relations with other tables and the last period are checked later, too.",
    ),
    "rule_defined_rows": (
        "3. 清单式的表在两条细灰行之间填写，行数不够可在其间插入；合计和各类小计按类别自动汇总，与行的位置无关。",
        "3. In lists write between the two narrow grey rows and insert rows there if needed; totals go by class, wherever a row stands.",
    ),
    "defined_relations": ("一、审核关系", "1  What must hold"),
    "defined_relations_head": (
        "序号|编号|表号|级别|关系|依据或提示",
        "No.|Code|Table|Level|Relation|Basis or hint",
    ),
    "defined_columns": ("{number}　{name}：各栏", "{number}  {name}: columns"),
    "defined_columns_head": (
        "序号|栏次|名称|类型|单位和公式|说明",
        "No.|Code|Name|Type|Unit and formula|Help",
    ),
    "no_unit": (
        "填报范围里没有单位“{found}”。可选：{choices}。",
        "“{found}” is not in 填报范围. Choose among: {choices}.",
    ),
    "no_units": (
        "表样的“填报范围”没有列单位，不能用 --all。",
        "The definition lists no units in 填报范围; --all needs them.",
    ),
    "bad_form_period": (
        "期别为{every}，应写成 {example} 这样，现为“{found}”。",
        "The form is for each {every}; write the period like {example}, not “{found}”.",
    ),
}

#: Headings of the roll-up of a form by definition.
DEFINED_ROLLUP: dict[str, tuple[str, str]] = {
    "status": ("报送情况", "Reports"),
    "unit": ("单位", "Unit"),
    "upper": ("上级", "Above"),
    "due": ("期限", "Due"),
    "day": ("最后一日", "Last day"),
    "state": ("状态", "State"),
    "file": ("文件", "File"),
    "sent": ("报出日期", "Sent"),
    "verdict": ("结论", "Verdict"),
    "must": ("错误", "Errors"),
    "verify": ("核实", "To verify"),
    "contact": ("联系人", "Contact"),
    "late": ("逾期", "late"),
    "came": ("已报", "came"),
    "missing": ("未报", "missing"),
    "awaited": ("待报", "awaited"),
    "detail": ("明细", "units"),
    "sum": ("汇总", "sums"),
    "code": ("行次", "Code"),
    "item": ("项目", "Item"),
    "total": ("合计", "Total"),
    "differences": ("差额表", "Differences"),
    "table": ("表号", "Table"),
    "column": ("栏目", "Column"),
    "stated": ("本级所报", "Stated"),
    "added": ("下级之和", "Sum below"),
    "difference": ("差额", "Difference"),
}
