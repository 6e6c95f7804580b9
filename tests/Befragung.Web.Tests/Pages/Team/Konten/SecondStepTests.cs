using Befragung.Web.Access;
using Befragung.Web.Chronicle;
using Befragung.Web.Tests.Mail;
using Microsoft.EntityFrameworkCore;
using OtpNet;

namespace Befragung.Web.Tests.Pages.Team.Konten;

/// <summary>Signing in with a code after the password: set up, demanded, lost.</summary>
public sealed class SecondStepTests(SecondStepTests.Demanding app) : IClassFixture<SecondStepTests.Demanding>, IDisposable
{
    private const string Own = "/team/konto/zweiter-schritt";

    /// <summary>Administrators have to have a second step, others may.</summary>
    public sealed class Demanding : SurveyApp
    {
        protected override string[] Settings => [.. base.Settings, "--Accounts:SecondStep=Administrators"];
    }

    public void Dispose() => app.Clock.Ahead = TimeSpan.Zero;

    [Fact]
    public async Task Whoever_sets_it_up_needs_a_code_after_the_password_and_each_counts_once()
    {
        var email = await app.MemberAsync(StudyRole.Editor);
        using var member = await app.SignInAsync(email);
        var page = await member.GetAsync(Own);
        var key = KeyOf(page);
        Assert.NotNull(page.Page.QuerySelector(".factor-code svg.qr"));

        // A code that is not made from it changes nothing, and leaves the key that is in the app by now.
        var wrong = await member.SubmitAsync(page, "main form", ("code", Another(CodeOf(key))));
        Assert.Equal((400, key), (wrong.Status, KeyOf(wrong)));
        Assert.Null(await StepAsync(email));

        var done = await member.SubmitAsync(wrong, "main form", ("code", CodeOf(key)));
        Assert.Equal((200, SecondStep.PaperCodes), (done.Status, PaperOf(done).Distinct().Count()));
        Assert.Contains("Die Anmeldung in zwei Schritten ist eingerichtet", done.Text, StringComparison.Ordinal);
        await LetterAsync(email, "ist eingerichtet");
        // The browser it was set up in goes on.
        Assert.Equal(200, (await member.GetAsync("/team")).Status);

        using var elsewhere = app.Visitor();
        var asked = await PasswordAsync(elsewhere, email, "/team/studien/neu");
        Assert.Equal("/team/anmelden/code?weiter=%2Fteam%2Fstudien%2Fneu", asked.Location);
        // The password alone is no session.
        Assert.Equal(302, (await elsewhere.GetAsync("/team")).Status);
        Assert.Equal(400, (await CodeAsync(elsewhere, asked.Location!, CodeOf(key))).Status);
        app.Clock.Ahead += TimeSpan.FromSeconds(30);
        Assert.Equal("/team/studien/neu", (await CodeAsync(elsewhere, asked.Location!, " " + CodeOf(key).Insert(3, " "))).Location);
        Assert.Equal(200, (await elsewhere.GetAsync("/team")).Status);
        Assert.Equal("/team/anmelden", (await elsewhere.GetAsync(asked.Location!)).Location);
    }

    [Fact]
    public async Task Codes_on_paper_count_once_and_new_ones_replace_them()
    {
        var (email, key, paper) = await SetUpAsync(StudyRole.Editor);
        Assert.Equal("/team", (await ArriveAsync(email, paper[0])).Location);
        Assert.Equal(400, (await ArriveAsync(email, paper[0])).Status);
        Assert.Equal(
            "/team",
            (await ArriveAsync(email, " " + paper[1].Replace("-", " ", StringComparison.Ordinal).ToUpperInvariant())).Location
        );
        app.Clock.Ahead += TimeSpan.FromSeconds(30);
        using var member = await SignedInAsync(email, CodeOf(key));
        var page = await member.GetAsync(Own);
        Assert.Contains("Sie haben noch 8 Ersatzcodes.", page.Text, StringComparison.Ordinal);
        Assert.Equal(400, (await member.SubmitAsync(page, "main form[action*=Codes]", ("current", "falsch"))).Status);
        var renewed = PaperOf(await member.SubmitAsync(page, "main form[action*=Codes]", ("current", SurveyApp.Password)));
        Assert.Empty(renewed.Intersect(paper));
        Assert.Equal(400, (await ArriveAsync(email, paper[2])).Status);
        Assert.Equal("/team", (await ArriveAsync(email, renewed[9])).Location);
        Assert.Equal(
            [
                "AccountCreated",
                "SecondStepBegun",
                "PaperCodeUsed",
                "SignInRefused",
                "PaperCodeUsed",
                "SignInRefused",
                "PaperCodesRenewed",
                "SignInRefused",
                "PaperCodeUsed",
            ],
            await StepsAsync(email)
        );
    }

