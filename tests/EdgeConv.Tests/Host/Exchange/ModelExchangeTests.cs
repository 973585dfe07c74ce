using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text.Json;
using EdgeConv.Formats.TfLite;
using EdgeConv.Models;
using EdgeConv.Tensors;
using EdgeConv.Tests.Devices.Cameras.Streams;
using EdgeConv.Tests.Host.Web;
using EdgeConv.Vision;
using EdgeConv.Vision.Decoding;
using EdgeConv.Vision.Encoding;

namespace EdgeConv.Tests.Host.Exchange;

/// <summary>Models that are sent to the running program.</summary>
public class ModelExchangeTests(Workplace place) : IClassFixture<Workplace>
{
    private const string Token = "a-token-of-the-owner";
    private static readonly byte[] French = TfLiteWriter.Write(ColourModel.Build(new ModelMetadata("couleurs", null, ["rouge", "vert", "bleu"])));

    private readonly CancellationToken _stop = TestContext.Current.CancellationToken;
    private readonly string _name = Guid.NewGuid().ToString("N");

    [Fact]
    public async Task A_model_that_is_sent_runs_without_losing_the_camera_and_after_a_restart()
    {
        using (var program = Start())
        {
            using var client = program.Client(Token);
            WebProgram.Until(() => program.Metric(Red, Token) > 0.5, "red");
            var captured = program.Metric("edgeconv_frames_captured_total", Token);
            var answer = await SendAsync(client, French, "couleurs 2");
            Assert.Equal("""{"status":"on trial","decisions_to_go":20}""", await answer.Content.ReadAsStringAsync(_stop));
            Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
            WebProgram.Until(() => Model(client).GetProperty("source").GetString() == "sent", "the new one runs");
            WebProgram.Until(() => !Model(client).GetProperty("on_trial").GetBoolean(), "proved");
            var model = Model(client);
            Assert.Equal("couleurs 2", model.GetProperty("name").GetString());
            Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(French)), model.GetProperty("sha256").GetString());
            Assert.Equal($"{_name}.tflite", model.GetProperty("before").GetProperty("name").GetString());
            Assert.InRange(program.Metric("edgeconv_score{label=\"rouge\",index=\"0\"}", Token), 0.9, 1);
            Assert.True(program.Metric("edgeconv_frames_captured_total", Token) > captured);
            Assert.Equal(1, program.Metric("edgeconv_camera_openings_total", Token));
            WebProgram.Until(() => File.ReadAllText(Record).Contains("\"on_trial\": false", StringComparison.Ordinal), "recorded");
        }

        using var again = Start();
        using var asking = again.Client(Token);
        Assert.Equal("couleurs 2", Model(asking).GetProperty("name").GetString());
        Assert.Matches(@"^edgeconv: model: couleurs 2, which was sent on \d{4}-\d\d-\d\d, runs in place of the configured one \(DELETE /api/model returns to that\)$", again.Errors[0]);
        Assert.Matches($@"^ +couleurs 2, which was sent on \d{{4}}-\d\d-\d\d, runs in its place; DELETE /api/model returns to it$", ProgramRun.Of("run", "--check", "-c", place.At($"{_name}.json")).AssertSucceeds().Lines[2]);
        Assert.Equal(["model.json", $"{Convert.ToHexStringLower(SHA256.HashData(French))}.tflite"], Directory.GetFiles(State).Select(Path.GetFileName).OrderByDescending(name => name));
    }

    [Theory]
    [InlineData("garbage", "is not a TensorFlow Lite model")]
    [InlineData("classes", "Rule \"r\": the model has no class \"red\"")]
    [InlineData("nothing", "")]
    public async Task A_model_that_does_not_fit_changes_nothing(string kind, string reason)
    {
        using var program = Start("""[ { "name": "r", "labels": "red" } ]""");
        using var client = program.Client(Token);
        var before = Model(client).GetRawText();
        var answer = await SendAsync(client, kind switch { "garbage" => new byte[5000], "classes" => French, _ => [] }, "bad");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains(reason, JsonDocument.Parse(await answer.Content.ReadAsStringAsync(_stop)).RootElement.GetProperty("error").GetString(), StringComparison.OrdinalIgnoreCase);
        Assert.Equal(before, Model(client).GetRawText());
        Assert.Empty(Directory.GetFiles(State));
        WebProgram.Until(() => program.Metric(Red, Token) > 0.5, "red");
    }

    [Fact]
    public async Task A_model_that_takes_no_picture_changes_nothing()
    {
        using var program = Start();
        using var client = program.Client(Token);
        var answer = await SendAsync(client, TfLiteWriter.Write(TinyModels.Reals(new Shape(1, 7))), "no picture");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Equal("configured", Model(client).GetProperty("source").GetString());
    }

    [Fact]
    public async Task Only_the_owner_sends_models()
    {
        using (var program = Start())
        {
            using var stranger = program.Client();
            Assert.Equal(HttpStatusCode.Unauthorized, (await SendAsync(stranger, French, "")).StatusCode);
            using var guesser = program.Client("a-token-of-another");
            Assert.Equal(HttpStatusCode.Unauthorized, (await SendAsync(guesser, French, "")).StatusCode);
        }

        using var open = Start(token: "");
        using var local = open.Client();
        var answer = await SendAsync(local, French, "");
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Contains("set web.token", await answer.Content.ReadAsStringAsync(_stop), StringComparison.Ordinal);
        Assert.False(Directory.Exists(State));
    }

    [Fact]
    public async Task A_model_that_cannot_be_kept_is_refused_each_time_with_the_reason()
    {
        File.WriteAllText(place.At($"state-{_name}"), "a file where the folder should be");
        using var program = Start();
        using var client = program.Client(Token);
        for (var i = 0; i < 5; i++)
        {
            var answer = await SendAsync(client, French, "couleurs");
            Assert.Equal(HttpStatusCode.InsufficientStorage, answer.StatusCode);
            Assert.Contains($"state-{_name}", await answer.Content.ReadAsStringAsync(_stop), StringComparison.Ordinal);
        }

        Assert.Equal("configured", Model(client).GetProperty("source").GetString());
        Assert.Single(program.Errors);
    }

    [Fact]
    public async Task A_model_under_which_no_decision_comes_is_taken_back()
    {
        Assert.SkipUnless(PictureDecoder.CanDecodeJpeg, "needs libturbojpeg");
        using var program = Start(frames: [RedPhotograph()], camera: "mjpeg:-");
        using var client = program.Client(Token);
        WebProgram.Until(() => program.Metric("edgeconv_frames_decided_total", Token) > 0, "decisions");
        // A JPEG file by its markers, and noise between them: frames come, and none can be looked at.
        program.Show(Jpegs.Picture(16, 16, 1));
        WebProgram.Until(() => program.Metric("edgeconv_frames_refused_total", Token) > 0, "unreadable");
        // Somebody edits the configuration meanwhile: neither the model nor its end waits for that.
        File.WriteAllText(place.At($"{_name}.json"), "{ \"camera\":");
        Assert.Equal(HttpStatusCode.Accepted, (await SendAsync(client, French, "couleurs")).StatusCode);
        WebProgram.Until(() => Model(client).GetProperty("source").GetString() == "sent", "the new one runs");
        WebProgram.Until(() => Model(client).GetProperty("source").GetString() == "configured", "taken back", seconds: 90);
        WebProgram.Until(() => program.Errors.Contains("edgeconv: model: couleurs, which was sent, is given up (frames came, and no decision within 60 s); the configured one is used again"), "told");
        Assert.Empty(Directory.GetFiles(State));
        program.Show(RedPhotograph());
        var decided = program.Metric("edgeconv_frames_decided_total", Token);
        WebProgram.Until(() => program.Metric("edgeconv_frames_decided_total", Token) > decided, "decisions again");
    }

    [Fact]
    public async Task A_model_under_which_the_program_ends_before_it_has_proved_itself_is_given_up()
    {
        using (var program = Start(isBlind: true))
        {
            using var client = program.Client(Token);
            Assert.Equal(HttpStatusCode.Accepted, (await SendAsync(client, French, "couleurs")).StatusCode);
            WebProgram.Until(() => Model(client).GetProperty("source").GetString() == "sent", "the new one runs");
            Assert.True(Model(client).GetProperty("on_trial").GetBoolean());
            program.Signal("KILL");
            WebProgram.Until(() => program.HasEnded, "killed");
        }

        using var again = Start();
        using var asking = again.Client(Token);
        Assert.Equal("configured", Model(asking).GetProperty("source").GetString());
        Assert.Contains("edgeconv: model: couleurs, which was sent, is given up (the program ended before it had proved itself); the configured one is used again", again.Errors);
        Assert.Empty(Directory.GetFiles(State));
    }

    [Fact]
    public async Task A_model_that_is_given_up_stays_so_where_that_cannot_be_recorded()
    {
        var german = TfLiteWriter.Write(ColourModel.Build(new ModelMetadata("Farben", null, ["rot", "grün", "blau"])));
        Directory.CreateDirectory(State);
        File.WriteAllText(Record, $$"""{"replaces":{{JsonSerializer.Serialize(place.At($"{_name}.tflite"))}},"current":{{Kept(French, "couleurs")}},"before":{{Kept(german, "Farben")}},"on_trial":true}""");
        // Where the next record is to be written stands a folder.
        Directory.CreateDirectory($"{Record}.part");
        using var program = Start();
        using var client = program.Client(Token);
        Assert.Equal("Farben", Model(client).GetProperty("name").GetString());
        Assert.Contains("edgeconv: model: couleurs, which was sent, is given up (the program ended before it had proved itself); Farben is used again", program.Errors);
        Assert.Contains(program.Errors, line => line.StartsWith("edgeconv: model: that cannot be recorded, and is found out again at the next start: ", StringComparison.Ordinal));
        var began = program.Metric("edgeconv_run_start_time_seconds", Token);
        program.Signal("HUP");
        WebProgram.Until(() => program.Metric("edgeconv_run_start_time_seconds", Token) > began, "another run");
        Assert.Equal("Farben", Model(client).GetProperty("name").GetString());

        // The next that is sent falls back to the one that runs, not to the one that was given up.
        Directory.Delete($"{Record}.part");
        Assert.Equal(HttpStatusCode.Accepted, (await SendAsync(client, TfLiteWriter.Write(ColourModel.Build(new ModelMetadata("colori", null, ["rosso", "verde", "blu"]))), "colori")).StatusCode);
        WebProgram.Until(() => Model(client).GetProperty("name").GetString() == "colori", "the new one runs");
        Assert.Equal("Farben", Model(client).GetProperty("before").GetProperty("name").GetString());
    }

    [Fact]
    public async Task A_model_that_is_damaged_on_the_disk_is_given_up_at_the_start()
    {
        using (var program = Start())
        {
            using var client = program.Client(Token);
            Assert.Equal(HttpStatusCode.Accepted, (await SendAsync(client, French, "couleurs")).StatusCode);
            WebProgram.Until(() => File.Exists(Record) && File.ReadAllText(Record).Contains("\"on_trial\": false", StringComparison.Ordinal), "proved");
        }

        File.WriteAllBytes(Directory.GetFiles(State, "*.tflite").Single(), new byte[100]);
        using var again = Start();
        using var asking = again.Client(Token);
        Assert.Equal("configured", Model(asking).GetProperty("source").GetString());
        Assert.Contains(again.Errors, line => line.StartsWith("edgeconv: model: couleurs, which was sent, is given up (", StringComparison.Ordinal));
    }

    [Fact]
    public void A_model_whose_file_is_another_by_now_is_given_up_at_the_start()
    {
        Directory.CreateDirectory(State);
        File.WriteAllText(Record, $$"""{"replaces":{{JsonSerializer.Serialize(place.At($"{_name}.tflite"))}},"current":{{Kept(French, "couleurs")}},"before":null,"on_trial":false}""");
        File.WriteAllBytes(Directory.GetFiles(State, "*.tflite").Single(), TfLiteWriter.Write(ColourModel.Build()));
        using var program = Start();
        using var client = program.Client(Token);
        Assert.Equal("configured", Model(client).GetProperty("source").GetString());
        Assert.Contains(program.Errors, line => line.StartsWith("edgeconv: model: couleurs, which was sent, is given up (the file has changed since it was sent: its SHA-256 is ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_owner_returns_to_the_configured_model()
    {
        using var program = Start();
        using var client = program.Client(Token);
        Assert.Equal("""{"status":"nothing was sent"}""", await (await client.DeleteAsync("/api/model", _stop)).Content.ReadAsStringAsync(_stop));
        Assert.Equal(HttpStatusCode.Accepted, (await SendAsync(client, French, "couleurs")).StatusCode);
        WebProgram.Until(() => Model(client).GetProperty("source").GetString() == "sent", "the new one runs");
        using var stranger = program.Client();
        Assert.Equal(HttpStatusCode.Unauthorized, (await stranger.DeleteAsync("/api/model", _stop)).StatusCode);
        var model = File.ReadAllBytes(place.At($"{_name}.tflite"));
        File.WriteAllBytes(place.At($"{_name}.tflite"), new byte[1000]);
        Assert.Equal(HttpStatusCode.Conflict, (await client.DeleteAsync("/api/model", _stop)).StatusCode);
        Assert.Equal("sent", Model(client).GetProperty("source").GetString());
        Assert.True(File.Exists(Record));
        File.WriteAllBytes(place.At($"{_name}.tflite"), model);
        Assert.Equal("""{"status":"withdrawn"}""", await (await client.DeleteAsync("/api/model", _stop)).Content.ReadAsStringAsync(_stop));
        WebProgram.Until(() => Model(client).GetProperty("source").GetString() == "configured", "the configured one runs");
        Assert.Empty(Directory.GetFiles(State));
        Assert.Equal(1, program.Metric("edgeconv_camera_openings_total", Token));
    }

    [Fact]
    public async Task A_configuration_that_is_read_again_while_a_model_is_sent_is_the_one_it_runs_with()
    {
        using var program = Start();
        using var client = program.Client(Token);
        // Large enough for the rest to be waited for.
        using var content = new HalfContent(TfLiteWriter.Write(ColourModel.Build(new ModelMetadata(new string('c', 200_000), null, ColourModel.Labels))));
        var sending = client.PostAsync("/api/model?name=couleurs", content, _stop);
        await content.HalfIsSent.Task.WaitAsync(TimeSpan.FromSeconds(60), _stop);
        Assert.Equal(HttpStatusCode.Conflict, (await SendAsync(client, French, "another at once")).StatusCode);
        File.Copy(place.Model, place.At($"{_name}-2.tflite"));
        File.WriteAllText(place.At($"{_name}.json"), File.ReadAllText(place.At($"{_name}.json")).Replace($"{_name}.tflite", $"{_name}-2.tflite", StringComparison.Ordinal));
        program.Signal("HUP");
        WebProgram.Until(() => Model(client).GetProperty("name").GetString() == $"{_name}-2.tflite", "read again");
        content.Rest.SetResult();
        Assert.Equal(HttpStatusCode.Accepted, (await sending).StatusCode);
        WebProgram.Until(() => Model(client).GetProperty("source").GetString() == "sent", "the new one runs");
        Assert.Equal($"{_name}-2.tflite", Model(client).GetProperty("before").GetProperty("name").GetString());
    }

    [Fact]
    public async Task A_configuration_that_is_read_again_during_a_trial_and_another_model_then_change_the_trial()
    {
        using var program = Start(isBlind: true);
        using var client = program.Client(Token);
        Assert.Equal(HttpStatusCode.Accepted, (await SendAsync(client, French, "couleurs")).StatusCode);
        WebProgram.Until(() => Model(client).GetProperty("name").GetString() == "couleurs", "the first runs");
        var began = program.Metric("edgeconv_run_start_time_seconds", Token);
        program.Signal("HUP");
        WebProgram.Until(() => program.Metric("edgeconv_run_start_time_seconds", Token) > began, "another run");
        Assert.Equal("couleurs", Model(client).GetProperty("name").GetString());
        Assert.True(Model(client).GetProperty("on_trial").GetBoolean());
        Assert.Equal(HttpStatusCode.Accepted, (await SendAsync(client, TfLiteWriter.Write(ColourModel.Build(new ModelMetadata("Farben", null, ["rot", "grün", "blau"]))), "Farben")).StatusCode);
        WebProgram.Until(() => Model(client).GetProperty("name").GetString() == "Farben", "the second runs");
        // The first had not proved itself.
        Assert.Equal($"{_name}.tflite", Model(client).GetProperty("before").GetProperty("name").GetString());
        Assert.Equal(2, Directory.GetFiles(State).Length);
    }

    [Fact]
    public async Task What_the_disk_does_not_take_is_told_as_that_and_leaves_nothing()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs /dev/full");
        Directory.CreateDirectory(State);
        using var program = Start();
        using var client = program.Client(Token);
        Assert.Equal("configured", Model(client).GetProperty("source").GetString());
        // Files of the folder that lead to a disk which is full: first the model's, then the record's.
        foreach (var file in new[] { "incoming.part", "model.json.part" })
        {
            File.CreateSymbolicLink(Path.Combine(State, file), "/dev/full");
            var answer = await SendAsync(client, French, "couleurs");
            Assert.Equal(HttpStatusCode.InsufficientStorage, answer.StatusCode);
            Assert.Contains("No space left on device", await answer.Content.ReadAsStringAsync(_stop), StringComparison.Ordinal);
            Assert.Empty(Directory.GetFileSystemEntries(State));
        }

        Assert.Equal("configured", Model(client).GetProperty("source").GetString());
        Assert.Equal(HttpStatusCode.Accepted, (await SendAsync(client, French, "couleurs")).StatusCode);
    }

    [Fact]
    public async Task A_model_that_is_too_large_or_comes_too_slowly_is_refused()
    {
        using var program = Start();
        using var client = program.Client(Token);
        using var huge = new ByteArrayContent(new byte[(64 << 20) + 1]);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/model") { Content = huge };
        // Asks first, so that the answer is read although the body is not sent.
        request.Headers.ExpectContinue = true;
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await client.SendAsync(request, _stop)).StatusCode);

        using var slow = new RawRequest(program.Address);
        await slow.SendAsync($"POST /api/model HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {Token}\r\nContent-Length: 5000\r\n\r\nhalf of a model");
        Assert.StartsWith("HTTP/1.1 408 ", await slow.AnswerAsync(), StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(State));
        Assert.Equal(1, program.Metric("edgeconv_web_requests_refused_total{reason=\"size\"}", Token));
        Assert.True(program.Metric("edgeconv_web_requests_refused_total{reason=\"slow\"}", Token) > 0);
    }

    [Fact]
    public void A_record_that_is_damaged_is_told_and_the_configured_model_runs()
    {
        Directory.CreateDirectory(State);
        File.WriteAllText(Record, """{"replaces":null,"current":{"file":"../../etc/passwd","name":"x","bytes":1,"sha256":"","since":"2026-01-01T00:00:00Z"},"on_trial":false}""");
        using var program = Start();
        using var client = program.Client(Token);
        Assert.Equal("configured", Model(client).GetProperty("source").GetString());
        Assert.Contains(program.Errors, line => line.StartsWith($"edgeconv: model: {Record}: this is no record of models that were sent: ", StringComparison.Ordinal));
    }

    [Fact]
    public void A_model_file_that_becomes_garbage_stops_nothing()
    {
        using var program = Start();
        WebProgram.Until(() => program.Metric(Red, Token) > 0.5, "red");
        File.WriteAllBytes(place.At($"{_name}.tflite"), new byte[1000]);
        program.Signal("HUP");
        WebProgram.Until(() => program.Errors.Length > 1, "told");
        Assert.StartsWith($"edgeconv: the configuration was not read again, the old one stays: {place.At($"{_name}.tflite")}: ", program.Errors[1], StringComparison.Ordinal);
        var decided = program.Metric("edgeconv_frames_decided_total", Token);
        WebProgram.Until(() => program.Metric("edgeconv_frames_decided_total", Token) > decided + 5, "goes on");
    }

    private const string Red = "edgeconv_score{label=\"red\",index=\"0\"}";

    private string State => place.At($"state-{_name}");

    private string Record => Path.Combine(State, "model.json");

    /// <summary>Keeps a model as one that was sent; answers what the record says of it.</summary>
    private string Kept(byte[] model, string name)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(model));
        File.WriteAllBytes(Path.Combine(State, $"{hash}.tflite"), model);
        return $$"""{"file":"{{hash}}.tflite","name":"{{name}}","bytes":{{model.Length}},"sha256":"{{hash}}","since":"2026-01-01T00:00:00Z"}""";
    }

    private JsonElement Model(HttpClient client) => JsonDocument.Parse(client.GetStringAsync("/api/model", _stop).Result).RootElement;

    private async Task<HttpResponseMessage> SendAsync(HttpClient client, byte[] model, string name)
    {
        using var content = new ByteArrayContent(model);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        return await client.PostAsync($"/api/model?name={Uri.EscapeDataString(name)}", content, _stop);
    }

    private static byte[] RedPhotograph()
    {
        var picture = new Picture(16, 16);
        for (var i = 0; i < picture.Pixels.Length; i += 3)
            picture.Pixels[i] = 255;
        using var encoder = new JpegEncoder(75);
        return encoder.Encode(picture).ToArray();
    }

    private WebProgram Start(string rules = "[]", string token = Token, bool isBlind = false, byte[][]? frames = null, string camera = ColourCamera.Source)
    {
        var model = place.At($"{_name}.tflite");
        if (!File.Exists(model))
            File.Copy(place.Model, model);
        var file = place.Lines(
            $"{_name}.json",
            $$"""{ "camera": { "source": "{{camera}}" }, "model": { "file": "{{_name}}.tflite" }, "pictureCheck": { "enabled": false }, "rules": {{rules}},""",
            $$"""  "web": { "listen": "127.0.0.1:0", "state": "state-{{_name}}"{{(token.Length == 0 ? "" : $", \"token\": \"{token}\"")}} } }""");
        return new WebProgram(isBlind ? [[]] : frames ?? [ColourCamera.Frame(0)], TimeSpan.FromMilliseconds(20), "-c", file);
    }

    /// <summary>A body that stops in the middle until it is told to go on.</summary>
    private sealed class HalfContent(byte[] body) : HttpContent
    {
        public TaskCompletionSource HalfIsSent { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Rest { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.WriteAsync(body.AsMemory(0, body.Length / 2));
            await stream.FlushAsync();
            HalfIsSent.SetResult();
            await Rest.Task;
            await stream.WriteAsync(body.AsMemory(body.Length / 2));
        }

        protected override bool TryComputeLength(out long length) => (length = body.Length) > 0;
    }
}
