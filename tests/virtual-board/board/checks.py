"""Counts what holds and what does not, a line each."""
import time
from contextlib import contextmanager
from typing import Callable

from .kernel import BoardError


class NotAsExpected(Exception):
    """Something is not as it should be; the message says how it is."""


def expect(condition: object, how_it_is: str) -> None:
    """Ends a check as failed unless the condition holds."""
    if not condition:
        raise NotAsExpected(how_it_is)


ATTEMPTS = 3


def expect_prompt(limit: float, seconds: float, again: Callable[[], float]) -> None:
    """Ends a check as failed unless one attempt took no longer than the limit: the first, which is given, or one of two more. While the board is idle its clock goes on with the computer's, which
    may stand still for seconds because of other programs."""
    times = [seconds]
    while times[-1] > limit and len(times) < ATTEMPTS:
        times.append(again())
    expect(times[-1] <= limit, f"it took {', '.join(f'{time:.2f}' for time in times)} s")


class Checks:
    """The checks of a run."""

    def __init__(self) -> None:
        self.passed = 0
        self.failed = 0

    @contextmanager
    def check(self, name: str):
        """Prints `ok NAME` or `FAILED NAME: why` at the end of the block, which may append figures to the list it is given."""
        figures: list[str] = []
        begun = time.monotonic()
        try:
            yield figures
        except (NotAsExpected, BoardError) as problem:
            self._fail(name, str(problem))
        except Exception as problem:
            # What the program printed was not even of the form that the check reads.
            self._fail(name, repr(problem))
        else:
            self.passed += 1
            print(f"ok {name} ({', '.join([*figures, f'{time.monotonic() - begun:.1f} s'])})", flush=True)

    def _fail(self, name: str, why: str) -> None:
        self.failed += 1
        print(f"FAILED {name}: {why}", flush=True)
