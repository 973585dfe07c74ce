using EdgeConv.Benchmarks.Races;

namespace EdgeConv.Benchmarks.Variants;

/// <summary>Two ways to run a network whose times the project wants in a certain ratio.</summary>
/// <param name="Subject">What is compared.</param>
/// <param name="Threads">Threads that share a run; null where that is what differs.</param>
/// <param name="SameOutputs">Whether both compute the same network.</param>
/// <param name="Models">Files in <c>../shared/models</c> that it takes.</param>
/// <param name="Base">Makes the one the other is compared with.</param>
/// <param name="Other">Makes the other.</param>
/// <param name="Target">What the other's time should be, as a multiple of the first's.</param>
internal sealed record Variant(string Subject, int? Threads, bool SameOutputs, string[] Models, Func<IContender> Base, Func<IContender> Other, Target Target)
{
    private const string Int8 = "coral_tf2_mobilenet_v2_1.0_224_ptq.tflite";
    private const string UInt8 = "coral_mobilenet_v2_1.0_224_quant.tflite";
    private const string MobileNetV1 = "made_mobilenet_v1_1.0_224_int8pc.tflite";

    /// <summary>All there are, with the targets of the project.</summary>
    public static IReadOnlyList<Variant> All { get; } =
    [
        new("uint8 beside int8: MobileNet v2", 1, false, [Int8, UInt8], () => Network(Int8, 1, "int8"), () => Network(UInt8, 1, "uint8"), Target.AtMost(1.15)),
        Threaded("MobileNet v1", MobileNetV1),
        Threaded("MobileNet v2", Int8),
        Requantized("mobilenet_v1"),
        Requantized("mobilenet_v2"),
    ];

    /// <summary>Races the two.</summary>
    /// <param name="rounds">Measured rounds.</param>
    public VariantReport Race(int rounds)
    {
        if (Models.FirstOrDefault(file => SharedModels.Find(file) is null) is { } file)
            return NotHeld($"../shared/models/{file} is absent");
        if (Threads is null && Environment.ProcessorCount < 2)
            return NotHeld("this machine has one core");
        using var first = Base();
        using var second = Other();
        return VariantReport.Of(RaceReport.Of(Subject, Threads, [first, second], rounds, [], SameOutputs), Target);
    }

    private VariantReport NotHeld(string reason) => VariantReport.Of(new RaceReport(Subject, Threads, 0, [], [reason]), Target);

    private static Variant Threaded(string network, string file) =>
        new($"one thread beside two: {network}", null, true, [file], () => Network(file, 2, "two threads"), () => Network(file, 1, "one thread"), Target.AtLeast(1.8) with { IsOfFastest = true });

    private static Variant Requantized(string network) => new(
        $"exact beside float requantization: the convolutions of {network}",
        1,
        false,
        [],
        () => new NetworkConvolutions(network, "float", one => one.WithFloatRequantization()),
        () => new NetworkConvolutions(network, "exact", one => one),
        Target.AtMost(1.1));

    private static INetworkContender Network(string file, int threads, string name)
    {
        INetworkContender contender = new EdgeConvContender(SharedModels.Find(file)!, threads, name);
        contender.FillInput();
        return contender;
    }
}
