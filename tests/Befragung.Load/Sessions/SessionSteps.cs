using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Befragung.Load.Sessions;

/// <summary>Each request of a session alone, again and again: to see where the time of a session goes.</summary>
internal static class SessionSteps
{
    private static readonly string Long = Mark(new string('x', 200)),
        Other = Mark(new string('y', 200));

    // All that a page sends back as it was, but for the first rating.
    private static readonly string Unchanged =
        string.Concat(
            SessionLoad
                .Answers.Split('&')
                .Where(field => field.StartsWith("a.t", StringComparison.Ordinal) && !field.StartsWith("a.t1=", StringComparison.Ordinal))
                .Select(field => "&was" + field[1..])
        ) + $"&was.o1={Long}&was.o2={Other}&was.m1.a=1&was.m1.b=0&was.m1.c=1&was.m1.d=0";

    /// <param name="next">A personal link that nobody has opened yet.</param>
    public static IEnumerable<(string Name, Func<Wire, Measured, Task> Act)> All(Func<string> next)
    {
        var link = next();
        yield return (
            "the link",
            (wire, measured) => measured.OneAsync(async () => SessionLoad.Require((await wire.GetAsync(link)).Status, 302))
        );
        yield return ("the overview", Seeing(next, "/bogen"));
        yield return ("the section", Seeing(next, SessionLoad.Page));
        yield return ("saving it, one rating changed", Saving(next));
        yield return ("the review", Seeing(next, "/bogen/abgeben"));
        yield return ("handing in", HandingIn(next));
    }

    private static Func<Wire, Measured, Task> Seeing(Func<string> next, string path)
    {
        var opened = new ConcurrentDictionary<Wire, bool>();
        return async (wire, measured) =>
        {
            if (opened.TryAdd(wire, true))
                await wire.GetAsync(next());
            await measured.OneAsync(async () => SessionLoad.Require((await wire.GetAsync(path)).Status, 200));
        };
    }

    internal static Func<Wire, Measured, Task> Saving(Func<string> next)
    {
        var opened = new ConcurrentDictionary<Wire, (string Token, int Point)>();
        return async (wire, measured) =>
        {
            if (!opened.TryGetValue(wire, out var own))
            {
                await wire.GetAsync(next());
                own = (SessionLoad.TokenIn(await wire.GetAsync(SessionLoad.Page)), 1);
                SessionLoad.Require((await wire.PostAsync(SessionLoad.Page, own.Token + With(1))).Status, 302);
            }
            var point = 1 + (own.Point % 5);
            var form = own.Token + With(point) + Unchanged + string.Create(CultureInfo.InvariantCulture, $"&was.t1={own.Point}");
            await measured.OneAsync(async () => SessionLoad.Require((await wire.PostAsync(SessionLoad.Page, form)).Status, 302));
            opened[wire] = (own.Token, point);
        };

        static string With(int point) =>
            SessionLoad.Answers.Replace("&a.t1=2", string.Create(CultureInfo.InvariantCulture, $"&a.t1={point}"), StringComparison.Ordinal);
    }

    private static Func<Wire, Measured, Task> HandingIn(Func<string> next)
    {
        var opened = new ConcurrentDictionary<Wire, string>();
        return async (wire, measured) =>
        {
            if (!opened.TryGetValue(wire, out var token))
            {
                await wire.GetAsync(next());
                token = SessionLoad.TokenIn(await wire.GetAsync(SessionLoad.Page));
                // A sheet on which nothing stands is not handed in.
                SessionLoad.Require((await wire.PostAsync(SessionLoad.Page, token + SessionLoad.Answers)).Status, 302);
                opened[wire] = token;
            }
            await measured.OneAsync(async () => SessionLoad.Require((await wire.PostAsync("/bogen/abgeben", token)).Status, 302));
        };
    }

    /// <summary>A long text as the page tells what it was.</summary>
    private static string Mark(string text) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));
}
