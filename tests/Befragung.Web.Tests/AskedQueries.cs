using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;

namespace Befragung.Web.Tests;

/// <summary>The commands that the database was given, where its commands are logged.</summary>
public sealed partial class AskedQueries : ConcurrentQueue<string>, ILoggerProvider, ILogger
{
    /// <summary>The setting that has them logged.</summary>
    public const string Setting = "--Logging:LogLevel:Microsoft.EntityFrameworkCore.Database.Command=Information";

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter
    )
    {
        // Letters may still be on their way meanwhile.
        if (
            formatter(state, exception) is var said
            && said.StartsWith("Executed DbCommand", StringComparison.Ordinal)
            && !Letter().IsMatch(said)
        )
            Enqueue(said);
    }

    public void Dispose() { }

    [GeneratedRegex("Outbox|Invitations", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Letter();
}
