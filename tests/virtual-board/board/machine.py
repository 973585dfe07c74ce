"""The running board: QEMU, its console, and a shell in it."""
import itertools
import os
import re
import select
import socket
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Callable

from .kernel import BoardError, Kernel

BOOT_SECONDS = 180
COMMAND_SECONDS = 120
# The board's clock counts instructions, 2 ns each: it is a board with one core of 500 MIPS, however busy the computer is that emulates it. What it measures, and how
# long it waits for things, depends on the program then, not on the computer; only idle time goes by as fast as on a clock on the wall.
CLOCK = ["-icount", "shift=1", "-smp", "1"]
# The kernel finds the devices by itself; what it does against attacks from other programs takes time under emulation.
KERNEL_OPTIONS = "console=ttyS0 loglevel=4 panic=-1 mitigations=off nokaslr random.trust_cpu=on"
LOOK_SECONDS = 0.2
RECORD_SEPARATOR = "\x1e"


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


@dataclass(frozen=True)
class Answer:
    """What a command in the board printed, and its exit code."""

    text: str
    code: int


class Machine:
    """A board from power-on to power-off; a context manager. Its port WEB_PORT is reached from outside at web_address."""

    WEB_PORT = 8080

    def __init__(self, kernel: Kernel, initramfs: Path, work: Path):
        self.work = work
        port = _free_port()
        self.web_address = f"http://127.0.0.1:{port}"
        self.console = work / "console.log"
        self._socket = work / "shell.socket"
        self._numbers = itertools.count(1)
        self._unread = b""
        self._shell: socket.socket | None = None
        self._qemu = subprocess.Popen(
            [
                "qemu-system-x86_64", "-machine", "q35", "-cpu", "max", *CLOCK, "-m", "512",
                "-nodefaults", "-no-user-config", "-display", "none", "-no-reboot",
                "-kernel", str(kernel.image), "-initrd", str(initramfs), "-append", KERNEL_OPTIONS,
                "-netdev", f"user,id=net,restrict=on,hostfwd=tcp:127.0.0.1:{port}-:{self.WEB_PORT}", "-device", "e1000,netdev=net",
                "-serial", f"file:{self.console}",
                "-chardev", f"socket,id=shell,path={self._socket},server=on,wait=off", "-serial", "chardev:shell",
            ],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)

    def __enter__(self) -> "Machine":
        try:
            self._connect()
            self._wait_for_start()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_) -> None:
        if self._shell:
            self._shell.close()
        self._qemu.kill()
        self._qemu.wait()
        self._qemu.stderr.close()

    def run(self, command: str, seconds: float = COMMAND_SECONDS) -> Answer:
        """Runs a shell command in the board."""
        number = next(self._numbers)
        # Its input is empty: what it read would be the next commands.
        self._shell.sendall(f"{{ {command}\n}} </dev/null 2>&1\necho \"{RECORD_SEPARATOR}{number} $?\"\n".encode())
        text, end = self._read_until(rf"{RECORD_SEPARATOR}{number} (\d+)\n", seconds, f"`{command}` in the board")
        return Answer(text, int(end[1]))

    def sh(self, command: str, seconds: float = COMMAND_SECONDS) -> str:
        """Runs a shell command that is to succeed; answers what it printed, without the last line's end."""
        answer = self.run(command, seconds)
        if answer.code != 0:
            raise BoardError(f"`{command}` in the board ended with {answer.code}: {answer.text.strip()}")
        return answer.text.rstrip("\n")

    def wait_until(self, what: str, is_so: Callable[[], object], seconds: float, last_words: Callable[[], object]) -> float:
        """Waits until something is so; answers how long that took, by the board's clock."""
        begun = self.clock()
        while True:
            found = is_so()
            took = self.clock() - begun
            if found and took <= seconds:
                return took
            if took > seconds:
                raise BoardError(f"{what}: not within {seconds:g} s; last: {last_words() or 'nothing'}")
            time.sleep(LOOK_SECONDS)

    def clock(self) -> float:
        """Seconds since the board's start, by its own clock."""
        return float(self.sh("cat /proc/uptime").split()[0])

    def is_running(self, pid: int) -> bool:
        """Whether the process is there, and no zombie."""
        return self.run(f"grep -q '^State:.[RSD]' /proc/{pid}/status").code == 0

    def last_words(self, lines: int = 30) -> str:
        """The end of what the console showed."""
        text = self.console.read_text(errors="replace") if self.console.exists() else ""
        return "\n".join(text.splitlines()[-lines:])

    def _qemu_words(self) -> str:
        self._qemu.kill()
        return self._qemu.stderr.read().strip()

    def _connect(self) -> None:
        end = time.monotonic() + 10
        while True:
            try:
                self._shell = socket.socket(socket.AF_UNIX)
                self._shell.connect(str(self._socket))
                return
            except (FileNotFoundError, ConnectionRefusedError):
                self._shell.close()
                if self._qemu.poll() is not None or time.monotonic() > end:
                    raise BoardError(f"QEMU does not start: {self._qemu_words() or 'it made no socket'}") from None
                time.sleep(0.05)

    def _wait_for_start(self) -> None:
        self._read_until("board is up\n", BOOT_SECONDS, "starting the board")

    def _read_until(self, pattern: str, seconds: float, what: str) -> tuple[str, re.Match]:
        expression = re.compile(pattern.encode())
        end = time.monotonic() + seconds
        while True:
            if found := expression.search(self._unread):
                text, self._unread = self._unread[:found.start()], self._unread[found.end():]
                return text.decode(errors="replace"), found
            readable, _, _ = select.select([self._shell], [], [], max(0, end - time.monotonic()))
            if not readable:
                raise BoardError(f"{what} did not end within {seconds:.0f} s; it had printed: {self._unread[-500:].decode(errors='replace')}")
            part = os.read(self._shell.fileno(), 1 << 16)
            if not part:
                raise BoardError(f"{what}: the board has stopped. {self._qemu_words()}")
            self._unread += part
