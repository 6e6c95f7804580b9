using AngleSharp.Html.Dom;
using Befragung.Delphi.Rounds;
using Befragung.Web.Access;
using Befragung.Web.Chronicle;
using Befragung.Web.Data;
using Befragung.Web.Mail;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Befragung.Web.Tests.Pages.Team.Panel;

/// <summary>The page of one person: what was done with them, and what can be done.</summary>
public sealed class PersonTests(QuietApp app) : IClassFixture<QuietApp>
{
    private const string Details = "form:has(#name)";

    [Fact]
    public async Task The_page_says_how_far_somebody_is_and_what_happened_and_never_an_answer()
    {
        var key = await app.OpenStudyAsync(3);
        using var editor = await app.TeamAsync(StudyRole.Editor);
        var person = await PersonAsync(key, 1);
        await LetterAsync(person, letter => letter.Failed(new(MailFault.Refused, "mail.example.org", "550 5.1.1 User unknown"), Now));
        var page = await editor.GetAsync(Path(key, person));
        Assert.Contains("Runde 1: Brief gescheitert", page.Text, StringComparison.Ordinal);
        Assert.Equal(["ins Panel aufgenommen", "Runde 1: Anschreiben „Einladung“ – gescheitert (550 5.1.1 User unknown)"], History(page));

        var again = await editor.SubmitAsync(page, "form[action*=Schicken]");
        Assert.Equal(302, again.Status);
        page = await editor.GetAsync(again.Location!);
        Assert.Contains("Das Anschreiben geht noch einmal hinaus", page.Text, StringComparison.Ordinal);
        Assert.Contains("Runde 1: Anschreiben „Einladung“ – wartet auf den Versand", History(page));
        // While it waits no other is offered, and whoever has the page of before gets none.
        Assert.Null(page.Page.QuerySelector("form[action*=Schicken] button"));
        var (_, fields) = Visitor.Fill(page, Details);
        Assert.Equal(409, (await editor.PostAsync(Path(key, person) + "?handler=Schicken", fields)).Status);

        await LetterAsync(person, letter => letter.Sent(Now));
        var mark = (await LetterAsync(person, _ => { })).Mark;
        Assert.Equal(302, (await editor.PostAsync(Path(key, person) + "?handler=Schicken", fields)).Status);
        var sent = await LetterAsync(person, _ => { });
        Assert.Null(sent.SentAt);
        // Mail programs would take the same mark for the same letter.
        Assert.NotEqual(mark, sent.Mark);

        await app.BeginAsync(key, 1, new AnswerChange("r1", "2"));
        Assert.Contains("Runde 1: begonnen", (await editor.GetAsync(Path(key, person))).Text, StringComparison.Ordinal);
        await app.BeginAsync(key, 1, [.. await EverythingAsync(key)]);
        Assert.Contains("Runde 1: vollständig", (await editor.GetAsync(Path(key, person))).Text, StringComparison.Ordinal);
        Assert.Equal("vollständig", await StandingAsync(editor, key, 1));
        await app.HandInAsync(key, 1, new AnswerChange("l1", "Ein Satz, den nur eine Person schreibt"));
        page = await editor.GetAsync(Path(key, person));
        Assert.Contains("Runde 1: abgegeben", History(page));
        Assert.DoesNotContain("den nur eine Person schreibt", page.Body, StringComparison.Ordinal);
        Assert.Equal(409, (await editor.PostAsync(Path(key, person) + "?handler=Schicken", fields)).Status);
        Assert.Equal(404, (await editor.GetAsync(Path(await app.StudyAsync(1), person))).Status);
    }

