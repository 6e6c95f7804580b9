using Befragung.Delphi.Rounds;
using Befragung.Web.Access;
using Befragung.Web.Data;
using Befragung.Web.Exchange;
using Befragung.Web.Mail;
using Befragung.Web.Tests.Pages.Team.Kodierung;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Befragung.Web.Tests.Access;

/// <summary>
/// An owner who knows the panel by name reads every page and every file of a study, in all its states, and wants to know who said what. The study is one where that is
/// easy: a group of two with questions of its own, one person who leaves after round 1, one who is withdrawn then, one who comes in round 2, and a third round that three
/// people hand in.
/// </summary>
public sealed class WhoSaidWhatTests(WhoSaidWhatTests.Told told) : IClassFixture<WhoSaidWhatTests.Told>
{
    private const int Smallest = 5;

    private const string Yaml = """
        befragung: 1
        title: { de: Wer sagt was? }
        languages: [de]
        groups:
          - { key: nord, name: { de: Norden } }
          - { key: sued, name: { de: Süden } }
          - { key: ost, name: { de: Osten } }
          - { key: west, name: { de: Westen } }
        settings: { rounds: 3, smallestCell: 5, replies: true, quotations: true }
        scales:
          s5: { points: 5 }
        sections:
          - key: eins
            title: { de: Für alle }
            items:
              - { key: r1, type: rating, text: { de: Wie wichtig ist das? }, scale: s5 }
              - { key: l1, type: longText, text: { de: Was fehlt? } }
              - { key: i1, type: ideas, text: { de: Ihre Ideen }, entries: 2 }
              - { key: c1, type: multipleChoice, text: { de: Wer hilft? }, other: true, options: [ { key: a, name: Vereine }, { key: b, name: Schulen } ] }
          - key: zwei
            title: { de: Nur für den Westen }
            when: { groups: west }
            items:
              - { key: x1, type: rating, text: { de: Wie ist es im Westen? }, scale: s5 }
              - { key: x2, type: longText, text: { de: Was fehlt im Westen? } }
              - { key: x3, type: singleChoice, text: { de: Wohin im Westen? }, options: [ { key: hin, name: Hin }, { key: her, name: Her } ] }
              - { key: x4, type: multipleChoice, text: { de: Wer hilft im Westen? }, other: true, options: [ { key: a, name: Vereine }, { key: b, name: Schulen } ] }
              - { key: x5, type: ranking, text: { de: Was zuerst im Westen? }, top: 2, options: [ { key: x, name: X }, { key: y, name: Y } ] }
              - { key: x6, type: number, text: { de: Wie viele im Westen? } }
        """;

    private static readonly string[] OfWest = ["x1", "x2", "x3", "x4", "x5", "x6"];

    // Nine of the north, of whom the last leaves; six of the south, of whom the last is withdrawn; four of the east, two of the west; and one of the north who comes later.
    private const int Leaves = 8,
        IsWithdrawn = 14,
        ComesLater = 21,
        All = 22;

    private static readonly int[] InRound3 = [0, 9, 15];

    /// <summary>The study, and what an owner and a reader find in each of its states.</summary>
    public sealed class Told : SurveyApp, IAsyncLifetime
    {
        internal Traces Traces { get; } = new(GroupOf, expert => RoundsOf(expert));

        public string Key { get; private set; } = "";

        // The reasons of round 1 that are replied to, and whose they are.
        private IReadOnlyList<(Guid Id, int Expert)> answered = [];

