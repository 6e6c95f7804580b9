using System.Globalization;
using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Rounds;

namespace Befragung.Web.Tests.Pages.Ergebnisse;

/// <summary>The short way to a study whose first round is released.</summary>
internal static class ReleasedStudies
{
    /// <summary>Answered by all experts, each a little differently; nobody says anything where the key of the item begins with "leer".</summary>
    public static async Task<string> ReleasedAsync(this SurveyApp app, int experts = 8, string yaml = Sample.Yaml)
    {
        var key = await app.OpenStudyAsync(experts, yaml);
        var items = (await app.ReadAsync(key))
            .CurrentRound.Questionnaire.Items.Where(item => !item.Key.StartsWith("leer", StringComparison.Ordinal))
            .ToList();
        for (var expert = 0; expert < experts; expert++)
        {
            var nth = expert;
            await app.HandInAsync(
                key,
                expert,
                [
                    .. items
                        .SelectMany(item =>
                            item.Parts.Select(
                                (part, index) =>
                                    part switch
                                    {
                                        RatedPart rated => new(
                                            part.Key,
                                            (1 + ((nth + index) % rated.Scale.Points)).ToString(CultureInfo.InvariantCulture)
                                        ),
                                        ChoicePart choice => new(part.Key, choice.Options[nth % choice.Options.Count].Key),
                                        RankPart when index < 2 => new(part.Key, (index + 1).ToString(CultureInfo.InvariantCulture)),
                                        TextPart when index == 0 => new AnswerChange(part.Key, $"Gedanke {nth}"),
                                        _ => null,
                                    }
                            )
                        )
                        .OfType<AnswerChange>(),
                ]
            );
        }
        await app.CloseAsync(key);
        await app.ReleaseAsync(key);
        return key;
    }

    /// <summary>Released after two rounds, with groups that are large enough to be shown; its page offers all it can.</summary>
    public static async Task<string> OfferingAsync(this SurveyApp app)
    {
        var key = await app.ReleasedAsync(35);
        await app.NextAsync(key);
        for (var expert = 0; expert < 35; expert++)
            await app.HandInAsync(
                key,
                expert,
                [new("r1", expert % 7 == 6 ? "1" : "5"), new("r2", (1 + (expert % 3)).ToString(CultureInfo.InvariantCulture))]
            );
        await app.CloseAsync(key);
        await app.ReleaseAsync(key);
        await app.OfferAsync(key, ("einbetten", "true"), ("daten", "true"));
        return key;
    }

    /// <summary>The team chooses what the page offers, through its page.</summary>
    public static async Task<Reply> OfferAsync(this SurveyApp app, string key, params (string Name, string? Value)[] fields)
    {
        using var team = await app.TeamAsync();
        return await team.SubmitAsync(await team.GetAsync($"/team/studien/{key}/ergebnisseite"), "form[action*=Angebot]", fields);
    }

    /// <summary>The team sets a password, through its page.</summary>
    public static async Task<Reply> SetPasswordAsync(this SurveyApp app, string key, string password)
    {
        using var team = await app.TeamAsync();
        return await team.SubmitAsync(
            await team.GetAsync($"/team/studien/{key}/ergebnisseite"),
            "form[action*=Passwort]",
            ("password", password)
        );
    }

    /// <summary>Someone who has said the password.</summary>
    public static async Task<Reply> EnterAsync(this Visitor visitor, string key, string password) =>
        await visitor.SubmitAsync(await visitor.GetAsync($"/ergebnisse/{key}/passwort"), "main form", ("password", password));
}
