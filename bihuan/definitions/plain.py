"""YAML text to plain values (读取定义文件): JSON's kinds only, days as text, nothing given twice."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any

import yaml


class _PlainLoader(yaml.CSafeLoader):
    """PyYAML's safe loader without its traps: `on: x` stays a word, and a key given twice is refused."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen: set[str] = set()
        for key, _ in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise yaml.constructor.ConstructorError(None, None, "名称只能是一个词，不能是列表", key.start_mark)
            if key.value in seen:
                raise yaml.constructor.ConstructorError(None, None, f"“{key.value}”写了两次", key.start_mark)
            seen.add(key.value)
        return super().construct_mapping(node, deep)


_PlainLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:bool"]
    for first, resolvers in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}
_PlainLoader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), list("tf"))


def plain_values(text: str) -> object:
    """What a YAML text says, as JSON could say it (文本转为数据).

    Raises: yaml.YAMLError: the text is not YAML, or says a thing twice.
    """
    return _plain(yaml.load(text, Loader=_PlainLoader))  # noqa: S506 a subclass of the safe loader


def _plain(value: object) -> object:
    match value:
        case dict():
            return {str(key): _plain(each) for key, each in value.items()}
        case list():
            return [_plain(each) for each in value]
        case date() | datetime():
            return value.isoformat()
    return value
