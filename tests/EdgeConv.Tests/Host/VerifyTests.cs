using System.Text.Json;
using EdgeConv.Host.Verification;

namespace EdgeConv.Tests.Host;

public class VerifyTests(Workplace place) : IClassFixture<Workplace>
{
    [Fact]
    public void What_was_recorded_is_verified_and_a_flipped_hash_is_found()
    {
        var folder = place.At("recorded");
        var recorded = ProgramRun.Of("verify", place.Model, "--record", folder);
        Assert.Equal(0, recorded.ExitCode);
        Assert.Equal($"Recorded in {folder}; compare on another machine: edgeconv verify {place.Model} --reference {folder}\n", recorded.Error);
        Assert.Equal(4, recorded.Lines.Length);

        Assert.Equal(
            $"built-in: 4 recorded layers equal bit for bit, and the fused plan's outputs too\n{place.Model}: verified.\n",
            ProgramRun.Of("verify", place.Model, "--reference", folder).AssertSucceeds().Text);

        var file = Path.Combine(folder, "tensors", "colours.built-in.txt");
        var layers = File.ReadLines(file).Select(line => LayerRecord.Parse(line)!).ToArray();
        var hash = layers[1].Hash;
        layers[1] = layers[1] with { Hash = hash ^ 1 };
        File.WriteAllLines(file, layers.Select(layer => layer.ToString()));

        var differs = ProgramRun.Of("verify", place.Model, "--reference", folder);
        Assert.Equal((1, ""), (differs.ExitCode, differs.Error));
        Assert.Equal($"built-in: DIFFERS after 1 equal layers: operator 1 MEAN is the first to differ: {hash ^ 1:x16} recorded, {hash:x16} here\n{place.Model}: NOT verified.\n", differs.Text);

        var json = ProgramRun.Of("verify", place.Model, "--reference", folder, "--json");
        Assert.Equal(1, json.ExitCode);
        using var report = JsonDocument.Parse(json.Text);
        Assert.False(report.RootElement.GetProperty("passed").GetBoolean());
        var check = report.RootElement.GetProperty("checks")[0];
        Assert.Equal(1, check.GetProperty("layers_equal").GetInt32());
        Assert.Equal($"{hash:x16}", check.GetProperty("actual").GetProperty("hash").GetString());
    }

    [Fact]
    public void A_missing_record_is_told_with_how_to_make_one()
    {
        var folder = place.At("nothing");
        ProgramRun.Of("verify", place.Model, "-r", folder)
            .AssertFails($"{folder}: nothing recorded for colours (no tensors/colours.CASE.txt). Record one on a machine you trust: edgeconv verify {place.Model} --record {folder}");
    }

    [Fact]
    public void Hashes_are_printed_as_json()
    {
        using var layers = JsonDocument.Parse(ProgramRun.Of("verify", place.Model, "--json").AssertSucceeds().Text);
        Assert.Equal(["CONV_2D", "MEAN", "FULLY_CONNECTED", "SOFTMAX"], layers.RootElement.EnumerateArray().Select(layer => layer.GetProperty("operator").GetString()));
    }

    [Fact]
    public void A_published_model_has_the_bytes_of_the_reference()
    {
        var model = SharedFiles.Require("models", "mlperf_vww_96_int8.tflite");
        var run = ProgramRun.Of("verify", model, "--reference", SharedFiles.Require("golden", "reference")).AssertSucceeds();
        Assert.Matches(@"^lcg: \d+ recorded layers equal bit for bit, and the fused plan's outputs too$", run.Lines[0]);
        Assert.Matches(@"^pattern: \d+ recorded layers equal bit for bit, and the fused plan's outputs too$", run.Lines[1]);
        Assert.Equal($"{model}: verified.", run.Lines[2]);
    }
}
