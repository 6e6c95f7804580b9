namespace Befragung.Web.Tests.Walks;

/// <summary>What people do, in a real browser. In the end nothing may have gone wrong on any of their pages.</summary>
/// <param name="expected">The words of what a browser remarks where a page is refused on purpose.</param>
public abstract class Walk(Browser app, params string[] expected) : IClassFixture<Browser>, IAsyncLifetime
{
    protected Browser App => app;

    Task IAsyncLifetime.InitializeAsync() => Task.CompletedTask;

    Task IAsyncLifetime.DisposeAsync()
    {
        app.NoComplaints(expected);
        return Task.CompletedTask;
    }
}
