"""A Mosquitto on the board, and its subscribers."""
from typing import Callable

from .machine import Machine

_CONFIGURATION = "/tmp/mosquitto.conf"
_LOG = "/tmp/mosquitto.log"
# The broker is away for less than the longest wait between attempts to connect, which is 30 s.
RETURN_SECONDS = 40


class Broker:
    """The broker; a context manager. It remembers nothing from one start to the next."""

    def __init__(self, machine: Machine):
        self._machine = machine
        self._pid = 0
        machine.sh(f"printf 'listener 1883 127.0.0.1\\nallow_anonymous true\\nuser root\\n' >{_CONFIGURATION}")

    def __enter__(self) -> "Broker":
        self.start()
        return self

    def __exit__(self, *_) -> None:
        self.stop()

    def start(self) -> None:
        self._pid = int(self._machine.sh(f"mosquitto -c {_CONFIGURATION} >{_LOG} 2>&1 & echo $!"))
        self._machine.wait_until("the broker listening", lambda: self._machine.run("grep -q ':075B .* 0A ' /proc/net/tcp").code == 0, 20, lambda: self._machine.sh(f"cat {_LOG}"))

    def stop(self) -> None:
        self._machine.run(f"kill {self._pid}; wait {self._pid}")

    def retained(self) -> dict[str, str]:
        """What a subscriber gets that comes now."""
        lines = self._machine.run("mosquitto_sub -h 127.0.0.1 -t '#' --retained-only -W 1 -v").text.splitlines()
        return {topic: text for topic, _, text in (line.partition(" ") for line in lines)}

    def wait_for_retained(self, topic: str, what: str, is_right: Callable[[str], object] = bool, seconds: float = RETURN_SECONDS) -> float:
        """Waits until the broker keeps the right message."""
        return self._machine.wait_until(f"{what} at {topic}", lambda: is_right(self.retained().get(topic, "")), seconds, self.retained)


class Subscriber:
    """Somebody who listens all the time; a context manager."""

    def __init__(self, machine: Machine, topics: str):
        self._machine = machine
        self._file = "/tmp/subscriber.txt"
        self._pid = int(machine.sh(f"mosquitto_sub -h 127.0.0.1 -t '{topics}' -v >{self._file} 2>&1 & echo $!"))
        self._seen = 0

    def __enter__(self) -> "Subscriber":
        return self

    def __exit__(self, *_) -> None:
        self._machine.run(f"kill {self._pid}; wait {self._pid}")

    def wait_for(self, topic: str, is_right: Callable[[str], object], seconds: float = 10) -> None:
        """Waits for a message that is right, among those of a topic that came since the start."""
        def messages() -> list[str]:
            lines = self._machine.sh(f"cat {self._file}").splitlines()
            return [text for name, _, text in (line.partition(" ") for line in lines) if name == topic]

        self._machine.wait_until(f"the right message at {topic}", lambda: any(is_right(text) for text in messages()), seconds, lambda: messages()[-3:])
