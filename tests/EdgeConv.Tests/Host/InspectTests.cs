using System.Text.Json;

namespace EdgeConv.Tests.Host;

public class InspectTests(Workplace place) : IClassFixture<Workplace>
{
    [Fact]
    public void The_text_shows_sizes_kernels_sums_and_the_arena()
    {
        var lines = ProgramRun.Of("inspect", place.Model).AssertSucceeds().Lines;
        Assert.Equal($"{place.Model}: a sketch", lines[0]);
        Assert.Equal("  input   int8 1x8x8x3 scale 1 zero point -128  t0", lines[1]);
        Assert.Equal("  output  int8 1x3 scale 0.00390625 zero point -128  t8", lines[2]);
        var convolution = Assert.Single(lines, line => line.Contains("CONV_2D", StringComparison.Ordinal));
        Assert.Contains("ceil(8 / 2) = 4", convolution, StringComparison.Ordinal);
        Assert.Contains("1x4x4x3", convolution, StringComparison.Ordinal);
        Assert.Contains("0.001", convolution, StringComparison.Ordinal);
        Assert.Contains("  39  ", convolution, StringComparison.Ordinal);
        Assert.Single(lines, line => line.StartsWith("0.0 million multiply-accumulates, 48 parameters, ", StringComparison.Ordinal));
        var arena = Array.FindIndex(lines, line => line.StartsWith("Arena, ", StringComparison.Ordinal));
        Assert.Equal(16, lines.Length - arena - 1);
        Assert.StartsWith("      0.0 KiB  ", lines[arena + 1], StringComparison.Ordinal);
    }

    [Fact]
    public void Json_has_the_same()
    {
        using var report = JsonDocument.Parse(ProgramRun.Of("inspect", place.Model, "--json").AssertSucceeds().Text);
        var root = report.RootElement;
        Assert.Equal(48, root.GetProperty("parameters").GetInt64());
        var steps = root.GetProperty("steps").EnumerateArray().Where(step => step.TryGetProperty("operator", out _)).ToArray();
        Assert.Equal(["CONV_2D", "MEAN", "FULLY_CONNECTED", "SOFTMAX"], steps.Select(step => step.GetProperty("name").GetString()));
        Assert.Equal(576, steps[0].GetProperty("macs").GetInt64());
        Assert.Equal(9, steps[2].GetProperty("macs").GetInt64());
        Assert.Equal("ceil(8 / 2) = 4", steps[0].GetProperty("arithmetic").GetString());
        Assert.All(steps, step => Assert.NotEmpty(step.GetProperty("kernel").GetString()!));
        Assert.Equal([1, 8, 8, 3], root.GetProperty("inputs")[0].GetProperty("shape").EnumerateArray().Select(extent => extent.GetInt32()));
        Assert.True(root.GetProperty("arena_bytes").GetInt64() > 0);
    }

    [Fact]
    public void The_built_in_model_can_be_inspected() =>
        Assert.StartsWith("(built-in camera check)", ProgramRun.Of("inspect").AssertSucceeds().Text, StringComparison.Ordinal);

    [Fact]
    public void A_reader_that_leaves_early_is_no_error()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs a POSIX pipe");
        using var process = ProgramRun.Start("inspect", place.Model);
        process.StandardOutput.Close();
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.Equal("", error);
    }
}
