"""Names of files that the system's encoding cannot write: Chinese ones where it is ASCII or Latin-1."""

from __future__ import annotations

import codecs
import sys

from linter.cli.runner import CommandError

_NAME = "年报"
_REMEDY = "请设置环境变量 PYTHONUTF8=1 再运行"


def require_chinese_names() -> None:
    """Raise CommandError where no file can have a Chinese name, before a run that writes such files."""
    try:
        _NAME.encode(sys.getfilesystemencoding())
    except UnicodeEncodeError as error:
        raise CommandError(f"系统的文件名编码是 {error.encoding}，不能写出中文的文件名；{_REMEDY}") from None


def refusal(error: UnicodeEncodeError) -> str | None:
    """What to say where the system cannot write the name of a file; None for any other error."""
    system = codecs.lookup(sys.getfilesystemencoding()).name
    if system == "utf-8" or codecs.lookup(error.encoding).name != system:
        return None
    return f"系统的文件名编码是 {error.encoding}，写不出“{error.object}”；{_REMEDY}"
