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
        "工作表“{sheet}”有 {count} 个数（{cells}），不属于本表式，没有审核。请确认其中没有应报的内容：应报的移入表内，无关的删除后再报。",
        "Sheet “{sheet}” holds {count} numbers ({cells}) and is none of the form's: it was not read. See that nothing in it should be reported: move what should into the table, delete the rest.",
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
