using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Befragung.Web.Access;
using Befragung.Web.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Befragung.Web.Tests.Pages.Team.Panel;

/// <summary>The panel by name: a page at a time, and whoever one looks for.</summary>
public sealed class PanelListTests(SurveyApp app) : IClassFixture<SurveyApp>
{
    private static readonly (string Name, string Address, string Group)[] People =
    [
        ("Zoë Ägidius", "zoe@example.org", "nord"),
        ("Ömer Özil", "oemer@example.org", "sued"),
        ("olga Petrowa", "olga@example.org", "nord"),
        ("Anna Müller", "anna@stadt.example", "nord"),
        ("Jörg Weiß", "joerg@stadt.example", "sued"),
        ("50%_ist\\viel", "rabatt@example.org", "nord"),
    ];

    [Fact]
    public async Task Names_stand_as_in_a_German_dictionary()
    {
        using var editor = await app.TeamAsync();
        var page = await editor.GetAsync(Path(await WithPeopleAsync()));
        Assert.Equal(["50%_ist\\viel", "Anna Müller", "Jörg Weiß", "olga Petrowa", "Ömer Özil", "Zoë Ägidius"], Names(page));
    }

    [Theory]
    [InlineData("müller", "Anna Müller")]
    [InlineData("MULLER", "Anna Müller")]
    [InlineData("weiss", "Jörg Weiß")]
    [InlineData("  stadt.example ", "Anna Müller", "Jörg Weiß")]
    [InlineData("stadt.example jörg", "Jörg Weiß")]
    [InlineData("anna@stadt.example", "Anna Müller")]
    [InlineData("%_", "50%_ist\\viel")]
    [InlineData("\\", "50%_ist\\viel")]
    [InlineData("' OR 1=1 --")]
    [InlineData("niemand")]
    public async Task Words_are_looked_for_in_names_and_addresses(string words, params string[] found)
    {
        using var editor = await app.TeamAsync();
        var page = await SearchAsync(editor, await editor.GetAsync(Path(await WithPeopleAsync())), ("suche", words));
        Assert.Equal(found, Names(page));
        Assert.Contains($"{found.Length} gefunden.", page.Text, StringComparison.Ordinal);
        Assert.Equal(words.Trim(), ((IHtmlInputElement)page.Page.QuerySelector("#suche")!).Value.Trim());
        // Neither in the address that a browser and a proxy remember.
        Assert.DoesNotContain("suche=", page.Path, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_list_shows_a_group_or_how_far_people_are()
    {
        var key = await app.OpenStudyAsync(14);
        await app.HandInAsync(key, 3);
        var study = (await app.ReadAsync(key)).Id;
        var gone = await app.DataAsync(db =>
            db.ContactCards.Where(card => card.StudyId == study && card.Email == Sample.Address(5))
                .Select(card => card.PanelistId)
                .SingleAsync()
        );
        await app.WithAsync(async services =>
            await services
                .GetRequiredService<Panels>()
                .WithdrawAsync(
                    (await services.GetRequiredService<SurveyDb>().StudyWithRoundsAsync(key, CancellationToken.None))!,
                    gone,
                    CancellationToken.None
                )
        );
        using var editor = await app.TeamAsync();
        var page = await editor.GetAsync(Path(key));
        Assert.Equal(14, Names(page).Count);
        Assert.Equal(["Jörg Weiß 13", "Jörg Weiß 6"], Names(await SearchAsync(editor, page, ("gruppe", "sued"))));
        Assert.Equal(["Jörg Weiß 3"], Names(await SearchAsync(editor, page, ("stand", "abgegeben"))));
        Assert.Equal(["Jörg Weiß 5"], Names(await SearchAsync(editor, page, ("stand", "zurueckgezogen"))));
        var open = Names(await SearchAsync(editor, page, ("stand", "offen")));
        Assert.Equal(12, open.Count);
        Assert.DoesNotContain("Jörg Weiß 3", open);
        Assert.DoesNotContain("Jörg Weiß 5", open);
        Assert.Equal(["Jörg Weiß 13"], Names(await SearchAsync(editor, page, ("gruppe", "sued"), ("stand", "offen"), ("suche", "13"))));
        Assert.Equal(14, Names(await SearchAsync(editor, page, ("stand", "unsinn"), ("seite", "unsinn"))).Count);
    }

    [Fact]
    public async Task A_long_panel_comes_in_pages_that_keep_what_is_looked_for()
    {
        var key = await app.StudyAsync(250);
        using var editor = await app.TeamAsync();
        var first = await editor.GetAsync(Path(key));
        var seen = new List<string>(Names(first));
        Assert.Equal(100, seen.Count);
        Assert.Contains("250 im Panel", first.Text, StringComparison.Ordinal);
        var third = await TurnAsync(editor, first, 3);
        Assert.Equal(50, Names(third).Count);
        seen.AddRange(Names(third));
        seen.AddRange(Names(await TurnAsync(editor, third, 2)));
        Assert.Equal(250, seen.Distinct().Count());
        Assert.Equal(
            "3",
            third.Page.QuerySelector("main nav [aria-current=page]")!.TextContent.Replace("Seite ", "", StringComparison.Ordinal)
        );

        var found = await SearchAsync(editor, first, ("gruppe", "nord"));
        Assert.Equal(
            215,
            Names(found)
                .Concat(Names(await TurnAsync(editor, found, 2)))
                .Concat(Names(await TurnAsync(editor, found, 3)))
                .Distinct()
                .Count()
        );
        // A search begins on its first page, wherever one was.
        Assert.Equal(35, Names(await SearchAsync(editor, third, ("gruppe", "sued"))).Count);
        Assert.Equal(50, Names(await TurnAsync(editor, first, 99)).Count);
    }

    [Fact]
    public async Task Cards_of_a_former_version_are_sorted_and_found_too()
    {
        var key = await WithPeopleAsync();
        await app.DataAsync(db =>
            db.ContactCards.ExecuteUpdateAsync(card => card.SetProperty(one => one.SearchText, "").SetProperty(one => one.Order, []))
        );
        await app.DataAsync(async db =>
        {
            await ContactCardKeys.FillAsync(db);
            return 0;
        });
        using var editor = await app.TeamAsync();
        var page = await editor.GetAsync(Path(key));
        Assert.Equal("Zoë Ägidius", Names(page)[^1]);
        Assert.Equal(["Ömer Özil"], Names(await SearchAsync(editor, page, ("suche", "ozil"))));
    }

    private static string Path(string key) => $"/team/studien/{key}/panel";

    private static List<string> Names(Reply page) =>
        [.. page.Page.QuerySelectorAll("[aria-labelledby=liste] tbody tr th").Select(cell => cell.TextContent)];

    private static Task<Reply> SearchAsync(Visitor visitor, Reply page, params (string, string?)[] fields) =>
        visitor.SubmitAsync(page, "#suchen", fields);

    private static Task<Reply> TurnAsync(Visitor visitor, Reply page, int to) => visitor.SubmitAsync(page, "#suchen", ("seite", $"{to}"));

    private async Task<string> WithPeopleAsync()
    {
        var key = await app.StudyAsync();
        var file = "Name;E-Mail;Gruppe\n" + string.Concat(People.Select(one => $"{one.Name};{one.Address};{one.Group}\n"));
        return await app.WithAsync(async services =>
        {
            var panels = services.GetRequiredService<Panels>();
            var study = (await services.GetRequiredService<SurveyDb>().StudyWithRoundsAsync(key, CancellationToken.None))!;
            await panels.TakeInAsync(
                study,
                await panels.ReadAsync(study, Encoding.UTF8.GetBytes(file), CancellationToken.None),
                CancellationToken.None
            );
            return key;
        });
    }
}