        async Task IAsyncLifetime.InitializeAsync()
        {
            await InitializeAsync();
            Key = await StudyAsync(0, Yaml);
            await TakeInAsync(Enumerable.Range(0, ComesLater));
            await OpenAsync(Key);
            for (var round = 1; round <= 3; round++)
            {
                if (round > 1)
                    await PlanAsync(Key, _ => true);
                if (round == 2)
                    await LookAroundAsync();
                if (round > 1)
                    await OpenAsync(Key);
                if (round == 2)
                    await ComeByThemselvesAsync(ComesLater);
                await LookAroundAsync();
                foreach (var expert in Enumerable.Range(0, All).Where(expert => RoundsOf(expert).Contains(round)))
                    await HandInAsync(Key, expert, Answers(expert, round));
                await CloseAsync(Key);
                await LookAroundAsync();
                if (round == 3)
                    break;
                var texts = new Queue<int>(Enumerable.Range(0, 100));
                await this.DecideAsync(Key, Decide);
                await ReleaseAsync(Key);
                await DataAsync(async db =>
                {
                    (await db.StudyWithRoundsAsync(Key, CancellationToken.None))!.Offer(new() { Embedding = true, Data = true });
                    return await db.SaveChangesAsync();
                });
                if (round == 1)
                    await ReplyAsync();
                await this.CodingAsync(Key, round, share: round == 1 ? 0 : 100);
                if (round == 1)
                {
                    await this.StatementAsync(Key);
                    // A statement of the words of one person is shown to that one; so many others miss something that an order of theirs would be known again.
                    await this.CorrectedAsync(
                        Key,
                        onlyFirst: true,
                        answering: 12,
                        (address, isMeant) => Traces.Mark(NumberOf(address), 1, isMeant ? "remark" : "missing")
                    );
                    await WithdrawAsync(IsWithdrawn);
                }
                await LookAroundAsync();

                void Decide(Reason reason)
                {
                    if (reason.State != ReasonState.Waiting)
                        return;
                    switch (texts.Dequeue() % 3)
                    {
                        case 0:
                            reason.Withhold("Nennt eine Person.", Clock.GetUtcNow().UtcDateTime, "test");
                            break;
                        case 1:
                            reason.Release(null, Clock.GetUtcNow().UtcDateTime, "test");
                            break;
                    }
                }
            }
        }

        /// <summary>Also with the complete data, which tell everything.</summary>
        internal async Task<Traces> WithCompleteDataAsync()
        {
            var traces = Traces.Copy();
            using var owner = await TeamAsync();
            var page = $"/team/studien/{Key}/daten";
            traces.ReadTable(
                (
                    await owner.SubmitAsync(
                        await owner.GetAsync(page),
                        "main form[action*=Vollstaendig]",
                        ("file", "antworten-vollstaendig.csv"),
                        ("grund", "Gegenprobe")
                    )
                ).Body
            );
            return traces;
        }

        private async Task LookAroundAsync()
        {
            foreach (var role in (StudyRole[])[StudyRole.Owner, StudyRole.Reader])
            {
                using var member = await TeamAsync(role);
                await Traces.WalkAsync(member, Key, role);
            }
        }

        /// <summary>The team replies to two reasons, to which experts will reply, too.</summary>
        private async Task ReplyAsync() =>
            answered = await DataAsync(async db =>
            {
                var study = (await db.StudyWithRoundsAsync(Key, CancellationToken.None))!;
                var some = await db
                    .Reasons.Where(reason => reason.RoundId == study.Round(1).Id && reason.ItemKey == "r1" && reason.ReleasedAt != null)
                    .OrderBy(reason => reason.Id)
                    .Take(2)
                    .ToListAsync();
                foreach (var reason in some)
                {
                    var reply = new TeamReply(reason);
                    reply.Write(reason, "Danke, das nehmen wir auf.", null, Clock.GetUtcNow().UtcDateTime, "test");
                    db.TeamReplies.Add(reply);
                }
                await db.SaveChangesAsync();
                return some.ConvertAll(reason => (reason.Id, Traces.ExpertOf(reason.Text)));
            });

        private static int NumberOf(string address) =>
            Enumerable.Range(0, All).Single(expert => string.Equals(Sample.Address(expert), address, StringComparison.OrdinalIgnoreCase));

