"""Why a file could not be read."""

from __future__ import annotations

#: Why a file could not be read. Placeholders: path, and what the code needs.
FILES: dict[str, tuple[str, str]] = {
    "FILE01": (
        "找不到文件 {path}。请检查路径和文件名。",
        "There is no file {path}. Check the folder and the name.",
    ),
    "FILE02": (
        "文件 {path} 是空的（0 字节）。请重新保存或重新传送后再审核。",
        "{path} is empty (0 bytes). Save or send it again.",
    ),
    "FILE03": (
        "文件 {path} 不是电子表格：{detail}。可读格式：xlsx、xlsm、xlsb、xls、et、ods、csv。",
        "{path} is not a spreadsheet: {detail}. Readable: xlsx, xlsm, xlsb, xls, et, ods, csv.",
    ),
    "FILE04": (
        "文件 {path} 无法完整读取：{detail}。请在 Excel 或 WPS 中打开并另存，或重新传送。",
        "{path} cannot be read in full: {detail}. Open it in Excel or WPS and save it again, or send it again.",
    ),
    "FILE05": (
        "文件 {path} 有打开密码。请用 --password-file 给出密码，或取消打开密码后另存；工作表保护不必取消。",
        "{path} has a password for opening. Give it with --password-file, or remove it and save again; sheet protection may stay.",
    ),
    "FILE06": (
        "文件 {path} 未读取：{detail}，不安全。请新建工作簿，把数据以“数值”方式粘贴后再报送。",
        "{path} was not read since it is unsafe: {detail}. Paste the values into a new workbook and send that.",
    ),
    "FILE07": (
        "不认识文件 {path} 的表式，也没有找到可以核对的数字表：已知的表式有 {expected}，现有工作表 {found}。请使用 recon template 生成的表。",
        "{path} is not a known form and has no table of numbers to check: known forms have {expected}, this has the sheets {found}. Use a form made by recon template.",
    ),
    "FILE08": (
        "文件 {path} 打不开：{detail}。请检查读取权限，或关闭正在占用它的程序。",
        "{path} cannot be opened: {detail}. Check the permissions, or close the program that holds it.",
    ),
    "FILE09": (
        "{path} 是文件夹。请给出其中的工作簿文件名。",
        "{path} is a folder. Name the workbook in it.",
    ),
    "FILE10": (
        "文件 {path} 的打开密码不对。请核对密码，注意大小写和空格。",
        "The password does not open {path}. Check it, capitals and spaces included.",
    ),
    "FILE11": (
        "文件 {path} 已加密，解密所需的程序库没有安装。请运行 pip install recon[crypto]，或取消打开密码后另存。",
        "{path} is encrypted and the library that decrypts is not installed. Run pip install recon[crypto], or remove the password and save it again.",
    ),
    "FILE12": (
        "文件 {path} 未读取：工作表“{sheet}”的单元格 {cell} 有内容，离表格太远，多半是误填。请在名称框输入 {cell} 找到它，删除该行和该列后保存。",
        "{path} was not read: cell {cell} of sheet “{sheet}” has a content far away from the table, probably by accident. Type {cell} into the name box, delete its row and column, and save.",
    ),
    "FILE13": (
        "文件 {path} 没有核对：不是已知的表式，工作表“{sheet}”有 {rows} 行 × {columns} 列，超过自由表的限度（{most_cells} 格、{most_columns} 列数字）。请把其中的汇总表另存后再审核。",
        "{path} was not checked: it is no known form, and its sheet “{sheet}” has {rows} rows × {columns} columns, more than is looked at in a table of no known form ({most_cells} cells, {most_columns} columns of numbers). Save its summary by itself and check that.",
    ),
}

