"""The board's root file system: busybox, the program and the tools of the checks with the shared libraries they need, and the camera's modules."""
import gzip
import os
import re
import shutil
import subprocess
from pathlib import Path

from .kernel import BoardError, Kernel

GUEST = Path(__file__).parent.parent / "guest"
PROGRAM = "/usr/bin/edgeconv"
MODULES = ["vivid", "e1000"]
TOOLS = ["v4l2-ctl", "mosquitto", "mosquitto_sub"]
# The program finds them at run time, so ldd does not list them.
LOADED_BY_PROGRAM = ["libturbojpeg.so.0", "libmosquitto.so.1"]


def build(program: Path, kernel: Kernel, work: Path) -> Path:
    """Writes the archive that the kernel unpacks as its root."""
    root = work / "root"
    for folder in ("bin", "dev", "etc", "lib", "lib64", "proc", "run", "sys", "tmp", "usr/bin"):
        (root / folder).mkdir(parents=True)
    _busybox(root)
    for file in GUEST.iterdir():
        shutil.copy2(file, root / "etc" / file.name)
    _binary(program, root, PROGRAM)
    for tool in TOOLS:
        _binary(Path(_found(tool)), root, f"/usr/bin/{tool}")
    for library in LOADED_BY_PROGRAM:
        path = _library(library)
        _binary(path, root, str(path))
    _modules(kernel, root)
    return _archive(root, work / "initramfs.gz")


def _found(tool: str) -> str:
    return shutil.which(tool, path=f"{os.environ['PATH']}:/usr/sbin") or _refuse(f"there is no {tool}")


def _refuse(problem: str):
    raise BoardError(f"{problem}; tests/virtual-board/README.md lists the packages that are needed")


def _busybox(root: Path) -> None:
    busybox = _found("busybox")
    _binary(Path(busybox), root, "/bin/busybox")
    applets = subprocess.run([busybox, "--list"], capture_output=True, text=True, check=True).stdout.split()
    for applet in applets:
        if applet != "busybox":
            (root / "bin" / applet).symlink_to("busybox")
    (root / "init").symlink_to("bin/busybox")


def _binary(source: Path, root: Path, target: str) -> None:
    """Copies a program or library, and all libraries it is linked with."""
    _copy(source, root, target)
    linked = subprocess.run(["ldd", str(source)], capture_output=True, text=True)
    if "not found" in linked.stdout:
        _refuse(f"{source} is linked with a library that is not here:\n{linked.stdout}")
    for path in re.findall(r"(/\S+) \(0x", linked.stdout):
        _copy(Path(path), root, path)


def _copy(source: Path, root: Path, target: str) -> None:
    place = root / target.lstrip("/")
    if not place.exists():
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(source.resolve(), place)


def _library(name: str) -> Path:
    listed = subprocess.run(["/sbin/ldconfig", "-p"], capture_output=True, text=True, check=True).stdout
    found = re.search(rf"^\s*{re.escape(name)} .*x86-64.* => (\S+)$", listed, re.MULTILINE)
    return Path(found[1]) if found else _refuse(f"there is no {name}")


def _modules(kernel: Kernel, root: Path) -> None:
    folder = root / "lib" / "modules" / kernel.version
    for name in MODULES:
        for file in kernel.with_dependencies(name):
            place = folder / file.relative_to(kernel.modules)
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(file, place)
    shutil.copy2(kernel.modules / "modules.dep", folder)


def _archive(root: Path, target: Path) -> Path:
    names = sorted(str(path.relative_to(root)) for path in root.rglob("*"))
    packed = subprocess.run(
        ["cpio", "--create", "--format=newc", "--owner=0:0", "--reproducible", "--quiet"],
        cwd=root, input="\n".join(names).encode(), capture_output=True)
    if packed.returncode != 0:
        _refuse(f"cpio: {packed.stderr.decode().strip()}")
    with gzip.GzipFile(target, "wb", compresslevel=1, mtime=0) as file:
        file.write(packed.stdout)
    return target
