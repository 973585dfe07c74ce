namespace EdgeConv.Benchmarks.Peers;

/// <summary>A network in the forms that engines read.</summary>
/// <param name="Key">How the command line calls it.</param>
/// <param name="TfLite">Its .tflite file in <c>../shared/models</c>.</param>
/// <param name="Onnx">The same network, with the same input and output bytes, as .onnx file there.</param>
/// <param name="Ncnn">A network of the same layers among those that ncnn's own benchmark brings; null where it has none in int8.</param>
internal sealed record PeerModel(string Key, string TfLite, string Onnx, string? Ncnn)
{
    /// <summary>All there are.</summary>
    public static IReadOnlyList<PeerModel> All { get; } =
    [
        new("v1", "made_mobilenet_v1_1.0_224_int8pc.tflite", "made_mobilenet_v1_1.0_224_int8pc.u8.onnx", "mobilenet_int8.param"),
        new("v2", "coral_tf2_mobilenet_v2_1.0_224_ptq.tflite", "made_tf2_mobilenet_v2_1.0_224_ptq.u8.onnx", null),
    ];
}
