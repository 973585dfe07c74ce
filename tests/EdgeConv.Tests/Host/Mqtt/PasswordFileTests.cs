using System.Text;
using EdgeConv.Host.Mqtt;

namespace EdgeConv.Tests.Host.Mqtt;

public class PasswordFileTests(Workplace place) : IClassFixture<Workplace>
{
    [Theory]
    [InlineData("secret")]
    [InlineData("secret\n")]
    [InlineData("secret\r\nmore\n")]
    public void The_first_line_is_the_password(string contents) => Assert.Equal("secret", PasswordFile.Read(File(contents)));

    [Theory]
    [InlineData("")]
    [InlineData("\nsecret")]
    public void An_empty_one_is_refused(string contents) => Assert.Equal($"mqtt: {place.At("password")}: the first line, which is the password, is empty.", Problem(File(contents)));

    [Fact]
    public void What_has_no_end_is_refused()
    {
        Assert.Equal(new string('x', 4096), PasswordFile.Read(File(new string('x', 4096))));
        Assert.EndsWith(": the first line, which is the password, has more than 4096 bytes.", Problem(File(new string('x', 4097))), StringComparison.Ordinal);
        Assert.SkipUnless(System.IO.File.Exists("/dev/zero"), "needs /dev/zero");
        Assert.StartsWith("mqtt: /dev/zero: ", Problem("/dev/zero"), StringComparison.Ordinal);
    }

    [Fact]
    public void What_cannot_be_read_is_named()
    {
        Assert.Contains(place.Folder, Problem(place.Folder), StringComparison.Ordinal);
        Assert.Contains(place.At("absent"), Problem(place.At("absent")), StringComparison.Ordinal);
    }

    private static string Problem(string path) => Assert.ThrowsAny<IOException>(() => PasswordFile.Read(path)).Message;

    private string File(string contents) => place.Bytes("password", Encoding.UTF8.GetBytes(contents));
}
