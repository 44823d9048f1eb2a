"""Pages of files that cannot be read (FILE)."""

from __future__ import annotations

from .page import FORM, XLSX, Page

UNREADABLE = (
    Page(
        "FILE01",
        ("找不到文件", "No such file"),
        ("命令中给出的路径没有文件。", "There is no file at the path given."),
        (
            "没有读到的文件不能算通过，退出码为 3。",
            "A file that was not read must not look like a pass; the exit code is 3.",
        ),
        ("命令行用法。", "Use of the command line."),
        "",
        "",
        (
            "检查文件夹和文件名；含空格的路径要加引号。",
            "Check the folder and the name; quote a path that has spaces.",
        ),
    ),
    Page(
        "FILE02",
        ("文件是空的", "Empty file"),
        ("文件大小为 0 字节。", "The file has 0 bytes."),
        (
            "多半是传送或保存中断，内容已不在文件里。",
            "Sending or saving was probably cut short, and the content is not in the file.",
        ),
        XLSX,
        "",
        "",
        ("重新保存，或请报送单位重新传送。", "Save it again, or ask the sender for it again."),
    ),
    Page(
        "FILE03",
        ("不是电子表格", "Not a spreadsheet"),
        (
            "文件内容不属于可读的格式：xlsx、xlsm、xlsb、xls、et、ods、csv。按内容判断，不看扩展名；只有一列或各行列数不一的文字，须以 .csv 命名才读。",
            "The content is none of the readable formats: xlsx, xlsm, xlsb, xls, et, ods, csv. The content counts, not the file's extension; only text of one column or of uneven lines must be called .csv to be read.",
        ),
        (
            "改了扩展名的 pdf、网页或文章不含可以定位的单元格。",
            "A pdf, web page or letter under another extension has no cells to point at.",
        ),
        XLSX,
        "",
        "",
        (
            "按消息中说的办。各系统导出的“xls”常常不是表格：财务、统计等网页系统导出的多是网页（html）或 XML，用 Excel 打开并确认提示后另存为 xlsx；浏览器“另存为”得到的是 mht 网页，同样另存；WPS 文字和 Word 中的表复制到工作簿；压缩包先解压；文字资料按逗号或制表符分列后以 csv 命名。",
            "Do as the message says. What systems export as “xls” is often none: web systems of finance and statistics export web pages (html) or XML, which Excel opens after a warning and saves as xlsx; a browser saves mht pages, to be treated alike; tables in Word or WPS Writer are copied into a workbook; archives are unpacked first; text with commas or tabs is named csv.",
        ),
    ),
    Page(
        "FILE04",
        ("文件已损坏", "Damaged file"),
        (
            "文件像电子表格，但不能完整读取：结构损坏，或某个单元格的值与其类型不符、出现两次、被解析程序读成了别的值。消息说明原因，并指出单元格。",
            "The file looks like a spreadsheet but cannot be read in full: its structure is damaged, or a cell's value is not of its type, is written twice or came back from the parser as another one. The message gives the reason and the cell.",
        ),
        (
            "只读到一部分就审核，会把缺的行当作没有。",
            "Checking the part that can be read would take the missing rows for absent ones.",
        ),
        XLSX,
        "",
        "",
        (
            "在 Excel 或 WPS 中打开（按提示修复）并另存，核对行数后再审核；打不开的请重新传送。由 openpyxl、POI、EasyExcel、SheetJS、帆软、润乾等程序库导出的，先用 Excel 或 WPS 打开另存一次，公式的结果也会随之保存；永中、数科等软件保存的，另存为“Microsoft Excel 工作簿（xlsx）”。",
            "Open it in Excel or WPS (let it repair), save it again and compare the number of rows; if it will not open, have it sent again. What libraries such as openpyxl, POI, EasyExcel or SheetJS and report servers export is opened in Excel or WPS and saved once, which also saves the results of its formulas; other office programs save as “Microsoft Excel workbook (xlsx)”.",
        ),
    ),
    Page(
        "FILE05",
        ("文件已加密", "Encrypted file"),
        (
            "文件设有打开密码，内容读不到。",
            "The file has a password for opening and its content cannot be read.",
        ),
        ("没有读到的文件不能算通过。", "A file that was not read must not look like a pass."),
        (
            "加密的 xlsx 不再是 ZIP 压缩包，而是 OLE 复合文档（MS-OFFCRYPTO）。",
            "An encrypted xlsx is no longer a ZIP but an OLE compound file (MS-OFFCRYPTO).",
        ),
        "",
        "",
        (
            "用 --password-file 给出密码；或取消打开密码后另存。工作表保护、工作簿结构保护和“最终版本”标记都不影响读取，不必取消。由单位的文档加密系统（透明加密、权限管理）加密的，请在装有客户端的计算机上解密后再报送。",
            "Give the password with --password-file, or remove it and save again. Protection of sheets or of the structure and the mark “final” do not hinder reading and may stay. What an organisation's rights management encrypts must be decrypted on a computer that has its client.",
        ),
    ),
    Page(
        "FILE06",
        ("文件不安全", "Unsafe file"),
        (
            "文件会耗尽内存或时间，或含有不应有的内容：解压后过大、部件过多、XML 实体声明、工作表过多、无效的单元格地址。",
            "The file would exhaust memory or time, or holds what a workbook should not: too large once inflated, too many parts, XML entity declarations, too many sheets, impossible cell addresses.",
        ),
        (
            "报表来自许多单位，审核的计算机不能因一个文件停下。",
            "Returns come from many senders; one file must not stop the computer that checks them.",
        ),
        (
            "压缩炸弹（CWE-409）和 XML 实体展开（CWE-776）是公开的攻击方式。",
            "Zip bombs (CWE-409) and XML entity expansion (CWE-776) are known attacks.",
        ),
        "",
        "",
        (
            "新建工作簿，把数据以“数值”方式粘贴进去再报送。来历不明的文件请先询问报送单位。",
            "Paste the values into a new workbook and send that. If you do not know where the file comes from, ask the sender first.",
        ),
    ),
    Page(
        "FILE07",
        ("不认识的表式", "Unknown form"),
        (
            "工作簿可读，但既没有工作表“指标”，也没有月报表的表头，也找不到一张可以核对的数字表；或者是本程序另一版本的表。",
            "The workbook can be read but has neither a sheet “指标” nor the header of the monthly report, nor any table of numbers; or it is a form of another version of this program.",
        ),
        (
            "不认识的表没有规则可审，不能算通过。",
            "No rules exist for an unknown form, so it must not look like a pass.",
        ),
        FORM,
        "",
        "",
        (
            "使用 recon template 生成的表；工作表或栏目改过名的，改回原名。",
            "Use a form made by recon template; if a sheet or its columns were renamed, restore the names.",
        ),
    ),
    Page(
        "FILE08",
        ("文件打不开", "File cannot be opened"),
        ("文件存在，但系统不许读取。", "The file exists but the system will not let it be read."),
        ("没有读到的文件不能算通过。", "A file that was not read must not look like a pass."),
        ("操作系统的文件权限和占用。", "The permissions and locks of the operating system."),
        "",
        "",
        (
            "关闭正在占用它的程序，或检查读取权限；网络盘上的文件可先复制到本机。",
            "Close the program that holds it, or check the permissions; copy a file from a network drive to this computer first.",
        ),
    ),
    Page(
        "FILE09",
        ("给出的是文件夹", "A folder, not a file"),
        ("命令中给出的路径是文件夹，不是工作簿。", "The path given is a folder, not a workbook."),
        (
            "文件夹里可能还有不是报表的文件，逐个指明才不会漏审或错审。",
            "A folder may hold other files too; naming each workbook leaves nothing unchecked unnoticed.",
        ),
        ("命令行用法。", "Use of the command line."),
        "",
        "",
        (
            "给出其中的工作簿文件名，可以一次给多个。",
            "Name the workbook in it; several may be named at once.",
        ),
    ),
    Page(
        "FILE10",
        ("密码不对", "Wrong password"),
        ("给出的密码打不开这个加密文件。", "The password given does not open this encrypted file."),
        ("没有读到的文件不能算通过。", "A file that was not read must not look like a pass."),
        (
            "加密文件里存有密码的校验值（MS-OFFCRYPTO），不必解密全文就能知道密码对不对。",
            "An encrypted file holds a verifier of its password (MS-OFFCRYPTO), which tells a wrong one before anything is decrypted.",
        ),
        "",
        "",
        (
            "向报送单位核对密码，注意大小写和前后空格；或请对方取消打开密码后另存。",
            "Ask the sender for the password, capitals and spaces included, or for a copy saved without one.",
        ),
    ),
    Page(
        "FILE11",
        ("没有安装解密程序库", "Decryption library missing"),
        (
            "文件已加密，也给出了密码，但解密所需的 msoffcrypto-tool 没有安装。",
            "The file is encrypted and a password was given, but msoffcrypto-tool, which decrypts, is not installed.",
        ),
        ("没有读到的文件不能算通过。", "A file that was not read must not look like a pass."),
        (
            "解密是可选功能（crypto），不用的人不必安装。",
            "Decryption is an optional extra (crypto), so that nobody installs it without need.",
        ),
        "",
        "",
        (
            "运行 pip install recon[crypto]；或取消打开密码后另存。",
            "Run pip install recon[crypto], or remove the password and save the file again.",
        ),
    ),
    Page(
        "FILE12",
        ("远处有一个单元格", "A cell far away"),
        (
            "工作表中离表格很远的地方有一个有内容的单元格。没有内容的单元格，带颜色或边框也不算。",
            "A cell far away from the table has a content. Cells without one do not count, coloured or framed as they may be.",
        ),
        (
            "从 A1 到这个单元格的整片区域都要读入内存；不读它，又等于漏掉一个有内容的单元格。",
            "The whole area from A1 to that cell would have to be held in memory, and leaving the cell out would pass over a content.",
        ),
        XLSX,
        "",
        "",
        (
            "在名称框输入消息中的地址并回车，查看内容：是误填的，删除所在的整行和整列；是有用的，移到表格旁边。然后保存。按 Ctrl+End 可以核对最后一个单元格。",
            "Type the address of the message into the name box and press Enter. If the content is there by accident, delete the whole row and column; if it is needed, move it to the table. Save. Ctrl+End shows the last cell.",
        ),
    ),
    Page(
        "FILE13",
        ("自由表太大", "Tables of no known form that are too large"),
        (
            "不是已知的表式，而且每张工作表都超过一百万格或两千列数字。",
            "No known form, and every sheet has more than a million cells or two thousand columns of numbers.",
        ),
        ("没有核对的文件不能算通过。", "A file that was not checked must not look like a pass."),
        FORM,
        "",
        "",
        ("把汇总表另存后再审核。", "Save the summary by itself and check that."),
    ),
)
