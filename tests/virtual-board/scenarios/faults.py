"""A camera that gives some frames damaged, drops others, and refuses to start."""
from board.camera import SINGLE_PLANE, SIZE, Camera
from board.checks import Checks, expect
from board.machine import Machine
from board.program import Program

DAMAGED = 3


def run(machine: Machine, camera: Camera, checks: Checks) -> None:
    with checks.check("lost and damaged frames are counted") as figures, Program(machine, f"{SINGLE_PLANE},size={SIZE},fps=10") as program:
        program.output.wait_for_more(2)
        for _ in range(DAMAGED):
            camera.set("inject_v4l2_buf_flag_error")
            program.output.wait_for_more(2)
        camera.set("percentage_of_dropped_buffers", 50)
        program.output.wait_for_more(10, seconds=30)
        camera.set("percentage_of_dropped_buffers", 0)
        program.end()
        summary = program.output.summary()
        figures.append(f"{summary.captured} captured, {summary.lost} lost, {summary.damaged} damaged")
        expect(summary.damaged == DAMAGED, f"{DAMAGED} frames were damaged, counted are {summary.damaged}")
        expect(summary.lost > 0, "half of the frames were dropped, none was counted")
    with checks.check("a camera that refuses to start once is opened again"):
        camera.set("inject_vidioc_streamon_error")
        with Program(machine, f"{SINGLE_PLANE},size={SIZE},fps=10") as program:
            program.output.wait_for_words("gives frames again")
            expect(program.output.journal().count("starting the stream failed") == 1, f"it said: {program.output.journal()}")
