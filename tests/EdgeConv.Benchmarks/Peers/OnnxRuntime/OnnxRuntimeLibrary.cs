using System.Runtime.InteropServices;

namespace EdgeConv.Benchmarks.Peers.OnnxRuntime;

/// <summary>ONNX Runtime's C API, through the function table of its shared library (libonnxruntime.so.1 of the npm package onnxruntime-node, of a release, or of a distribution).</summary>
internal sealed unsafe class OnnxRuntimeLibrary : IDisposable
{
    /// <summary>The environment variable that names the library.</summary>
    public const string Variable = "EDGECONV_ONNXRUNTIME";

    // ORT_API_VERSION of ONNX Runtime 1.16: old enough for what is installed, and all that is used here.
    private const uint ApiVersion = 16;
    private const int LogErrors = 3;

    private readonly nint _library;
    private readonly void** _functions;

    private OnnxRuntimeLibrary(nint library)
    {
        _library = library;
        var apiBase = ((delegate* unmanaged<OrtApiBase*>)NativeLibrary.GetExport(library, "OrtGetApiBase"))();
        Version = Marshal.PtrToStringUTF8(apiBase->GetVersionString())!;
        _functions = apiBase->GetApi(ApiVersion);
        if (_functions is null)
            throw new PeerAbsentException($"ONNX Runtime {Version} does not offer version {ApiVersion} of its C API; 1.16 and later do");
        void* environment;
        fixed (byte* name = "edgeconv"u8)
            Check(((delegate* unmanaged<int, byte*, void**, void*>)this[OrtFunction.CreateEnv])(LogErrors, name, &environment));
        Environment = environment;
    }

    /// <summary>The version it says it has.</summary>
    public string Version { get; }

    /// <summary>Its OrtEnv.</summary>
    public void* Environment { get; }

    /// <summary>A function of the table.</summary>
    public void* this[OrtFunction function] => _functions[(int)function];

    /// <summary>Loads it.</summary>
    /// <param name="path">The shared library; null when nobody named it.</param>
    /// <exception cref="PeerAbsentException">It is absent or cannot be used.</exception>
    public static OnnxRuntimeLibrary Load(string? path)
    {
        if (path is null)
            throw new PeerAbsentException($"ONNX Runtime: no library named; give --onnxruntime PATH or set {Variable} to a libonnxruntime.so.1, as in the npm package onnxruntime-node");
        if (!NativeLibrary.TryLoad(path, out var library))
            throw new PeerAbsentException($"ONNX Runtime: {path} cannot be loaded");
        return new OnnxRuntimeLibrary(library);
    }

    /// <summary>Throws what an OrtStatus says, unless it is null: success.</summary>
    public void Check(void* status)
    {
        if (status is null)
            return;
        var message = Marshal.PtrToStringUTF8(((delegate* unmanaged<void*, nint>)this[OrtFunction.GetErrorMessage])(status));
        Release(OrtFunction.ReleaseStatus, status);
        throw new InvalidOperationException($"ONNX Runtime: {message}");
    }

    /// <summary>Gives an object back.</summary>
    /// <param name="release">The function that takes it.</param>
    /// <param name="subject">The object; null is none.</param>
    public void Release(OrtFunction release, void* subject) => ((delegate* unmanaged<void*, void>)this[release])(subject);

    /// <inheritdoc/>
    public void Dispose()
    {
        Release(OrtFunction.ReleaseEnv, Environment);
        NativeLibrary.Free(_library);
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct OrtApiBase
    {
        public delegate* unmanaged<uint, void**> GetApi;
        public delegate* unmanaged<nint> GetVersionString;
    }
}
