using System.Reflection;
using System.Runtime.InteropServices;

namespace EdgeConv.Vision.Decoding;

/// <summary>Finds libturbojpeg under the names systems give it.</summary>
internal static class TurboJpegLibrary
{
    public const string Name = "turbojpeg";

    // Versioned first: the bare name exists only where the development package is installed.
    private static readonly string[] Names =
    [
        "libturbojpeg.so.0", "libturbojpeg.so", "libturbojpeg.0.dylib", "libturbojpeg.dylib", "/opt/homebrew/lib/libturbojpeg.dylib", "turbojpeg.dll",
    ];

    private static readonly Lazy<nint> Library = new(Register);

    public static bool IsInstalled => Library.Value != 0;

    /// <exception cref="MissingLibraryException">libturbojpeg is not installed.</exception>
    public static void Require()
    {
        if (!IsInstalled)
            throw Missing();
    }

    public static MissingLibraryException Missing() => new(
        "libturbojpeg",
        "JPEG needs libturbojpeg, which is not installed: run \"sudo apt install libturbojpeg0\" (Debian, Raspberry Pi OS), " +
        "\"sudo apt install libturbojpeg\" (Ubuntu), \"sudo dnf install turbojpeg\" (Fedora) or \"brew install jpeg-turbo\" (macOS).");

    /// <summary>The first library of these names that loads; 0 when none does.</summary>
    public static nint Load(ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (NativeLibrary.TryLoad(name, out var library))
                return library;
        }

        return 0;
    }

    private static nint Register()
    {
        var library = Load(Names);
        NativeLibrary.SetDllImportResolver(Assembly.GetExecutingAssembly(), (name, _, _) => name == Name ? library : 0);
        return library;
    }
}
