using Befragung.Web.Access;
using Befragung.Web.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Befragung.Web.Tests;

/// <summary>Surveys that people come into by themselves, and how they do.</summary>
internal static class OpenSurveys
{
    public const string Form = "main form[data-work]";

    /// <summary>Two groups, and eleven questions that sheets are compared by.</summary>
    public const string Yaml = """
        befragung: 1
        title: { de: Leben in der Kleinstadt, en: Life in a small town }
        languages: [de, en]
        introduction: { de: Wie leben Sie hier?, en: How do you live here? }
        contact: { name: Amt für Fragen, email: amt@befragung.internal }
        groups:
          - { key: nord, name: { de: Nordstadt, en: Northtown } }
          - { key: sued, name: { de: Südstadt, en: Southtown } }
        settings: { rounds: 2, smallestCell: 5 }
        scales:
          s5: { points: 5 }
        sections:
          - key: eins
            title: { de: Ihre Stadt, en: Your town }
            items:
              - { key: r0, type: rating, text: { de: Wie leben Sie hier?, en: How do you live here? }, scale: s5 }
              - { key: r1, type: rating, text: { de: Frage 1, en: Question 1 }, scale: s5 }
              - { key: r2, type: rating, text: { de: Frage 2, en: Question 2 }, scale: s5 }
              - { key: r3, type: rating, text: { de: Frage 3, en: Question 3 }, scale: s5 }
              - { key: r4, type: rating, text: { de: Frage 4, en: Question 4 }, scale: s5 }
              - { key: r5, type: rating, text: { de: Frage 5, en: Question 5 }, scale: s5 }
              - { key: r6, type: rating, text: { de: Frage 6, en: Question 6 }, scale: s5 }
              - { key: r7, type: rating, text: { de: Frage 7, en: Question 7 }, scale: s5 }
              - { key: r8, type: rating, text: { de: Frage 8, en: Question 8 }, scale: s5 }
              - { key: r9, type: rating, text: { de: Frage 9, en: Question 9 }, scale: s5 }
              - { key: r10, type: rating, text: { de: Frage 10, en: Question 10 }, scale: s5 }
              - { key: l1, type: longText, text: { de: Was fehlt?, en: What is missing? } }
        """;

    /// <summary>Makes an open link; returns its code.</summary>
    public static Task<string> OpenLinkAsync(this SurveyApp app, string key, string? group, Action<OpenLink>? change = null) =>
        app.WithAsync(async services =>
        {
            var links = services.GetRequiredService<OpenLinks>();
            var study = (await services.GetRequiredService<SurveyDb>().StudyWithRoundsAsync(key, CancellationToken.None))!;
            var made = await links.AddAsync(study, group, "test", CancellationToken.None);
            if (change is not null)
                await links.ChangeAsync(study, made.Id, change, CancellationToken.None);
            return made.Code;
        });

    /// <summary>Presses "Teilnehmen" and copies the word that is asked for.</summary>
    public static async Task<Reply> JoinAsync(this Visitor visitor, string code, params (string Name, string? Value)[] fields)
    {
        var page = await visitor.GetAsync($"/offen/{code}");
        return await visitor.SubmitAsync(page, Form, [("wort", WordOn(page)), .. fields]);
    }

    /// <summary>The word that a page asks for.</summary>
    public static string WordOn(Reply page)
    {
        ArgumentNullException.ThrowIfNull(page);
        return page.Page.QuerySelector("label[for=wort]")!.TextContent.Split(':')[1].Trim();
    }

    /// <summary>Consents, after having joined.</summary>
    public static async Task ConsentAsync(this Visitor visitor) =>
        await visitor.SubmitAsync(await visitor.GetAsync("/bogen/einwilligung"), "main form", ("einverstanden", "true"));

    /// <summary>Works on a page's ticket as its script does.</summary>
    public static string Work(string ticket)
    {
        for (var number = 0; ; number++)
        {
            var hash = System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes($"{ticket}:{number}"));
            if (hash[0] == 0 && hash[1] >> (16 - OpenTickets.Bits) == 0)
                return number.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }
    }

    public static Task<int> ParticipantsAsync(this SurveyApp app, string code) =>
        app.DataAsync(db => db.OpenLinks.Where(link => link.Code == code).Select(link => link.Participants).SingleAsync());

    public static Task<int> PanelistsAsync(this SurveyApp app, string key) =>
        app.DataAsync(db => db.Panelists.CountAsync(one => db.Studies.Any(study => study.Id == one.StudyId && study.Key == key)));
}
