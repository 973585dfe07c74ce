using System.Collections.Immutable;
using EdgeConv.Formats.TfLite;
using EdgeConv.Host.Configuration;
using EdgeConv.Host.Exchange;
using EdgeConv.Host.Failures;
using EdgeConv.Host.Hosting;
using EdgeConv.Host.Service;
using EdgeConv.Models;
using EdgeConv.Tests.Devices.Cameras.Streams;
using EdgeConv.Tests.Host.Running;

namespace EdgeConv.Tests.Host.Hosting;

public class RunTurnsTests(Workplace place) : IClassFixture<Workplace>
{
    private readonly Notebook _journal = new();

    [Fact]
    public void A_fault_under_a_model_that_was_sent_brings_back_the_one_before()
    {
        // A frame that cannot be looked at; whoever is to tell so of the model that was sent has a fault.
        var settings = Runs.Settings(place, $"mjpeg:{place.Bytes($"{Guid.NewGuid():N}.mjpeg", Jpegs.Picture(16, 16, 1))}", place.At(Guid.NewGuid().ToString("N")));
        using var exchange = new ModelExchange(_journal, _ => null);
        var ran = ImmutableArray<string>.Empty;
        var turns = new RunTurns(
            () => ran.IsEmpty ? settings : throw new InvalidOperationException("read again"),
            (read, camera) => exchange.Make(read, (chosen, origin) => Runs.Of(chosen, origin.Sent is null ? _journal : new FaultyJournal(), origin, live: null, camera)),
            _journal,
            exchange,
            view => ran = ran.Add(view.Model.Origin.Name));
        exchange.Make(settings, (_, origin) => origin);
        Send(exchange, settings, "couleurs");
        using var notifier = SystemdNotifier.Of(_ => null);
        Bounded.Run(() => turns.Run(notifier, TestContext.Current.CancellationToken));
        Assert.Equal(["couleurs", "colours.tflite"], ran);
        Assert.Contains("warning: model: couleurs, which was sent, is given up (out of order); the configured one is used again", _journal.Lines);
        Assert.Empty(Directory.GetFiles(settings.Web!.StateFolder!));
    }

    private static void Send(ModelExchange exchange, RunSettings settings, string name)
    {
        using var incoming = exchange.Receive();
        incoming.Contents.Write(TfLiteWriter.Write(ColourModel.Build(new ModelMetadata(name, null, ColourModel.Labels))));
        incoming.Contents.Dispose();
        incoming.Try(settings);
        exchange.Take(incoming, name, settings.Model);
    }

    private sealed class FaultyJournal : IJournal
    {
        public void Note(string message)
        {
        }

        public void Warn(string message) => throw new InvalidOperationException("out of order");
    }
}