#: Why a file is not read; fills {detail} of FILE03, FILE04 and FILE06.
DETAILS: dict[str, tuple[str, str]] = {
    "is_html": (
        "内容是网页（html），只是扩展名像表格，且其中没有可读的表。请用 Excel 或 WPS 打开，另存为 xlsx",
        "it is a web page (html) under a spreadsheet's name, without a table that can be read. Open it in Excel or WPS and save it as xlsx",
    ),
    "is_xml": (
        "内容是 XML 文档，不是表格。由系统导出的，请改选 xlsx 格式导出，或用 Excel 打开后另存为 xlsx",
        "it is an XML document. If a system exported it, choose xlsx there, or open it in Excel and save it as xlsx",
    ),
    "is_mht": (
        "内容是单个文件网页（mht），其中没有可读的表。请用 Excel 或 WPS 打开，另存为 xlsx",
        "it is a single-file web page (mht) without a table that can be read. Open it in Excel or WPS and save it as xlsx",
    ),
    "is_archive": (
        "内容是压缩包。请先解压，再审核其中的工作簿",
        "it is an archive. Unpack it and check the workbooks in it",
    ),
    "is_text": (
        "内容是文字，不成表格。是用逗号、制表符或分号分列的数据的，请把扩展名改为 csv",
        "it is text and no table. If it is data separated by commas, tabs or semicolons, rename it to .csv",
    ),
    "is_pdf": ("内容是 PDF。请向报送单位索要电子表格", "it is a PDF. Ask the sender for the workbook"),
    "is_word": (
        "内容是文字处理文档（如 Word）。请把其中的表复制到工作簿，另存为 xlsx",
        "it is a text document such as Word's. Copy its table into a workbook and save that as xlsx",
    ),
    "is_slides": (
        "内容是演示文稿。请向报送单位索要电子表格",
        "it is a presentation. Ask the sender for the workbook",
    ),
    "is_picture": (
        "内容是图片。请向报送单位索要电子表格",
        "it is a picture. Ask the sender for the workbook",
    ),
    "is_database": ("内容是数据库。请导出为 xlsx", "it is a database. Export it as xlsx"),
    "is_mail": ("内容是邮件。请先保存其附件，再审核附件", "it is a mail. Save its attachment and check that"),
    "is_other": (
        "内容不属于任何一种表格。请用生成它的程序打开，另存为 xlsx",
        "its content is of no such kind. Open it in the program that made it and save it as xlsx",
    ),
    "sheets_named": ("{names}", "{names}"),
    "sheets_more": ("{names}等 {count} 张", "{names} and others, {count} in all"),
    "too_big": ("解压后超过 {limit} MB", "it inflates to more than {limit} MB"),
    "too_many": ("压缩包内文件超过 {limit} 个", "it holds more than {limit} parts"),
    "doctype": ("含有 XML 实体声明", "it declares XML entities"),
    "sheets": ("工作表超过 {limit} 张", "it has more than {limit} sheets"),
    "bad_ref": ("工作表“{sheet}”有无效的单元格地址", "sheet “{sheet}” has an impossible cell address"),
    "parser": ("文件结构已损坏", "its structure is damaged"),
    "reason": (
        "文件结构已损坏，解析程序报告：{reason}",
        "its structure is damaged; the parser says: {reason}",
    ),
    "same_name": ("有两张同名的工作表", "two of its sheets have the same name"),
    "no_part": ("工作表“{sheet}”的内容缺失", "the content of sheet “{sheet}” is missing"),
    "two_values": (
        "工作表“{sheet}”的单元格 {cell} 存有两个值",
        "cell {cell} of sheet “{sheet}” holds two values",
    ),
    "twice": (
        "工作表“{sheet}”的单元格 {cell} 出现两次",
        "cell {cell} of sheet “{sheet}” is written twice",
    ),
    "no_value": (
        "工作表“{sheet}”的单元格 {cell} 的值与其类型不符",
        "the value of cell {cell} of sheet “{sheet}” is not of the type that it declares",
    ),
    "zip": ("压缩结构不完整", "its zip structure is incomplete"),
    "too_long": (
        "有超长的单元格文字（超过 {limit} 字节）",
        "the text of a cell is longer than {limit} bytes",
    ),
    "encoding": ("有无法识别的字符", "some of its characters are broken"),
    "quotes": ("引号不配对，或单元格文字过长", "a quote is not closed or a cell too long"),
    "file_big": ("文件超过 {limit} MB", "the file is larger than {limit} MB"),
    "not_a_file": ("不是普通文件", "it is not a regular file"),
    "cells": (
        "单元格超过 {limit} 个（有格式的空单元格也算；数据确有这么多的，请分成几个文件）",
        "it has more than {limit} cells (blank ones with a format count; if the data are that many, split the file)",
    ),
    "limits": ("读取超出时间或内存限制", "reading it exceeds the limits of time or memory"),
}
