using EdgeConv.Devices.Cameras;
using EdgeConv.Devices.Cameras.Names;
using EdgeConv.Devices.Cameras.Programs;

namespace EdgeConv.Tests.Devices.Cameras;

public sealed class AddressSecretsTests : IDisposable
{
    private readonly Workshop _shop = new();

    public void Dispose() => _shop.Dispose();

    [Theory]
    [InlineData("rtsp://10.0.0.7:554/s@2?a=b,c=d", "rtsp://10.0.0.7:554/s@2?a=b,c=d")]
    [InlineData("rtsp://me:pass@10.0.0.7:554/s", "rtsp://…@10.0.0.7:554/s")]
    [InlineData("rtsp://me:p@ss@10.0.0.7/s", "rtsp://…@10.0.0.7/s")]
    [InlineData("rtsp://me:pa/ss?#@10.0.0.7/s", "rtsp://…@10.0.0.7/s")]
    [InlineData("rtsp://10.0.0.7/user=admin_password=tlJwpbo6_channel=1_stream=0.sdp", "rtsp://10.0.0.7/user=admin_password=…")]
    [InlineData("http://cam/video?usr=me&pwd=se/cr,et&size=2", "http://cam/video?usr=me&pwd=…&size=2")]
    [InlineData("http://cam/video?loginuse=me&loginpas=x", "http://cam/video?loginuse=me&loginpas=…")]
    [InlineData("http://cam/v?Access_Token=a#b", "http://cam/v?Access_Token=…#b")]
    [InlineData("http://cam/v?apikey=a;AUTH=b;secret=c", "http://cam/v?apikey=…;AUTH=…;secret=…")]
    [InlineData("cannot open 'http://u:p@cam/v?key=k': 401, nor rtsp://a:b@c", "cannot open 'http://…@cam/v?key=…': 401, nor rtsp://…@c")]
    [InlineData("/home/me/password=1/film.mp4", "/home/me/password=1/film.mp4")]
    public void What_nobody_is_to_read_is_hidden(string text, string expected)
    {
        Assert.Equal(expected, AddressSecrets.Hide(text));
        Assert.Equal(expected, AddressSecrets.Hide(expected));
    }

    [Theory]
    [InlineData("rtsp://me:pass word@cam/s", "rtsp://…@cam/s")]
    [InlineData("rtsp://me:it's \"this\"@cam/s?a=b", "rtsp://…@cam/s?a=b")]
    [InlineData("http://cam/v?pwd=two words&size=2", "http://cam/v?pwd=…&size=2")]
    [InlineData("film of rtsp://me:pass@cam.mp4", "film of rtsp://…@cam.mp4")]
    public void A_place_is_one_address_to_its_end(string place, string expected)
    {
        Assert.Equal(expected, AddressSecrets.HideInPlace(place));
        Assert.Equal(expected, CameraNames.WithoutSecrets(place));
    }

    [Fact]
    public void A_cameras_name_keeps_its_options() =>
        Assert.Equal("rtsp://…@cam/s?token=…,size=640x480,fps=5", CameraNames.WithoutSecrets("rtsp://me:pass@cam/s?token=a,size=640x480,fps=5"));

    [Fact]
    public void Errors_and_names_tell_no_secrets()
    {
        Assert.Equal("http://cam/v?pwd=…", CameraNames.Parse("http://cam/v?pwd=hidden").Name);
        var problem = Assert.Throws<CameraException>(() => CameraNames.Parse("http://me:hidden@cam/v?pwd=hidden,format=yuyv"));
        Assert.Equal("http://…@cam/v?pwd=…: this kind of camera takes no format=. It takes size=640x480, fps=30.", problem.Message);
    }

    [Fact]
    public void A_programs_words_tell_none_either()
    {
        var source = new FfmpegSource("http://cam/v?pwd=hidden", CameraOptions.None)
        {
            Program = _shop.Program("fake", "echo 'http://cam/v?pwd=hidden: moved to http://other/v?pwd=hidden' >&2", "exit 1"),
        };
        Assert.Equal("http://cam/v?pwd=…: fake ended with exit code 1: http://cam/v?pwd=… moved to http://other/v?pwd=…", Assert.Throws<CameraException>(source.Open).Message);
    }
}
