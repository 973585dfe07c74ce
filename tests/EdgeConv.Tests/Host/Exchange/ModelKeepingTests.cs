using EdgeConv.Formats.TfLite;
using EdgeConv.Host.Configuration;
using EdgeConv.Host.Exchange;
using EdgeConv.Models;
using EdgeConv.Planning;
using EdgeConv.Tests.Host.Running;

namespace EdgeConv.Tests.Host.Exchange;

/// <summary>What is kept of models that were sent, and which of them is to run.</summary>
public sealed class ModelKeepingTests : IClassFixture<Workplace>, IDisposable
{
    private readonly Notebook _journal = new();
    private readonly RunSettings _settings;
    private readonly string _folder;
    private ModelExchange _exchange;

    public ModelKeepingTests(Workplace place)
    {
        _folder = place.At(Guid.NewGuid().ToString("N"));
        _settings = RunSettings.Default with { Model = place.Model, Web = new WebSettings(WebSettings.DefaultListen, null, _folder) };
        _exchange = Open();
    }

    public void Dispose() => _exchange.Dispose();

    [Fact]
    public void What_has_not_proved_itself_is_nothing_to_fall_back_to()
    {
        Assert.Null(Sent());
        var one = Send("one");
        _exchange.Confirm(one);
        Send("two");
        var three = Send("three");
        Assert.Equal(("three", "one"), (Sent()!.Name, Origin().Before!.Name));
        _exchange.FallBack(three, "it failed");
        Assert.Equal("one", Sent()!.Name);
        Assert.Equal(["model.json", one.File], Files());
    }

    [Fact]
    public void The_first_that_has_proved_nothing_gives_way_to_the_configured_one()
    {
        Send("one");
        var two = Send("two");
        _exchange.FallBack(two, "it failed");
        Assert.Null(Sent());
        Assert.Empty(Files());
    }

    [Fact]
    public void Where_no_model_can_run_none_is_given_up()
    {
        var one = Send("one");
        _exchange.Confirm(one);
        var refusal = Assert.Throws<PlanException>(() => _exchange.Make<ModelOrigin>(_settings, (_, _) => throw new PlanException("There is no kernel family 'sse9'.")));
        Assert.Equal("There is no kernel family 'sse9'.", refusal.Message);
        Assert.Equal("one", Sent()!.Name);
        Assert.Equal(["model.json", one.File], Files());
    }

    [Fact]
    public void A_sent_model_that_cannot_run_is_given_up_when_one_before_it_can()
    {
        var one = Send("one");
        _exchange.Confirm(one);
        var two = Send("two");
        _exchange.Confirm(two);
        var origin = _exchange.Make(_settings, (_, origin) => origin.Sent?.Name == "two" ? throw new PlanException("It is too large.") : origin);
        Assert.Equal("one", origin.Sent!.Name);
        Assert.Equal(["model.json", one.File], Files());
        Assert.Contains(_journal.Lines, line => line.Contains("two, which was sent, is given up (It is too large.)", StringComparison.Ordinal));
    }

    [Fact]
    public void A_model_does_not_fall_back_to_itself()
    {
        var one = Send("one");
        _exchange.Confirm(one);
        Send("two");
        one = Send("one");
        Assert.Null(Origin().Before);
        _exchange.FallBack(one, "it failed");
        Assert.Null(Sent());
    }

    [Fact]
    public void What_a_crash_left_in_the_folder_is_removed_at_the_next_start()
    {
        var one = Send("one");
        _exchange.Confirm(one);
        _exchange.Dispose();
        // Kept and not yet recorded; being sent; being recorded; and what is somebody else's.
        var kept = $"{new string('a', 64)}.tflite";
        foreach (var file in new[] { kept, "incoming.part", "model.json.part", "mine.tflite", "notes.part" })
            File.WriteAllText(Path.Combine(_folder, file), file);
        _exchange = Open();
        Assert.Equal("one", Sent()!.Name);
        Assert.Equal(["model.json", one.File, "mine.tflite", "notes.part"], Files());
    }

    [Fact]
    public void A_record_that_cannot_be_written_leaves_no_model()
    {
        Assert.Null(Sent());
        Send("one");
        var record = File.ReadAllText(Path.Combine(_folder, "model.json"));
        Directory.CreateDirectory(Path.Combine(_folder, "model.json.part"));
        Assert.ThrowsAny<Exception>(() => Send("two"));
        Assert.Equal(record, File.ReadAllText(Path.Combine(_folder, "model.json")));
        Assert.Equal(2, Files().Length);
        Assert.Equal("one", Sent()!.Name);
    }

