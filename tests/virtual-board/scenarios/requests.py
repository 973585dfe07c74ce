"""What the camera cannot give is refused in a sentence that says what it can."""
from board.camera import SINGLE_PLANE, SIZE, Camera
from board.checks import Checks, expect
from board.machine import Machine
from board.program import Program

# What is asked for, and what the program must say.
REFUSED = {
    "format=mjpeg": ["it does not give mjpeg, but nv12, i420, nv21, yuyv, uyvy, rgb24, bgr24, rgba32, grey"],
    "control.focus=1": ["it has no control focus", "brightness"],
    "control.brightness=300": ["the control brightness takes 0 to 255, not 300"],
    "control.read_only_integer_32_bits=1": ["can be read only"],
}


def run(machine: Machine, camera: Camera, checks: Checks) -> None:
    for option, words in REFUSED.items():
        with checks.check(f"{option} is refused with a reason"), Program(machine, f"{SINGLE_PLANE},{option}") as program:
            for part in words:
                program.output.wait_for_words(part)
            expect(program.output.count() == 0, "there are decisions")
    with checks.check("a control that was asked for is set"), Program(machine, f"{SINGLE_PLANE},size={SIZE},fps=10,control.test_pattern=5") as program:
        program.output.wait_for_label("dark")
    with checks.check("a camera that is in use is waited for"), Program(machine, f"{SINGLE_PLANE},size={SIZE},fps=10,control.test_pattern=0") as first:
        first.output.wait_for_more()
        with Program(machine, f"{SINGLE_PLANE},size={SIZE},fps=10") as second:
            second.output.wait_for_words("in use by another program")
            expect(second.output.count() == 0, "both have frames")
            first.end()
            second.output.wait_for_more()
