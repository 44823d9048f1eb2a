"""What became of each sheet, row and column of a file: sheet 审核范围, and the findings about what was not read."""

from __future__ import annotations

#: Status and reason of an area, and the headings of the sheet that lists them.
SCOPE: dict[str, tuple[str, str]] = {
    "scope": ("审核范围", "What was read"),
    "scope_help": (
        "文件中每张工作表、每段行和每个表外的列各占一行。“未审核”的内容没有参加任何核对，结论不涉及它们。",
        "One line for each sheet, run of rows and column beside the form. What is “not read” took part in no check; the verdict says nothing about it.",
    ),
    "area": ("范围", "Area"),
    "fate": ("处理", "What became of it"),
    "why": ("原因", "Why"),
    "numbers": ("其中数字", "Numbers in it"),
    "where": ("数字所在单元格", "Cells with a number"),
    "whole": ("整张工作表", "whole sheet"),
    "checked": ("已审核", "checked"),
    "passed": ("略过", "passed over"),
    "unread": ("未审核", "not read"),
    "because_entry": ("表内各行", "rows of the table"),
    "because_total": ("合计行", "total rows"),
    "because_subtotal": ("小计行", "subtotal rows"),
    "because_part": ("其中项", "rows of 其中"),
    "because_cover": ("封面或表头信息", "cover"),
    "because_sheet": ("按表式读取", "read as its kind asks"),
    "because_head": (
        "标题和表头；其中的封面信息已读取",
        "title and header; what belongs to the cover was read",
    ),
    "because_nothing": (
        "空行：只有预填的网别、类别、地区，或只有为零的公式",
        "no rows: only what the form fills in, or formulas that are zero",
    ),
    "because_header": ("重复的表头", "header repeated"),
    "because_numbering": ("栏次", "column numbers"),
    "because_title": ("续表的标题", "title of a continued table"),
    "because_footer": ("表尾的签署和说明", "signatures and notes below the table"),
    "because_below": ("签署和说明以下的文字", "words below the signatures and notes"),
    "because_missed": (
        "在签署或说明处，有多个金额，没有读作项目",
        "several amounts at signatures or notes; not read as a row",
    ),
    "because_column": ("表式以外的列", "column that the form does not have"),
    "because_copy": ("与“{alike}”逐格相同", "repeats “{alike}” cell by cell"),
    "because_empty": ("空白的“{table}”", "blank “{table}”"),
    "because_hidden_table": ("隐藏的工作表，也像“{table}”", "hidden sheet that looks like “{table}” as well"),
    "because_hidden_sheet": ("隐藏的工作表，不属于本表式", "hidden sheet that the form does not have"),
    "because_unknown": ("不属于本表式的工作表", "sheet that the form does not have"),
    "because_picture": ("只有图片，内容没有读取", "pictures only, which are not read"),
    "because_hidden_rows": ("隐藏的行，照常审核", "hidden rows, checked like the others"),
    "because_hidden_columns": ("隐藏的列，照常审核", "hidden columns, checked like the others"),
    "because_comment": ("单元格批注，不读取", "comment of a cell, not read"),
    "because_drawn": ("{count} 个图片或图表，不读取", "{count} pictures or charts, not read"),
    "because_own_table": ("找到的表格", "table that was found"),
    "because_new_lines": ("表样没有的行或栏", "rows or columns that the definition does not have"),
    "because_loose": ("表中没有参加任何关系的数", "numbers of a table in no relation"),
    "because_outside": ("表格以外的数", "numbers outside of the tables"),
    "because_no_table": ("没有找到可以核对的表格", "no table that could be checked"),
    "because_pivot": (
        "数据透视表：由程序按源数据汇总，没有作为普通表格核对；请核对它的源数据",
        "pivot table: computed from its source, not checked as a table of its own; check the source",
    ),
    "because_large": ("超过自由表的大小限度", "too large for a table of no known form"),
    "because_notes": ("填报说明", "notes of the form"),
    "because_lists": ("可选值列表", "lists of choices"),
    "because_blank": ("空白", "blank"),
    "because_words": ("没有数字", "no numbers"),
    "unread_line": (
        "未审核：{places}，共 {count} 个数。结论不涉及这些内容，详见差异工作簿“审核范围”。",
        "Not read: {places}, {count} numbers in all. The verdict says nothing about them; see sheet “What was read”.",
    ),
    "unread_sheet": ("工作表“{sheet}”", "sheet “{sheet}”"),
    "unread_more": ("等 {count} 处", "and others, {count} places"),
}

