"""A camera that gives some frames damaged, drops others, and refuses to start."""
from board.camera import SINGLE_PLANE, SIZE, Camera
from board.checks import Checks, expect
from board.machine import Machine
from board.program import Program, Summary

CAMERA = f"{SINGLE_PLANE},size={SIZE},fps=10"
DAMAGED = 3
DECISIONS = 20


def told(summary: Summary) -> str:
    return f"{summary.captured} captured, {summary.lost} lost, {summary.damaged} damaged"


def run(machine: Machine, camera: Camera, checks: Checks) -> None:
    with checks.check("damaged frames are counted, and not as lost too") as figures, Program(machine, CAMERA) as program:
        program.output.wait_for_more(2)
        for _ in range(DAMAGED):
            camera.set("inject_v4l2_buf_flag_error")
            program.output.wait_for_more(2)
        program.end()
        damaged = program.output.summary()
        figures.append(told(damaged))
        expect(damaged.damaged == DAMAGED, f"{DAMAGED} frames were damaged, counted are {damaged.damaged}")
    with checks.check("dropped frames are counted as lost, and not as damaged") as figures, Program(machine, CAMERA) as program:
        program.output.wait_for_more(2)
        camera.set("percentage_of_dropped_buffers", 50)
        program.output.wait_for_more(DECISIONS, seconds=30)
        camera.set("percentage_of_dropped_buffers", 0)
        program.end()
        dropped = program.output.summary()
        figures.append(told(dropped))
        expect(dropped.damaged == 0, f"no frame was damaged, counted are {dropped.damaged}")
        # An emulated board that is slow may lose a frame or two without being told to.
        expect(dropped.lost >= damaged.lost + DECISIONS / 4, f"half of the frames were dropped: {dropped.lost} are counted as lost, and {damaged.lost} when none was dropped")
    with checks.check("a camera that refuses to start once is opened again"):
        camera.set("inject_vidioc_streamon_error")
        with Program(machine, CAMERA) as program:
            program.output.wait_for_words("gives frames again")
            expect(program.output.journal().count("starting the stream failed") == 1, f"it said: {program.output.journal()}")
