using System.Text;

namespace EdgeConv.Devices.Cameras.V4l2;

/// <summary>Texts of the V4L2 structures.</summary>
internal static class VideoText
{
    /// <summary>The text before the first zero.</summary>
    public static string Of(ReadOnlySpan<byte> bytes)
    {
        var end = bytes.IndexOf((byte)0);
        return Encoding.UTF8.GetString(end < 0 ? bytes : bytes[..end]).Trim();
    }

    /// <summary>A control's name as <c>v4l2-ctl</c> spells it: <c>White Balance, Automatic</c> is <c>white_balance_automatic</c>.</summary>
    public static string ControlName(string name)
    {
        var words = name.ToLowerInvariant().Split([.. name.ToLowerInvariant().Where(letter => !char.IsAsciiLetterOrDigit(letter)).Distinct()], StringSplitOptions.RemoveEmptyEntries);
        return string.Join('_', words);
    }

    /// <summary>Four characters in a number, as in <c>YUYV</c>.</summary>
    public static string FourCharacters(uint code) => string.Concat(Enumerable.Range(0, 4).Select(i => (char)(code >> (8 * i) & 0x7F))).TrimEnd();
}
