# 32-bit systems on ARMv7 boards with NEON: Raspberry Pi 2 and later. Debian: gcc-arm-linux-gnueabihf, libc6-dev-armhf-cross, qemu-user-static.
set(CMAKE_SYSTEM_NAME Linux)
set(CMAKE_SYSTEM_PROCESSOR armv7l)
set(CMAKE_C_COMPILER arm-linux-gnueabihf-gcc)
find_program(EDGECONV_QEMU NAMES qemu-arm-static qemu-arm)
if(EDGECONV_QEMU)
    set(CMAKE_CROSSCOMPILING_EMULATOR ${EDGECONV_QEMU};-L;/usr/arm-linux-gnueabihf)
endif()