        private AnswerChange[] Answers(int expert, int round)
        {
            string Mark(string part) => Traces.Mark(expert, round, part);
            AnswerChange[] ofAll =
            [
                new("r1", $"{1 + ((expert + round) % 5)}"),
                new("r1.:for", Mark("r1.:for")),
                new("l1", Mark("l1")),
                new("i1.1", Mark("i1.1")),
                new("i1.2", Mark("i1.2")),
                new("c1.a", "1"),
                new("c1.b", "0"),
                new("c1.other", Mark("c1.other")),
                // Nobody replies to themselves.
                .. round == 2
                    ? answered
                        .Where(one => one.Expert != expert)
                        .Take(1)
                        .Select(one => new AnswerChange($"r1.:re.{one.Id:N}", Mark("r1.:re")))
                    : [],
            ];
            return GroupOf(expert) != "west"
                ? ofAll
                :
                [
                    .. ofAll,
                    new("x1", "4"),
                    new("x1.:against", Mark("x1.:against")),
                    new("x2", Mark("x2")),
                    new("x3", "her"),
                    new("x4.a", "1"),
                    new("x4.b", "0"),
                    new("x4.other", Mark("x4.other")),
                    new("x5.x", "1"),
                    new("x5.y", "2"),
                    new("x6", "7"),
                ];
        }

        private Task TakeInAsync(IEnumerable<int> experts) =>
            WithAsync(async services =>
            {
                var panels = services.GetRequiredService<Panels>();
                var study = (await services.GetRequiredService<SurveyDb>().StudyWithRoundsAsync(Key, CancellationToken.None))!;
                var file =
                    "Name;E-Mail;Gruppe;Sprache;Postanschrift\n"
                    + string.Concat(
                        experts.Select(expert =>
                            $"Jörg Weiß {expert};{Sample.Address(expert)};{GroupOf(expert)};de;Briefweg {expert}, 10115 Berlin\n"
                        )
                    );
                await panels.TakeInAsync(
                    study,
                    await panels.ReadAsync(study, System.Text.Encoding.UTF8.GetBytes(file), CancellationToken.None),
                    CancellationToken.None
                );
                return 0;
            });

        /// <summary>By an open link, and leaves name and address, which nobody is to find beside an answer either.</summary>
        private async Task ComeByThemselvesAsync(int expert)
        {
            var code = await this.OpenLinkAsync(Key, GroupOf(expert));
            await WithAsync(async services =>
            {
                var links = services.GetRequiredService<OpenLinks>();
                var id = Guid.NewGuid();
                var link = (await links.FindAsync(code, CancellationToken.None))!;
                Assert.Equal(Joining.Joined, await links.JoinAsync(link, id, GroupOf(expert), "de", CancellationToken.None));
                var panelist = await services.GetRequiredService<SurveyDb>().Panelists.SingleAsync(one => one.Id == id);
                await links.LeaveAddressAsync(
                    panelist,
                    $"Jörg Weiß {expert}",
                    Mailbox.Required(Sample.Address(expert)),
                    CancellationToken.None
                );
                return 0;
            });
        }

        private Task WithdrawAsync(int expert) =>
            WithAsync(async services =>
            {
                var db = services.GetRequiredService<SurveyDb>();
                var study = (await db.StudyWithRoundsAsync(Key, CancellationToken.None))!;
                var panelist = await db
                    .ContactCards.Where(card => card.StudyId == study.Id && card.Email == Sample.Address(expert))
                    .Select(card => card.PanelistId)
                    .SingleAsync();
                return await services.GetRequiredService<Panels>().WithdrawAsync(study, panelist, CancellationToken.None);
            });
    }

