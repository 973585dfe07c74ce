"""Decisions by MQTT, through a Mosquitto on the board, as subscribers get them."""
import json

from board.broker import Broker, Subscriber
from board.camera import SINGLE_PLANE, SIZE, Camera
from board.checks import Checks, expect, expect_prompt
from board.machine import Machine
from board.program import Program, best

TOPIC = "board"
CONFIGURATION = "/tmp/mqtt.json"
SETTINGS = {
    "rules": [{"name": "blind", "labels": ["dark", "covered"], "atLeast": 0.5}],
    "mqtt": {"broker": "mqtt://127.0.0.1", "topic": TOPIC, "every": "1 s"},
}


def run(machine: Machine, camera: Camera, checks: Checks) -> None:
    patterns = camera.patterns()
    machine.sh(f"cat >{CONFIGURATION} <<'END'\n{json.dumps(SETTINGS)}\nEND")
    arguments = (f"{SINGLE_PLANE},size={SIZE},fps=5", ["--config", CONFIGURATION])
    broker = Broker(machine)
    camera.set("test_pattern", patterns["75% Colorbar"])
    with broker, Subscriber(machine, f"{TOPIC}/#") as subscriber:
        with Program(machine, *arguments) as program:
            with checks.check("a subscriber gets decisions as they come"):
                subscriber.wait_for(f"{TOPIC}/status", lambda text: text == "online")
                subscriber.wait_for(f"{TOPIC}/state", lambda text: best(json.loads(text)) == "usable")
                camera.set("test_pattern", patterns["100% Black"])
                subscriber.wait_for(f"{TOPIC}/state", lambda text: best(json.loads(text)) == "dark")
                subscriber.wait_for(f"{TOPIC}/rules/blind", lambda text: text == "ON")
                subscriber.wait_for(f"{TOPIC}/events", lambda text: json.loads(text)["rule"] == "blind")
            with checks.check("who subscribes later gets what is retained"):
                retained = broker.retained()
                expect(retained.get(f"{TOPIC}/status") == "online", f"it gets {retained}")
                expect(best(json.loads(retained[f"{TOPIC}/state"])) == "dark", f"it gets {retained}")
                expect(retained.get(f"{TOPIC}/rules/blind") == "ON", f"it gets {retained}")
                discovery = {topic: json.loads(text) for topic, text in retained.items() if topic.startswith("homeassistant/")}
                expect(any(one.get("state_topic") == f"{TOPIC}/rules/blind" for one in discovery.values()), f"Home Assistant is told {discovery}")
            with checks.check("a broker that is away for a while changes nothing else") as figures:
                broker.stop()
                program.output.wait_for_more(10)
                broker.start()
                took = broker.wait_for_retained(f"{TOPIC}/state", "the state")
                figures.append(f"published again after {took:.1f} s")
        # The program was killed at the end of the block.
        with checks.check("killed, it is offline by its last will"):
            broker.wait_for_retained(f"{TOPIC}/status", "offline", lambda text: text == "offline", 10)

    def end() -> float:
        with Program(machine, *arguments) as program:
            broker.wait_for_retained(f"{TOPIC}/status", "online", lambda text: text == "online", 10)
            end = program.end()
            expect(end.code == 0, f"it ended with {end.code}")
            expect(broker.retained().get(f"{TOPIC}/status") == "offline", f"retained is {broker.retained()}")
            return end.seconds

    with broker, checks.check("asked to end, it says that it is offline"):
        expect_prompt(1, end(), end)
    camera.set("test_pattern", patterns["75% Colorbar"])
