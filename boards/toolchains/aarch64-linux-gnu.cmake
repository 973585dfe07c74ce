# 64-bit boards: Raspberry Pi 3, 4, 5, Zero 2 W with a 64-bit system. Debian: gcc-aarch64-linux-gnu, libc6-dev-arm64-cross, qemu-user-static.
set(CMAKE_SYSTEM_NAME Linux)
set(CMAKE_SYSTEM_PROCESSOR aarch64)
set(CMAKE_C_COMPILER aarch64-linux-gnu-gcc)
find_program(EDGECONV_QEMU NAMES qemu-aarch64-static qemu-aarch64)
if(EDGECONV_QEMU)
    set(CMAKE_CROSSCOMPILING_EMULATOR ${EDGECONV_QEMU};-L;/usr/aarch64-linux-gnu)
endif()
