using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using EdgeConv.Benchmarks.Races;

namespace EdgeConv.Benchmarks.Peers.Ncnn;

/// <summary>
/// ncnn on a network of its own benchmark, run as that benchmark (benchmark/benchncnn.cpp) runs it: weights are empty, the input is constant. So its times can be compared,
/// and its outputs cannot. Input and output of the network are float32; it quantizes within.
/// </summary>
internal sealed unsafe class NcnnContender : IContender
{
    private const int PictureSize = 224;
    private const int PictureChannels = 3;
    private const float PictureValue = 0.01f;

    private readonly NcnnLibrary _ncnn;
    private readonly void* _net;
    private readonly void* _picture;
    private readonly void* _values;
    private readonly void* _workspace;
    private readonly byte* _inputName;
    private readonly byte* _outputName;
    private readonly delegate* unmanaged<void*, void*> _createExtractor;
    private readonly delegate* unmanaged<void*, byte*, void*, int> _setInput;
    private readonly delegate* unmanaged<void*, byte*, void**, int> _extract;
    private readonly delegate* unmanaged<void*, void> _destroyExtractor;
    private readonly delegate* unmanaged<void*, void> _destroyMat;

    /// <summary>Loads a network.</summary>
    /// <param name="ncnn">The library.</param>
    /// <param name="path">Its .param file.</param>
    /// <param name="threads">Threads that share a run.</param>
    public NcnnContender(NcnnLibrary ncnn, string path, int threads)
    {
        _ncnn = ncnn;
        Name = $"ncnn {ncnn.Version} (empty weights)";
        _createExtractor = (delegate* unmanaged<void*, void*>)ncnn["ncnn_extractor_create"];
        _setInput = (delegate* unmanaged<void*, byte*, void*, int>)ncnn["ncnn_extractor_input"];
        _extract = (delegate* unmanaged<void*, byte*, void**, int>)ncnn["ncnn_extractor_extract"];
        _destroyExtractor = (delegate* unmanaged<void*, void>)ncnn["ncnn_extractor_destroy"];
        _destroyMat = (delegate* unmanaged<void*, void>)ncnn["ncnn_mat_destroy"];

        _values = Create("ncnn_allocator_create_unlocked_pool_allocator");
        _workspace = Create("ncnn_allocator_create_pool_allocator");
        _net = Create("ncnn_net_create");
        SetOptions(threads);
        LoadParameters(path);
        LoadEmptyWeights(path);
        _inputName = ((delegate* unmanaged<void*, int, byte*>)ncnn["ncnn_net_get_input_name"])(_net, 0);
        _outputName = ((delegate* unmanaged<void*, int, byte*>)ncnn["ncnn_net_get_output_name"])(_net, 0);
        _picture = ((delegate* unmanaged<int, int, int, void*, void*>)ncnn["ncnn_mat_create_3d"])(PictureSize, PictureSize, PictureChannels, null);
        ((delegate* unmanaged<void*, float, void>)ncnn["ncnn_mat_fill_float"])(_picture, PictureValue);
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public void Run()
    {
        void* output;
        var extractor = _createExtractor(_net);
        Require(_setInput(extractor, _inputName, _picture), "takes no input");
        Require(_extract(extractor, _outputName, &output), "computes no output");
        _destroyMat(output);
        _destroyExtractor(extractor);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _destroyMat(_picture);
        Destroy("ncnn_net_destroy", _net);
        Destroy("ncnn_allocator_destroy", _values);
        Destroy("ncnn_allocator_destroy", _workspace);
    }

    private void* Create(string function) => ((delegate* unmanaged<void*>)_ncnn[function])();

    private void Destroy(string function, void* subject) => ((delegate* unmanaged<void*, void>)_ncnn[function])(subject);

    private void SetOptions(int threads)
    {
        var options = Create("ncnn_option_create");
        ((delegate* unmanaged<void*, int, void>)_ncnn["ncnn_option_set_num_threads"])(options, threads);
        ((delegate* unmanaged<void*, void*, void>)_ncnn["ncnn_option_set_blob_allocator"])(options, _values);
        ((delegate* unmanaged<void*, void*, void>)_ncnn["ncnn_option_set_workspace_allocator"])(options, _workspace);
        ((delegate* unmanaged<void*, void*, void>)_ncnn["ncnn_net_set_option"])(_net, options);
        Destroy("ncnn_option_destroy", options);
    }

    private void LoadParameters(string path)
    {
        fixed (byte* name = Encoding.UTF8.GetBytes(path + '\0'))
            Require(((delegate* unmanaged<void*, byte*, int>)_ncnn["ncnn_net_load_param"])(_net, name), $"cannot read {path}");
    }

    private void LoadEmptyWeights(string path)
    {
        var reader = (DataReader*)Create("ncnn_datareader_create");
        reader->Read = &ReadZeros;
        var status = ((delegate* unmanaged<void*, void*, int>)_ncnn["ncnn_net_load_model_datareader"])(_net, reader);
        Destroy("ncnn_datareader_destroy", reader);
        Require(status, $"cannot make weights for {path}");
    }

    private void Require(int status, string failure)
    {
        if (status != 0)
            throw new InvalidOperationException($"{Name} {failure}: status {status}.");
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static nuint ReadZeros(DataReader* reader, void* target, nuint bytes)
    {
        NativeMemory.Clear(target, bytes);
        return bytes;
    }

    /// <summary><c>struct __ncnn_datareader_t</c> of a build with <c>NCNN_STRING</c>, which networks in text form need.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct DataReader
    {
        public void* Self;
        public void* Scan;
        public delegate* unmanaged[Cdecl]<DataReader*, void*, nuint, nuint> Read;
    }
}
