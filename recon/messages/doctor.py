"""What ``recon doctor`` says of a file and of the computer."""

from __future__ import annotations

#: Lines, and the words that fill them.
DOCTOR: dict[str, tuple[str, str]] = {
    "file": ("{path}：{format}，工作表 {sheets} 张", "{path}: {format}, sheets: {sheets}"),
    "sheet": (
        "工作表“{name}”：A1:{last}，{rows} 行 × {columns} 列",
        "sheet “{name}”: A1:{last}, {rows} rows × {columns} columns",
    ),
    "hidden_sheet": (
        "隐藏的工作表“{name}”：A1:{last}，{rows} 行 × {columns} 列",
        "hidden sheet “{name}”: A1:{last}, {rows} rows × {columns} columns",
    ),
    "empty_sheet": ("工作表“{name}”：没有内容", "sheet “{name}”: nothing in it"),
    "holds": (
        "数 {numbers}，文字 {texts}，日期和时间 {moments}，是非 {truths}，错误值 {errors}",
        "numbers {numbers}, texts {texts}, dates and times {moments}, true or false {truths}, errors {errors}",
    ),
    "formulas": ("公式 {count} 个", "formulas: {count}"),
    "uncached": (
        "没有保存结果的公式 {count} 个：{cells}。请用 Excel 或 WPS 打开并保存一次",
        "formulas saved without a result: {count} ({cells}). Open the file in Excel or WPS and save it once",
    ),
    "merged": ("合并单元格 {count} 处", "merged ranges: {count}"),
    "far_blank": (
        "最远的只有格式、没有内容的单元格 {cell}：已略过，不影响读取",
        "the farthest cell with a format but nothing in it is {cell}: passed over, which does no harm",
    ),
    "number_format": (
        "数字格式 {code}：{count} 格，首个 {cell}",
        "number format {code}: {count} cells, first {cell}",
    ),
    "more_formats": ("另有数字格式 {count} 种", "other number formats: {count}"),
    "hides": (
        "隐藏 {rows} 行、{columns} 列（内容照样读取）",
        "hidden: {rows} rows, {columns} columns (read all the same)",
    ),
    "beside": (
        "批注 {notes}，图片 {pictures}，图表 {charts}（未读取）",
        "notes {notes}, pictures {pictures}, charts {charts} (not read)",
    ),
    "passed": (
        "未读取：“{name}”（{kind}，没有单元格数据）",
        "not read: “{name}” ({kind}, without cells of data)",
    ),
    "chartsheet": ("图表", "chart"),
    "dialogsheet": ("对话框", "dialog"),
    "xlMacrosheet": ("宏表", "macro sheet"),
    "xlIntlMacrosheet": ("宏表", "macro sheet"),
    "other_sheet": ("其他", "other"),
    "link": ("公式引用其他文件：{target}（未打开）", "formulas refer to another file: {target} (not opened)"),
    "program": ("recon {version}，Python {python}，{system}", "recon {version}, Python {python}, {system}"),
    "library": ("{name} {version}", "{name} {version}"),
    "no_library": ("缺少 {name}：请重新安装 recon", "{name} is missing: install recon again"),
    "has_optional": ("可选部件 {name} {version}：{gives}", "optional {name} {version}: {gives}"),
    "no_optional": (
        "没有安装可选部件 {name}（{gives}）：需要时运行 pip install recon[{extra}]",
        "optional {name} is not installed ({gives}): if needed, run pip install recon[{extra}]",
    ),
    "gives_crypto": ("打开有密码的工作簿", "opens workbooks with a password"),
    "gives_match": ("按名称比对两个项目库", "matches two project libraries by name"),
    "gives_dask": ("在多台计算机上审核", "checks on several computers"),
    "calendar": (
        "节假日和调休：{first} 至 {last} 年。以后年份的期限须更新 chinese-calendar，或在登记簿中填写",
        "holidays and make-up days: {first} to {last}. Later deadlines need a newer chinese-calendar, or days in the register",
    ),
    "encodings": (
        "编码：屏幕 {shown}，文件 {files}，文件名 {names}",
        "encodings: screen {shown}, files {files}, file names {names}",
    ),
    "no_chinese": (
        "屏幕编码 {shown} 显示不了汉字：请设置 PYTHONUTF8=1，或用 --lang en",
        "{shown} cannot show Chinese: set PYTHONUTF8=1, or use --lang en",
    ),
    "font": ("字体 {font}：{name}", "font {font}: {name}"),
    "no_font": (
        "没有字体 {font}：工作簿的内容不受影响，打印和预览会用其他字体",
        "font {font} is missing: workbooks hold the same, but print and preview in another font",
    ),
    "office": ("LibreOffice：{path}", "LibreOffice: {path}"),
    "no_office": ("没有 LibreOffice：不影响审核", "no LibreOffice: nothing here needs it"),
}
