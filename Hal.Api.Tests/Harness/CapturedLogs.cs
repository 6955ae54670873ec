using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Hal.Api.Tests.Harness;

/// <summary>Keeps every log line with its scopes.</summary>
internal sealed class CapturedLogs : ILoggerProvider, ISupportExternalScope
{
    private readonly ConcurrentQueue<string> _lines = new();
    private IExternalScopeProvider _scopes = new LoggerExternalScopeProvider();

    public IReadOnlyCollection<string> Lines => _lines;

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _scopes = scopeProvider;

    public void Dispose() { }

    private sealed class Logger(CapturedLogs logs, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => logs._scopes.Push(state);

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        )
        {
            var scopes = new List<string>();
            logs._scopes.ForEachScope(
                (scope, into) =>
                    into.Add(
                        scope is IEnumerable<KeyValuePair<string, object>> pairs
                            ? string.Join(' ', pairs.Select(p => $"{p.Key}={p.Value}"))
                            : $"{scope}"
                    ),
                scopes
            );
            logs._lines.Enqueue($"{logLevel} {category} [{string.Join(" | ", scopes)}] {formatter(state, exception)} {exception}");
        }
    }
}
