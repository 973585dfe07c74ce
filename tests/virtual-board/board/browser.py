"""Chromium without a window, by its DevTools protocol over two pipes (https://chromedevtools.github.io/devtools-protocol)."""
import itertools
import json
import os
import select
import shutil
import subprocess
import time
from pathlib import Path

from .kernel import BoardError

ANSWER_SECONDS = 60


class Browser:
    """A browser with one page; a context manager."""

    def __init__(self, work: Path):
        program = shutil.which("chromium") or shutil.which("google-chrome")
        if not program:
            raise BoardError("there is no chromium; tests/virtual-board/README.md lists the packages that are needed")
        commands, self._commands = os.pipe()
        self._answers, answers = os.pipe()
        self._numbers = itertools.count(1)
        self._unread = b""
        # The protocol's pipes are the descriptors 3 and 4 of the browser; a shell puts them there.
        self._process = subprocess.Popen(
            ["/bin/sh", "-c", f'exec 3<&{commands} 4>&{answers} "$@"', "sh", program, "--headless", "--remote-debugging-pipe", "--no-sandbox", "--disable-gpu",
             "--disable-dev-shm-usage", "--no-first-run", f"--user-data-dir={work / 'browser'}", "about:blank"],
            pass_fds=(commands, answers), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(commands)
        os.close(answers)
        self._page = ""

    def __enter__(self) -> "Browser":
        try:
            target = self._ask("Target.createTarget", {"url": "about:blank"})["targetId"]
            self._page = self._ask("Target.attachToTarget", {"targetId": target, "flatten": True})["sessionId"]
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_) -> None:
        self._process.kill()
        self._process.wait()
        os.close(self._commands)
        os.close(self._answers)

    def open(self, address: str) -> None:
        """Goes to a page."""
        self._ask("Page.navigate", {"url": address})

    def value(self, script: str):
        """What a JavaScript expression is on the page."""
        answer = self._ask("Runtime.evaluate", {"expression": script, "returnByValue": True})
        if "exceptionDetails" in answer:
            raise BoardError(f"{script}: {answer['exceptionDetails'].get('exception', {}).get('description', answer['exceptionDetails'])}")
        return answer["result"].get("value")

    def _ask(self, method: str, parameters: dict) -> dict:
        number = next(self._numbers)
        message = {"id": number, "method": method, "params": parameters} | ({"sessionId": self._page} if self._page else {})
        os.write(self._commands, json.dumps(message).encode() + b"\0")
        end = time.monotonic() + ANSWER_SECONDS
        while True:
            whole, zero, rest = self._unread.partition(b"\0")
            if zero:
                self._unread = rest
                answer = json.loads(whole)
                if answer.get("id") != number:
                    continue
                if "error" in answer:
                    raise BoardError(f"the browser refuses {method}: {answer['error']['message']}")
                return answer["result"]
            readable, _, _ = select.select([self._answers], [], [], max(0, end - time.monotonic()))
            part = os.read(self._answers, 1 << 16) if readable else b""
            if not part:
                raise BoardError(f"the browser does not answer {method}")
            self._unread += part
