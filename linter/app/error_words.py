"""Errors of the operating system in Chinese."""

from __future__ import annotations


def reason(error: OSError) -> str:
    """Why the system refused, in Chinese where the reason is a usual one."""
    if isinstance(error, FileNotFoundError):
        return "文件不存在"
    if isinstance(error, PermissionError):
        return "没有权限"
    if isinstance(error, IsADirectoryError):
        return "这是一个文件夹"
    return error.strerror or str(error)
