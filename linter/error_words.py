"""Errors of the operating system in Chinese."""

from __future__ import annotations

import errno
import sys

_WORDS = {
    "EACCES": "没有权限",
    "EADDRINUSE": "这个端口正被别的程序占用",
    "EADDRNOTAVAIL": "这台机器没有这个地址",
    "EAFNOSUPPORT": "这台机器不支持这种地址",
    "EAGAIN": "系统资源暂时不够，请稍后再试",
    "EBADF": "没有打开",
    "EBUSY": "正在使用中",
    "ECONNABORTED": "连接中断了",
    "ECONNREFUSED": "对方没有应答，连接被拒绝",
    "ECONNRESET": "连接被对方断开",
    "EDQUOT": "超过了磁盘配额",
    "EEXIST": "已有同名的文件或文件夹",
    "EFBIG": "文件太大",
    "EHOSTDOWN": "对方的机器没有开",
    "EHOSTUNREACH": "找不到通向对方的网络",
    "EILSEQ": "名字里有系统不能用的字符",
    "EINVAL": "系统不接受这个名字或这种操作",
    "EIO": "读写出错，请检查磁盘",
    "EISDIR": "这是一个文件夹",
    "ELOOP": "链接绕成了圈，或者层数太多",
    "EMFILE": "打开的文件太多",
    "EMLINK": "链接太多",
    "ENAMETOOLONG": "名字太长",
    "ENETDOWN": "网络没有连通",
    "ENETUNREACH": "找不到通向对方的网络",
    "ENFILE": "打开的文件太多",
    "ENODEV": "没有这个设备",
    "ENOENT": "文件不存在",
    "ENOLCK": "系统没有空闲的文件锁",
    "ENOMEM": "内存不够",
    "ENOSPC": "磁盘已满",
    "ENOSYS": "系统不支持这种操作",
    "ENOTCONN": "没有连接",
    "ENOTDIR": "路径中有一段不是文件夹",
    "ENOTEMPTY": "文件夹不是空的",
    "ENOTSUP": "系统不支持这种操作",
    "ENXIO": "没有这个设备，或者管道的另一端没有打开",
    "EOPNOTSUPP": "系统不支持这种操作",
    "EOVERFLOW": "文件太大",
    "EPERM": "没有权限",
    "EPIPE": "对方不再接收",
    "EROFS": "磁盘是只读的",
    "ESTALE": "网络磁盘上的文件已经变动，请再试",
    "ETIMEDOUT": "等待超时",
    "ETXTBSY": "正作为程序运行",
    "EXDEV": "不在同一个磁盘上",
}
"""What the system says by the names of its numbers, in Chinese."""

_BY_NUMBER = {getattr(errno, name): words for name, words in _WORDS.items() if hasattr(errno, name)}

_WINDOWS_WORDS = {
    5: "没有权限，或者文件正在别的程序中打开",  # ERROR_ACCESS_DENIED
    32: "文件正在别的程序中打开，请先关闭",  # ERROR_SHARING_VIOLATION
    33: "文件正在别的程序中打开，请先关闭",  # ERROR_LOCK_VIOLATION
}
"""The same for what Windows says by its own numbers."""

_SQLITE_WORDS = {
    3: "没有权限",  # SQLITE_PERM
    5: "正被另一个进程使用",  # SQLITE_BUSY
    6: "正被另一个进程使用",  # SQLITE_LOCKED
    7: "内存不够",  # SQLITE_NOMEM
    8: "文件或磁盘是只读的",  # SQLITE_READONLY
    10: "读写出错，请检查磁盘",  # SQLITE_IOERR
    11: "文件已损坏",  # SQLITE_CORRUPT
    13: "磁盘已满",  # SQLITE_FULL
    14: "打不开文件",  # SQLITE_CANTOPEN
    26: "文件已损坏",  # SQLITE_NOTADB
}
"""The same for what SQLite says by its primary result codes (sqlite.org/rescode.html)."""


def reason(error: OSError) -> str:
    """Why the system refused, in Chinese."""
    windows = getattr(error, "winerror", None)
    if (words := _WINDOWS_WORDS.get(windows or 0)) is not None:
        return words
    if _is_name_error(error):
        return "找不到这台主机，请检查名字"
    said = error.strerror or str(error)
    if not windows and not said.isascii():
        return said  # no words of the system: whoever raised it has said why
    found = _BY_NUMBER.get(error.errno or 0)
    return found if found is not None else _unknown(said)


def database_reason(error: Exception) -> str:
    """Why SQLite refused, in Chinese."""
    code = getattr(error, "sqlite_errorcode", 0)
    return _SQLITE_WORDS.get(code & 0xFF) or _unknown(str(error))


def _is_name_error(error: OSError) -> bool:
    """Whether no address was found for the name of a host; these errors have numbers of their own, below
    zero on Linux, where others may wrap them."""
    socket = sys.modules.get("socket")
    return (error.errno or 0) < 0 or (socket is not None and isinstance(error, socket.gaierror))


def _unknown(said: str) -> str:
    return f"系统报告的错误（{said}）"
