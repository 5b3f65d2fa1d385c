"""Official papers as Word files (公文): laid out after GB/T 9704-2012 from plain blocks."""

from bihuan.engine.office.word.blocks import (
    Across,
    Addressee,
    Attachment,
    Attachments,
    Block,
    Colophon,
    Column,
    Heading,
    Note,
    Picture,
    RedHead,
    Signature,
    Subtitle,
    Table,
    Text,
    Title,
    Upright,
    chinese_day,
)
from bihuan.engine.office.word.document import document
from bihuan.engine.office.word.layout import BadLayout, Layout, layout

__all__ = [
    "Across",
    "Addressee",
    "Attachment",
    "Attachments",
    "BadLayout",
    "Block",
    "Colophon",
    "Column",
    "Heading",
    "Layout",
    "Note",
    "Picture",
    "RedHead",
    "Signature",
    "Subtitle",
    "Table",
    "Text",
    "Title",
    "Upright",
    "chinese_day",
    "document",
    "layout",
]
