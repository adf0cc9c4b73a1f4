"""Finds LibreOffice on this computer, and says how to install it."""

from __future__ import annotations

import os
import shutil
import sys

VARIABLE = "NIANBAO_SOFFICE"
"""The environment variable that names the program."""

_NAMES = ("soffice", "libreoffice", "loffice")
_MAC = ("/Applications/LibreOffice.app/Contents/MacOS/soffice",)
_WINDOWS = (r"LibreOffice\program\soffice.com", r"LibreOffice\program\soffice.exe")
_FOLDERS = ("PROGRAMFILES", "PROGRAMW6432", "PROGRAMFILES(X86)")  # environment variables of Windows
_INSTALL = {
    "darwin": "brew install --cask libreoffice",
    "win32": "winget install TheDocumentFoundation.LibreOffice",
}
_INSTALL_ELSEWHERE = "sudo apt install libreoffice-writer"


def program() -> str | None:
    """The path of the program, or None. If the variable names one, no other is used."""
    chosen = os.environ.get(VARIABLE)
    if chosen:
        return shutil.which(chosen)
    return next((found for name in _NAMES if (found := shutil.which(name))), None) or _installed()


def _installed() -> str | None:
    """The program in the places that no search path names."""
    paths: tuple[str, ...] = ()
    if sys.platform == "darwin":
        paths = _MAC
    elif sys.platform == "win32":
        folders = dict.fromkeys(os.environ[name] for name in _FOLDERS if name in os.environ)
        paths = tuple(os.path.join(folder, name) for folder in folders for name in _WINDOWS)
    return next((path for path in paths if os.path.isfile(path)), None)


def absence() -> str:
    """The reason why nothing can be converted here, and what helps, in Chinese."""
    if chosen := os.environ.get(VARIABLE):
        return f"环境变量 {VARIABLE} 指定的程序不存在或不能运行：{chosen}"
    return (
        "读取这种文档要用 LibreOffice，这台电脑上没有找到；请先安装"
        f"（{_INSTALL.get(sys.platform, _INSTALL_ELSEWHERE)}），"
        "或者用 Word、WPS 把文档另存为 .docx 后再检查"
    )
