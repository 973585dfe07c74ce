"""A board in software: a Linux kernel with a virtual camera under QEMU, and the published program in it."""
