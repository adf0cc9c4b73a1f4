"""PyYAML's words about broken YAML, in Chinese and with advice."""

from __future__ import annotations

from linter.regex_cache import compiled
from linter.strict_yaml.location import Fault
from linter.strict_yaml.node import Mark
from linter.suggest import shorten

_LINE_END = compiled("\r\n|[\r\n\x85\u2028\u2029]")
# The start of PyYAML's message -> ours. Order matters: the first that fits is taken.
_MESSAGES = (
    ("found character '\\t' that cannot start", "缩进不能用制表符（Tab），请改用空格"),
    ("found character", "文字不能以这个字符开头，请加引号"),
    ("mapping values are not allowed", "这里不能再有冒号；文字里有“: ”时要加引号"),
    ("could not find expected ':'", "这一行缺少冒号"),
    ("expected <block end>", "缩进与上文不一致，或引号、括号之后还有多余的内容"),
    ("expected ',' or ']'", "方括号里缺少逗号，或没有用 ] 结束"),
    ("expected ',' or '}'", "花括号里缺少逗号，或没有用 } 结束"),
    ("expected the node content", "这里缺少内容，或括号没有结束"),
    ("found unexpected end of stream", "引号没有结束"),
    ("found unexpected document separator", "引号没有结束"),
    ("found unknown escape character", "双引号里有不认识的转义；反斜杠要写成 \\\\，或改用单引号"),
    ("expected escape sequence", "双引号里的转义不完整"),
    ("expected alphabetic or numeric", "以 & 或 * 开头的文字要加引号"),
    ("sequence entries are not allowed", "这里不能开始列表项"),
    ("expected '<document start>'", "文档已经结束，这里还有多余的内容"),
    ("found undefined tag handle", "不认识的标签；以 ! 开头的文字要加引号"),
)


def syntax_fault(error: Exception, text: str, file: str, last: Mark | None) -> Fault:
    """What a PyYAML error says, as a fault; it stands at `last` if it names no place."""
    from yaml.error import MarkedYAMLError
    from yaml.reader import ReaderError

    if isinstance(error, ReaderError):
        return _control_character(error.position, text, file)
    mark: Mark | None = last
    message = "YAML 语法错误"
    if isinstance(error, MarkedYAMLError):
        problem = error.problem or ""
        message = f"YAML 语法错误（{shorten(problem)}）"
        for start, translation in _MESSAGES:
            if problem.startswith(start):
                message = translation
                break
        # Where a quotation that never ends begins says more than where the file ends.
        unclosed = "unexpected" in problem and error.context_mark is not None
        mark = error.context_mark if unclosed else error.problem_mark or error.context_mark
    line, column = (mark.line, mark.column) if mark else (0, 0)
    return Fault(file, line + 1, column + 1, "", message)


def _control_character(position: int, text: str, file: str) -> Fault:
    ends = [match.end() for match in _LINE_END.finditer(text, 0, position)]
    column = position - (ends[-1] if ends else 0) + 1
    message = f"有不能出现的控制字符 U+{ord(text[position]):04X}"
    return Fault(file, len(ends) + 1, column, "", message)
