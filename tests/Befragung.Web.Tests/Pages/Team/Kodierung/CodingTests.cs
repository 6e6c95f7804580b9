using Befragung.Delphi.Coding;
using Befragung.Delphi.Studies;
using Befragung.Web.Access;
using Befragung.Web.Data;
using Befragung.Web.Data.Providers;
using Befragung.Web.Pages.Team.Kodierung;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static Befragung.Web.Tests.Pages.Team.Kodierung.CodedStudies;

namespace Befragung.Web.Tests.Pages.Team.Kodierung;

/// <summary>Coding open answers: all together, and several people each for themselves.</summary>
public sealed class CodingTests(SurveyApp app) : IClassFixture<SurveyApp>
{
    [Fact]
    public async Task A_code_is_typed_added_given_and_taken_away()
    {
        var key = await app.WrittenAsync(6, expert => $"Gedanke Nummer {expert} <b>&</b> mehr");
        using var team = await app.TeamAsync(StudyRole.Editor);
        Assert.Equal(Root(key) + "/kodierung", (await team.GetAsync(Root(key) + "/nennungen")).Location);
        await BeginAsync(team, key);

        // A name that is not there is asked about; what was typed stays.
        var refused = await GiveAsync(team, key, "Nummer 2", "Geld", isNew: false);
        Assert.Equal(400, refused.Status);
        Assert.Contains("Einen Code „Geld“ gibt es noch nicht", refused.Text, StringComparison.Ordinal);
        Assert.Equal("Geld", refused.Page.QuerySelector(CardOf(refused, "Nummer 2") + " [data-code]")!.GetAttribute("value"));

        var given = await GiveAsync(team, key, "Nummer 2", "Geld > Förderung");
        var page = await team.GetAsync(given.Location!.Split('#')[0]);
        Assert.Equal(["Geld › Förderung"], CodesOf(page, "Nummer 2"));
        // By its last name, whatever the case; and twice is once.
        await GiveAsync(team, key, "Nummer 3", "förderung", isNew: false);
        await GiveAsync(team, key, "Nummer 3", "FÖRDERUNG", isNew: false);
        await GiveAsync(team, key, "Nummer 3", "Zeit");
        page = await team.GetAsync(Root(key) + "/nennungen?zeige=kodiert");
        Assert.Equal(2, page.Page.QuerySelectorAll("[data-mention]").Length);
        Assert.Equal(["Geld › Förderung", "Zeit"], CodesOf(page, "Nummer 3"));
        Assert.Equal(
            ["ohne Code (4)", "kodiert (2)", "alle Nennungen (6)"],
            page.Page.QuerySelectorAll(".filter a").Take(3).Select(link => link.TextContent)
        );
        Assert.DoesNotContain("<b>&", page.Body, StringComparison.Ordinal);

        // None takes the others away, and another one takes none away.
        var mark = page.Page.QuerySelector(CardOf(page, "Nummer 3") + " [name=nennung]")!.GetAttribute("value")!;
        var token = page.Page.QuerySelector("form.give [name=__RequestVerificationToken]")!.GetAttribute("value")!;
        await team.PostAsync(Root(key) + "/nennungen?handler=Keiner", [new("nennung", mark), new("__RequestVerificationToken", token)]);
        page = await team.GetAsync(Root(key) + "/nennungen");
        Assert.Equal(["Kein Code passt"], CodesOf(page, "Nummer 3"));
        await GiveAsync(team, key, "Nummer 3", "Zeit", isNew: false);
        page = await team.GetAsync(Root(key) + "/nennungen");
        Assert.Equal(["Zeit"], CodesOf(page, "Nummer 3"));

        var away = page.Page.QuerySelector(CardOf(page, "Nummer 3") + " [name=weg]")!.GetAttribute("value")!;
        await team.SubmitAsync(page, "#nehmen", ("weg", away));
        await team.SubmitAsync(page, "#nehmen", ("weg", away));
        Assert.Empty(CodesOf(await team.GetAsync(Root(key) + "/nennungen"), "Nummer 3"));
        Assert.Equal(404, (await team.SubmitAsync(page, "#nehmen", ("weg", "unsinn"))).Status);
    }

