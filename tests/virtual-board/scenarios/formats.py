"""Frames of every format that the cameras offer and the program can use; the colour of the picture proves that each byte was read for what it is."""
from board.camera import MULTI_PLANE, SINGLE_PLANE, SIZE, Camera
from board.checks import Checks, expect
from board.machine import Machine
from board.program import Program, Summary

from .listing import SCATTERED_FORMATS, SINGLE_PLANE_FORMATS

# The interface with several planes gives the same formats; some of them are enough to tell that it does.
FORMATS = {SINGLE_PLANE: [*SINGLE_PLANE_FORMATS], MULTI_PLANE: [*SCATTERED_FORMATS, "NV12", "YUYV", "RGB3"]}
# Made by tests/EdgeConv.Tests/VirtualBoard.
MODEL = "/etc/colours.tflite"
# What the model says of a test picture; without colours red, green and blue are dark shades of grey.
COLOURS = {"100% White": "white", "100% Red": "red", "100% Green": "green", "100% Blue": "blue", "100% Black": "black"}
LEAST_FRAMES = 10


def run(machine: Machine, camera: Camera, checks: Checks) -> None:
    patterns = camera.patterns()
    for path, codes in FORMATS.items():
        for code in codes:
            with checks.check(f"{path} gives {code}") as figures, Program(machine, f"{path},size={SIZE},fps=5,format={code}", ["--model", MODEL]) as program:
                latencies = []
                for pattern, label in COLOURS.items():
                    if code == "GREY" and label in ("red", "green", "blue"):
                        continue
                    camera.set("test_pattern", patterns[pattern], path)
                    latencies.append(program.output.wait_for_label(label)["latency_ms"])
                program.output.wait_for("ten frames", lambda: program.output.count() >= LEAST_FRAMES, 10)
                end = program.end()
                summary = program.output.summary()
                figures.append(f"{summary.captured} frames")
                expect(end.code == 0, f"it ended with {end.code}")
                _is_whole(summary)
                expect(min(latencies) > 0, f"decisions were made before the frames came: {latencies} ms")
                # One line on the C library, which is not on the board, and the summary; the camera check, once a second, may tell of the black picture.
                said = [line for line in program.output.journal().splitlines() if not line.startswith("edgeconv: picture: ")]
                expect(len(said) == 2 and "there is no libedgeconv" in said[0], f"it said: {program.output.journal()}")
    with checks.check("the camera check sees the picture") as figures, Program(machine, f"{SINGLE_PLANE},size={SIZE},fps=5") as program:
        for pattern, label in {"75% Colorbar": "usable", "100% Black": "dark", "100% White": "overexposed"}.items():
            camera.set("test_pattern", patterns[pattern])
            program.output.wait_for_label(label)
    for path in FORMATS:
        camera.set("test_pattern", patterns["75% Colorbar"], path)


def _is_whole(summary: Summary) -> None:
    expect(summary.damaged == 0 and summary.unreadable == 0, f"frames were damaged or unreadable: {summary}")
    expect(summary.decided >= LEAST_FRAMES, f"too few decisions: {summary}")
    # The last frame may be neither: it waits in the mailbox when the program is stopped.
    expect(summary.captured - 1 <= summary.decided + summary.passed_over <= summary.captured, f"frames are not accounted for: {summary}")
