"""The program under test, running in the board."""
import itertools
import json
import re
from dataclasses import dataclass
from typing import Callable, Iterable

from .checks import NotAsExpected
from .initramfs import PROGRAM
from .machine import Machine

_SUMMARY = re.compile(r"(\d+) frames captured, (\d+) lost, (\d+) damaged; (\d+) decided on, (\d+) passed over for newer ones, (\d+) unreadable")
_numbers = itertools.count(1)


@dataclass(frozen=True)
class Summary:
    """What became of all frames, as the program's last line says."""

    captured: int
    lost: int
    damaged: int
    decided: int
    passed_over: int
    unreadable: int


@dataclass(frozen=True)
class End:
    """How the program ended: its exit code, and after how long."""

    code: int
    seconds: float


class Output:
    """The lines of JSON and the journal of one or more runs of the program, in two files."""

    def __init__(self, machine: Machine, name: str):
        self.machine = machine
        self.lines = f"/tmp/{name}.json"
        self.journal_file = f"/tmp/{name}.log"
        self._seen = 0
        machine.sh(f": >{self.lines}; : >{self.journal_file}")

    def count(self) -> int:
        """Decisions until now."""
        return int(self.machine.sh(f"wc -l <{self.lines}"))

    def new_decisions(self) -> list[dict]:
        """The decisions since it was asked last. A line that is being written is left for the next time."""
        whole = self.machine.sh(f"tail -n +{self._seen + 1} {self.lines} | head -n $(($(wc -l <{self.lines}) - {self._seen}))").splitlines()
        self._seen += len(whole)
        return [json.loads(line) for line in whole]

    def skip(self) -> None:
        """Leaves out all decisions until now."""
        self._seen = self.count()

    def journal(self) -> str:
        """What the program said beside decisions."""
        return self.machine.sh(f"cat {self.journal_file}")

    def wait_for(self, what: str, is_so: Callable[[], object], seconds: float) -> float:
        """Waits until something is so; answers how long that took, by the board's clock."""
        return self.machine.wait_until(what, is_so, seconds, lambda: self.journal()[-400:].strip())

    def wait_for_more(self, decisions: int = 1, seconds: float = 10) -> float:
        """Waits for further decisions; answers how long that took."""
        before = self.count()
        return self.wait_for(f"{decisions} more decisions", lambda: self.count() >= before + decisions, seconds)

    def wait_for_label(self, label: str, seconds: float = 10) -> dict:
        """Waits for a decision whose best class is this one; answers the decision."""
        last: dict = {}

        def is_so() -> bool:
            nonlocal last
            for decision in self.new_decisions():
                last = decision
                if best(decision) == label:
                    return True
            return False

        self.machine.wait_until(f"a decision for {label}", is_so, seconds, lambda: last)
        return last

    def wait_for_words(self, words: str, seconds: float = 10) -> None:
        """Waits until the journal has them."""
        self.wait_for(f"the words “{words}”", lambda: words in self.journal(), seconds)

    def summary(self) -> Summary:
        """The last line of the journal."""
        found = _SUMMARY.search(self.journal())
        if not found:
            raise NotAsExpected(f"the program printed no summary, but: {self.journal()[-400:]}")
        return Summary(*map(int, found.groups()))


def best(decision: dict) -> str | None:
    """The label of the best class of a decision."""
    guesses = decision["predictions"]
    return guesses[0]["label"] if guesses else None


class Program:
    """A run of `edgeconv run --json --all` from start to end; a context manager that ends it."""

    def __init__(self, machine: Machine, camera: str, more: Iterable[str] = ()):
        self.machine = machine
        self.output = Output(machine, f"run{next(_numbers)}")
        arguments = " ".join(["run", "--camera", camera, "--json", "--all", *more])
        self.pid = int(machine.sh(f"{PROGRAM} {arguments} >{self.output.lines} 2>{self.output.journal_file} & echo $!"))
        self._is_over = False

    def __enter__(self) -> "Program":
        return self

    def __exit__(self, *_) -> None:
        if not self._is_over:
            self.machine.run(f"kill -KILL {self.pid}; wait {self.pid}")

    def is_running(self) -> bool:
        """Whether the process is there, and no zombie."""
        return self.machine.is_running(self.pid)

    def end(self, signal: str = "TERM") -> End:
        """Asks it to end."""
        answer = self.machine.sh(f"cat /proc/uptime; kill -{signal} {self.pid}; wait {self.pid}; echo $?; cat /proc/uptime").split()
        self._is_over = True
        return End(int(answer[2]), float(answer[3]) - float(answer[0]))

    def descriptors(self) -> list[str]:
        """What its file descriptors are, sorted."""
        return sorted(self.machine.sh(f"for one in /proc/{self.pid}/fd/*; do readlink $one; done").splitlines())

    def resident_bytes(self) -> int:
        """Memory that it occupies."""
        return int(self.machine.sh(f"sed -n 's/^VmRSS:[^0-9]*\\([0-9]*\\) kB/\\1/p' /proc/{self.pid}/status")) * 1024

    def mappings(self, of: str) -> int:
        """How many mappings of a file it has."""
        return int(self.machine.sh(f"grep -c '{of}' /proc/{self.pid}/maps || true"))
