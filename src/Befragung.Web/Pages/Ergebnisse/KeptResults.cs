using System.Globalization;
using Befragung.Web.Access;
using Befragung.Web.Data;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Befragung.Web.Pages.Ergebnisse;

/// <summary>
/// Keeps what is released as it was made, in memory, so that a thousand readers cost hardly more than one and experts do not wait for them. Whether somebody may read
/// it is asked at each request, before anything kept is looked for: whoever may not goes the way of all pages, to the one gate there. What is kept counts only for the
/// state of the release that it was made from, and only for some minutes; whoever withdraws or deletes results calls <see cref="Forget"/>, so that nothing of them stays. Two are made at a time, the same one never twice at once.
/// </summary>
public sealed class KeptResults(Releases releases, ResultsEntry entry, TimeProvider clock) : IDisposable
{
    /// <summary>As many reports with all their pictures as are read on one day; the longest unread go first.</summary>
    public const long MostBytes = 64 * 1024 * 1024;

    /// <summary>How many choices of a page are kept of a study: as many as readers make in some minutes, whatever addresses somebody invents.</summary>
    public const int MostChoices = 48;

    // They tell the day they were made; and should they ever tell something that the mark does not know of, it is not old for long.
    private static readonly TimeSpan Freshness = TimeSpan.FromMinutes(10);

    private readonly Lock door = new();
    private readonly Dictionary<Place, LinkedListNode<(Place Place, KeptResult Result)>> all = [];
    private readonly LinkedList<(Place Place, KeptResult Result)> lately = [];
    private readonly SemaphoreSlim[] turns = [new(1), new(1)];

    // Those that a browser takes are a matter of seconds, and nobody who wants a page should wait behind them.
    private readonly SemaphoreSlim browser = new(1);

    private long bytes;

    public long Bytes
    {
        get
        {
            lock (door)
                return bytes;
        }
    }

    /// <param name="http">The request for a page of results.</param>
    /// <param name="page">Which one it is.</param>
    /// <param name="make">Answers it as if nothing were kept.</param>
    public async Task ServeAsync(HttpContext http, string page, RequestDelegate make)
    {
        if (
            !HttpMethods.IsGet(http.Request.Method)
            || await releases.OfAsync((string)http.GetRouteValue("key")!, http.RequestAborted) is not { } release
            || !entry.IsOpen(http, release.StudyId, release.Hash)
        )
        {
            await make(http);
            return;
        }
        var place = Place.Of(http, release.StudyId, page);
        if ((Find(place, release.Mark) ?? await InTurnAsync(http, place, release.Mark, make)) is not { } kept)
            return;
        http.Items[typeof(KeptResult)] = kept;
        // A password may have been said on a computer that is not one's own.
        await kept.SendAsync(http, keep: release.Hash is null);
    }

    /// <summary>Removes all of a study whose results were withdrawn or deleted.</summary>
    public void Forget(int studyId)
    {
        lock (door)
            foreach (var node in all.Values.Where(node => node.Value.Place.StudyId == studyId).ToList())
                Drop(node);
    }

    public void Dispose()
    {
        Array.ForEach(turns, turn => turn.Dispose());
        browser.Dispose();
    }

    private KeptResult? Find(Place place, string mark)
    {
        lock (door)
        {
            if (
                !all.TryGetValue(place, out var node)
                || node.Value.Result.Mark != mark
                || clock.GetUtcNow() - node.Value.Result.MadeAt > Freshness
            )
                return null;
            lately.Remove(node);
            lately.AddFirst(node);
            return node.Value.Result;
        }
    }

    /// <summary>Null where it was answered otherwise: it is not there.</summary>
    private async Task<KeptResult?> InTurnAsync(HttpContext http, Place place, string mark, RequestDelegate make)
    {
        // The same has always the same turn, so whoever waited finds it made.
        var turn = place.Page == "/Ergebnisse/BildPng" ? browser : turns[(uint)place.GetHashCode() % turns.Length];
        await turn.WaitAsync(http.RequestAborted);
        try
        {
            return Find(place, mark) ?? await MakeAsync(http, place, mark, make);
        }
        finally
        {
            turn.Release();
        }
    }