    [Fact]
    public async Task Codes_are_not_guessed_and_the_right_password_does_not_begin_the_tries_anew()
    {
        var (email, key, _) = await SetUpAsync(StudyRole.Editor);
        app.Clock.Ahead += TimeSpan.FromSeconds(30);
        for (var attempt = 0; attempt < SignInTries.PerSource; attempt++)
            Assert.Equal(400, (await ArriveAsync(email, Another(CodeOf(key)))).Status);
        var locked = await ArriveAsync(email, CodeOf(key));
        Assert.Equal(400, locked.Status);
        Assert.Contains("zu oft falsch", locked.Text, StringComparison.Ordinal);
        app.Clock.Ahead += TimeSpan.FromMinutes(16);
        Assert.Equal("/team", (await ArriveAsync(email, CodeOf(key))).Location);
    }

    [Fact]
    public async Task Whoever_has_to_have_one_gets_no_session_before_it_is_set_up()
    {
        var email = await app.MemberAsync(StudyRole.Owner);
        using var owner = app.Visitor();
        var asked = await PasswordAsync(owner, email, "/team");
        Assert.Equal("/team/anmelden/zweiter-schritt?weiter=%2Fteam", asked.Location);
        Assert.Equal(302, (await owner.GetAsync("/team")).Status);
        // Nor can it be passed over by way of the codes.
        Assert.Equal(400, (await CodeAsync(owner, "/team/anmelden/code", "000000")).Status);
        var page = await owner.GetAsync(asked.Location!);
        Assert.Equal(400, (await owner.SubmitAsync(page, "main form", ("code", ""))).Status);
        var done = await owner.SubmitAsync(page, "main form", ("code", CodeOf(KeyOf(page))));
        Assert.Equal(SecondStep.PaperCodes, PaperOf(done).Count);
        Assert.Equal(200, (await owner.GetAsync("/team")).Status);

        // Given up, the session is over, and the next one begins with setting it up.
        app.Clock.Ahead += TimeSpan.FromSeconds(30);
        var own = await owner.GetAsync(Own);
        Assert.Equal(
            400,
            (await owner.SubmitAsync(own, "main form[action*=Aufheben]", ("current", SurveyApp.Password), ("code", "000000"))).Status
        );
        Assert.NotNull(await StepAsync(email));
        await owner.SubmitAsync(own, "main form[action*=Aufheben]", ("current", SurveyApp.Password), ("code", CodeOf(KeyOf(page))));
        Assert.Null(await StepAsync(email));
        Assert.Equal(302, (await owner.GetAsync("/team")).Status);
        await LetterAsync(email, "ist aufgehoben");
    }

    [Fact]
    public async Task A_session_from_before_it_was_demanded_ends()
    {
        var email = await app.MemberAsync(StudyRole.Editor);
        using var member = await app.SignInAsync(email);
        Assert.Equal(200, (await member.GetAsync("/team")).Status);
        await app.DataAsync(db =>
            db.Users.Where(one => one.Email == email).ExecuteUpdateAsync(one => one.SetProperty(user => user.Role, TeamRole.Administrator))
        );
        Assert.Equal(302, (await member.GetAsync("/team")).Status);
    }

    [Fact]
    public async Task A_link_for_a_new_password_does_not_spare_it()
    {
        var (email, key, _) = await SetUpAsync(StudyRole.Editor);
        var member = await app.DataAsync(db => db.Users.SingleAsync(user => user.Email == email));
        var token = await app.DataAsync(db =>
            AccountLink.ForPasswordAsync(db, member, AccountLink.Sent, app.Clock.GetUtcNow().UtcDateTime)
        );
        using var thief = app.Visitor();
        var link = "/team/passwort/" + token;
        var chosen = await thief.SubmitAsync(await thief.GetAsync(link), "main form", ("password", "Sieben Gänse ziehen nach Süden."));
        Assert.StartsWith("/team/anmelden/code", chosen.Location, StringComparison.Ordinal);
        Assert.Equal(302, (await thief.GetAsync("/team")).Status);
        app.Clock.Ahead += TimeSpan.FromSeconds(30);
        Assert.Equal("/team", (await CodeAsync(thief, chosen.Location!, CodeOf(key))).Location);
    }

