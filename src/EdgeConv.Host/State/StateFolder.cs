namespace EdgeConv.Host.State;

/// <summary>Where the program keeps what it was given.</summary>
internal static class StateFolder
{
    /// <summary>The folder: a service's (systemd's <c>StateDirectory=</c>), else the user's (XDG base directories).</summary>
    /// <param name="variable">Reads a variable of the environment.</param>
    public static string Default(Func<string, string?> variable)
    {
        // systemd separates several by colons.
        if (variable("STATE_DIRECTORY") is { Length: > 0 } service)
            return service.Split(':')[0];
        var user = variable("XDG_STATE_HOME") is { Length: > 0 } home ? home : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".local", "state");
        return Path.Combine(user, "edgeconv");
    }
}