    [Fact]
    public void The_owner_has_been_on_every_page_that_there_is()
    {
        var pages = told
            .Services.GetServices<EndpointDataSource>()
            .SelectMany(source => source.Endpoints)
            .OfType<RouteEndpoint>()
            .Where(route => route.Metadata.GetMetadata<PageActionDescriptor>() is not null)
            .Select(route => "/" + route.RoutePattern.RawText!.TrimStart('/'))
            .Where(pattern =>
                pattern.StartsWith("/team/studien/{study}", StringComparison.Ordinal)
                || pattern.StartsWith("/ergebnisse/{key}", StringComparison.Ordinal)
            )
            // What the questionnaire is written on leads to its overview since a round was opened.
            .Where(pattern =>
                !pattern.Contains("/fragebogen/", StringComparison.Ordinal)
                || pattern.EndsWith("/datei", StringComparison.Ordinal)
                || pattern.EndsWith("/fassungen", StringComparison.Ordinal)
                || pattern.EndsWith("/papier", StringComparison.Ordinal)
                || pattern.EndsWith("/papier.docx", StringComparison.Ordinal)
            )
            // What is typed in a preview is nobody's: so it has nothing to hand in, and its consent is what the questionnaire says.
            .Where(pattern =>
                !pattern.Contains("/vorschau/", StringComparison.Ordinal)
                || !(pattern.EndsWith("/abgeben", StringComparison.Ordinal) || pattern.EndsWith("/einwilligung", StringComparison.Ordinal))
            )
            // A file that waits, and a question about a list that was sent, are there only for a moment; they show what the list of the panel shows.
            .Where(pattern =>
                !pattern.EndsWith("/panel/vorschau", StringComparison.Ordinal)
                && !pattern.EndsWith("/panel/sammel", StringComparison.Ordinal)
            )
            .Select(pattern => pattern.Replace("{art:regex(^(csv|xlsx)$)}", "csv", StringComparison.Ordinal))
            // Trials are over since a round was opened.
            .Where(pattern => !pattern.EndsWith("/probelauf", StringComparison.Ordinal))
            // The PDF is printed from the page, a Word document made of it, and a picture as PNG from that as SVG; the logo is the team's, and the password is asked for where there is one.
            .Where(pattern =>
                !pattern.EndsWith(".pdf", StringComparison.Ordinal)
                && !(pattern.EndsWith(".docx", StringComparison.Ordinal) && !pattern.Contains("/fragebogen/", StringComparison.Ordinal))
                && !pattern.EndsWith(".png", StringComparison.Ordinal)
                && !pattern.EndsWith("/logo", StringComparison.Ordinal)
                && !pattern.EndsWith("/passwort", StringComparison.Ordinal)
            );
        Assert.All(pages.Distinct(), pattern => Assert.True(told.Traces.HasBeenOn(pattern), $"Nobody was on {pattern}."));
    }

    [Fact]
    public void No_sheet_is_one_of_fewer_people_than_the_smallest_cell()
    {
        Assert.Equal(["", "nord", "sued"], told.Traces.Sheets.Select(sheet => sheet.Group).Distinct().Order());
        Assert.All(told.Traces.Candidates(), one => Assert.True(one.Count >= Smallest, $"{one.Sheet} is of one of {one.Count}."));
    }

    [Fact]
    public async Task With_the_complete_data_the_same_finds_who_left_who_came_and_the_group_of_two()
    {
        var found = (await told.WithCompleteDataAsync())
            .Candidates()
            .Where(one => one.Count < Smallest)
            .SelectMany(one => one.Sheet.Experts)
            .Distinct()
            .Order();
        // All but seven of the north, who are alike.
        Assert.Equal(Enumerable.Range(0, All).Except(Enumerable.Range(1, 7)), found);
    }

    [Fact]
    public async Task What_a_round_of_few_and_a_group_of_two_alone_said_is_nowhere()
    {
        Assert.DoesNotContain(told.Traces.Seen, IsNobodys);
        // Of those it is made of there are some, and the complete data have them.
        Assert.True((await told.WithCompleteDataAsync()).Seen.Count(IsNobodys) > InRound3.Length * 5);
        Assert.Contains(told.Traces.Seen, mark => mark is { Round: 2, Expert: 19, Part: "l1" });

        static bool IsNobodys(Mark mark) => mark.Round == 3 || OfWest.Contains(mark.Part.Split('.')[0]);
    }