    [Fact]
    public void A_model_is_given_up_also_where_the_record_cannot_be_read()
    {
        var one = Send("one");
        Assert.Equal("one", Sent()!.Name);
        File.WriteAllText(Path.Combine(_folder, "model.json"), "half of a re");
        _exchange.FallBack(one, "it failed");
        Assert.Null(Sent());
        Assert.StartsWith("warning: model: one, which was sent, is given up (it failed); the configured one is used again, as the one before is not known: ", _journal.Lines[0], StringComparison.Ordinal);
    }

    [Fact]
    public void One_run_at_a_time_has_the_folder()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "folders are not locked there");
        var one = Send("one");
        _exchange.Confirm(one);
        Assert.Equal("one", Sent()!.Name);
        var second = new Notebook();
        using var other = new ModelExchange(second, _ => null);
        Assert.Null(other.Make(_settings, (_, origin) => origin).Sent);
        Assert.Equal([$"warning: model: {_folder} is used by another run of this program: give each its own (web.state)."], second.Lines);
        Assert.Equal($"{_folder} is used by another run of this program: give each its own (web.state).", Assert.Throws<IOException>(other.Receive).Message);
        // Whoever serves nothing needs no folder, and whoever only asks changes nothing.
        Assert.Null(other.Make(_settings with { Web = null }, (_, origin) => origin).Sent);
        Assert.Equal("one", other.InPlaceOf(_settings)!.Name);
        Assert.Equal(["model.json", one.File], Files());
        _exchange.Dispose();
        Assert.Equal("one", other.Make(_settings, (_, origin) => origin).Sent!.Name);
    }

    [Fact]
    public void A_trial_that_another_run_is_at_is_not_broken_off()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "folders are not locked there");
        Send("one");
        using var other = new ModelExchange(new Notebook(), _ => null);
        Assert.Null(other.Make(_settings, (_, origin) => origin).Sent);
        Assert.Equal("one", Sent()!.Name);
        Assert.Null(other.InPlaceOf(_settings));
    }

    [Fact]
    public void What_is_withdrawn_can_be_restored_until_it_is_tidied_up()
    {
        Assert.Null(_exchange.Withdraw());
        var one = Send("one");
        var record = _exchange.Withdraw();
        Assert.Null(Sent());
        _exchange.Restore(record!);
        Assert.Equal("one", Sent()!.Name);
        Assert.Equal(["model.json", one.File], Files());
        _exchange.Withdraw();
        _exchange.Tidy();
        Assert.Empty(Files());
    }

    [Fact]
    public void A_folder_that_is_another_by_now_takes_nothing()
    {
        Assert.Null(Sent());
        using var incoming = _exchange.Receive();
        incoming.Contents.Write(Model("one"));
        incoming.Contents.Dispose();
        incoming.Try(_settings);
        _exchange.Make(_settings with { Web = _settings.Web! with { StateFolder = _folder + "-2" } }, (_, origin) => origin);
        Assert.Null(_exchange.Take(incoming, "one", _settings.Model));
        _exchange.Make(_settings with { Web = null }, (_, origin) => origin);
        Assert.Null(_exchange.Take(incoming, "one", _settings.Model));
    }

    private ModelExchange Open() => new(_journal, _ => null);

    private ModelOrigin Origin() => _exchange.Make(_settings, (_, origin) => origin);

    private StoredModel? Sent() => Origin().Sent;

    private StoredModel Send(string name)
    {
        Origin();
        using var incoming = _exchange.Receive();
        incoming.Contents.Write(Model(name));
        incoming.Contents.Dispose();
        incoming.Try(_settings);
        return _exchange.Take(incoming, name, _settings.Model)!;
    }

    private static byte[] Model(string name) => TfLiteWriter.Write(ColourModel.Build(new ModelMetadata(name, null, ColourModel.Labels)));

    private string[] Files() => [.. Directory.GetFiles(_folder).Select(path => Path.GetFileName(path)).OrderBy(name => name.Length is 71 ? 1 : name == "model.json" ? 0 : 2).ThenBy(name => name, StringComparer.Ordinal)];
}
