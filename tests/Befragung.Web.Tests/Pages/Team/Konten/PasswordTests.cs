using Befragung.Web.Access;
using Befragung.Web.Tests.Mail;
using Microsoft.EntityFrameworkCore;

namespace Befragung.Web.Tests.Pages.Team.Konten;

/// <summary>A forgotten password, and one that is changed.</summary>
public sealed class PasswordTests(SurveyApp app) : IClassFixture<SurveyApp>, IDisposable
{
    private const string Next = "Sieben Gänse ziehen nach Süden.";

    public void Dispose() => app.Clock.Ahead = TimeSpan.Zero;

    [Fact]
    public async Task A_forgotten_password_is_replaced_by_a_link_in_a_letter_that_is_valid_once()
    {
        var email = await app.MemberAsync(StudyRole.Editor);
        using var elsewhere = await SignInAsync(email, SurveyApp.Password);
        var link = await AskedAsync(email);
        Assert.StartsWith("/team/passwort/", link, StringComparison.Ordinal);
        using var visitor = app.Visitor();
        var weak = await visitor.SubmitAsync(await visitor.GetAsync(link), "main form", ("password", "password1234"));
        Assert.Equal(400, weak.Status);
        Assert.Contains("leicht zu erraten", weak.Text, StringComparison.Ordinal);
        Assert.Equal("/team", (await visitor.SubmitAsync(weak, "main form", ("password", Next))).Location);
        Assert.Equal(200, (await visitor.GetAsync("/team")).Status);

        Assert.Equal(302, (await elsewhere.GetAsync("/team")).Status);
        Assert.Equal(404, (await visitor.GetAsync(link)).Status);
        using var again = await SignInAsync(email, Next);
        Assert.Contains("Ihr Passwort wurde geändert", (await LetterAsync(email, "geändert")).Subject, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_answer_is_the_same_whether_there_is_such_an_account_or_not()
    {
        using var visitor = app.Visitor();
        var known = await visitor.SubmitAsync(
            await visitor.GetAsync("/team/passwort"),
            "main form",
            ("email", await app.MemberAsync(StudyRole.Editor))
        );
        var unknown = await visitor.SubmitAsync(await visitor.GetAsync("/team/passwort"), "main form", ("email", "niemand@team.example"));
        Assert.Equal((200, known.Text), (unknown.Status, unknown.Text));
        Assert.Contains("so ist ein Anschreiben mit einem Link unterwegs", unknown.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_for_a_password_is_too_old_after_an_hour_and_stands_nowhere()
    {
        var email = await app.MemberAsync(StudyRole.Editor);
        var link = await AskedAsync(email);
        using var visitor = app.Visitor();
        Assert.Equal(200, (await visitor.GetAsync(link)).Status);
        Assert.False(await app.DataAsync(db => db.AccountLinks.AnyAsync(one => one.TokenHash == link.Substring("/team/passwort/".Length))));
        // It makes no account either.
        Assert.Equal(404, (await visitor.GetAsync(link.Replace("passwort", "konto", StringComparison.Ordinal))).Status);
        app.Clock.Ahead = TimeSpan.FromMinutes(61);
        Assert.Equal(404, (await visitor.GetAsync(link)).Status);
    }

    [Fact]
    public async Task Nobody_gets_hundreds_of_letters_because_a_stranger_asks_for_them()
    {
        var email = await app.MemberAsync(StudyRole.Editor);
        using var stranger = app.Visitor();
        var page = await stranger.GetAsync("/team/passwort");
        for (var i = 0; i < 12; i++)
            await stranger.SubmitAsync(page, "main form", ("email", email));
        // What was asked for later is carried out later: once the other's letter is there, all of these are.
        await AskedAsync(await app.MemberAsync(StudyRole.Editor));
        Assert.Equal(5, Letters().Count(letter => letter.To.Contains(email, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(StudyRole.Reader)]
    [InlineData(StudyRole.Owner)]
    public async Task Everybody_can_change_their_own_password_with_the_current_one(StudyRole role)
    {
        var email = await app.MemberAsync(role);
        using var member = await SignInAsync(email, SurveyApp.Password);
        using var elsewhere = await SignInAsync(email, SurveyApp.Password);
        var page = await member.GetAsync("/team/konto");
        Assert.Contains(email, page.Text, StringComparison.Ordinal);
        Assert.Contains(role == StudyRole.Owner ? "Verwaltung" : "Mitglied", page.Text, StringComparison.Ordinal);
        var wrong = await member.SubmitAsync(page, "main form[action='/team/konto']", ("current", "falsch"), ("password", Next));
        Assert.Equal(400, wrong.Status);
        Assert.Contains("Das jetzige Passwort stimmt nicht.", wrong.Text, StringComparison.Ordinal);
        var weak = await member.SubmitAsync(
            page,
            "main form[action='/team/konto']",
            ("current", SurveyApp.Password),
            ("password", "123456789012")
        );
        Assert.Contains("leicht zu erraten", weak.Text, StringComparison.Ordinal);
        var changed = await member.SubmitAsync(
            page,
            "main form[action='/team/konto']",
            ("current", SurveyApp.Password),
            ("password", Next)
        );
        Assert.Contains("Ihr Passwort ist geändert", (await member.FollowAsync(changed.Location!)).Text, StringComparison.Ordinal);
        Assert.Equal(302, (await elsewhere.GetAsync("/team")).Status);
        using var again = await SignInAsync(email, Next);
        await LetterAsync(email, "geändert");
    }

    private async Task<Visitor> SignInAsync(string email, string password)
    {
        var visitor = app.Visitor();
        Assert.Equal(
            "/team",
            (
                await visitor.SubmitAsync(await visitor.GetAsync("/team/anmelden"), "main form", ("email", email), ("password", password))
            ).Location
        );
        return visitor;
    }

    /// <summary>Asks for a letter, and returns the address that its link leads to.</summary>
    private async Task<string> AskedAsync(string email)
    {
        using var visitor = app.Visitor();
        await visitor.SubmitAsync(await visitor.GetAsync("/team/passwort"), "main form", ("email", email));
        return new Uri((await LetterAsync(email, "Neues Passwort")).Link).AbsolutePath;
    }

    private async Task<Eml> LetterAsync(string email, string subject) =>
        (
            await Wait.UntilAsync(
                $"A letter about „{subject}“ has come",
                () =>
                    Task.FromResult(
                        Letters()
                            .Find(letter =>
                                letter.To.Contains(email, StringComparison.Ordinal)
                                && letter.Subject.Contains(subject, StringComparison.Ordinal)
                            )
                    ),
                letter => letter is not null
            )
        )!;

    private List<Eml> Letters() =>
        Directory.Exists(Path.Combine(app.Folder, "letters"))
            ? [.. Directory.GetFiles(Path.Combine(app.Folder, "letters"), "*.eml").Select(Eml.Read)]
            : [];
}
