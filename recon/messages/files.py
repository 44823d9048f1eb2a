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
        "文件 {path} 不是电子表格。可读格式：xlsx、xlsm、xlsb、xls、et、ods、csv。请用 Excel 或 WPS 另存为 xlsx。",
        "{path} is not a spreadsheet. Readable: xlsx, xlsm, xlsb, xls, et, ods, csv. Save it as xlsx.",
    ),
    "FILE04": (
        "文件 {path} 已损坏，无法完整读取（{detail}）。请在 Excel 或 WPS 中打开并另存，或重新传送。",
        "{path} is damaged and cannot be read in full ({detail}). Open and save it again, or send it again.",
    ),
    "FILE05": (
        "文件 {path} 已加密。请取消打开密码后另存再审核。",
        "{path} is encrypted. Remove the password and save it again.",
    ),
    "FILE06": (
        "文件 {path} 不安全，未读取：{detail}。请新建工作簿，把数据以“数值”方式粘贴后再报送。",
        "{path} is unsafe and was not read: {detail}. Paste the values into a new workbook and send that.",
    ),
    "FILE07": (
        "不认识文件 {path} 的表式：应有 {expected}，现有工作表 {found}。请使用 recon template 生成的表。",
        "{path} is not a known form: it should have {expected} but has the sheets {found}. Use a form made by recon template.",
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
}

#: What makes a file unsafe; fills {detail} of FILE06 and FILE04.
DETAILS: dict[str, tuple[str, str]] = {
    "too_big": ("解压后超过 {limit} MB", "it inflates to more than {limit} MB"),
    "too_many": ("压缩包内文件超过 {limit} 个", "it holds more than {limit} parts"),
    "doctype": ("含有 XML 实体声明", "it declares XML entities"),
    "too_wide": (
        "工作表“{sheet}”的单元格铺得太开（{cells} 格）",
        "the cells of sheet “{sheet}” are spread too wide ({cells} cells)",
    ),
    "bad_ref": ("工作表“{sheet}”有无效的单元格地址", "sheet “{sheet}” has an impossible cell address"),
    "parser": ("解析程序中止", "the parser gave up"),
    "zip": ("压缩结构不完整", "its zip structure is incomplete"),
    "too_long": (
        "有超长的单元格文字（超过 {limit} 字节）",
        "the text of a cell is longer than {limit} bytes",
    ),
    "encoding": ("有无法识别的字符", "some of its characters are broken"),
    "quotes": ("引号不配对，或单元格文字过长", "a quote is not closed or a cell too long"),
    "file_big": ("文件超过 {limit} MB", "the file is larger than {limit} MB"),
    "not_a_file": ("不是普通文件", "it is not a regular file"),
    "limits": ("读取超出时间或内存限制", "reading it exceeds the limits of time or memory"),
}