    [Fact]
    public void Reasons_stand_for_themselves_and_are_of_nobody()
    {
        var reasons = told.Traces.Linked.Where(together => together.Any(mark => mark.IsReason)).ToList();
        Assert.NotEmpty(reasons);
        Assert.All(reasons, together => Assert.Single(together));
        Assert.Contains(reasons, together => together.Any(mark => mark is { Round: 2, Part: "r1.:re" }));
    }

    [Fact]
    public void What_was_said_in_the_correction_round_stands_for_itself_and_is_of_nobody()
    {
        var said = told.Traces.Linked.Where(together => together.Any(mark => mark.Part is "remark" or "missing")).ToList();
        Assert.Equal(12, said.Count(together => together.Any(mark => mark.Part == "missing")));
        Assert.Contains(said, together => together.Any(mark => mark.Part == "remark"));
        Assert.All(said, together => Assert.Single(together));
        // It was found in an order of which it is known by the other test that it tells nothing.
        Assert.Contains(told.Traces.Orders, order => order.Question == "1 missing" && order.Experts.Count == 12);
    }

    [Fact]
    public void No_page_with_names_tells_an_answer_and_no_sign_leads_from_one_to_the_other()
    {
        Assert.All(
            told.Traces.Linked,
            together => Assert.False(together.Any(mark => mark.IsName) && together.Any(mark => !mark.IsName), string.Join(' ', together))
        );
        Assert.Equal(
            [
                "/team/studien/{study}/panel",
                "/team/studien/{study}/panel/liste.csv",
                "/team/studien/{study}/panel/liste.xlsx",
                "/team/studien/{study}/panel/{id}",
                "/team/studien/{study}/panel/{id}/einladung",
                "/team/studien/{study}/panel/{id}/ersetzen",
                "/team/studien/{study}/panel/{id}/loeschen",
                "/team/studien/{study}/runden/2/oeffnen",
            ],
            told.Traces.PagesWithNames(StudyRole.Owner)
        );
        Assert.Empty(told.Traces.PagesWithNames(StudyRole.Reader));
        Assert.Empty(told.Traces.PagesWithNamesAndAnswers);
    }

    [Fact]
    public void No_order_is_that_of_the_panel_nor_the_same_for_two_questions()
    {
        var orders = told.Traces.Orders.Where(order => order.Experts.Count >= 9).ToList();
        Assert.True(orders.Count > 10);
        Assert.All(orders, order => Assert.NotEqual(order.Experts.Order(), order.Experts));
        // Of two people, half of all orders are the same by chance; of nine, one in 362,880.
        var shared = (
            from one in orders
            from other in orders
            where one.Page == other.Page && string.CompareOrdinal(one.Question, other.Question) < 0
            select (One: one.Experts.Where(other.Experts.Contains).ToList(), Other: other.Experts.Where(one.Experts.Contains).ToList())
        )
            .Where(pair => pair.One.Count >= 9)
            .ToList();
        Assert.True(shared.Count >= 5, $"Only {shared.Count} pairs of orders have enough people in common.");
        Assert.All(shared, pair => Assert.NotEqual(pair.One, pair.Other));
    }

    private static string GroupOf(int expert) =>
        expert switch
        {
            < 9 or ComesLater => "nord",
            < 15 => "sued",
            < 19 => "ost",
            _ => "west",
        };

    private static int[] RoundsOf(int expert) =>
        expert switch
        {
            Leaves or IsWithdrawn => [1],
            ComesLater => [2],
            _ when InRound3.Contains(expert) => [1, 2, 3],
            _ => [1, 2],
        };
}
