"""`edgeconv devices` says what is plugged in."""
import json
import re

from board.camera import MULTI_PLANE, SINGLE_PLANE, SIZE, Camera
from board.checks import Checks, expect
from board.initramfs import PROGRAM
from board.machine import Machine

# The driver's codes of what it offers and `format=` can ask for.
SINGLE_PLANE_FORMATS = {
    "NV12": "nv12", "NV21": "nv21", "YU12": "i420", "YV12": "i420", "YUYV": "yuyv", "UYVY": "uyvy", "GREY": "grey",
    "RGB3": "rgb24", "BGR3": "bgr24", "XB24": "rgba32", "AB24": "rgba32",
}
# A buffer for each plane is what only the multi-planar interface can do.
SCATTERED_FORMATS = {"NM12": "nv12", "NM21": "nv21", "YM12": "i420", "YM21": "i420"}

# What the camera itself changes all the time.
MOVING = {"gain"}
# A control that a number sets, as v4l2-ctl lists it.
_NUMBER = re.compile(r"^ *(\w+) 0x[0-9a-f]+ \((int|bool|menu|bitmask|intmenu)\) *:.* value=(-?\w+)", re.MULTILINE)


def run(machine: Machine, camera: Camera, checks: Checks) -> None:
    cameras: dict[str, dict] = {}
    with checks.check("devices lists both cameras"):
        cameras = {one["path"]: one for one in json.loads(machine.sh(f"{PROGRAM} devices --json"))["cameras"]}
        expect(sorted(cameras) == [SINGLE_PLANE, MULTI_PLANE], f"it lists {sorted(cameras)}")
        expect(all(one["driver"] == "vivid" and not one.get("problem") for one in cameras.values()), f"it says {cameras}")
    for path, wanted in (SINGLE_PLANE, SINGLE_PLANE_FORMATS), (MULTI_PLANE, SINGLE_PLANE_FORMATS | SCATTERED_FORMATS):
        with checks.check(f"devices tells the formats of {path} that can be used"):
            formats = {one["code"]: one for one in cameras[path]["formats"]}
            usable = {code: one["format"] for code, one in formats.items() if one.get("format")}
            expect(usable == wanted, f"it tells {usable}")
            expect(all(any(size["size"] == SIZE for size in formats[code]["sizes"]) for code in wanted), f"not all have the size {SIZE}")
    with checks.check("devices tells the same controls as v4l2-ctl"):
        told = {one["name"]: one["value"] for one in cameras[SINGLE_PLANE]["controls"] if one.get("value") is not None}
        listed = _listed_controls(machine)
        expect("test_pattern" in listed and "brightness" in listed, f"v4l2-ctl tells {sorted(listed)}")
        expect(told.keys() == listed.keys(), f"only one of both tells {sorted(told.keys() ^ listed.keys())}")
        differing = {name: (told[name], listed[name]) for name in told if told[name] != listed[name]}
        expect(differing.keys() <= MOVING, f"values differ: {differing}")


def _listed_controls(machine: Machine) -> dict[str, int]:
    # It prints bits with a sign.
    found = _NUMBER.findall(machine.sh(f"v4l2-ctl -d {SINGLE_PLANE} -l"))
    return {name: int(value) % (1 << 32) if kind == "bitmask" else int(value) for name, kind, value in found}
