using EdgeConv.Devices.Cameras;
using EdgeConv.Devices.Cameras.V4l2;
using EdgeConv.Devices.Interop;

namespace EdgeConv.Tests.Devices.Cameras.V4l2;

/// <summary>The real system calls, on files that every Linux has.</summary>
public class LinuxVideoTests
{
    [Fact]
    public void A_device_that_is_no_camera_is_told()
    {
        var problem = Assert.Throws<CameraException>(new V4l2Source("/dev/null", CameraOptions.None, new LinuxVideo()).Open);
        Assert.Equal("/dev/null: this is no video device. `edgeconv devices` lists the cameras.", problem.Message);
    }

    [Fact]
    public void A_device_that_is_not_there_is_told()
    {
        var problem = Assert.Throws<CameraException>(new V4l2Source("/dev/video-none", CameraOptions.None, new LinuxVideo()).Open);
        Assert.Equal("/dev/video-none: there is no such camera. Is it plugged in? `edgeconv devices` lists those that are.", problem.Message);
    }

    [Fact]
    public void What_poll_and_mmap_say_arrives()
    {
        Assert.Equal(0, new LinuxVideo().Open("/dev/null", out var device));
        using var open = device!;
        Assert.Equal(0, open.Poll(0, out var found));
        Assert.Equal(Libc.Readable, found);
        Assert.Equal(Errno.NoDevice, open.Map(0, 4096, out _));
    }

    [Fact]
    public void Memory_of_a_device_can_be_used_and_given_back()
    {
        Assert.Equal(0, new LinuxVideo().Open("/dev/zero", out var device));
        using var open = device!;
        Assert.Equal(0, open.Map(0, 4096, out var address));
        unsafe
        {
            *(byte*)address = 7;
            Assert.Equal(7, *(byte*)address);
        }

        open.Unmap(address, 4096);
    }
}
