"""The JSON Schema of config files."""

from __future__ import annotations

from linter.app.config.discovery import NAME
from linter.app.config.file import ConfigFile
from linter.strict_yaml.schema import Json, schema


def config_schema() -> dict[str, Json]:
    """JSON Schema (2020-12) of a config file, made from the classes that it decodes into.

    It knows shapes, words and required keys; whether codes, files and names exist is checked when the file
    is read.
    """
    return {"title": f"nianbao 配置文件 {NAME}", **schema(ConfigFile)}
