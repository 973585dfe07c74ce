"""The virtual camera: the kernel's vivid driver, twice, with the single-planar and the multi-planar interface."""
from .machine import Machine

SINGLE_PLANE = "/dev/video0"
MULTI_PLANE = "/dev/video1"
# Frames of the smallest size are enough to tell patterns apart, and quick under emulation.
SIZE = "320x180"
_DRIVER = "/sys/bus/platform/drivers/vivid"
_DEVICE = "vivid.0"


class Camera:
    """Plugs the cameras in and out, and makes them misbehave."""

    def __init__(self, machine: Machine):
        self._machine = machine

    def load(self) -> None:
        """Loads the driver; the cameras are there then."""
        # node_types: nothing but cameras; without it the driver makes a dozen other devices.
        self._machine.sh("modprobe vivid n_devs=2 node_types=0x1,0x1 multiplanar=1,2")
        self._write_no_text()

    def unload(self) -> None:
        """Removes the driver; nobody may have a camera open."""
        self._machine.sh("rmmod vivid")

    def unplug(self) -> None:
        """Takes the cameras away from whoever uses them, as pulling out a plug does."""
        self._machine.sh(f"echo {_DEVICE} >{_DRIVER}/unbind")

    def plug_in(self) -> None:
        """Undoes that."""
        self._machine.sh(f"echo {_DEVICE} >{_DRIVER}/bind")
        self._write_no_text()

    def _write_no_text(self) -> None:
        """Text is written into pictures otherwise, so that a black one is not black."""
        for path in SINGLE_PLANE, MULTI_PLANE:
            self.set("osd_text_mode", 2, path)

    def is_there(self) -> bool:
        return self._machine.run(f"test -c {SINGLE_PLANE}").code == 0

    def set(self, control: str, value: int = 1, path: str = SINGLE_PLANE) -> None:
        """Sets a control; buttons take any value."""
        self._machine.sh(f"v4l2-ctl -d {path} -c {control}={value}")

    def patterns(self) -> dict[str, int]:
        """The test pictures by name, with the value that the control test_pattern takes for them."""
        menu = self._machine.sh(f"v4l2-ctl -d {SINGLE_PLANE} -L")
        lines = iter(menu.splitlines())
        for line in lines:
            if line.strip().startswith("test_pattern "):
                break
        found = {}
        for line in lines:
            number, colon, name = line.strip().partition(": ")
            if not colon or not number.isdigit():
                break
            found[name] = int(number)
        return found
