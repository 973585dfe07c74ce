namespace EdgeConv.Devices.Cameras.Programs;

/// <summary>The program that speaks to Raspberry Pi cameras.</summary>
public static class RpicamProgram
{
    /// <summary>Its names, the present one first.</summary>
    internal static readonly string[] Names = ["rpicam-vid", "libcamera-vid"];

    /// <summary>Its file; null: it is not installed.</summary>
    public static string? Find() => Find(Environment.GetEnvironmentVariable("PATH") ?? "");

    /// <inheritdoc cref="Find()"/>
    /// <param name="searchPath">The folders it is looked for in, as PATH has them.</param>
    internal static string? Find(string searchPath) =>
        (from name in Names from folder in searchPath.Split(':', StringSplitOptions.RemoveEmptyEntries) select Path.Combine(folder, name)).FirstOrDefault(File.Exists);
}