    [Fact]
    public async Task Name_address_language_and_group_are_changed_and_of_two_editors_the_second_is_told()
    {
        var key = await app.OpenStudyAsync(3);
        using var editor = await app.TeamAsync(StudyRole.Editor);
        using var other = await app.TeamAsync();
        var person = await PersonAsync(key, 0);
        var path = Path(key, person);
        var seenByOther = await other.GetAsync(path);
        var done = await editor.SubmitAsync(
            await editor.GetAsync(path),
            Details,
            ("name", " Dr.  Änne\tNeu "),
            ("email", "aenne@example.org"),
            ("gruppe", "sued"),
            ("sprache", "en"),
            ("merkmal", "Baukultur")
        );
        Assert.Equal(302, done.Status);
        var page = await editor.GetAsync(done.Location!);
        Assert.Equal("Dr. Änne Neu", page.Page.QuerySelector("h1")!.TextContent);
        Assert.Equal(
            ["Name geändert", "E-Mail-Adresse geändert", "Sprache geändert", "Gruppe geändert", "Fachgebiet geändert"],
            History(page).Where(line => line.EndsWith("geändert", StringComparison.Ordinal)).OrderBy(Order)
        );
        // The sheet goes along, so that the group is counted where the person is.
        Assert.Equal("sued", (await app.DataAsync(db => db.Sheets.SingleAsync(sheet => sheet.PanelistId == person))).GroupKey);

        var refused = await other.SubmitAsync(seenByOther, Details, ("name", "Ganz anders"));
        Assert.Equal(409, refused.Status);
        Assert.Contains("Inzwischen hat jemand anderes die Angaben geändert.", refused.Text, StringComparison.Ordinal);
        Assert.Contains("aenne@example.org", refused.Page.QuerySelector(".kern-alert--warning")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("Ganz anders", ((IHtmlInputElement)refused.Page.QuerySelector("#name")!).Value);
        // Having seen both, they decide.
        Assert.Equal(302, (await other.SubmitAsync(refused, Details)).Status);
        Assert.Equal("Ganz anders", (await other.GetAsync(path)).Page.QuerySelector("h1")!.TextContent);

        // Back in the north, and one answer later the group stands.
        await app.DataAsync(async db =>
        {
            var sheet = await db.Sheets.SingleAsync(one => one.PanelistId == person);
            var round = (await app.ReadAsync(key)).CurrentRound;
            sheet.Save([new("r1", "3")], new Asking(round.Questionnaire, person, sheet.GroupKey, _ => null), Now);
            return await db.SaveChangesAsync();
        });
        page = await editor.GetAsync(path);
        Assert.Null(page.Page.QuerySelector("#gruppe"));
        Assert.Contains("Sie steht fest, seit die Person geantwortet hat.", page.Text, StringComparison.Ordinal);
        var study = await app.ReadAsync(key);
        var held = await app.WithAsync(async services =>
            await services
                .GetRequiredService<PanelEdits>()
                .EditAsync(
                    (await services.GetRequiredService<SurveyDb>().StudyWithRoundsAsync(key, default))!,
                    person,
                    new("Ganz anders", Mailbox.Required(Sample.Address(0)), "sued", "de", null),
                    (await services.GetRequiredService<SurveyDb>().PersonFileAsync(study, person, default))!.Seen,
                    default
                )
        );
        Assert.Equal(PersonField.Group, held!.Field);
        Assert.Contains("Ganz anders hat schon geantwortet.", held.What.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_stayed_as_it_was_is_no_step_of_the_history()
    {
        var key = await app.OpenStudyAsync(1);
        using var editor = await app.TeamAsync(StudyRole.Editor);
        var path = Path(key, await PersonAsync(key, 0));
        Assert.Equal(302, (await editor.SubmitAsync(await editor.GetAsync(path), Details, ("name", "Änne Neu"))).Status);
        Assert.Equal(
            ["Name geändert"],
            History(await editor.GetAsync(path)).Where(line => line.EndsWith("geändert", StringComparison.Ordinal))
        );
    }

    [Theory]
    [InlineData("email", "person-1@example.org", 409, "„person-1@example.org“ ist schon im Panel, als Adresse von Jörg Weiß 1.")]
    [InlineData("email", "PERSON-1@EXAMPLE.org", 409, "ist schon im Panel, als Adresse von Jörg Weiß 1.")]
    [InlineData("email", "keine", 400, "In „keine“ fehlt das @.")]
    [InlineData("name", " \u200b ", 400, "Der Name fehlt oder hat über 200 Zeichen.")]
    [InlineData("gruppe", "westen", 400, "Bitte wählen Sie eine Gruppe.")]
    [InlineData("sprache", "fr", 400, "Bitte wählen Sie eine Sprache.")]
    public async Task What_is_wrong_is_said_at_its_field_and_nothing_is_changed(string field, string typed, int status, string sentence)
    {
        var key = await app.StudyAsync(2);
        using var editor = await app.TeamAsync(StudyRole.Editor);
        var path = Path(key, await PersonAsync(key, 0));
        var refused = await editor.SubmitAsync(await editor.GetAsync(path), Details, (field, typed));
        Assert.Equal(status, refused.Status);
        Assert.Contains(sentence, refused.Page.QuerySelector($"#{field}-fehler")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("Jörg Weiß 0", (await editor.GetAsync(path)).Page.QuerySelector("h1")!.TextContent);
    }

    [Fact]
    public async Task Somebody_is_added_by_hand_and_asked_at_once_where_a_round_is_open()
    {
        var key = await app.OpenStudyAsync(2);
        using var editor = await app.TeamAsync(StudyRole.Editor);
        var form = await editor.GetAsync($"/team/studien/{key}/panel/neu");
        (string, string?)[] typed = [("name", "Neue Person"), ("email", "neu@example.org"), ("gruppe", "sued"), ("sprache", "en")];
        var added = await editor.SubmitAsync(form, Details, typed);
        Assert.Equal(302, added.Status);
        var page = await editor.GetAsync(added.Location!);
        Assert.Contains("Aufgenommen; das Anschreiben geht sofort hinaus", page.Text, StringComparison.Ordinal);
        Assert.Contains("Runde 1: eingeladen", page.Text, StringComparison.Ordinal);
        var twice = await editor.SubmitAsync(form, Details, typed);
        Assert.Equal(409, twice.Status);
        Assert.Contains("als Adresse von Neue Person", twice.Text, StringComparison.Ordinal);
        await app.DataAsync(async db =>
        {
            var round = (await db.StudyWithRoundsAsync(key, default))!.CurrentRound;
            round.Seal(Now, "test");
            return await db.SaveChangesAsync();
        });
        var late = await editor.SubmitAsync(
            form,
            Details,
            ("name", "Zu spät"),
            ("email", "spaet@example.org"),
            ("gruppe", "sued"),
            ("sprache", "de")
        );
        Assert.Equal(409, late.Status);
        Assert.Contains("Runde 1 wird gerade geschlossen.", late.Text, StringComparison.Ordinal);
        Assert.Equal(0, await app.DataAsync(db => db.ContactCards.CountAsync(card => card.Email == "spaet@example.org")));
    }

    [Fact]
    public async Task Somebody_is_replaced_once_in_the_same_group_and_why_goes_with_the_contacts()
    {
        var key = await app.OpenStudyAsync(7);
        using var editor = await app.TeamAsync();
        var person = await PersonAsync(key, 6);
        var path = Path(key, person) + "/ersetzen";
        var form = await editor.GetAsync(path);
        (string, string?)[] typed = [("name", "Die Nachfolge"), ("email", "nachfolge@example.org"), ("sprache", "de")];
        Assert.Contains("Bitte nennen Sie einen Grund", (await editor.SubmitAsync(form, Details, typed)).Text, StringComparison.Ordinal);
        var done = await editor.SubmitAsync(form, Details, [.. typed, ("grund", "im Ruhestand")]);
        Assert.Equal(302, done.Status);
        var page = await editor.GetAsync(done.Location!);
        Assert.Contains("aufgenommen anstelle von Jörg Weiß 6. Grund: im Ruhestand", History(page));
        Assert.Contains("Süden", page.Page.QuerySelector(".facts")!.TextContent, StringComparison.Ordinal);
        page = await editor.GetAsync(Path(key, person));
        Assert.Contains("ersetzt durch Die Nachfolge. Grund: im Ruhestand", History(page));
        Assert.Contains("zurückgezogen", page.Page.QuerySelector(".facts")!.TextContent, StringComparison.Ordinal);
        Assert.Null(page.Page.QuerySelector("a[href$='/ersetzen']"));
        Assert.Equal(409, (await editor.SubmitAsync(form, Details, [.. typed, ("grund", "noch einmal")])).Status);

        var study = await app.ReadAsync(key);
        Assert.Equal(1, study.CurrentRound.Substitutes);
        var told = await app.DataAsync(db => db.Chronicle.Where(row => row.StudyId == study.Id).ToListAsync());
        Assert.Equal(1, Assert.Single(told, row => row.Step == ChronicleStep.PersonReplaced).Round);
        Assert.DoesNotContain(told, row => row.About?.Contains("Ruhestand", StringComparison.Ordinal) == true);
        for (var expert = 0; expert < 6; expert++)
            await app.HandInAsync(key, expert, new AnswerChange("r1", "4"));
        await app.CloseAsync(key);
        // Few of them are not told by their number.
        Assert.Contains(
            "Weniger als 5 Personen des Panels wurden durch andere derselben Gruppe ersetzt.",
            (await editor.GetAsync($"/team/studien/{key}/bericht")).Text,
            StringComparison.Ordinal
        );
        await app.WithAsync(async services =>
        {
            var one = (await services.GetRequiredService<SurveyDb>().StudyWithRoundsAsync(key, default))!;
            await services.GetRequiredService<Deletions>().ContactsAsync(one, default);
            return 0;
        });
        Assert.Equal(0, await app.DataAsync(db => db.PersonSteps.CountAsync(step => step.PanelistId == person)));
        Assert.False(app.Holds("im Ruhestand"));
        Assert.Equal(1, (await app.ReadAsync(key)).CurrentRound.Substitutes);
    }

    [Fact]
    public async Task Withdrawing_and_taking_back_and_declining_stand_in_the_history_with_who_did_it()
    {
        var key = await app.OpenStudyAsync(2);
        using var editor = await app.TeamAsync(StudyRole.Editor);
        var path = Path(key, await PersonAsync(key, 0));
        await editor.SubmitAsync(await editor.GetAsync(path + "/einladung"), "main form");
        await editor.SubmitAsync(await editor.GetAsync(path + "/einladung"), "main form");
        using (var expert = await app.ExpertAsync(key, 0))
            await expert.SubmitAsync(await expert.GetAsync("/bogen/absage"), "main form[action*=Absagen]", ("grund", "Keine Zeit"));
        var page = await editor.GetAsync(path);
        Assert.Equal(
            ["Einladung zurückgezogen", "wieder eingeladen", "hat abgesagt"],
            History(page)
                .Where(line => !line.StartsWith("Runde", StringComparison.Ordinal))
                .Except(["ins Panel aufgenommen", "hat eingewilligt"])
        );
        Assert.NotEqual(
            "–",
            page.Page.QuerySelectorAll("[aria-labelledby=verlauf] tbody tr")
                .Single(row => row.TextContent.Contains("wieder eingeladen", StringComparison.Ordinal))
                .Children[2]
                .TextContent
        );
    }

    private DateTime Now => app.Clock.GetUtcNow().UtcDateTime;

    private static string Path(string key, Guid person) => $"/team/studien/{key}/panel/{person:N}";

    private static int Order(string line) => Array.IndexOf(["Name", "E-Ma", "Spra", "Grup", "Fach"], line[..4]);

    private static List<string> History(Reply page) =>
        [.. page.Page.QuerySelectorAll("[aria-labelledby=verlauf] tbody tr").Select(row => row.Children[1].TextContent)];

    private static async Task<string> StandingAsync(Visitor editor, string key, int expert) =>
        (await editor.GetAsync($"/team/studien/{key}/panel"))
            .Page.QuerySelectorAll("[aria-labelledby=liste] tbody tr")
            .Single(row => row.TextContent.Contains(Sample.Address(expert), StringComparison.Ordinal))
            .Children[^1]
            .TextContent;

    private async Task<Guid> PersonAsync(string key, int expert)
    {
        var study = (await app.ReadAsync(key)).Id;
        return await app.DataAsync(db =>
            db.ContactCards.Where(card => card.StudyId == study && card.Email == Sample.Address(expert))
                .Select(card => card.PanelistId)
                .SingleAsync()
        );
    }

    private Task<OutboxEntry> LetterAsync(Guid person, Action<OutboxEntry> change) =>
        app.DataAsync(async db =>
        {
            var letter = await db.Outbox.SingleAsync(one => one.PanelistId == person);
            change(letter);
            await db.SaveChangesAsync();
            return letter;
        });

    private async Task<IEnumerable<AnswerChange>> EverythingAsync(string key) =>
        (await app.ReadAsync(key))
            .CurrentRound.Questionnaire.Items.SelectMany(item => item.Parts)
            .Select(part => new AnswerChange(part.Key, "1"));
}