    private async Task<KeptResult?> MakeAsync(HttpContext http, Place place, string mark, RequestDelegate make)
    {
        var response = http.Response;
        var body = response.Body;
        using var made = new MemoryStream();
        try
        {
            response.Body = made;
            await make(http);
        }
        finally
        {
            response.Body = body;
        }
        if (response.StatusCode != StatusCodes.Status200OK || response.Headers.SetCookie.Count > 0)
        {
            // Nothing at all has to stay nothing, or the page of errors comes too late.
            if (made.Length > 0)
                await body.WriteAsync(made.GetBuffer().AsMemory(0, (int)made.Length), http.RequestAborted);
            return null;
        }
        var result = new KeptResult(response, made.ToArray(), mark, clock.GetUtcNow());
        Keep(place, result);
        // It may have been withdrawn while it was made.
        if (await releases.OfAsync((string)http.GetRouteValue("key")!, http.RequestAborted) is null)
            Forget(place.StudyId);
        return result;
    }

    private void Keep(Place place, KeptResult result)
    {
        lock (door)
        {
            if (all.TryGetValue(place, out var before))
                Drop(before);
            all[place] = lately.AddFirst((place, result));
            bytes += result.Size;
            if (place.Choice.Length > 0)
                DropOtherChoices(place);
            while (bytes > MostBytes && lately.Last is { } oldest && lately.Count > 1)
                Drop(oldest);
        }
    }

    /// <summary>Lets go of the longest unread, where there are more than are kept.</summary>
    private void DropOtherChoices(Place place)
    {
        List<LinkedListNode<(Place Place, KeptResult Result)>> same =
        [
            .. all.Values.Where(node =>
                node.Value.Place is { Choice.Length: > 0 } one && one.StudyId == place.StudyId && one.Page == place.Page
            ),
        ];
        if (same.Count <= MostChoices)
            return;
        for (var node = lately.Last; node is not null; node = node.Previous)
            if (same.Contains(node))
            {
                Drop(node);
                return;
            }
    }

    private void Drop(LinkedListNode<(Place Place, KeptResult Result)> node)
    {
        lately.Remove(node);
        all.Remove(node.Value.Place);
        bytes -= node.Value.Result.Size;
    }

    /// <summary>What is asked for, however the address is written.</summary>
    /// <param name="Part">The picture, the group or the screen.</param>
    /// <param name="Choice">What a reader chose to see of it, however it is written; "" for all.</param>
    private sealed record Place(int StudyId, string Page, string Part, string Language, string Choice)
    {
        public static Place Of(HttpContext http, int study, string page) =>
            new(
                study,
                page,
                http.GetRouteValue("figure") as string
                    ?? http.GetRouteValue("group") as string
                    ?? (
                        int.TryParse(http.GetRouteValue("number") as string, CultureInfo.InvariantCulture, out var number) ? number : 1
                    ).ToString(CultureInfo.InvariantCulture),
                Languages.Current,
                page == "/Ergebnisse/Aussagen" ? StatementChoice.Of(http.Request.Query).Written : ""
            );
    }
}

internal static class KeptResultsConvention
{
    // Not what is kept as a file already, nor what asks or answers each visitor differently.
    private static readonly string[] Kept =
    [
        "/Ergebnisse/Index",
        "/Ergebnisse/Datenband",
        "/Ergebnisse/Kurz",
        "/Ergebnisse/Vorstellung",
        "/Ergebnisse/VorstellungInhalt",
        "/Ergebnisse/Bild",
        "/Ergebnisse/BildCsv",
        "/Ergebnisse/BildPng",
        "/Ergebnisse/Einbetten",
        "/Ergebnisse/Aussagen",
        "/Ergebnisse/AussagenCsv",
        "/Ergebnisse/AussagenExcel",
        "/Ergebnisse/AussagenWord",
        "/Ergebnisse/Gruppe",
        "/Ergebnisse/Runde",
        "/Ergebnisse/DatenCsv",
        "/Ergebnisse/CodebuchCsv",
        "/Ergebnisse/DatenJson",
    ];

    public static void KeepResults(this PageActionEndpointConventionBuilder pages) =>
        pages.Add(endpoint =>
        {
            if (endpoint.Metadata.OfType<PageActionDescriptor>().SingleOrDefault() is not { } page || !Kept.Contains(page.ViewEnginePath))
                return;
            var make =
                endpoint.RequestDelegate ?? throw new InvalidOperationException($"{page.ViewEnginePath} has nothing that serves it.");
            endpoint.RequestDelegate = http =>
                http.RequestServices.GetRequiredService<KeptResults>().ServeAsync(http, page.ViewEnginePath, make);
        });
}
