"""The program is killed as a service, and started again by the supervisor (busybox init)."""
from board.camera import SINGLE_PLANE, SIZE, Camera
from board.checks import Checks, expect
from board.initramfs import PROGRAM
from board.machine import Machine
from board.program import Output

KILLS = 3
RETURN_SECONDS = 10
# The supervisor looks around once a second; what the program itself takes is measured with the losses.
END_SECONDS = 3


def run(machine: Machine, camera: Camera, checks: Checks) -> None:
    output = Output(machine, "service")
    machine.sh(f"""
        echo '#!/bin/sh' >/etc/service
        echo 'echo $$ >/run/service.pid; exec {PROGRAM} run --camera {SINGLE_PLANE},size={SIZE},fps=10 --json --all >>{output.lines} 2>>{output.journal_file}' >>/etc/service
        chmod +x /etc/service
        cp /etc/inittab /etc/inittab.before
        echo '::respawn:/etc/service' >>/etc/inittab
        kill -HUP 1
        """)
    with checks.check("the supervisor starts the program"):
        output.wait_for_more()
    for kill in range(1, KILLS + 1):
        with checks.check(f"killed, {kill} of {KILLS}: decisions again") as figures:
            killed = machine.sh("cat /run/service.pid")
            machine.sh(f"kill -KILL {killed}")
            took = output.wait_for_more(2, RETURN_SECONDS)
            figures.append(f"after {took:.1f} s")
            expect(machine.sh("cat /run/service.pid") != killed, "it was not started again")
    # A service that is no longer in its table is asked by init to end.
    service = int(machine.sh("cat /run/service.pid"))
    machine.sh("mv /etc/inittab.before /etc/inittab; kill -HUP 1")
    with checks.check("stopped, it prints its summary, ends and lets go of the camera") as figures:
        took = output.wait_for("the end of the program", lambda: not machine.is_running(service), END_SECONDS)
        figures.append(f"after {took:.2f} s")
        expect("frames captured" in output.journal(), f"it printed no summary, but: {output.journal()[-400:]}")
        expect(machine.run(f"v4l2-ctl -d {SINGLE_PLANE} --set-fmt-video=width=640,height=360").code == 0, "the camera is busy")
