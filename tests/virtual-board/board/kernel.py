"""Debian's kernel and its modules, downloaded once and not installed."""
import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

PACKAGE = "linux-image-amd64"


class BoardError(Exception):
    """The board cannot be built or does not answer; the message says why and what helps."""


@dataclass(frozen=True)
class Kernel:
    """A kernel's files: the image, and the folder of its modules with modules.dep in it."""

    image: Path
    modules: Path

    @property
    def version(self) -> str:
        return self.modules.name

    def with_dependencies(self, name: str) -> list[Path]:
        """The files of a module and of all it needs."""
        for line in (self.modules / "modules.dep").read_text().splitlines():
            file, _, needed = line.partition(":")
            if Path(file).name == f"{name}.ko":
                return [self.modules / part for part in (file, *needed.split())]
        raise BoardError(f"kernel {self.version} has no module {name}; {PACKAGE} has, the kernels for clouds may lack it")


def fetch() -> Kernel:
    """The kernel that Debian gives now, from the folder of downloads if it is there already."""
    package = _newest()
    cache = Path(os.environ.get("EDGECONV_BOARD_CACHE") or Path.home() / ".cache" / "edgeconv" / "virtual-board")
    folder = cache / package
    if not folder.exists():
        _download(package, folder)
    version = package.removeprefix("linux-image-")
    return Kernel(folder / "boot" / f"vmlinuz-{version}", folder / "lib" / "modules" / version)


def _newest() -> str:
    listed = subprocess.run(["apt-cache", "depends", PACKAGE], capture_output=True, text=True)
    found = re.search(r"Depends: (linux-image-[0-9]\S*)", listed.stdout)
    if not found:
        raise BoardError(f"apt-cache knows no {PACKAGE}: {listed.stderr.strip() or 'run apt-get update'}")
    return found[1]


def _download(package: str, folder: Path) -> None:
    # Under another name until it is whole: a download that was interrupted is begun anew.
    part = folder.with_name(folder.name + ".part")
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(parents=True)
    _must("apt-get", "download", package, cwd=part)
    [archive] = part.glob("*.deb")
    _must("dpkg-deb", "-x", str(archive), str(part))
    archive.unlink()
    _must("/sbin/depmod", "-b", str(part), package.removeprefix("linux-image-"))
    part.rename(folder)


def _must(*command: str, cwd: Path | None = None) -> None:
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True)
    if done.returncode != 0:
        raise BoardError(f"{' '.join(command)}: {done.stderr.strip()}")
