namespace EdgeConv.Host.Configuration;

/// <summary>Reads the group <c>web</c> of a configuration.</summary>
internal static class WebSection
{
    private const string Kind = "from 16 to 512 letters (A to Z, a to z), digits and - . _ ~, which pass through /?token=… unchanged; `openssl rand -hex 16` makes one";
    private const int MostBytes = 4096;

    /// <summary>Its settings; null where there is no such group.</summary>
    /// <param name="file">The configuration.</param>
    /// <param name="folder">What paths are relative to.</param>
    public static WebSettings? Read(SettingsReader file, string folder)
    {
        var web = file.Section("web");
        var listen = WebSettings.DefaultListen;
        if (web.Text("listen") is { } address && !WebSettings.TryReadListen(address, out listen))
            web.Refuse("listen", $"\"{address}\" is no address and port, as in \"127.0.0.1:8080\" (this machine alone) or \"0.0.0.0:8080\" (everyone who reaches it).");
        var (token, tokenFile) = (web.Text("token"), web.Text("tokenFile"));
        if (token is not null && tokenFile is not null)
            web.Refuse("tokenFile", "there is a token, too: give one of them.");
        if (token is not null && !WebSettings.IsToken(token))
            web.Refuse("token", $"a token has {Kind}.");
        var state = web.Text("state");
        var settings = new WebSettings(
            listen,
            token ?? (tokenFile is null ? null : TokenIn(Path.Combine(folder, tokenFile), web)),
            state is null ? null : Path.Combine(folder, state));
        web.RefuseOthers();
        return file.Has("web") ? settings : null;
    }

    private static string? TokenIn(string path, SettingsReader web)
    {
        try
        {
            using var file = File.OpenRead(path);
            var bytes = new byte[MostBytes];
            var token = System.Text.Encoding.UTF8.GetString(bytes, 0, file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false)).Trim();
            if (WebSettings.IsToken(token))
                return token;
            web.Refuse("tokenFile", $"{path} does not hold a token: {Kind}.");
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            web.Refuse("tokenFile", problem.Message);
        }

        return null;
    }
}
