using System.Runtime.InteropServices;

namespace EdgeConv.Benchmarks.Peers.Ncnn;

/// <summary>ncnn's C API (src/c_api.h): a shared library built from its sources with <c>-DNCNN_SHARED_LIB=ON</c>.</summary>
internal sealed unsafe class NcnnLibrary : IDisposable
{
    /// <summary>The environment variable that names the library.</summary>
    public const string Variable = "EDGECONV_NCNN";

    /// <summary>The environment variable that names the folder of its benchmark's networks.</summary>
    public const string ModelsVariable = "EDGECONV_NCNN_MODELS";

    private readonly nint _library;

    private NcnnLibrary(nint library)
    {
        _library = library;
        Version = Marshal.PtrToStringUTF8(((delegate* unmanaged<nint>)this["ncnn_version"])())!;
    }

    /// <summary>The version it says it has.</summary>
    public string Version { get; }

    /// <summary>A function by its name.</summary>
    public void* this[string function] => (void*)NativeLibrary.GetExport(_library, function);

    /// <summary>Loads it.</summary>
    /// <param name="path">The shared library; null when nobody named it.</param>
    /// <exception cref="PeerAbsentException">It is absent or is another library.</exception>
    public static NcnnLibrary Load(string? path)
    {
        if (path is null)
            throw new PeerAbsentException($"ncnn: no library named; give --ncnn PATH or set {Variable} to a libncnn.so, built from its sources with -DNCNN_SHARED_LIB=ON");
        if (!NativeLibrary.TryLoad(path, out var library))
            throw new PeerAbsentException($"ncnn: {path} cannot be loaded");
        if (NativeLibrary.TryGetExport(library, "ncnn_net_create", out _))
            return new NcnnLibrary(library);
        NativeLibrary.Free(library);
        throw new PeerAbsentException($"ncnn: {path} has no C API; build it with -DNCNN_C_API=ON");
    }

    /// <summary>The path of a network of its benchmark.</summary>
    /// <param name="folder">The folder of the networks; null when nobody named it.</param>
    /// <param name="file">The network's file; null where there is none.</param>
    /// <exception cref="PeerAbsentException">There is no such file.</exception>
    public static string Model(string? folder, string? file)
    {
        if (file is null)
            throw new PeerAbsentException("ncnn: its benchmark has no int8 network of these layers");
        if (folder is null)
            throw new PeerAbsentException($"ncnn: no networks named; give --ncnn-models FOLDER or set {ModelsVariable} to benchmark/models of its sources");
        var path = Path.Combine(folder, file);
        return File.Exists(path) ? path : throw new PeerAbsentException($"ncnn: {path} is absent");
    }

    /// <inheritdoc/>
    public void Dispose() => NativeLibrary.Free(_library);
}
