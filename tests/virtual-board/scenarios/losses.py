"""The camera is lost ten times while the program runs, in every way that the driver has. It comes back each time, and nothing leaks."""
from board.camera import SINGLE_PLANE, SIZE, Camera
from board.checks import Checks, expect, expect_prompt
from board.machine import Machine
from board.program import Program

LOSSES = 10
RETURN_SECONDS = 10
# Opening a camera with so many formats takes some 400 kB of managed memory; the heap grows until it is worth collecting, which is about 6 MB here, and then no more.
WARM_UP = 15
# Two may still be under way when the camera is lost: one that is looked at, and one that waits. More come only from a camera that was opened anew.
DECISIONS = 4
# Losing one copy of a frame at each loss would be more: 10 x 115,200 bytes. What a collection in the midst of an opening keeps until the next is about 400 kB.
MOST_GROWTH = 1024 * 1024


def run(machine: Machine, camera: Camera, checks: Checks) -> None:
    def unplugged() -> None:
        camera.unplug()
        machine.sh("sleep 1")
        camera.plug_in()

    def disconnected() -> None:
        camera.set("disconnect")

    def driver_removed() -> None:
        camera.unplug()
        program.output.wait_for("the camera being closed", lambda: SINGLE_PLANE not in " ".join(program.descriptors()), RETURN_SECONDS)
        camera.unload()
        # Long enough for the waits between attempts to have grown to their longest.
        machine.sh("sleep 6")
        camera.load()

    def stream_broken() -> None:
        camera.set("inject_fatal_streaming_error")

    def another_end() -> float:
        with Program(machine, arguments) as another:
            another.output.wait_for_more(DECISIONS)
            last = another.end()
            expect(last.code == 0, f"it ended with {last.code}")
            return last.seconds

    arguments = f"{SINGLE_PLANE},size={SIZE},fps=10"
    ways = [unplugged, disconnected, driver_removed, stream_broken]
    with Program(machine, arguments) as program:
        for _ in range(WARM_UP):
            stream_broken()
            program.output.wait_for_more(DECISIONS)
        descriptors, resident = program.descriptors(), program.resident_bytes()
        for loss in range(1, LOSSES + 1):
            way = ways[(loss - 1) % len(ways)]
            with checks.check(f"camera lost, {loss} of {LOSSES} ({way.__name__.replace('_', ' ')}): decisions again") as figures:
                way()
                took = program.output.wait_for_more(DECISIONS, RETURN_SECONDS)
                figures.append(f"after {took:.1f} s")
                expect(program.is_running(), "the program has ended")
        with checks.check("no file descriptor is lost") as figures:
            figures.append(f"{len(descriptors)} of them")
            expect(program.descriptors() == descriptors, f"they were {descriptors}, now they are {program.descriptors()}")
        with checks.check("no memory is lost") as figures:
            growth = program.resident_bytes() - resident
            figures.append(f"{resident / 1e6:.1f} MB, {growth / 1e3:+.0f} kB")
            expect(growth < MOST_GROWTH, f"it grew by {growth} bytes from {resident} over {LOSSES} losses")
            expect(program.mappings(SINGLE_PLANE) == 4, f"{program.mappings(SINGLE_PLANE)} buffers of the camera are mapped, not 4")
        with checks.check("asked to end, it ends within a second with all frames told") as figures:
            end = program.end()
            summary = program.output.summary()
            figures.append(f"{end.seconds:.1f} s, {summary.captured} frames")
            expect(end.code == 0, f"it ended with {end.code}")
            expect_prompt(1, end.seconds, another_end)
