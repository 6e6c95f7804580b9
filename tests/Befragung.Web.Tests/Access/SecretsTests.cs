using System.Collections.Concurrent;
using Befragung.Delphi.Rounds;
using Befragung.Web.Tests.Mail;
using Microsoft.Extensions.Logging;

namespace Befragung.Web.Tests.Access;

/// <summary>Who said what stays out of the logs too.</summary>
public sealed class SecretsTests(SecretsTests.NobodyThere failing, SurveyApp app)
    : IClassFixture<SecretsTests.NobodyThere>,
        IClassFixture<SurveyApp>
{
    public sealed class NobodyThere : SurveyApp
    {
        // Port 1 is not listened at.
        protected override string[] Settings =>
            [.. base.Settings, "--Mail:Carrier=Smtp", "--Mail:Host=127.0.0.1", "--Mail:Port=1", "--Mail:Security=None"];
    }

    [Fact]
    public async Task No_log_holds_a_link_an_address_a_name_or_an_answer()
    {
        using var log = new LogLines();
        foreach (var one in (SurveyApp[])[app, failing])
        {
            one.Listen(log);
            var key = await one.OpenStudyAsync(2);
            using var expert = await one.ExpertAsync(key);
            var section = await expert.GetAsync("/bogen/abschnitt/zwei");
            await expert.SubmitAsync(section, "form.sheet", ("a.l1", "ein vertraulicher Gedanke"));
            await expert.SubmitAsync(section, "form.sheet", ("a.l1", "ein vertraulicher Gedanke" + new string('x', 10_000)));
            await expert.PostAsync("/bogen/abschnitt/zwei", [new("a.l1", "ein vertraulicher Gedanke ohne Formularschutz")]);
            await expert.SubmitAsync(await expert.GetAsync("/bogen/abgeben"), "form.handin", ("anyway", "true"));
            await expert.GetAsync("/einladung/geheimesunbekanntestoken");
            await one.HandInAsync(key, 1, new AnswerChange("r1", "4"));
            using var editor = await one.TeamAsync();
            await editor.UploadAsync(
                await editor.GetAsync($"/team/studien/{key}/panel"),
                "main form[enctype='multipart/form-data']",
                "panel.csv",
                Sample.Panel(4)
            );
            await editor.SubmitAsync(
                await editor.GetAsync($"/team/studien/{key}/runden/1/schliessen"),
                "main form[action*=Schliessen]",
                ("sure", "true"),
                ("few", "true")
            );
            await editor.PostAsync("/team/anmelden", [new("email", "jemand@team.example"), new("password", "ein Passwort")]);
            await editor.SubmitAsync(
                await editor.GetAsync("/team/passwort"),
                "main form",
                ("email", await one.MemberAsync(Befragung.Web.Access.StudyRole.Editor))
            );
            if (one != app)
                continue;
            await one.LettersAsync();
            await Wait.UntilAsync(
                "The letter for a new password has come",
                () =>
                    Directory
                        .GetFiles(Path.Combine(app.Folder, "letters"))
                        .Any(letter => Eml.Read(letter).Link.Contains("/team/passwort/", StringComparison.Ordinal))
            );
        }
        var secrets = Directory
            .GetFiles(Path.Combine(app.Folder, "letters"))
            .Select(letter => Eml.Read(letter).Link.Split('/')[^1])
            .ToList();
        Assert.NotEmpty(secrets);
        Assert.NotEmpty(log.All);
        Assert.All(
            log.All,
            line =>
                Assert.All(
                    (string[])
                        [.. secrets, "@example.org", "@team.example", "Jörg", "vertraulicher", "geheimesunbekanntestoken", "ein Passwort"],
                    secret => Assert.DoesNotContain(secret, line, StringComparison.Ordinal)
                )
        );
    }
}
