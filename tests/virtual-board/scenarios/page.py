"""The live page, as a browser outside of the board renders it, and what else the program says over HTTP."""
import json
import re
import urllib.error
import urllib.request

from board.browser import Browser
from board.camera import SINGLE_PLANE, SIZE, Camera
from board.checks import Checks, expect
from board.machine import Machine
from board.program import Program

from .formats import MODEL

TOKEN = "a-token-for-the-virtual-board"
CONFIGURATION = "/tmp/page.json"
SETTINGS = {"web": {"listen": f"0.0.0.0:{Machine.WEB_PORT}", "token": TOKEN}}
START_SECONDS = 10
NOTICE_SECONDS = 10
# The colour in the middle of the picture on the page.
MIDDLE = """(() => {
    const canvas = document.createElement('canvas');
    canvas.width = canvas.height = 1;
    const pen = canvas.getContext('2d');
    pen.drawImage(document.getElementById('picture'), 0, 0, 1, 1);
    return [...pen.getImageData(0, 0, 1, 1).data];
})()"""


def run(machine: Machine, camera: Camera, checks: Checks) -> None:
    patterns = camera.patterns()
    camera.set("test_pattern", patterns["100% Blue"])
    machine.sh(f"cat >{CONFIGURATION} <<'END'\n{json.dumps(SETTINGS)}\nEND")
    with Program(machine, f"{SINGLE_PLANE},size={SIZE},fps=5", ["--model", MODEL, "--config", CONFIGURATION]) as program:
        with checks.check("the page is there soon after the start") as figures:
            took = machine.wait_until("an answer", lambda: _is_answered(machine), START_SECONDS, program.output.journal)
            figures.append(f"after {took:.1f} s")
        with checks.check("without the token nobody sees the page"):
            for token in None, "another-token-altogether":
                code, _ = _get(machine, "/", token)
                expect(code in (401, 403), f"with the token {token} the answer is {code}")
        with checks.check("health and metrics are those of the run"):
            code, text = _get(machine, "/healthz", TOKEN)
            expect(code == 200 and json.loads(text)["status"] == "ok", f"health is {code}: {text}")
            first, second = _captured(machine), (program.output.wait_for_more(3), _captured(machine))[1]
            expect(0 < first < second, f"frames captured were {first}, then {second}")
        descriptors = program.descriptors()
        with Browser(machine.work) as browser:
            def shows(what: str, script: str, seconds: float = NOTICE_SECONDS) -> float:
                return machine.wait_until(what, lambda: browser.value(script), seconds, lambda: browser.value("document.body.innerText")[:400])

            with checks.check("a browser renders the page"):
                browser.open(f"{machine.web_address}/?token={TOKEN}")
                shows("a picture of the camera's size", f"'{SIZE}' === document.getElementById('picture')?.naturalWidth + 'x' + document.getElementById('picture')?.naturalHeight", 30)
                shows("the best class", "document.getElementById('best').textContent.startsWith('blue')")
                shows("scores", "document.querySelectorAll('#scores .fill').length > 0")
                shows("the state", "document.getElementById('status').textContent === 'running'")
            with checks.check("picture and scores on the page follow the camera"):
                for name, colour in {"red": 0, "green": 1, "blue": 2}.items():
                    camera.set("test_pattern", patterns[f"100% {name.capitalize()}"])
                    shows(name, f"document.getElementById('best').textContent.startsWith('{name}')")
                    shows(f"a {name} picture", f"({MIDDLE}).slice(0, 3).every((value, index) => index === {colour} ? value > 200 : value < 60)")
            with checks.check("the chart and the counters on the page move"):
                for what, script in {"the chart": "document.getElementById('history').toDataURL()", "the frames": "document.getElementById('frames').innerText"}.items():
                    before = json.dumps(browser.value(script))
                    shows(f"{what} in motion", f"{script} !== {before}")
            with checks.check("the page tells of a camera that is lost, and found again") as figures:
                camera.unplug()
                shows("the problem", "!document.getElementById('problems').hidden && document.getElementById('problems').innerText.includes('camera')")
                camera.plug_in()
                took = shows("no problem", "document.getElementById('problems').hidden && document.getElementById('status').textContent === 'running'")
                figures.append(f"after {took:.1f} s")
        with checks.check("nothing of the browser is left when it is gone") as figures:
            figures.append(f"{len(descriptors)} file descriptors")
            machine.wait_until(f"the descriptors of before ({descriptors})", lambda: program.descriptors() == descriptors, NOTICE_SECONDS, program.descriptors)
    camera.set("test_pattern", patterns["75% Colorbar"])


def _is_answered(machine: Machine) -> bool:
    try:
        return _get(machine, "/healthz", TOKEN)[0] == 200
    except OSError:
        return False


def _get(machine: Machine, path: str, token: str | None) -> tuple[int, str]:
    request = urllib.request.Request(machine.web_address + path, headers={"Authorization": f"Bearer {token}"} if token else {})
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as refusal:
        return refusal.code, ""


def _captured(machine: Machine) -> float:
    code, text = _get(machine, "/metrics", TOKEN)
    found = re.search(r"^edgeconv_frames_captured_total(?:\{[^}]*\})? ([0-9.]+)$", text, re.MULTILINE)
    expect(code == 200 and found, f"the metrics are {code}: {text[:300]}")
    return float(found[1])
