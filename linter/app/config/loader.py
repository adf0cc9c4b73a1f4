"""Config files found and read, all faults of one at once.

Imported only where there is a config file: YAML costs more than looking for one.
"""

from __future__ import annotations

import os

from linter.app.config.discovery import LARGEST, NAME, OTHER_NAME
from linter.app.config.file import Config, ConfigFile
from linter.app.config.glob import as_typed
from linter.app.config.quoting import is_within, unquoted
from linter.app.error_words import reason
from linter.regular_file import read_regular
from linter.strict_yaml import Fault, RuleError, compose, decode


def read_config(path: str, *, named: bool = False) -> Config:
    """The config in a file. Raises RuleError with every fault that shows without the rules.

    One that was found and leads out of its folder is not quoted; one that the user `named` is.
    """
    shown = as_typed(path)
    if not named and os.path.basename(path) == OTHER_NAME:
        raise RuleError([Fault(shown, 1, 1, "", f"配置文件的名称应是 {NAME}，请把这个文件改名")])
    folder = os.path.dirname(os.path.abspath(path))
    if named or is_within(folder, path):
        return _read(path, shown)
    with unquoted({shown}):
        return _read(path, shown)


def _read(path: str, shown: str) -> Config:
    written = _decoded(_text(path, shown), shown)
    config = Config(shown, os.path.dirname(os.path.abspath(path)), written)
    faults = [*written.faults(), *_missing(config)]
    if faults:
        raise RuleError(faults)
    return config


def named_files(path: str) -> tuple[str, ...]:
    """The packs and the baseline that a config file names, there or not; none of one that cannot be read."""
    shown = as_typed(path)
    try:
        config = Config(shown, os.path.dirname(os.path.abspath(path)), _decoded(_text(path, shown), shown))
    except RuleError:
        return ()
    return (*config.packs, config.baseline) if config.baseline is not None else config.packs


def _text(path: str, shown: str) -> str:
    try:
        return read_regular(path, LARGEST).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise RuleError([Fault(shown, 1, 1, "", "配置文件必须是 UTF-8 编码")]) from None
    except FileNotFoundError:
        raise RuleError([Fault(shown, 1, 1, "", "找不到配置文件")]) from None
    except IsADirectoryError:
        raise RuleError([Fault(shown, 1, 1, "", "这是一个文件夹，不是配置文件")]) from None
    except OSError as error:
        raise RuleError([Fault(shown, 1, 1, "", f"读不了配置文件：{reason(error)}")]) from None


def _decoded(text: str, shown: str) -> ConfigFile:
    if all(not line.strip() or line.lstrip().startswith("#") for line in text.splitlines()):
        return ConfigFile()  # an empty file chooses nothing, and ends the search above it
    faults: list[Fault] = []
    written = decode(compose(text, shown, faults), ConfigFile, shown, faults)
    if faults or written is None:
        raise RuleError(faults)
    return written


def _missing(config: Config) -> list[Fault]:
    """Rule files that are not there; the baseline is looked for by those who read it."""
    return [
        pack.where.fault(f"找不到规则文件：{pack}")
        for pack, path in zip(config.written.extends, config.packs, strict=True)
        if not os.path.exists(path)
    ]
