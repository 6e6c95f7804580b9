using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Befragung.Load.Sessions;

/// <summary>
/// Whole sessions of people who come by an open link, beside those of invited people in their first round and a bare "hello" in the same run: look at the public page, copy the word it
/// asks for, press the button, consent, answer, hand in. Also the team's pages once all are in.
/// </summary>
internal static partial class OpenLoad
{
    /// <param name="panel">How many are invited beside.</param>
    /// <param name="turns">Turns of a second, of each.</param>
    /// <param name="people">How many have come by the link before the team's pages are looked at.</param>
    public static async Task RunAsync(int panel, int turns, int people)
    {
        var folder = Directory.CreateTempSubdirectory("befragung-load-").FullName;
        try
        {
            Console.Error.WriteLine($"A study with a panel of {panel} and an open link …");
            var links = new Queue<string>(await LoadStudy.BeginAsync(folder, panel));
            var address = $"/offen/{await LoadStudy.OpenLinkAsync(folder)}";
            await using (
                var hello = await ServerProcess.StartAsync(typeof(OpenLoad).Assembly.Location, 5901, "hello", "http://127.0.0.1:5901")
            )
            await using (var server = await SessionLoad.ServeAsync(folder, 5902, "--Limits:ParticipantsPerMinute=100000000"))
                await MeasureAsync(hello, server, links, address, turns);
            await ListLoad.LookAtOpenAsync(folder, people);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task MeasureAsync(ServerProcess hello, ServerProcess server, Queue<string> links, string address, int turns)
    {
        Console.Error.WriteLine("Warming up …");
        await SessionLoad.ManyAsync(hello, 8, 2, SessionLoad.HelloAsync);
        await SessionLoad.ManyAsync(server, 8, 8, SessionLoad.SessionsOf(links, consents: true));
        await SessionLoad.ManyAsync(server, 8, 10, SessionsOf(address));
        Console.WriteLine(
            "\n| at once | what | per second | hello ÷ this | from … to | median | 99 % | server computes |\n|---|---|---|---|---|---|---|---|"
        );
        foreach (var atOnce in (int[])[8, 32])
        {
            (string What, ServerProcess Server, Func<Wire, Measured, Task> Act)[] all =
            [
                ("hello", hello, SessionLoad.HelloAsync),
                ("views of the public page", server, ViewsOf(address)),
                ("whole sessions, invited", server, SessionLoad.SessionsOf(links, consents: true)),
                ("whole sessions, open link", server, SessionsOf(address)),
            ];
            var measured = all.Select(_ => new List<Measured>()).ToList();
            for (var turn = 0; turn < turns; turn++)
            for (var i = 0; i < all.Length; i++)
                measured[i].Add(await SessionLoad.ManyAsync(all[i].Server, atOnce, 1, all[i].Act));
            for (var i = 0; i < all.Length; i++)
                SessionLoad.Tell(atOnce, all[i].What, measured[i], measured[0]);
        }
        Console.WriteLine($"\nThe server held {server.PeakMegabytes:0} MB at most.");
    }

    private static Func<Wire, Measured, Task> ViewsOf(string address) =>
        async (wire, measured) =>
        {
            wire.Forget();
            await measured.OneAsync(async () => SessionLoad.Require((await wire.GetAsync(address)).Status, 200));
        };

    private static Func<Wire, Measured, Task> SessionsOf(string address) =>
        async (wire, measured) =>
        {
            wire.Forget();
            await measured.SessionAsync(async one =>
            {
                var page = await one(() => wire.GetAsync(address));
                SessionLoad.Require(page.Status, 200);
                SessionLoad.Require((await one(() => wire.PostAsync(address, FormOf(page)))).Status, 302);
                var consent = await one(() => wire.GetAsync("/bogen/einwilligung"));
                SessionLoad.Require(
                    (await one(() => wire.PostAsync("/bogen/einwilligung", SessionLoad.TokenIn(consent) + "&einverstanden=true"))).Status,
                    302
                );
                SessionLoad.Require((await one(() => wire.GetAsync("/bogen"))).Status, 200);
                var sheet = await one(() => wire.GetAsync(SessionLoad.Page));
                SessionLoad.Require(
                    (await one(() => wire.PostAsync(SessionLoad.Page, SessionLoad.TokenIn(sheet) + SessionLoad.Answers))).Status,
                    302
                );
                var review = await one(() => wire.GetAsync("/bogen/abgeben"));
                SessionLoad.Require((await one(() => wire.PostAsync("/bogen/abgeben", SessionLoad.TokenIn(review)))).Status, 302);
                SessionLoad.Require((await one(() => wire.GetAsync("/bogen"))).Status, 200);
            });
        };

    private static string FormOf(Answer page)
    {
        var html = Encoding.UTF8.GetString(page.Body.Span);
        return $"{SessionLoad.TokenIn(page)}&karte={Ticket().Match(html).Groups["value"].Value}&arbeit=&webseite=&gruppe=planung&wort={Word().Match(html).Groups["value"].Value}";
    }

    [GeneratedRegex("name=\"karte\" value=\"(?<value>[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Ticket();

    [GeneratedRegex("for=\"wort\">[^<]*: (?<value>[A-Za-z]+)<", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Word();
}