    [Fact]
    public async Task A_changed_password_makes_void_what_was_half_way()
    {
        var (email, key, _) = await SetUpAsync(StudyRole.Editor);
        using var half = app.Visitor();
        var asked = await PasswordAsync(half, email, "/team");
        await app.DataAsync(db =>
            db.Users.Where(one => one.Email == email).ExecuteUpdateAsync(one => one.SetProperty(user => user.SecurityStamp, "ANOTHER"))
        );
        app.Clock.Ahead += TimeSpan.FromSeconds(30);
        Assert.Equal("/team/anmelden", (await half.GetAsync(asked.Location!)).Location);
        using var other = app.Visitor();
        var page = await CodePageAsync(other, email);
        var sent = await half.PostAsync("/team/anmelden/code", [new("code", CodeOf(key)), .. TokenOf(page)]);
        Assert.NotEqual(200, sent.Status);
        Assert.Equal(302, (await half.GetAsync("/team")).Status);
    }

    [Fact]
    public async Task An_administrator_takes_it_back_for_whoever_lost_telephone_and_paper()
    {
        var (email, key, _) = await SetUpAsync(StudyRole.Editor);
        app.Clock.Ahead += TimeSpan.FromSeconds(30);
        using var lost = await SignedInAsync(email, CodeOf(key));
        var (administrator, theirs, _) = await SetUpAsync(StudyRole.Owner);
        app.Clock.Ahead += TimeSpan.FromSeconds(30);
        using var owner = await SignedInAsync(administrator, CodeOf(theirs));
        var page = await owner.GetAsync("/team/konten");
        var id = await IdAsync(email);
        var form = $"form[action*=ZweiterSchritt]:has([name=member][value='{id}'])";
        Assert.Null(page.Page.QuerySelector($"form[action*=ZweiterSchritt]:has([name=member][value='{await IdAsync(administrator)}'])"));
        Assert.Equal("/team/konten", (await owner.SubmitAsync(page, form)).Location);
        Assert.Equal(302, (await lost.GetAsync("/team")).Status);
        await LetterAsync(email, "ist aufgehoben");
        using var again = app.Visitor();
        Assert.Equal("/team", (await PasswordAsync(again, email, "/team")).Location);
        // One's own is given up with password and code.
        var own = await owner.SubmitAsync(page, form, ("member", await IdAsync(administrator)));
        Assert.Equal(409, own.Status);
        Assert.NotNull(await StepAsync(administrator));
        var ended = await app.DataAsync(db =>
            db.Chronicle.AsNoTracking().SingleAsync(row => row.Step == ChronicleStep.SecondStepEnded && row.About == id)
        );
        Assert.Equal(await IdAsync(administrator), ended.By);
    }

    [Fact]
    public async Task The_database_alone_makes_no_codes_and_an_offer_is_of_use_to_one_account_alone()
    {
        var (email, key, paper) = await SetUpAsync(StudyRole.Editor);
        var stored = (await StepAsync(email))!;
        Assert.DoesNotContain(key, stored.SealedKey, StringComparison.Ordinal);
        Assert.All(
            paper,
            code => Assert.DoesNotContain(code.Replace("-", "", StringComparison.Ordinal), stored.PaperHashes, StringComparison.Ordinal)
        );

        using var one = await app.SignInAsync(await app.MemberAsync(StudyRole.Editor));
        using var other = await app.SignInAsync(await app.MemberAsync(StudyRole.Editor));
        var offered = await one.GetAsync(Own);
        var taken = await other.SubmitAsync(
            await other.GetAsync(Own),
            "main form",
            ("angebot", offered.Page.QuerySelector("[name=angebot]")!.GetAttribute("value")),
            ("code", CodeOf(KeyOf(offered)))
        );
        Assert.Equal(400, taken.Status);
        Assert.Contains("Hier ist ein neuer", taken.Text, StringComparison.Ordinal);
        Assert.Equal(400, (await other.SubmitAsync(taken, "main form", ("angebot", null), ("code", "123456"))).Status);
    }

