using System.Text;
using EdgeConv.Formats.TfLite;
using EdgeConv.Host.Exchange;
using EdgeConv.Host.Failures;
using EdgeConv.Host.Hosting;
using EdgeConv.Host.Web;
using EdgeConv.Host.Web.Endpoints;
using EdgeConv.Models;
using EdgeConv.Tests.Host.Running;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace EdgeConv.Tests.Host.Web;

/// <summary>What becomes of a model that was sent and tried when the run cannot change to it.</summary>
public sealed class ModelSendEndpointTests : IClassFixture<Workplace>, IDisposable
{
    private readonly Notebook _journal = new();
    private readonly string _folder;
    private readonly RunHost _host;
    private readonly ModelExchange _exchange;

    public ModelSendEndpointTests(Workplace place)
    {
        _folder = place.At(Guid.NewGuid().ToString("N"));
        var settings = Runs.Settings(place, ColourCamera.Source, _folder);
        _exchange = new ModelExchange(_journal, _ => null);
        _host = _exchange.Make(settings, (chosen, origin) => Runs.Of(chosen, _journal, origin));
    }

    public void Dispose()
    {
        _host.Dispose();
        _exchange.Dispose();
    }

    [Fact]
    public async Task Where_the_run_cannot_change_the_reason_is_told_and_the_model_given_up()
    {
        Assert.Equal((422, """{"error":"no memory"}"""), await SendAsync(() => throw new CommandException("no memory")));
        Assert.Equal("warning: model: couleurs, which was sent, is given up (no memory); the configured one is used again", Assert.Single(_journal.Lines));
        Assert.Empty(Directory.GetFiles(_folder));
    }

    [Fact]
    public async Task Where_another_model_runs_for_the_configurations_sake_it_is_to_be_sent_again()
    {
        var answer = await SendAsync(() => new ModelOrigin("another.tflite"));
        Assert.Equal((409, """{"error":"The configuration changed while the model was sent; send it again."}"""), answer);
        Assert.Empty(Directory.GetFiles(_folder));
    }

    [Fact]
    public async Task Where_it_was_given_up_while_the_run_was_made_the_reason_is_told()
    {
        var settings = _host.View.Settings;
        var answer = await SendAsync(() => _exchange.Make(settings, (_, origin) => origin.Sent is null ? origin : throw new CommandException("no more threads")));
        Assert.Equal((422, """{"error":"no more threads"}"""), answer);
        Assert.Empty(Directory.GetFiles(_folder));
    }

    [Fact]
    public async Task Where_it_runs_it_is_on_trial()
    {
        var settings = _host.View.Settings;
        Assert.Equal((202, """{"status":"on trial","decisions_to_go":20}"""), await SendAsync(() => _exchange.Make(settings, (_, origin) => origin)));
    }

    private async Task<(int Status, string Body)> SendAsync(Func<ModelOrigin> change)
    {
        var endpoint = new ModelSendEndpoint(() => _host.View, _exchange, change, new RefusedRequests(new Notebook()));
        using var body = new MemoryStream();
        var context = new DefaultHttpContext();
        context.Features.Set<IHttpMaxRequestBodySizeFeature>(new AnySize());
        context.Request.QueryString = new QueryString("?name=couleurs");
        context.Request.Body = new MemoryStream(TfLiteWriter.Write(ColourModel.Build(new ModelMetadata("couleurs", null, ColourModel.Labels))));
        context.Response.Body = body;
        await endpoint.AnswerAsync(context, isKnown: true, TestContext.Current.CancellationToken);
        return (context.Response.StatusCode, Encoding.UTF8.GetString(body.ToArray()));
    }

    private sealed class AnySize : IHttpMaxRequestBodySizeFeature
    {
        public bool IsReadOnly => false;

        public long? MaxRequestBodySize { get; set; }
    }
}
