"""What is wrong with a cell, a row or a sheet."""

from __future__ import annotations

#: What is wrong with a row or a sheet. Placeholders: column, found, and what the code needs.
FORMS: dict[str, tuple[str, str]] = {
    "FORM02": (
        "缺少列“{column}”。请在表头补上该列名（见 recon template 生成的表）。",
        "Column “{column}” is missing. Add it to the header (see a form made by recon template).",
    ),
    "FORM03": (
        "“{column}”应填写，现为空白。请补填。",
        "“{column}” must be filled in but is blank. Fill it in.",
    ),
    "FORM04": (
        "列名“{column}”出现两次，只读第一列。请删除或改名。",
        "Column “{column}” stands twice; only the first is read. Remove or rename one.",
    ),
    "LIST01": (
        "“{column}”应为 {choices} 之一，现为“{found}”。请从下拉列表选择。",
        "“{column}” should be one of {choices} but is “{found}”. Choose from the list.",
    ),
    "KEY01": (
        "“{column}”不得重复，现有多行为“{found}”（{cells}）。请逐一编号。",
        "“{column}” must be unique but “{found}” stands in several rows ({cells}). Give each its own.",
    ),
    "NUM01": (
        "“{column}”应为数字，现为“{found}”。请只填数字，单位和“左右”“以上”填入各自的列。",
        "“{column}” should be a number but is “{found}”. Enter digits only; unit and qualifier have columns of their own.",
    ),
    "NUM02": (
        "“{column}”有 {count} 格按数字存储，末位的 0 无从得知，按所存位数计精度。原文如为 43.40，请改为文本。",
        "{count} cells of “{column}” are stored as numbers; trailing zeros are not in the file. If the print is 43.40, store it as text.",
    ),
    "NUM03": (
        "“{column}”应有值，现为错误值 {found}。请改正公式或改填数值。",
        "“{column}” should hold a value but shows {found}. Mend the formula or enter the value.",
    ),
    "UNIT01": (
        "指标“{measure}”的计量单位应能换算为“{expected}”，现为“{found}”。请改正单位，或在“口径”中另列指标。",
        "The unit of “{measure}” should convert to “{expected}” but is “{found}”. Correct it, or list another measure in 口径.",
    ),
    "REF01": (
        "“{column}”应在工作表“{sheet}”中列出，现“{found}”没有列出。请补列或改正。",
        "“{column}” should be listed in sheet “{sheet}”, but “{found}” is not. List it or correct it.",
    ),
    "REF02": (
        "指标“{found}”未在工作表“{sheet}”中列出，暂按可加、四舍五入处理。请补列，以免写错名称而漏审。",
        "Measure “{found}” is not listed in sheet “{sheet}” and is taken as additive and rounded. List it, lest a misspelt name escape the sums.",
    ),
    "NAME01": (
        "{column}“{found}”既不在层级中，也没有别的数用它，疑为“{expected}”之误。同一项目请改用同一名称，确为另一项目的请写审核说明。",
        "{column} “{found}” is in no hierarchy and no other figure uses it; it may be “{expected}”. Use one name for one thing; if it is another, explain it.",
    ),
    "NONE01": (
        "应能核对的 {count} 条关系都因缺项没有审核，不能说本文件已经通过。请补齐所缺的数；空白即为零的，在“口径”的“缺项”栏填“按零”。",
        "All {count} relations lack figures and none could be judged, so the file cannot be said to pass. Fill in what is missing; where blank means zero, put 按零 into column 缺项 of 口径.",
    ),
    "RANGE01": (
        "限定为区间或确保力争时，“数值上限”应有且不小于数值，不含一端的大于数值；其他限定不应有上限。请核对本行。",
        "A range needs an upper end not below its value, above it where an end does not belong to it, and only a range has one. Check this row.",
    ),
    "TREE01": (
        "“{column}”层级首尾相接，成了循环：{found}。这些行暂不使用，请改正上级或下级。",
        "The hierarchy of “{column}” runs in a circle: {found}. These rows are not used; correct parent or child.",
    ),
    "NUM04": (
        "“{column}”应保留 {decimals} 位小数，现有 {count} 格位数更多（{cells}），按所存数值核对。请按表定位数填报（公式外加 ROUND）。",
        "“{column}” should have {decimals} decimals; {count} cells have more ({cells}) and are compared as stored. Enter the declared decimals (wrap formulas in ROUND).",
    ),
    "NUM05": (
        "“{column}”应只填数字，有 {count} 格带有单位（{cells}），已换算为本表单位。请改为纯数字。",
        "“{column}” should hold digits only; {count} cells carry a unit ({cells}) and were converted to the form's. Enter plain numbers.",
    ),
    "NUM06": (
        "“{column}”有 {count} 格数字以文本存储（{cells}），已按数字读取。请改为数值，以免公式漏算。",
        "“{column}”: {count} numbers are stored as text ({cells}) and were read as numbers. Store them as numbers, lest formulas skip them.",
    ),
    "NUM07": (
        "“{column}”应有计算结果，现公式没有结果（文件未经重算）。请在 Excel 或 WPS 中打开、重算并保存。",
        "“{column}” should show a result, but its formula carries none (the file was never recalculated). Open, recalculate and save it.",
    ),
    "NUM08": (
        "“{column}”应为金额，现有 {count} 格以百分比显示（{cells}）：显示 {found}，实存 {stored}，没有作为金额读取。请改填金额，单元格格式改为数值。",
        "“{column}” should be an amount, but {count} cells are shown as percent ({cells}): shown {found}, stored {stored}. They were not read as amounts. Enter the amounts and make the format a number.",
    ),
    "NUM09": (
        "{count} 格金额显示的与所存的差 10 的 {power} 次方（{cells}）：显示 {found}，实存 {stored}；计量单位是{unit}，按所存数值核对。请确认哪个是对的，并把单元格格式改为普通数值。",
        "{count} amounts are shown 10 to the {power} apart from what is stored ({cells}): shown {found}, stored {stored}. The unit is {unit}, and the stored values were checked. Say which is right, and make the format a plain number.",
    ),
    "MERGE01": (
        "“{column}”各行应各有金额，现 {area} 合并成一格，填 {found}，不知各行是多少，没有参加核对。请取消合并，逐行填写。",
        "“{column}” should have an amount in each row, but {area} is one merged cell with {found}: what belongs to which row is unknown, and it took part in no check. Unmerge it and fill in each row.",
    ),
    "DATE01": (
        "“{column}”应写成 {example} 这样，现为“{found}”。请改写。",
        "“{column}” should be written like {example} but is “{found}”. Rewrite it.",
    ),
    "DATE04": (
        "{count} 格日期带有时间（{cells}），如 {found}，差几秒到次日，疑为导出时的误差，已读作 {read}。请核实，改填日期。",
        "{count} dates carry a time ({cells}), such as {found}, some seconds short of the next day, as exports do; read as {read}. Verify, and enter the date alone.",
    ),
    "COVER03": (
        "应有封面，现工作簿中没有，或其中没有填写：{column}。请补上封面后再报。",
        "There should be a cover, but the workbook has none, or nothing on it: {column}. Add the cover and send it again.",
    ),
    "LINK01": (
        "{count} 格公式取自别的文件（{cells}，如 {formula}），对方改动或不在时数会变化或失效，已按所存数值核对。请改填数值。",
        "{count} formulas take their values from other files ({cells}, such as {formula}); they change or break with them. The stored values were checked. Enter the values.",
    ),
    "DATE02": (
        "竣工年月应不早于开工年月，现为 {finish} 早于 {start}。请核对两个年月。",
        "The finish should not be before the start, but {finish} is before {start}. Check both months.",
    ),
    "DATE03": (
        "“{column}”似不合常理：{found}。请核实，属实请写审核说明。",
        "“{column}” is hardly plausible: {found}. Verify; if right, write an explanation.",
    ),
    "CODE01": (
        "“{column}”末位应为校验码，现 {found} 校验不符。请对照平台赋码通知核实。",
        "“{column}” should end in its check digit; {found} does not. Verify it against the platform's notice.",
    ),
    "CODE02": (
        "“{column}”应为 24 位（4-6-2-2-6，含短横），现为“{found}”。请核实。",
        "“{column}” should have 24 characters (4-6-2-2-6 with hyphens) but is “{found}”. Verify it.",
    ),
    "CODE04": (
        "“{column}”应以文本录入，这里被表格软件当作数字存储，第 15 位以后的数字已经丢失，现为“{found}”。请把该列设为文本格式后重新录入。",
        "“{column}” should be entered as text; a spreadsheet stored it as a number here, and what stood behind its 15th digit is lost: “{found}”. Format the column as text and enter it again.",
    ),
    "LIST02": (
        "“{column}”应属于{network}（{choices}），现为“{found}”。请改正类别或网别。",
        "“{column}” should be a class of {network} ({choices}) but is “{found}”. Correct class or network.",
    ),
    "UNIT02": (
        "计量单位应一致：封面为“{expected}”，此处“{column}”写作“{found}”。请确认金额的单位并改为一致。",
        "The unit should be the same everywhere: “{expected}” on the cover, “{found}” at “{column}” here. Confirm the unit of the amounts and make them agree.",
    ),
    "UNIT03": (
        "金额的小数位应与计量单位“{found}”相称（{decimals} 位），现 {count} 栏都有更多的小数，疑按更大的单位填写。请核对封面的计量单位，或把全表换算成{found}。",
        "Amounts should have the decimals of the unit {found} ({decimals}), but {count} columns hold more, as amounts in a larger unit do. Check the unit on the cover, or convert the whole table.",
    ),
    "COVER01": (
        "“{column}”应一致：封面为“{expected}”，此处为“{found}”。请改为一致。",
        "“{column}” should be the same everywhere: “{expected}” on the cover, “{found}” here. Make them agree.",
    ),
    "COVER02": (
        "“{column}”应与封面一致，为“{expected}”，现为“{found}”。请改正，或单独报送。",
        "“{column}” should be “{expected}” as on the cover but is “{found}”. Correct it, or send it separately.",
    ),
    "COUNT01": (
        "“{column}”的项目数应为 {expected}（表1 的行数），现为 {found}。请核对是否漏报或重报。",
        "“{column}” should count {expected} projects (the rows of 表1) but says {found}. See whether one is missing or told twice.",
    ),
    "DUP01": (
        "{found} 应只报一份，另有 {others} 报的是同一内容，报出日期、收到日期和版本号都相同，数据却不同。请确认以哪份为准，只留那一份，或改正报出日期。",
        "{found} should be reported once, but {others} reports on the same with the same dates and version number and other values. Say which one holds: keep that one, or correct the date on its cover.",
    ),
    "FORM06": (
        "表式版本应为 {expected}，现为 {found}，可能有列已变动。请用本程序生成的新表填报。",
        "The form should be version {expected} but is {found}; columns may have changed. Use a form generated by this program.",
    ),
    "FORM07": (
        "表中应至少有一行，现一行也没有，什么也没有审核。请补填；如确无内容，请告知汇总单位。",
        "There should be at least one row, but there is none: nothing was checked. Fill it in, or tell the collecting office.",
    ),
    "EXPR01": (
        "勾稽 {relation} 的算式“{expression}”无法计算：{detail}。请改正算式。",
        "Relation {relation}: “{expression}” cannot be evaluated: {detail}. Correct it.",
    ),
}
