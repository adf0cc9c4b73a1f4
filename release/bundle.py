"""The offline bundle: the wheel and all it needs for several systems, with an installer for each.

`python -m release.bundle [--system NAME …] dist/nianbao-offline.zip` needs the network, pip and packaging;
who installs the bundle needs neither network nor pip, only a Python of one of VERSIONS.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from email.parser import BytesParser
from pathlib import Path
from typing import NamedTuple

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
FOLDER = "nianbao-offline"
"""The folder in the archive."""

VERSIONS = ("3.11", "3.12", "3.13")
"""Versions of Python that the bundle can be installed with."""


class System(NamedTuple):
    """A system: its platform tags, as pip takes them, and what markers of requirements ask of it."""

    tags: tuple[str, ...]
    sys_platform: str
    platform_system: str
    platform_machine: str
    os_name: str = "posix"


_LINUX = ("manylinux_2_28", "manylinux_2_17", "manylinux2014")

SYSTEMS: Mapping[str, System] = {
    "windows": System(("win_amd64",), "win32", "Windows", "AMD64", "nt"),
    "macos-arm64": System(("macosx_13_0_arm64",), "darwin", "Darwin", "arm64"),
    "macos-x86_64": System(("macosx_13_0_x86_64",), "darwin", "Darwin", "x86_64"),
    "linux-x86_64": System(tuple(f"{tag}_x86_64" for tag in _LINUX), "linux", "Linux", "x86_64"),
    "linux-aarch64": System(tuple(f"{tag}_aarch64" for tag in _LINUX), "linux", "Linux", "aarch64"),
}
"""What the bundle can be installed on."""

EXTRAS = "web"
"""What is installed besides the ordinary dependencies: the local page."""


class BundleError(Exception):
    """The bundle could not be made; str() says why."""


def make(target: Path, systems: Sequence[str] = tuple(SYSTEMS), versions: Sequence[str] = VERSIONS) -> None:
    """Write the bundle. Raises BundleError."""
    with tempfile.TemporaryDirectory() as name:
        wheels = Path(name) / "wheels"
        wheels.mkdir()
        _run("-m", "hatchling", "build", "-t", "wheel", "-d", str(wheels))
        [own] = wheels.glob("nianbao-*.whl")
        for system in systems:
            for version in versions:
                _download(("pip", f"{own}[{EXTRAS}]"), wheels, SYSTEMS[system], version)
                while more := missing(wheels, SYSTEMS[system], version):
                    _download(sorted(more), wheels, SYSTEMS[system], version)
        target.parent.mkdir(parents=True, exist_ok=True)
        with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:  # wheels are compressed
            for path in sorted(wheels.iterdir()):
                archive.write(path, f"{FOLDER}/wheels/{path.name}")
            for file, data, mode in _texts():
                info = zipfile.ZipInfo(f"{FOLDER}/{file}", (2000, 1, 1, 0, 0, 0))
                info.external_attr = (0o100000 | mode) << 16
                archive.writestr(info, data, zipfile.ZIP_DEFLATED)


def missing(folder: Path, system: System, version: str) -> set[str]:
    """The distributions that wheels in a folder need on a system and are not there: pip reads markers as for
    the system that it runs on. pip itself is among the wheels: not every Python brings it."""
    asked = {
        **system._asdict(),
        "python_version": version,
        "python_full_version": f"{version}.0",
        "extra": "",
    }
    asked |= {"implementation_name": "cpython", "platform_python_implementation": "CPython"}
    there = {canonicalize_name(path.name.partition("-")[0]) for path in folder.glob("*.whl")}
    needed: set[str] = set()
    for path in folder.glob("*.whl"):
        for line in _requirements(path):
            one = Requirement(line)
            extra = {"extra": EXTRAS if path.name.startswith("nianbao-") else ""}
            if one.marker is None or one.marker.evaluate({**asked, **extra}):
                needed.add(canonicalize_name(one.name))
    return needed - there


def _requirements(wheel: Path) -> list[str]:
    with zipfile.ZipFile(wheel) as archive:
        [name] = [each for each in archive.namelist() if each.endswith(".dist-info/METADATA")]
        return BytesParser().parsebytes(archive.read(name)).get_all("Requires-Dist", [])


def _download(wanted: Sequence[str], folder: Path, system: System, version: str) -> None:
    """Put the wheels that one system and one Python need into a folder."""
    platforms = [word for tag in system.tags for word in ("--platform", tag)]
    _run(
        *("-m", "pip", "download", "-q", "--disable-pip-version-check", "--only-binary", ":all:"),
        *("--implementation", "cp", "--python-version", version, *platforms),
        *("-d", str(folder), *wanted),
    )


def _run(*words: str) -> None:
    done = subprocess.run(
        [sys.executable, *words], cwd=ROOT, capture_output=True, encoding="utf-8", check=False
    )
    if done.returncode != 0:
        raise BundleError(f"{' '.join(words)}\n{done.stdout}{done.stderr}")


def _texts() -> Iterator[tuple[str, bytes, int]]:
    """Installers and words for the user, each as its system reads it: cmd.exe in the code page of Chinese
    Windows, its editor with a byte order mark."""
    own = ROOT / "release"
    for name, encoding, line_end, mode in (
        ("install.bat", "gbk", "\r\n", 0o644),
        ("install.sh", "utf-8", "\n", 0o755),
        ("README.txt", "utf-8-sig", "\r\n", 0o644),
    ):
        text = (own / name).read_text(encoding="utf-8")
        yield name, text.replace("\n", line_end).encode(encoding), mode
    yield "LICENSE.txt", (ROOT / "LICENSE").read_bytes(), 0o644


def main() -> int:
    """Make the bundle that the arguments ask for; the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--system", action="append", choices=SYSTEMS)
    parser.add_argument("--python", action="append", choices=VERSIONS)
    parser.add_argument("target", type=Path)
    args = parser.parse_args()
    try:
        make(args.target, args.system or tuple(SYSTEMS), args.python or VERSIONS)
    except BundleError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"{args.target}: {args.target.stat().st_size / 1e6:.0f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
