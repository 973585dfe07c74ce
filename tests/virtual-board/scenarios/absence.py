"""The camera is plugged in after the program was started."""
from board.camera import SINGLE_PLANE, SIZE, Camera
from board.checks import Checks, expect
from board.machine import Machine
from board.program import Program

RETURN_SECONDS = 10


def run(machine: Machine, camera: Camera, checks: Checks) -> None:
    camera.unload()
    with Program(machine, f"{SINGLE_PLANE},size={SIZE},fps=10") as program:
        with checks.check("without a camera the program says so and waits"):
            program.output.wait_for_words(f"{SINGLE_PLANE}: there is no such camera")
            expect(program.is_running(), "it has ended")
        camera.load()
        with checks.check("it begins when the camera appears") as figures:
            took = program.output.wait_for("a decision", lambda: program.output.count() > 0, RETURN_SECONDS)
            figures.append(f"after {took:.1f} s")
