using EdgeConv.Benchmarks.Races;
using EdgeConv.Tensors;

namespace EdgeConv.Benchmarks.Peers.OnnxRuntime;

/// <summary>ONNX Runtime on an .onnx file with one 8-bit input and one 8-bit output, on its CPU provider with all graph optimizations.</summary>
internal sealed unsafe class OnnxRuntimeContender : INetworkContender
{
    private const int AllOptimizations = 99;
    private const int UInt8 = 2;
    private const int Int8 = 3;

    private readonly OnnxRuntimeLibrary _runtime;
    private readonly void* _allocator;
    private readonly void* _session;
    private readonly byte* _inputName;
    private readonly byte* _outputName;
    private readonly void* _input;
    private void* _output;

    /// <summary>Loads the file.</summary>
    public OnnxRuntimeContender(OnnxRuntimeLibrary runtime, string path, int threads)
    {
        _runtime = runtime;
        Name = $"ONNX Runtime {runtime.Version}";
        void* allocator;
        runtime.Check(((delegate* unmanaged<void**, void*>)runtime[OrtFunction.GetAllocatorWithDefaultOptions])(&allocator));
        _allocator = allocator;
        _session = Open(File.ReadAllBytes(path), threads);
        _inputName = NameOf(OrtFunction.SessionGetInputName);
        _outputName = NameOf(OrtFunction.SessionGetOutputName);
        _input = CreateInput();

        // The first run makes the output; later ones write into it.
        Run();
        OutputType = TypeOf(_output);
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public Span<byte> Input => BytesOf(_input);

    /// <inheritdoc/>
    public ElementType OutputType { get; }

    /// <inheritdoc/>
    public ReadOnlySpan<byte> Output => BytesOf(_output);

    /// <inheritdoc/>
    public void Run()
    {
        var inputName = _inputName;
        var input = _input;
        var outputName = _outputName;
        var output = _output;
        _runtime.Check(((delegate* unmanaged<void*, void*, byte**, void**, nuint, byte**, nuint, void**, void*>)_runtime[OrtFunction.Run])(_session, null, &inputName, &input, 1, &outputName, 1, &output));
        _output = output;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _runtime.Release(OrtFunction.ReleaseValue, _output);
        _runtime.Release(OrtFunction.ReleaseValue, _input);
        foreach (var name in (ReadOnlySpan<nint>)[(nint)_inputName, (nint)_outputName])
            _runtime.Check(((delegate* unmanaged<void*, void*, void*>)_runtime[OrtFunction.AllocatorFree])(_allocator, (void*)name));
        _runtime.Release(OrtFunction.ReleaseSession, _session);
    }

    private void* Open(byte[] model, int threads)
    {
        void* options;
        _runtime.Check(((delegate* unmanaged<void**, void*>)_runtime[OrtFunction.CreateSessionOptions])(&options));
        Set(options, OrtFunction.SetIntraOpNumThreads, threads);
        Set(options, OrtFunction.SetInterOpNumThreads, 1);
        Set(options, OrtFunction.SetSessionGraphOptimizationLevel, AllOptimizations);

        // Its threads spin while it runs, as they always do, but no longer: they would take the processor from whoever runs next.
        // Keys: onnxruntime/core/session/onnxruntime_session_options_config_keys.h.
        fixed (byte* key = "session.force_spinning_stop"u8, value = "1"u8)
            _runtime.Check(((delegate* unmanaged<void*, byte*, byte*, void*>)_runtime[OrtFunction.AddSessionConfigEntry])(options, key, value));
        void* session;
        fixed (byte* bytes = model)
            _runtime.Check(((delegate* unmanaged<void*, void*, nuint, void*, void**, void*>)_runtime[OrtFunction.CreateSessionFromArray])(_runtime.Environment, bytes, (nuint)model.Length, options, &session));
        _runtime.Release(OrtFunction.ReleaseSessionOptions, options);
        return session;
    }

    private void Set(void* options, OrtFunction option, int value) => _runtime.Check(((delegate* unmanaged<void*, int, void*>)_runtime[option])(options, value));

    private byte* NameOf(OrtFunction side)
    {
        byte* name;
        _runtime.Check(((delegate* unmanaged<void*, nuint, void*, byte**, void*>)_runtime[side])(_session, 0, _allocator, &name));
        return name;
    }

    private void* CreateInput()
    {
        void* type;
        void* shape;
        int element;
        nuint rank;
        void* tensor;
        _runtime.Check(((delegate* unmanaged<void*, nuint, void**, void*>)_runtime[OrtFunction.SessionGetInputTypeInfo])(_session, 0, &type));
        _runtime.Check(((delegate* unmanaged<void*, void**, void*>)_runtime[OrtFunction.CastTypeInfoToTensorInfo])(type, &shape));
        RequireBytes(shape, &element);
        _runtime.Check(((delegate* unmanaged<void*, nuint*, void*>)_runtime[OrtFunction.GetDimensionsCount])(shape, &rank));
        var dimensions = new long[rank];
        fixed (long* extents = dimensions)
        {
            _runtime.Check(((delegate* unmanaged<void*, long*, nuint, void*>)_runtime[OrtFunction.GetDimensions])(shape, extents, rank));
            _runtime.Check(((delegate* unmanaged<void*, long*, nuint, int, void**, void*>)_runtime[OrtFunction.CreateTensorAsOrtValue])(_allocator, extents, rank, element, &tensor));
        }

        _runtime.Release(OrtFunction.ReleaseTypeInfo, type);
        return tensor;
    }

    private ElementType TypeOf(void* tensor)
    {
        void* shape;
        int element;
        _runtime.Check(((delegate* unmanaged<void*, void**, void*>)_runtime[OrtFunction.GetTensorTypeAndShape])(tensor, &shape));
        RequireBytes(shape, &element);
        _runtime.Release(OrtFunction.ReleaseTensorTypeAndShapeInfo, shape);
        return element == UInt8 ? ElementType.UInt8 : ElementType.Int8;
    }

    private Span<byte> BytesOf(void* tensor)
    {
        void* shape;
        nuint count;
        void* data;
        _runtime.Check(((delegate* unmanaged<void*, void**, void*>)_runtime[OrtFunction.GetTensorTypeAndShape])(tensor, &shape));
        _runtime.Check(((delegate* unmanaged<void*, nuint*, void*>)_runtime[OrtFunction.GetTensorShapeElementCount])(shape, &count));
        _runtime.Release(OrtFunction.ReleaseTensorTypeAndShapeInfo, shape);
        _runtime.Check(((delegate* unmanaged<void*, void**, void*>)_runtime[OrtFunction.GetTensorMutableData])(tensor, &data));
        return new Span<byte>(data, checked((int)count));
    }

    private void RequireBytes(void* shape, int* element)
    {
        _runtime.Check(((delegate* unmanaged<void*, int*, void*>)_runtime[OrtFunction.GetTensorElementType])(shape, element));
        if (*element is not (UInt8 or Int8))
            throw new InvalidOperationException($"{Name}: a tensor of element type {*element}, where 8-bit integers were expected");
    }
}
