using Befragung.Delphi.Studies;
using Befragung.Web.Access;
using Befragung.Web.Tests.Walks.Screens;
using OtpNet;
using static Microsoft.Playwright.Assertions;

namespace Befragung.Web.Tests.Walks;

/// <summary>The second step of signing in, as people see it: set up because it is demanded, and then asked for.</summary>
public sealed class SecondStepWalk(SecondStepWalk.House app) : IClassFixture<SecondStepWalk.House>, IDisposable
{
    public sealed class House : Browser
    {
        protected override string[] Settings => [.. base.Settings, "--Accounts:SecondStep=Everybody"];
    }

    public void Dispose() => app.Clock.Ahead = TimeSpan.Zero;

    [Fact]
    public async Task It_is_set_up_at_the_first_sign_in_and_asked_for_at_the_next()
    {
        foreach (var width in (int[])[1280, 390])
        {
            var email = await app.MemberAsync(StudyRole.Editor);
            var team = await TeamDesk.OpenAsync(app, new(width));
            await team.GoToAsync("/team/anmelden");
            await team.SignInAsync(email);
            await team.SeesAsync("Anmeldung in zwei Schritten einrichten");
            await team.LookAsync($"zweiter-schritt-einrichten-{width}");
            var key = (await team.Find(".steps-to-do code").InnerTextAsync()).Replace(" ", "", StringComparison.Ordinal);
            await team.WriteAsync("Code aus der App", CodeOf(key));
            await team.PressAsync("Einrichten");
            await team.SeesAsync("Ihre Ersatzcodes");
            await Expect(team.Find(".paper-codes li")).ToHaveCountAsync(SecondStep.PaperCodes);
            await team.LookAsync($"ersatzcodes-{width}");
            await team.FollowAsync("Weiter zu den Studien");
            await team.FollowAsync("Mein Konto");
            await team.FollowAsync("Ersatzcodes und Telefon");
            await team.LookAsync($"zweiter-schritt-{width}");
            await team.PressAsync("Abmelden");
            app.Clock.Ahead += TimeSpan.FromSeconds(30);
            await team.GoToAsync("/team/anmelden");
            await team.SignInAsync(email);
            await team.SeesAsync("Zweiter Schritt der Anmeldung");
            await team.LookAsync($"code-{width}");
            await team.WriteAsync("Code", CodeOf(key));
            await team.PressAsync("Anmelden");
            await team.SeesAsync("Mein Konto");
        }
        app.NoComplaints();
    }

    private string CodeOf(string key) => new Totp(Base32Encoding.ToBytes(key)).ComputeTotp(app.Clock.GetUtcNow().UtcDateTime);
}
