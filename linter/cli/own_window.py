"""The window that the system opened for this program alone: it closes with the program."""

from __future__ import annotations

import os
import sys
from contextlib import suppress

_PROGRAMS = ("nianbao", "python", "py")  # the program, and what an installed command starts it by
_MOST = 64  # processes on one console
_MAY_ASK = 0x1000  # PROCESS_QUERY_LIMITED_INFORMATION


def has_terminal() -> bool:
    """Whether standard input and output are a terminal, so that somebody may be there."""
    try:
        return sys.stdin.isatty() and sys.stdout.isatty()
    except (AttributeError, ValueError):  # closed
        return False


def is_own() -> bool:
    """Whether standard input and output are a window that closes when the program ends, as far as can be
    known: on Windows no other program is on the console, elsewhere a desktop's terminal runs nothing else."""
    if not has_terminal():
        return False
    if sys.platform == "win32":
        own = is_alone(_console_programs())
    else:
        own = _leads_session() and bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
    return own


def is_alone(programs: list[str]) -> bool:
    """Whether all of the programs on a console, by their paths, are this one; "" is one without a name."""
    own = (*_PROGRAMS, os.path.basename(sys.executable).lower().removesuffix(".exe"))
    return bool(programs) and all(_stem(each).startswith(own) for each in programs)


def wait_for_key() -> None:
    """Keep the window open until a key is pressed."""
    sys.stdout.write("按任意键关闭窗口……" if sys.platform == "win32" else "按回车键关闭窗口……")
    sys.stdout.flush()
    with suppress(EOFError, KeyboardInterrupt, OSError):
        if sys.platform == "win32":
            import msvcrt

            msvcrt.getwch()
        else:
            sys.stdin.readline()


def _stem(path: str) -> str:
    return path.replace("\\", "/").rpartition("/")[2].lower().removesuffix(".exe")


def _leads_session() -> bool:
    """Whether no shell has started this program: it, or what unpacked it, is what the terminal runs."""
    leads = False
    if sys.platform != "win32":
        leader = os.getsid(0)
        leads = leader == os.getpid() or (getattr(sys, "frozen", False) and leader == os.getppid())
    return leads


def _console_programs() -> list[str]:
    """The paths of the programs that share the console; empty where the system does not say."""
    paths: list[str] = []
    if sys.platform == "win32":
        import ctypes
        from ctypes import wintypes

        kernel = ctypes.WinDLL("kernel32")
        kernel.OpenProcess.restype = wintypes.HANDLE
        processes = (wintypes.DWORD * _MOST)()
        count = kernel.GetConsoleProcessList(processes, _MOST)
        for process in processes[: count if count <= _MOST else 0]:
            path, length = ctypes.create_unicode_buffer(32_768), wintypes.DWORD(32_768)
            handle = wintypes.HANDLE(kernel.OpenProcess(_MAY_ASK, False, process))
            name = ""
            if handle.value is not None:
                if kernel.QueryFullProcessImageNameW(handle, 0, path, ctypes.byref(length)):
                    name = path.value
                kernel.CloseHandle(handle)
            paths.append(name)
    return paths