    /// <summary>As after a return to a backup without its keys.</summary>
    [Fact]
    public async Task Where_the_key_cannot_be_read_any_more_codes_are_refused_and_those_on_paper_count()
    {
        var (email, key, paper) = await SetUpAsync(StudyRole.Editor);
        var id = await IdAsync(email);
        await app.DataAsync(db =>
            db.SecondSteps.Where(step => step.MemberId == id).ExecuteUpdateAsync(step => step.SetProperty(one => one.SealedKey, "CfDJ8A"))
        );
        app.Clock.Ahead += TimeSpan.FromSeconds(30);
        Assert.Equal(400, (await ArriveAsync(email, CodeOf(key))).Status);
        Assert.Equal("/team", (await ArriveAsync(email, paper[0])).Location);
    }

    private async Task<(string Email, string Key, IReadOnlyList<string> Paper)> SetUpAsync(StudyRole role)
    {
        var email = await app.MemberAsync(role);
        using var member = app.Visitor();
        var asked = await PasswordAsync(member, email, Own);
        var page = await member.GetAsync(asked.Location!);
        var key = KeyOf(page);
        return (email, key, PaperOf(await member.SubmitAsync(page, "main form:has([name=angebot])", ("code", CodeOf(key)))));
    }

    private static async Task<Reply> PasswordAsync(Visitor visitor, string email, string onwards) =>
        await visitor.SubmitAsync(
            await visitor.GetAsync("/team/anmelden?weiter=" + Uri.EscapeDataString(onwards)),
            "main form",
            ("email", email),
            ("password", SurveyApp.Password)
        );

    private static async Task<Reply> CodeAsync(Visitor visitor, string path, string code) =>
        await visitor.SubmitAsync(await visitor.GetAsync(path), "main form", ("code", code));

    private static async Task<Reply> CodePageAsync(Visitor visitor, string email) =>
        await visitor.GetAsync((await PasswordAsync(visitor, email, "/team")).Location!);

    private async Task<Reply> ArriveAsync(string email, string code)
    {
        using var visitor = app.Visitor();
        return await visitor.SubmitAsync(await CodePageAsync(visitor, email), "main form", ("code", code));
    }

    private async Task<Visitor> SignedInAsync(string email, string code)
    {
        var visitor = app.Visitor();
        Assert.Equal("/team", (await visitor.SubmitAsync(await CodePageAsync(visitor, email), "main form", ("code", code))).Location);
        return visitor;
    }

    private static string KeyOf(Reply page) =>
        page.Page.QuerySelector(".steps-to-do code")!.TextContent.Replace(" ", "", StringComparison.Ordinal);

    private static List<string> PaperOf(Reply page) =>
        [.. page.Page.QuerySelectorAll(".paper-codes code").Select(code => code.TextContent)];

    private string CodeOf(string key) => new Totp(Base32Encoding.ToBytes(key)).ComputeTotp(app.Clock.GetUtcNow().UtcDateTime);

    /// <summary>A code that is none of those which count now: far from all of them.</summary>
    private static string Another(string code) => new([.. code.Select(digit => (char)('0' + ((digit - '0' + 5) % 10)))]);

    private static IEnumerable<KeyValuePair<string, string>> TokenOf(Reply page) =>
        Visitor.Fill(page, "main form").Fields.Where(field => field.Key == "__RequestVerificationToken");

    private Task<string> IdAsync(string email) =>
        app.DataAsync(db => db.Users.Where(user => user.Email == email).Select(user => user.Id).SingleAsync());

    private Task<SecondStep?> StepAsync(string email) =>
        app.DataAsync(db =>
            db.SecondSteps.AsNoTracking()
                .SingleOrDefaultAsync(step => db.Users.Any(user => user.Id == step.MemberId && user.Email == email))
        );

    private async Task<List<string>> StepsAsync(string email)
    {
        var id = await IdAsync(email);
        return await app.DataAsync(db =>
            db.Chronicle.AsNoTracking().Where(row => row.By == id).OrderBy(row => row.Id).Select(row => row.Step.ToString()).ToListAsync()
        );
    }

    private Task LetterAsync(string email, string subject) =>
        Wait.UntilAsync(
            $"A letter about „{subject}“ has come",
            () =>
                Directory.Exists(Path.Combine(app.Folder, "letters"))
                && Directory
                    .GetFiles(Path.Combine(app.Folder, "letters"), "*.eml")
                    .Select(Eml.Read)
                    .Any(letter =>
                        letter.To.Contains(email, StringComparison.Ordinal) && letter.Subject.Contains(subject, StringComparison.Ordinal)
                    )
        );
}
