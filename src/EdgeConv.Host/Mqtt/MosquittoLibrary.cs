using System.Reflection;
using System.Runtime.InteropServices;
using EdgeConv.Vision;

namespace EdgeConv.Host.Mqtt;

/// <summary>Finds libmosquitto.</summary>
internal static class MosquittoLibrary
{
    /// <summary>What imports call it.</summary>
    public const string Name = "mosquitto";

    private static readonly Lazy<nint> Library = new(Register);

    /// <summary>Loads and prepares it.</summary>
    /// <exception cref="MissingLibraryException">It is not installed.</exception>
    public static void Require()
    {
        if (Library.Value == 0)
            throw new MissingLibraryException("libmosquitto", "MQTT needs libmosquitto, which is not installed: run \"sudo apt install libmosquitto1\" (Debian, Raspberry Pi OS, Ubuntu) or \"sudo dnf install mosquitto\" (Fedora).");
    }

    private static nint Register()
    {
        // Versioned first: the bare name exists only where the development package is installed.
        if (!NativeLibrary.TryLoad("libmosquitto.so.1", out var library) && !NativeLibrary.TryLoad("libmosquitto.so", out library))
            return 0;
        NativeLibrary.SetDllImportResolver(Assembly.GetExecutingAssembly(), (name, _, _) => name == Name ? library : 0);
        _ = Mosquitto.InitializeLibrary();
        return library;
    }
}
