"""What is said of tables of no known form."""

from __future__ import annotations

OPEN: dict[str, tuple[str, str]] = {
    "OPEN01": (
        "{label} {stated}{unit} ≠ {sum} = {computed}{unit}（差 {difference}，{explained}）。本表规律“{patterns}”另有 {holds} 处成立，因此不平的共 {count} 处。请核对该数与各分项。",
        "{label} {stated} {unit} ≠ {sum} = {computed} {unit} (off by {difference}, {explained}). The table's pattern “{patterns}” holds in {holds} other places; {count} in all fail for this cause. Check the number and its parts.",
    ),
    "OPEN02": (
        "{label} 为 {stated}，按“{patterns}”应为 {computed}（差 {difference}，{explained}），该规律另有 {holds} 处成立。请核实该数及据以计算的各数。",
        "{label} reads {stated}, but by “{patterns}” it is {computed} (off by {difference}, {explained}); the pattern holds in {holds} other places. Verify it and the numbers it is computed from.",
    ),
    "OPEN03": (
        "没有看懂 {range} 这张表：照找到的规律有 {count} 处不平，多半是规律不对，因此不逐条列出。请自行核对这张表。",
        "The table {range} was not understood: by the patterns found {count} places fail, which rather speaks against the patterns, so they are not listed. Check this table yourself.",
    ),
    "OPEN04": (
        "{label} {stated}{unit} ≠ {sum} = {computed}{unit}（差 {difference}，{explained}）。“{patterns}”另有 {holds} 处成立，此处可能本来就不是这样计算，仅供参考。",
        "{label} {stated} {unit} ≠ {sum} = {computed} {unit} (off by {difference}, {explained}). “{patterns}” holds in {holds} other places; here it may not be meant. For information.",
    ),
    "OPEN05": (
        "没有一处能够核对：找到 {tables} 张表、{count} 个数，但找不到它们之间的合计、分项或比率关系，不能说本文件已经通过。表中如有合计，请写明“合计”“小计”等字样；本来就没有的，不必用本程序审核。",
        "Nothing could be checked: {tables} tables with {count} numbers, but no totals, parts or ratios among them, so the file cannot be said to pass. Label totals as such; where there are none, there is nothing here to check.",
    ),
    "OPEN06": (
        "工作表“{sheet}”没有核对：有 {rows} 行 × {columns} 列，超过自由表的限度（{most_cells} 格、{most_columns} 列数字），多半是明细数据。请把其中的汇总表单独存放后再审核。",
        "Sheet “{sheet}” was not checked: {rows} rows × {columns} columns exceed what is looked at in a table of no known form ({most_cells} cells, {most_columns} columns of numbers). Keep its summary on a sheet of its own and check that.",
    ),
    "OPEN07": (
        "有 {count} 格显示错误值 {found}（{cells}），它们和用到它们的合计没有核对。请改正公式，或改填数值。",
        "{count} cells show an error, {found} ({cells}): neither they nor the totals they enter were checked. Correct the formulas, or enter numbers.",
    ),
    "OPEN08": (
        "{label} {stated}{unit}，上期文件同一项（{then}）为 {computed}{unit}（差 {difference}，{explained}）；同栏另有 {holds} 处一致。请核对；确有调整的，写明原因。",
        "{label} reads {stated} {unit}, the file before ({then}) has {computed} {unit} for it (off by {difference}, {explained}); {holds} other places of the column agree. Check it, or say why it was restated.",
    ),
    "OPEN09": (
        "{range} 与上期文件 {file} 相比：少 {gone} 行{gone_named}，多 {new} 行{new_named}，改名 {renamed} 行{renamed_named}。请确认是有意的。",
        "{range} against the file before, {file}: {gone} rows are gone{gone_named}, {new} are new{new_named}, {renamed} have another name{renamed_named}. Make sure that it is meant.",
    ),
    "FORM21": (
        "{cells} 是直接填写的数，前后各格都是公式（如 {peer_cell} 的 ={peer}），共 {count} 处。如非有意，请恢复公式。",
        "{cells} are typed numbers between formulas (such as ={peer} in {peer_cell}), {count} in all. Restore the formula unless it is meant.",
    ),
    "FORM22": (
        "{cells} 的公式 ={formula} 与同行同列的写法不同（如 {peer_cell} 的 ={peer}），共 {count} 处。请核对公式的范围。",
        "The formula ={formula} in {cells} is unlike its neighbours (such as ={peer} in {peer_cell}), {count} in all. Check its range.",
    ),
    "FORM23": (
        "{cells} 的公式 ={formula} 把小计 {inner} 和它的分项一起加了，重复计算，共 {count} 处。请改公式的范围。",
        "The formula ={formula} in {cells} adds the subtotal {inner} and its parts, counting them twice, {count} in all. Correct its range.",
    ),
    "FORM24": (
        "{cells} 的公式 ={formula} 没有包括第 {left_out} 行的数，共 {count} 处。请核对公式的范围。",
        "The formula ={formula} in {cells} leaves out row {left_out}, {count} in all. Check its range.",
    ),
}

#: Headings and words of the discrepancy workbook of such a file.
OPEN_SHEETS: dict[str, tuple[str, str]] = {
    "own_relations": ("本表的关系", "Relations found"),
    "own_fails": ("对不上的", "What fails"),
    "own_unchecked": ("没有核对的", "Not checked"),
    "own_sheet": ("工作表", "Sheet"),
    "own_pattern": ("关系", "Relation"),
    "evidence": ("依据", "Evidence"),
    "evidence_formula": ("表中公式", "formula"),
    "evidence_label": ("标签、缩进或编码", "labels"),
    "evidence_pattern": ("数字规律", "numbers"),
    "evidence_twin": ("他表同项", "another table"),
    "own_places": ("核对处数", "Places"),
    "own_holds": ("成立", "Holds"),
    "own_fails_count": ("不成立", "Fails"),
    "own_example": ("例", "Example"),
    "adopted": ("采用", "Adopted"),
    "adopted_yes": ("是", "yes"),
    "adopted_no": ("否", "no"),
    "own_cell": ("单元格", "Cell"),
    "own_range": ("表格范围", "Table"),
    "own_numbers": ("找到的关系", "Relations"),
    "own_none": ("未核对的数", "Numbers in none"),
    "own_where": ("所在单元格", "Where"),
}