    [Fact]
    public async Task Mentions_are_found_by_words_group_language_code_and_question()
    {
        var key = await app.WrittenAsync(42, expert => expert == 6 ? "Öffentlicher 100%_Verkehr" : $"Etwas {expert}");
        using var team = await app.TeamAsync();
        await BeginAsync(team, key, reasons: true);
        async Task<int> FoundAsync(string query) =>
            (await team.GetAsync(Root(key) + "/nennungen?" + query)).Page.QuerySelectorAll("[data-mention]").Length;
        Assert.Equal(1, await FoundAsync("suche=%C3%B6ffentlich"));
        Assert.Equal(1, await FoundAsync("suche=verkehr+100%25_"));
        Assert.Equal(0, await FoundAsync("suche=100_%25"));
        // However much is sent, it is so much that a database can look for.
        Assert.Equal(200, (await team.GetAsync(Root(key) + "/nennungen?suche=" + string.Concat(Enumerable.Repeat("a+", 4000)))).Status);
        Assert.Equal(0, await FoundAsync("suche=%F0%9F%98%80"));
        // Six of 42 are of the south: enough to be told.
        Assert.Equal(6, await FoundAsync("gruppe=sued&art=antwort"));
        Assert.Equal(12, await FoundAsync("gruppe=sued"));
        Assert.Equal(0, await FoundAsync("gruppe=gibtsnicht"));
        Assert.Equal(42, await FoundAsync("frage=l1"));
        Assert.Equal(50, await FoundAsync(""));
        Assert.Equal(34, await FoundAsync("seite=2"));
        var page = await team.GetAsync(Root(key) + "/nennungen?suche=verkehr");
        Assert.Contains("Süden · Deutsch", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_few_the_group_is_told_nowhere_and_a_round_of_too_few_is_not_coded()
    {
        // One of seven is of the south: neither group may stand beside a text.
        var key = await app.WrittenAsync(7, expert => $"Etwas {expert}");
        using var team = await app.TeamAsync();
        await BeginAsync(team, key);
        Assert.All(await app.MentionsAsync(key), mention => Assert.Null(mention.GroupKey));
        var page = await team.GetAsync(Root(key) + "/nennungen");
        Assert.DoesNotContain("Norden", page.Page.QuerySelector(".queue")!.TextContent, StringComparison.Ordinal);
        Assert.Empty(page.Page.QuerySelectorAll("#gruppe option[value=sued]"));

        var few = await app.WrittenAsync(4, expert => $"Etwas {expert}");
        foreach (var place in (string[])["kodierung", "nennungen", "vergleich"])
            Assert.Equal(409, (await team.GetAsync($"{Root(few)}/{place}")).Status);
        Assert.DoesNotContain("/kodierung", (await team.GetAsync(Root(few))).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_text_is_cut_and_joined_and_who_codes_the_old_one_is_told()
    {
        var key = await app.WrittenAsync(5, expert => $"Erstens {expert}. Zweitens {expert}.");
        using var team = await app.TeamAsync();
        await BeginAsync(team, key);
        await GiveAsync(team, key, "Erstens 3", "Eins");
        var old = await team.GetAsync(Root(key) + "/nennungen");
        var path = $"{Root(key)}/nennungen/{CardOf(old, "Erstens 3")[3..]}";
        var reply = await team.SubmitAsync(await team.GetAsync(path), "form[action*=Teilen]", ("text", "Erstens 3. || Zweitens 4."));
        Assert.Equal(400, reply.Status);
        Assert.Contains("Der Text darf sich nicht ändern", reply.Text, StringComparison.Ordinal);
        Assert.Equal("Erstens 3. || Zweitens 4.", reply.Page.QuerySelector("#text")!.TextContent);
        await team.SubmitAsync(await team.GetAsync(path), "form[action*=Teilen]", ("text", "Erstens 3.||Zweitens 3."));
        var page = await team.GetAsync(Root(key) + "/nennungen");
        Assert.Equal(6, page.Page.QuerySelectorAll("[data-mention]").Length);
        Assert.Equal(["Eins"], CodesOf(page, "Zweitens 3"));
        // The other tab still has the whole text.
        reply = await team.SubmitAsync(old, CardOf(old, "Erstens 3") + " form.give", ("code", "Zwei"), ("neu", "true"));
        Assert.Equal(400, reply.Status);
        Assert.Contains("inzwischen jemand geteilt", reply.Text, StringComparison.Ordinal);

        await GiveAsync(team, key, "Zweitens 3", "Zwei");
        await team.SubmitAsync(await team.GetAsync(path), "form[action*=Zusammen]");
        page = await team.GetAsync(Root(key) + "/nennungen");
        Assert.Equal(5, page.Page.QuerySelectorAll("[data-mention]").Length);
        Assert.Equal(["Eins", "Zwei"], CodesOf(page, "Erstens 3"));
        Assert.Contains("Erstens 3. Zweitens 3.", page.Text, StringComparison.Ordinal);
        Assert.Equal(404, (await team.GetAsync($"{Root(key)}/nennungen/{Guid.NewGuid():N}")).Status);
    }

    [Fact]
    public async Task A_code_that_is_removed_or_merged_while_another_gives_it_is_told()
    {
        var key = await app.WrittenAsync(5, expert => $"Etwas {expert}");
        using var team = await app.TeamAsync();
        await BeginAsync(team, key);
        foreach (var (words, code) in ((string, string)[])[("Etwas 0", "Alt"), ("Etwas 0", "Neu"), ("Etwas 1", "Alt"), ("Etwas 2", "Weg")])
            await GiveAsync(team, key, words, code);
        var codes = await team.GetAsync($"/team/studien/{key}/codes");
        string LinkOf(string name) => codes.Page.QuerySelectorAll("table a").Single(link => link.TextContent == name).GetAttribute("href")!;
        var page = await team.GetAsync(LinkOf("Alt"));
        var into = page.Page.QuerySelectorAll("#mit option").Single(option => option.TextContent == "Neu").GetAttribute("value");
        Assert.Equal(400, (await team.SubmitAsync(page, "form[action*=Zusammenlegen]")).Status);
        Assert.Equal(302, (await team.SubmitAsync(page, "form[action*=Zusammenlegen]", ("mit", into))).Status);
        Assert.Equal(302, (await team.SubmitAsync(await team.GetAsync(LinkOf("Weg")), "form[action*=Entfernen]")).Status);
        var list = await team.GetAsync(Root(key) + "/nennungen");
        Assert.Equal(["Neu"], CodesOf(list, "Etwas 0"));
        Assert.Equal(["Neu"], CodesOf(list, "Etwas 1"));
        Assert.Empty(CodesOf(list, "Etwas 2"));
        Assert.Equal(400, (await GiveAsync(team, key, "Etwas 3", "Weg", isNew: false)).Status);
        Assert.Equal(404, (await team.GetAsync(LinkOf("Alt"))).Status);
        // Brought back, it is where it was.
        codes = await team.GetAsync($"/team/studien/{key}/codes");
        var removed = codes
            .Page.QuerySelectorAll("form[action*=Holen]")
            .Single(form => form.TextContent.Contains("Weg", StringComparison.Ordinal));
        await team.SubmitAsync(codes, "form[action*=Holen]", ("code", removed.QuerySelector("[name=code]")!.GetAttribute("value")));
        Assert.Equal(["Weg"], CodesOf(await team.GetAsync(Root(key) + "/nennungen"), "Etwas 2"));
        // Two with one name are none.
        codes = await team.GetAsync($"/team/studien/{key}/codes");
        Assert.Equal(400, (await team.SubmitAsync(codes, "main form", ("name", " neu "))).Status);
        Assert.Equal(400, (await team.SubmitAsync(codes, "main form", ("name", " "))).Status);
        // Of two who describe it at once, the second is told.
        page = await team.GetAsync(LinkOf("Neu"));
        Assert.Equal(302, (await team.SubmitAsync(page, "main form", ("definition", "Was neu ist"))).Status);
        Assert.Equal(409, (await team.SubmitAsync(page, "main form", ("definition", "Anderes"))).Status);
    }

    /// <summary>Of two steps at the same moment, one sees what the other did: no mention keeps a code that is gone.</summary>
    [Fact]
    public async Task A_code_goes_while_another_gives_it_and_is_given_while_another_takes_it_away()
    {
        var key = await app.WrittenAsync(6, expert => $"Gedanke {expert}");
        var gone = await app.CodingAsync(key, share: 0);
        var study = await app.ReadAsync(key);
        var mentions = await app.MentionsAsync(key);
        await app.WithAsync(async services =>
        {
            var db = services.GetRequiredService<SurveyDb>();
            var database = services.GetRequiredService<SurveyDatabase>();
            Task given,
                merged;
            await Assert.ThrowsAsync<Befragung.Delphi.RuleBrokenException>(() =>
                WithCodeAsync((study, one) => one.Codebooks.MergeAsync(study, one.Code, one.Code, default))
            );
            Assert.Null((await db.Codes.AsNoTracking().SingleAsync(one => one.Id == gone)).RemovedAt);

            // Somebody gives it, and has not finished, when it is merged into another one.
            await using (var giving = await database.BeginAsync(db, Turn.OfCoding(study.Id), default))
            {
                db.AppliedCodes.Add(new(mentions[1].Id, gone, AppliedCode.Team, DateTime.UnixEpoch, "test"));
                await db.SaveChangesAsync();
                merged = Task.Run(() => WithCodeAsync((study, one) => one.Codebooks.MergeAsync(study, one.Code, one.Other, default)));
                await ComesAsync(db, merged);
                await giving.CommitAsync();
            }
            await merged;
            Assert.Equal(0, await db.AppliedCodes.CountAsync(one => one.CodeId == gone));

            // It comes back, and is taken away again while somebody gives it.
            await WithCodeAsync((study, one) => one.Codebooks.BringBackAsync(study, one.Code, default));
            await using (var removing = await database.BeginAsync(db, Turn.OfCoding(study.Id), default))
            {
                given = Task.Run(() =>
                    WithCodeAsync(
                        async (_, one) =>
                            await one.Codings.GiveAsync(
                                (await one.Db.RoundCodingAsync(study.Round(1).Id, default))!,
                                RowMark.Read(CodingPage.Mark(mentions[2]))!,
                                one.Code,
                                "somebody",
                                "test",
                                default
                            )
                    )
                );
                await ComesAsync(db, given);
                await db
                    .Codes.Where(one => one.Id == gone)
                    .ExecuteUpdateAsync(one => one.SetProperty(code => code.RemovedAt, DateTime.UnixEpoch));
                await removing.CommitAsync();
            }
            await Assert.ThrowsAsync<Befragung.Delphi.RuleBrokenException>(() => given);
            return await db.AppliedCodes.CountAsync(one => one.CodeId == gone);
        });
        Assert.Equal(0, await app.DataAsync(db => db.AppliedCodes.CountAsync(one => one.CodeId == gone)));

        // Where many write at once, it has come as far as it can: to its turn, or to its end.
        static Task ComesAsync(SurveyDb db, Task step) =>
            TestDatabase.IsServer
                ? Wait.UntilAsync(
                    "A step waits for its turn",
                    async () =>
                        step.IsCompleted
                        || await db
                            .Database.SqlQuery<int>(
                                $"""SELECT count(*)::int AS "Value" FROM pg_locks WHERE locktype = 'advisory' AND NOT granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"""
                            )
                            .SingleAsync() > 0
                )
                : Task.CompletedTask;

        Task<bool> WithCodeAsync(Func<Study, (SurveyDb Db, Codings Codings, Codebooks Codebooks, Code Code, Code Other), Task> act) =>
            app.WithAsync(async services =>
            {
                var db = services.GetRequiredService<SurveyDb>();
                var known = (await db.StudyWithRoundsAsync(key, default))!;
                var code = await db.Codes.SingleAsync(one => one.Id == gone);
                var other = await db.Codes.FirstAsync(one => one.StudyId == known.Id && one.Id == code.ParentId);
                await act(known, (db, services.GetRequiredService<Codings>(), services.GetRequiredService<Codebooks>(), code, other));
                return true;
            });
    }

    [Fact]
    public async Task Several_code_blind_compare_and_settle()
    {
        var key = await app.WrittenAsync(10, expert => $"Etwas {expert}");
        using var one = await app.SignInAsync(await app.MemberAsync(StudyRole.Editor));
        using var other = await app.SignInAsync(await app.MemberAsync(StudyRole.Editor));
        using var reader = await app.TeamAsync(StudyRole.Reader);
        await BeginAsync(one, key, share: 100);
        for (var number = 0; number < 10; number++)
        {
            await GiveAsync(one, key, $"Etwas {number}", number < 6 ? "Geld" : "Zeit");
            // The last one nobody else codes, and about one they differ.
            if (number < 9)
                await GiveAsync(other, key, $"Etwas {number}", number < 5 ? "Geld" : "Zeit");
        }
        // Neither sees the other's, nor does who only reads; nor does anybody by looking for a code.
        Assert.Equal(["Geld"], CodesOf(await one.GetAsync(Root(key) + "/nennungen"), "Etwas 5"));
        Assert.Equal(["Zeit"], CodesOf(await other.GetAsync(Root(key) + "/nennungen"), "Etwas 5"));
        var read = await reader.GetAsync(Root(key) + "/nennungen");
        Assert.Empty(read.Page.QuerySelectorAll(".code-mark"));
        Assert.Empty(read.Page.QuerySelectorAll("form.give"));
        Assert.Contains("ohne Code (10)", read.Text, StringComparison.Ordinal);
        var codes = await one.GetAsync($"/team/studien/{key}/codes");
        Assert.Equal(["6", "4"], codes.Page.QuerySelectorAll("table td.num").Select(cell => cell.TextContent));
        // What is coded blind is not cut.
        var card = CardOf(read, "Etwas 5")[3..];
        var cut = await one.SubmitAsync(await one.GetAsync($"{Root(key)}/nennungen/{card}"), "form[action*=Teilen]", ("text", "Etwas||5"));
        Assert.Contains("ohne die anderen zu sehen", cut.Text, StringComparison.Ordinal);

        var compare = await one.GetAsync(Root(key) + "/vergleich");
        Assert.DoesNotContain("Etwas", compare.Text, StringComparison.Ordinal);
        Assert.Equal(400, (await one.SubmitAsync(compare, "main form")).Status);
        Assert.Equal(302, (await one.SubmitAsync(compare, "main form", ("sure", "true"))).Status);
        Assert.Equal(409, (await one.SubmitAsync(compare, "main form", ("sure", "true"))).Status);
        compare = await other.GetAsync(Root(key) + "/vergleich");
        // 8 of 9 alike; expected (6 × 5 + 3 × 4) / 81; κ = (72 − 42) / (81 − 42) = 0.77.
        Assert.Contains("0,77", compare.Page.QuerySelector("tfoot")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("89", compare.Page.QuerySelectorAll("tfoot td")[1].TextContent);
        Assert.Contains("Über eine Nennung ist noch zu entscheiden.", compare.Text, StringComparison.Ordinal);
        var list = await one.GetAsync(Root(key) + "/nennungen");
        Assert.Equal(["Zeit"], CodesOf(list, "Etwas 9"));
        Assert.Empty(CodesOf(list, "Etwas 5"));
        Assert.Contains("auseinander", list.Page.QuerySelector(CardOf(list, "Etwas 5"))!.TextContent, StringComparison.Ordinal);

        Assert.Equal(400, (await other.SubmitAsync(compare, "form[action*=Entscheiden]", ("gilt", null))).Status);
        var money = compare.Page.QuerySelectorAll("[name=gilt]")[0].GetAttribute("value");
        Assert.Equal(
            302,
            (await other.SubmitAsync(compare, "form[action*=Entscheiden]", ("gilt", money), ("notiz", "Es geht um Geld."))).Status
        );
        Assert.Equal(400, (await other.SubmitAsync(compare, "form[action*=Entscheiden]", ("gilt", money))).Status);
        Assert.Equal(["Geld"], CodesOf(await reader.GetAsync(Root(key) + "/nennungen"), "Etwas 5"));
        var after = await reader.GetAsync(Root(key) + "/vergleich");
        Assert.Contains("0,77", after.Page.QuerySelector("tfoot")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Es ist nichts mehr zu entscheiden.", after.Text, StringComparison.Ordinal);
        Assert.Equal("Es geht um Geld.", (await app.MentionsAsync(key)).Single(mention => mention.Text == "Etwas 5").Note);
    }

    [Fact]
    public async Task What_is_left_of_a_share_is_a_list_of_its_own_until_it_is_compared()
    {
        var key = await app.WrittenAsync(20, expert => $"Etwas {expert}");
        using var one = await app.TeamAsync();
        using var other = await app.TeamAsync(StudyRole.Editor);
        await BeginAsync(one, key, share: 10);
        Assert.NotNull((await one.GetAsync(Root(key) + "/kodierung")).Page.QuerySelector("a[href$='zeige=getrennt']"));
        for (var left = 2; left > 0; left--)
        {
            var mine = await one.GetAsync(Root(key) + "/nennungen?zeige=getrennt");
            Assert.Equal(left, mine.Page.QuerySelectorAll("[data-mention]").Length);
            Assert.Equal($"getrennt zu kodieren ({left})", mine.Page.QuerySelector("nav.filter [aria-current]")!.TextContent);
            var given = await one.SubmitAsync(mine, "form.give", ("code", "Geld"), ("neu", "true"));
            Assert.Contains("zeige=getrennt", given.Location!, StringComparison.Ordinal);
        }
        var done = await one.GetAsync(Root(key) + "/nennungen?zeige=getrennt");
        Assert.Contains("Alle ausgelosten Nennungen haben einen Code von Ihnen.", done.Text, StringComparison.Ordinal);
        // Whoever else codes still has all of it before them.
        var theirs = await other.GetAsync(Root(key) + "/nennungen?zeige=getrennt");
        Assert.Equal(2, theirs.Page.QuerySelectorAll("[data-mention]").Length);
        await one.SubmitAsync(await one.GetAsync(Root(key) + "/vergleich"), "main form", ("sure", "true"));
        Assert.DoesNotContain("getrennt zu kodieren", (await one.GetAsync(Root(key) + "/nennungen")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whose_only_blind_code_was_removed_is_coded_anew_and_none_goes_with_no_other()
    {
        var key = await app.WrittenAsync(5, expert => $"Etwas {expert}");
        using var one = await app.SignInAsync(await app.MemberAsync(StudyRole.Editor));
        using var other = await app.SignInAsync(await app.MemberAsync(StudyRole.Editor));
        await BeginAsync(one, key, share: 100);
        await GiveAsync(one, key, "Etwas 1", "Weg");
        await GiveAsync(one, key, "Etwas 2", "Geld");
        var page = await other.GetAsync(Root(key) + "/nennungen");
        var mark = page.Page.QuerySelector(CardOf(page, "Etwas 2") + " [name=nennung]")!.GetAttribute("value")!;
        var token = page.Page.QuerySelector("form.give [name=__RequestVerificationToken]")!.GetAttribute("value")!;
        await other.PostAsync(Root(key) + "/nennungen?handler=Keiner", [new("nennung", mark), new("__RequestVerificationToken", token)]);
        var codes = await one.GetAsync($"/team/studien/{key}/codes");
        var link = codes.Page.QuerySelectorAll("table a").Single(link => link.TextContent == "Weg").GetAttribute("href")!;
        await one.SubmitAsync(await one.GetAsync(link), "form[action*=Entfernen]");
        await one.SubmitAsync(await one.GetAsync(Root(key) + "/vergleich"), "main form", ("sure", "true"));
        Assert.Equal(302, (await GiveAsync(one, key, "Etwas 1", "Neu")).Status);
        Assert.Equal(["Neu"], CodesOf(await other.GetAsync(Root(key) + "/nennungen"), "Etwas 1"));

        var compare = await one.GetAsync(Root(key) + "/vergleich");
        var both = compare.Page.QuerySelectorAll("[name=gilt]").Select(box => ("gilt", box.GetAttribute("value"))).ToArray();
        Assert.Equal(2, both.Length);
        var refused = await one.SubmitAsync(compare, "form[action*=Entscheiden]", both);
        Assert.Contains("Entweder passt kein Code", refused.Text, StringComparison.Ordinal);
        await one.SubmitAsync(compare, "form[action*=Entscheiden]", both[0], ("notiz", "So ist es genauer."));
        Assert.Contains("So ist es genauer.", (await one.GetAsync(Root(key) + "/vergleich")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_code_that_comes_back_finds_a_place_where_it_is_seen()
    {
        var key = await app.WrittenAsync(5, expert => $"Etwas {expert}");
        using var team = await app.TeamAsync();
        await BeginAsync(team, key);
        await GiveAsync(team, key, "Etwas 1", "Oben > Unten");
        await GiveAsync(team, key, "Etwas 2", "Ganz oben");
        var path = $"/team/studien/{key}/codes";
        async Task<string> LinkAsync(string name) =>
            (await team.GetAsync(path)).Page.QuerySelectorAll("table a").Single(link => link.TextContent == name).GetAttribute("href")!;
        Assert.Equal(400, (await team.SubmitAsync(await team.GetAsync(await LinkAsync("Oben")), "form[action*=Entfernen]")).Status);
        await team.SubmitAsync(await team.GetAsync(await LinkAsync("Unten")), "form[action*=Entfernen]");
        var above = await team.GetAsync(await LinkAsync("Oben"));
        var top = above.Page.QuerySelectorAll("#ueber option").Single(option => option.TextContent == "Ganz oben").GetAttribute("value");
        Assert.Equal(302, (await team.SubmitAsync(above, "main form", ("ueber", top))).Status);
        await team.SubmitAsync(await team.GetAsync(path), "form[action*=Holen]");
        Assert.Equal(["Unten"], CodesOf(await team.GetAsync(Root(key) + "/nennungen"), "Etwas 1"));
        Assert.NotNull(await LinkAsync("Unten"));
    }
}