#: The findings about sheets and rows that were not read, or read by themselves.
UNREAD: dict[str, tuple[str, str]] = {
    "SHEET01": (
        "“{table}”应只有一张，现“{sheet}”也像这张表。以“{taken}”为本期报表；“{sheet}”只审核了表内关系，没有与其他表、上月和规划核对，也不参加汇总。请确认以哪张为准，另一张删除或单独报送。",
        "There should be one “{table}”, but “{sheet}” looks like it too. “{taken}” is taken as the report; “{sheet}” was checked in itself only, against no other table, month or plan, and enters no summary. Say which one holds; delete the other or send it separately.",
    ),
    "SHEET02": (
        "工作表“{sheet}”有 {count} 个数（{cells}），是隐藏的或不属于本表式，没有审核。请确认其中没有应报的内容：应报的移入表内，无关的删除后再报。",
        "Sheet “{sheet}” holds {count} numbers ({cells}) but is hidden or none of the form's: it was not read. See that nothing in it should be reported: move what should into the table, delete the rest.",
    ),
    "SHEET03": (
        "工作表“{sheet}”只有图片，图片里的内容没有读取，没有审核。请把其中应报的内容填入表内。",
        "Sheet “{sheet}” holds pictures only: what is in them was not read. Enter what should be reported into the table.",
    ),
    "ROW01": (
        "此处有 {count} 个数（{cells}），在签署或说明处，没有读作项目，没有审核。请移到表内，或删除。",
        "There are {count} numbers here ({cells}) among signatures or notes: they were not read as a row and not checked. Move them into the table, or delete them.",
    ),
    "ROW02": (
        "第 {row} 行“{name}”像合计行，有 {count} 个数，但找不到它所合计的各行，没有核对。请写明合计的范围，或改为项目行。",
        "Row {row}, “{name}”, looks like a total with {count} numbers, but no rows were found that it could sum up: it was not checked. Say what it sums up, or make it a project.",
    ),
    "WHICH01": (
        "其中项 {label} {computed}{unit} 应不超过所属行的 {stated}{unit}（超出 {difference}，{explained}）。请核对两行。",
        "The part {label} {computed} {unit} should not exceed the row it is part of, {stated} {unit} (over by {difference}, {explained}). Check both rows.",
    ),
}

#: Formulas that do not add up what they should.
FORMULAS: dict[str, tuple[str, str]] = {
    "FML01": (
        "“{name}”（{place}）的公式应包括全部分项，现 {formula} 漏了第 {rows} 行。请改公式的区域，或把漏掉的行移到区域之内。",
        "The formulas of “{name}” ({place}) should take in all parts, but {formula} leaves out rows {rows}. Widen the range, or move the rows into it.",
    ),
    "FML02": (
        "“{found}”（第 {row} 行）是别的行的合计，不应与它们一起计入“{name}”（{place}，{formula}），第 {rows} 行被加了两次。请把这一行移出求和区域，或删去。",
        "“{found}” (row {row}) sums up other rows and should not be counted beside them in “{name}” ({place}, {formula}): rows {rows} are taken twice. Move the row out of the range, or remove it.",
    ),
    "FML03": (
        "“{name}”（{place}）的公式 {formula} 把第 {rows} 行加了两次。请改公式。",
        "The formulas of “{name}” ({place}), {formula}, take rows {rows} twice. Mend them.",
    ),
    "FML04": (
        "{count} 格公式引用的单元格已被删除（{place}，{formula}），结果是错误值。请恢复被删的行，或重写公式。",
        "{count} formulas refer to cells that were deleted ({place}, {formula}) and show an error. Restore the rows, or write the formulas anew.",
    ),
    "FML05": (
        "“{column}”写作“{found}”（␣ 为空格），与汇总表要找的字不完全相同，{place} 的公式因此漏了第 {row} 行（{formula}）。请改成从下拉列表选择的字样。",
        "“{column}” reads “{found}” (␣ is a blank), not exactly the text that the summary looks for: the formulas at {place} miss row {row} ({formula}). Choose it from the list.",
    ),
    "FML06": (
        "“{name}”的 {place} 应是公式，现为填写的数，与分项之和 {expected} 不符；同一行的 {beside} 仍是 {formula}。请恢复公式。",
        "“{name}”, {place} should be formulas but numbers were typed over them that are not the sum of their parts, {expected}; {beside} in the same row still has {formula}. Restore the formulas.",
    ),
}
