"""Why a file is not read (拒读原因): each refusal is a named exception with its Chinese sentence."""


class Refused(Exception):
    """A file that is not read (拒读): its code, and what, where, why and what to do."""

    code = "refused"
    sentence = "文件无法读取。"

    def __init__(self, *parts: object) -> None:
        super().__init__(self.sentence.format(*parts))


class TooLarge(Refused):
    """More bytes than are read (文件过大)."""

    code = "file_too_large"
    sentence = "文件有{}MB，超过20MB的上限。请删去图片或拆成几个文件后再上传。"


class NotText(Refused):
    """A kind of file that is not read as text (格式不支持)."""

    code = "not_text"
    sentence = "这不是文本、网页、Word（docx）、Excel（xlsx）或PDF文件（看起来是{}）。请另存为docx或txt后再上传。"


class UnknownEncoding(Refused):
    """The name of no encoding (编码名称不对)."""

    code = "unknown_encoding"
    sentence = "没有名为“{}”的编码。请从 utf-8、gb18030、big5、utf-16 中选择。"


class DeclaresEntities(Refused):
    """A page that declares entities of its own (自带实体声明)."""

    code = "declares_entities"
    sentence = "{}里带有DTD实体声明，可能借此引入外部内容，已拒绝。请用浏览器打开后把正文复制成txt再上传。"


class BadDocx(Refused):
    """A Word file that cannot be read (docx损坏)."""

    code = "bad_docx"
    sentence = "Word文件无法打开：{}。请在Word中重新打开并另存为docx后再上传。"


class BadXlsx(Refused):
    """An Excel file that cannot be read (xlsx损坏)."""

    code = "bad_xlsx"
    sentence = "Excel文件无法打开：{}。请在Excel中重新打开，删去多余的行列，另存为xlsx后再上传。"


class BadPdf(Refused):
    """A PDF that cannot be read (PDF损坏)."""

    code = "bad_pdf"
    sentence = "PDF文件无法打开：{}。请拆分或重新导出PDF，或改传docx、txt。"


class LockedFile(Refused):
    """A PDF that opens with a password only (加密PDF)."""

    code = "locked_pdf"
    sentence = "这份PDF设了打开密码，无法读取。请取消密码后另存，或改传docx、txt。"


class ScannedFile(Refused):
    """A PDF of scanned pages without text (扫描PDF)."""

    code = "scanned_pdf"
    sentence = (
        "这份PDF是扫描件，每页都是图片，没有可读取的文字。请用文字识别（OCR）软件转成docx后再上传，或上传原始电子文件。"
    )


class UnreadableFont(Refused):
    """A PDF whose fonts do not say which characters they show (字体无对照)."""

    code = "unreadable_font"
    sentence = "这份PDF的字体没有文字对照表，读出的是乱码。请用原始文件重新导出PDF，或改传docx、txt。"
