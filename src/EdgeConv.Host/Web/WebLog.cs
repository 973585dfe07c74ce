using EdgeConv.Host.Failures;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace EdgeConv.Host.Web;

/// <summary>What the server itself has to say: requests that are no HTTP are counted, faults are told, and another server is to take its place.</summary>
/// <param name="refused">Counts requests.</param>
/// <param name="condition">Whether the server works.</param>
internal sealed class WebLog(RefusedRequests refused, Condition condition) : ILoggerFactory
{
    private const string BadRequests = "Microsoft.AspNetCore.Server.Kestrel.BadRequests";
    // ConnectionBadRequest. The others of that category are of connections that broke off and of readers that were too slow, who were answered.
    private const int BadRequest = 17;

    private volatile bool _hasFailed;

    /// <summary>Whether the server had a fault of its own.</summary>
    public bool HasFailed => _hasFailed;

    /// <inheritdoc/>
    public ILogger CreateLogger(string categoryName) => new Category(categoryName == BadRequests, refused, Tell);

    /// <inheritdoc/>
    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    private void Tell(string problem)
    {
        condition.Fails(problem);
        _hasFailed = true;
    }

    private sealed class Category(bool areBadRequests, RefusedRequests refused, Action<string> tell) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => areBadRequests || logLevel >= LogLevel.Error;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (areBadRequests)
            {
                // What is too large has been counted by the answer.
                if (eventId.Id == BadRequest && exception is BadHttpRequestException { StatusCode: not StatusCodes.Status413PayloadTooLarge } problem)
                    refused.CountUnanswered(problem, ConnectionOf(state));
            }
            else if (logLevel >= LogLevel.Error)
                tell(exception is null ? formatter(state, exception) : $"{exception.GetType().Name}: {exception.Message}");
        }

        private static string? ConnectionOf<TState>(TState state) =>
            state is IEnumerable<KeyValuePair<string, object?>> values ? values.FirstOrDefault(value => value.Key == "ConnectionId").Value as string : null;
    }
}
