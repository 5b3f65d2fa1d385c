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
    sentence = "这不是文本、网页或Word（docx）文件（看起来是{}）。请另存为docx或txt后再上传。"


class UnknownEncoding(Refused):
    """The name of no encoding (编码名称不对)."""

    code = "unknown_encoding"
    sentence = "没有名为“{}”的编码。请从 utf-8、gb18030、big5、utf-16 中选择。"


class DeclaresEntities(Refused):
    """A page that declares entities of its own (自带实体声明)."""

    code = "declares_entities"
    sentence = "{}里带有DTD实体声明，可能借此引入外部内容，已拒绝。请用浏览器打开后把正文复制成txt再上传。"


class BadArchive(Refused):
    """A Word file that cannot be unpacked (docx损坏)."""

    code = "bad_docx"
    sentence = "Word文件无法打开：{}。请在Word中重新打开并另存为docx后再上传。"


class Bomb(Refused):
    """A Word file that unpacks beyond the limits (解压超限)."""

    code = "zip_limit"
    sentence = "Word文件解压后{}，超过上限，已停止读取。请确认文件来源，另存为docx后再上传。"
