using System.Runtime.InteropServices;

namespace EdgeConv.Benchmarks.Peers.Xnnpack;

/// <summary>
/// XNNPACK's operators (xnnpack.h) as of early 2022, the version of Debian 12 (package libxnnpack-dev: libXNNPACK.so.0 of commit ae108ef). Later versions have these functions under
/// other names and with other arguments.
/// </summary>
internal sealed unsafe class XnnpackLibrary : IDisposable
{
    /// <summary>The environment variable that names the library.</summary>
    public const string Variable = "EDGECONV_XNNPACK";

    /// <summary>What the system's loader finds where the package is installed.</summary>
    public const string DefaultName = "libXNNPACK.so.0";

    private readonly nint _library;

    private XnnpackLibrary(nint library)
    {
        _library = library;
        Check(((delegate* unmanaged<void*, int>)this["xnn_initialize"])(null), "start");
    }

    /// <summary>A function by its name.</summary>
    public void* this[string function] => (void*)NativeLibrary.GetExport(_library, function);

    /// <summary>Loads it.</summary>
    /// <param name="path">The shared library.</param>
    /// <exception cref="PeerAbsentException">It is absent or of another version.</exception>
    public static XnnpackLibrary Load(string path)
    {
        if (!NativeLibrary.TryLoad(path, out var library))
            throw new PeerAbsentException($"XNNPACK: {path} cannot be loaded; install libxnnpack-dev of Debian 12, or give --xnnpack PATH or set {Variable}");
        if (NativeLibrary.TryGetExport(library, "xnn_create_convolution2d_nhwc_qc8", out _))
            return new XnnpackLibrary(library);
        NativeLibrary.Free(library);
        throw new PeerAbsentException($"XNNPACK: {path} is another version than that of Debian 12: it has no xnn_create_convolution2d_nhwc_qc8");
    }

    /// <summary>Throws unless an xnn_status is success.</summary>
    /// <param name="status">The status.</param>
    /// <param name="attempt">What was asked for.</param>
    public static void Check(int status, string attempt)
    {
        if (status != 0)
            throw new InvalidOperationException($"XNNPACK cannot {attempt}: xnn_status {status}.");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Check(((delegate* unmanaged<int>)this["xnn_deinitialize"])(), "stop");
        NativeLibrary.Free(_library);
    }
}
