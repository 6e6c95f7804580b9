using System.Globalization;
using Befragung.Web.Mail;
using Befragung.Web.Tests.Mail;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SmtpServer.Protocol;

namespace Befragung.Web.Tests.Nodes;

/// <summary>
/// Two servers of the platform on one database, behind a proxy, with 32 experts at once. One of them is killed again and again, and the database goes away in the middle:
/// whatever was acknowledged is there, every letter comes, and everybody goes on.
/// </summary>
#pragma warning disable CA1001 // What it has is disposed of at the end of its life, as xunit calls it.
public sealed class TwoNodesTests : IAsyncLifetime
#pragma warning restore CA1001
{
    private const int Experts = 32,
        Panel = 300,
        Kills = 20,
        FewestKills = 3;

    private static readonly TimeSpan LongestKilling = TimeSpan.FromSeconds(70);

    private readonly MailServer mail = new()
    {
        Answer = async _ =>
        {
            // So that there are letters on their way whenever a server dies.
            await Task.Delay(60);
            return SmtpResponse.Ok;
        },
    };

    private readonly string folder = Directory.CreateTempSubdirectory("befragung-knoten-").FullName;
    private readonly QuietApp watcher = new();
    private TestServer database = null!;
    private string[] settings = [];

    public async Task InitializeAsync()
    {
        if (!TestDatabase.IsServer)
            return;
        database = await TestServer.StartAsync();
        settings = TestDatabase.Settings($"{database.Connection};Database=befragung;Timeout=3");
        await using (var connection = new Npgsql.NpgsqlConnection($"{database.Connection};Database=postgres;Pooling=False"))
        {
            await connection.OpenAsync();
            await using var create = new Npgsql.NpgsqlCommand("CREATE DATABASE befragung", connection);
            await create.ExecuteNonQueryAsync();
        }
        await watcher.StartOnAsync(settings);
    }

    public async Task DisposeAsync()
    {
        if (!TestDatabase.IsServer)
            return;
        await watcher.StopAsync();
        await database.DisposeAsync();
        await mail.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [FactOnServer]
    public async Task Nothing_acknowledged_is_lost_and_no_letter_whoever_dies_and_even_while_the_database_is_away()
    {
        using NodeProcess one = NewNode("eins"),
            other = NewNode("zwei");
        await Task.WhenAll(one.StartAsync(), other.StartAsync());
        await using var proxy = await SmallProxy.StartAsync(one, other);
        var key = await watcher.OpenStudyAsync(Panel);
        var saving = new Saving(Experts);
        var experts = Enumerable.Range(0, Experts).Select(index => SaveAsync(key, index, proxy.Address, saving)).ToList();
        await Wait.UntilAsync("Everyone has saved", () => EndedNobody(experts) && saving.Acknowledged.All(count => count > 0));

        var kills = 0;
        var watch = System.Diagnostics.Stopwatch.StartNew();
        for (; kills < FewestKills || (kills < Kills && watch.Elapsed < LongestKilling); kills++)
        {
            var node = kills % 2 == 0 ? one : other;
            await node.KillAsync();
            await node.StartAsync();
            EndedNobody(experts);
        }

        // Nobody is told of anything else than to try again; a node that dies in the middle of a request is the proxy's 502.
        Assert.Subset(new HashSet<int> { 502, 503 }, saving.Told.Keys.ToHashSet());
        saving.Told.Clear();
        await database.StopAsync();
        await Wait.UntilAsync("Experts are told that the database is away", () => saving.Told.GetValueOrDefault(503) > Experts);
        await database.StartAgainAsync();
        var before = saving.Acknowledged.ToArray();
        await Wait.UntilAsync(
            "Everybody goes on",
            () => EndedNobody(experts) && saving.Acknowledged.Zip(before).All(one => one.First > one.Second + 3)
        );
        // Nobody may have heard of an error of ours; and no server has ended for that.
        Assert.True(
            saving.Told.Keys.All(status => status == 503),
            $"{string.Join(' ', saving.Told)}\n{string.Join('\n', one.Said.Concat(other.Said).TakeLast(200))}"
        );
        saving.Over = true;
        await Task.WhenAll(experts);
        // Its own connections are of before.
        await watcher.RestartAsync();

        for (var index = 0; index < Experts; index++)
        {
            var stored = int.Parse((await watcher.SheetAsync(key, index)).Answers["l1"]!.Split(' ')[1], CultureInfo.InvariantCulture);
            Assert.InRange(stored, saving.Acknowledged[index], saving.Sent[index]);
        }

        await AllLettersAsync(one);
        var letters = mail.Taken.GroupBy(letter => letter.To, StringComparer.Ordinal).ToList();
        Assert.Equal(Panel, letters.Count);
        // One that the mail server has taken when its sender dies before it could note that.
        Assert.InRange(letters.Sum(letter => letter.Count() - 1), 0, kills + 2);
    }

    [FactOnServer]
    public async Task What_one_takes_back_the_other_does_not_show_and_sessions_keys_and_steps_are_of_both()
    {
        using NodeProcess one = NewNode("eins"),
            other = NewNode("zwei");
        await Task.WhenAll(one.StartAsync(), other.StartAsync());
        var key = await Reasons.SecondAsync(watcher, (7, Reasons.For, "Nennt einen Namen"), (0, Reasons.Against, "Bleibt stehen"));

        // One session, opened on one node, on both.
        var link = await watcher.LinkAsync(key, 1);
        using var expertOne = new Visitor(one.Address, "de");
        await expertOne.FollowAsync(link);
        await expertOne.SubmitAsync(await expertOne.GetAsync("/bogen/einwilligung"), "main form", ("einverstanden", "true"));
        using var expertOther = new Visitor(other.Address, "de");
        // Cookies know no ports: both nodes are one host.
        expertOther.Cookies.Add(expertOne.Cookies.GetAllCookies());
        foreach (var expert in (Visitor[])[expertOne, expertOther])
            Assert.Contains("Nennt einen Namen", (await expert.GetAsync("/bogen/abschnitt/eins")).Body, StringComparison.Ordinal);

        using var editor = new Visitor(one.Address, "de");
        await editor.SubmitAsync(
            await editor.GetAsync("/team/anmelden"),
            "main form",
            ("email", await watcher.MemberAsync(Web.Access.StudyRole.Owner)),
            ("password", SurveyApp.Password)
        );
        var reason = await watcher.ReasonAsync(key, "Nennt einen Namen");
        var queue = await editor.GetAsync(Reasons.QueuePath(key) + "?zeige=freigegeben");
        Assert.Equal(302, (await Reasons.WithholdAsync(editor, queue, $"b-{reason.Id:N}", "Nennt einen Namen.")).Status);
        // At once, on both, for whoever comes.
        foreach (var expert in (Visitor[])[expertOther, expertOne])
        {
            var section = await expert.GetAsync("/bogen/abschnitt/eins");
            Assert.Contains("Bleibt stehen", section.Body, StringComparison.Ordinal);
            Assert.DoesNotContain("Nennt einen Namen", section.Body, StringComparison.Ordinal);
        }

        // Whoever leaves on one node has left on the other.
        await expertOne.SubmitAsync(await expertOne.GetAsync("/bogen/verlassen"), "form[data-leave]");
        Assert.NotEqual(200, (await expertOther.GetAsync("/bogen")).Status);

        // A step that is under way elsewhere is shown as such.
        await using (
            await watcher
                .Services.GetRequiredService<Web.Data.Providers.SurveyDatabase>()
                .TakeAsync(Web.Data.Providers.Turn.OfLongStep(await watcher.ReadAsync(key)), default)
        )
            Assert.Contains(
                "Ein Schritt dieser Studie ist im Gange.",
                (await editor.GetAsync($"/team/studien/{key}/schritt")).Text,
                StringComparison.Ordinal
            );
        Assert.Equal($"/team/studien/{key}", (await editor.GetAsync($"/team/studien/{key}/schritt")).Location);
    }

    private NodeProcess NewNode(string name) =>
        new(
            Directory.CreateDirectory(Path.Combine(folder, name)).FullName,
            [.. settings, .. mail.Settings, "--Mail:TimeoutSeconds=2", "--Mail:Connections=1", "--Limits:LinksPerMinute=100000"]
        );

    /// <summary>Those that a dead node had claimed are free after a while, and whoever starts looks at once.</summary>
    private async Task AllLettersAsync(NodeProcess node)
    {
        var outbox = await watcher.DataAsync(db => db.Outbox.AsNoTracking().Where(entry => entry.SentAt == null).ToListAsync());
        if (outbox.Count == 0)
            return;
        await Wait.UntilAsync(
            "Nobody claims a letter any more",
            () => outbox.All(entry => entry.ClaimedUntil is null || entry.ClaimedUntil < TimeProvider.System.GetUtcNow().UtcDateTime)
        );
        await node.KillAsync();
        await node.StartAsync();
        await Wait.UntilAsync(
            "All letters are away",
            async () => await watcher.DataAsync(db => db.Outbox.AllAsync(entry => entry.SentAt != null))
        );
    }

    /// <summary>An expert who saves again and again, a new text each time, and sends the same again for as long as it is not acknowledged.</summary>
    private async Task SaveAsync(string key, int index, Uri address, Saving saving)
    {
        using var expert = new Visitor(address, "de");
        await UntilAnsweredAsync(saving, async () => await expert.FollowAsync(await watcher.LinkAsync(key, index)));
        var consent = await UntilAnsweredAsync(saving, () => expert.GetAsync("/bogen/einwilligung"));
        await UntilAnsweredAsync(saving, () => expert.SubmitAsync(consent, "main form", ("einverstanden", "true")));
        var page = await UntilAnsweredAsync(saving, () => expert.GetAsync("/bogen/abschnitt/zwei"));
        while (!saving.Over)
        {
            var number = ++saving.Sent[index];
            var fields = Visitor
                .Fill(page, "form.sheet", ("a.l1", string.Create(CultureInfo.InvariantCulture, $"Fassung {number} von {index}")))
                .Fields;
            var reply = await UntilAnsweredAsync(saving, () => expert.PostAsync(page.Path + "?handler=Merken", fields));
            Assert.Equal(200, reply.Status);
            saving.Acknowledged[index] = number;
            // As fast as nobody types, but so that both nodes get their share of two cores.
            await Task.Delay(100);
        }
    }

    private static async Task<Reply> UntilAnsweredAsync(Saving saving, Func<Task<Reply>> ask)
    {
        while (true)
        {
            var reply = await ask();
            if (reply.Status < 500)
                return reply;
            saving.Told.AddOrUpdate(reply.Status, 1, (_, count) => count + 1);
            await Task.Delay(200);
        }
    }

    /// <summary>Whoever failed is waited for no longer.</summary>
    private static bool EndedNobody(IEnumerable<Task> experts)
    {
        foreach (var failed in experts.Where(expert => expert.IsFaulted))
            failed.GetAwaiter().GetResult();
        return true;
    }

    private sealed class Saving(int experts)
    {
        public int[] Acknowledged { get; } = new int[experts];

        public int[] Sent { get; } = new int[experts];

        /// <summary>How often something else was answered than what was asked for.</summary>
        public System.Collections.Concurrent.ConcurrentDictionary<int, int> Told { get; } = new();

        public bool Over { get; set; }
    }
}
