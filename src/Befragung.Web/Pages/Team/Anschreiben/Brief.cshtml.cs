using Befragung.Delphi;
using Befragung.Web.Access;
using Befragung.Web.Data;
using Befragung.Web.Kern;
using Befragung.Web.Mail;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Pages.Team.Anschreiben;

/// <summary>The text of a letter in one language, as it stands in the form.</summary>
/// <param name="Seen">Which state of the stored text whoever writes has seen.</param>
/// <param name="IsOwn">Whether the team has written it.</param>
/// <param name="Other">What somebody else saved meanwhile; null where nobody did.</param>
public sealed record LetterField(string Language, LetterTemplate Template, string Seen, bool IsOwn, LetterTemplate? Other = null);

/// <summary>The words of one kind of letter in all languages of the study: written, looked at as the first person of the panel would read them, sent to oneself, and saved.</summary>
[Authorize(StudyPolicies.Editors)]
public sealed class BriefModel(
    SurveyDb db,
    RoundLetters letters,
    MailSettings mail,
    SiteAddress site,
    TimeProvider clock,
    IStringLocalizer<Texts> t
) : StudyPage(db)
{
    private List<LetterText> stored = [];
    private List<string> overtaken = [];
    private bool isTyped;

    public LetterKind Kind { get; private set; }

    /// <summary>What was just done; null for nothing.</summary>
    public string? Done { get; private set; }

    public bool OnlyFolder => mail.OnlyFolder;

    /// <summary>Where a letter on trial goes.</summary>
    public string Own => Member;

    public IReadOnlyList<Placeholder> Placeholders => Placeholder.All;

    public IReadOnlyList<LetterPreview> Previews { get; private set; } = [];

    public IReadOnlyList<LetterField> Fields => [.. Study.CurrentRound.Questionnaire.Languages.Select(Field)];

    /// <summary>The number of the round in its example.</summary>
    private int Number =>
        Kind == LetterKind.FirstRound ? 1
        : Kind == LetterKind.NextRound ? Math.Max(2, Study.CurrentRound.Number)
        : Study.CurrentRound.Number;

    /// <summary>Whether it goes, of a kind that goes only where the team wants it.</summary>
    public bool IsOn { get; private set; }

    protected override async Task<IActionResult?> PrepareAsync(CancellationToken cancel)
    {
        var named = Enum.GetValues<LetterKind>().Where(kind => kind.Slug() == (string?)RouteData.Values["kind"]).ToList();
        if (named is not [var kind])
            return NotFound();
        Kind = kind;
        IsOn = await Db.WantedLetters.AnyAsync(one => one.StudyId == Study.Id && one.Kind == kind, cancel);
        stored = await Db.LetterTexts.Where(text => text.StudyId == Study.Id && text.Kind == kind).ToListAsync(cancel);
        return null;
    }

    public void OnGet(string? getan) => Done = getan;

    /// <summary>Lets a kind go, or go no more, that goes only where the team wants it.</summary>
    public async Task<IActionResult> OnPostSchaltenAsync(bool ein, CancellationToken cancel)
    {
        if (!Kind.IsWanted())
            throw new RuleBrokenException("Dieses Anschreiben lässt sich nicht ein- oder ausschalten.");
        var wanted = await Db.WantedLetters.SingleOrDefaultAsync(one => one.StudyId == Study.Id && one.Kind == Kind, cancel);
        if (ein && wanted is null)
            Db.WantedLetters.Add(new WantedLetter(Study, Kind, clock.GetUtcNow().UtcDateTime));
        else if (!ein && wanted is not null)
            Db.WantedLetters.Remove(wanted);
        await Db.SaveChangesAsync(cancel);
        return LocalRedirect($"/team/studien/{Study.Key}/anschreiben/{Kind.Slug()}?getan={(ein ? "eingeschaltet" : "ausgeschaltet")}");
    }

    /// <param name="original">The language whose text is to be the platform's again.</param>
    public async Task<IActionResult> OnPostSpeichernAsync(string? original, CancellationToken cancel)
    {
        isTyped = true;
        if (Problems(original) is { Count: > 0 } problems)
            return this.Refuse(t["Gespeichert wurde noch nichts"], problems);
        overtaken = [.. Fields.Where(field => field.Language != original && field.Other is not null).Select(field => field.Language)];
        if (overtaken.Count > 0)
            return Overtaken();
        foreach (var field in Fields)
            Write(field, field.Language == original);
        try
        {
            await Db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException)
        {
            // Somebody else saved in the same moment.
            Db.ChangeTracker.Clear();
            await PrepareAsync(cancel);
            return Overtaken();
        }
        return LocalRedirect($"/team/studien/{Study.Key}/anschreiben/{Kind.Slug()}?getan=gespeichert");
    }

    public async Task<IActionResult> OnPostVorschauAsync(CancellationToken cancel)
    {
        isTyped = true;
        if (Problems(null) is { Count: > 0 } problems)
            return this.Refuse(t["Eine Vorschau gibt es so noch nicht"], problems);
        Previews = await PreviewsAsync(cancel);
        return Page();
    }

    /// <summary>To whoever asks, and to nobody else.</summary>
    public async Task<IActionResult> OnPostProbeAsync(CancellationToken cancel)
    {
        isTyped = true;
        if (Problems(null) is { Count: > 0 } problems)
            return this.Refuse(t["Verschickt wurde nichts"], problems);
        try
        {
            foreach (var preview in await PreviewsAsync(cancel))
                await letters.SendOnTrialAsync(preview.Letter, Own, cancel);
        }
        catch (MailException failure)
        {
            return this.Refuse(t["Verschickt wurde nichts"], new PageError(null, t.Say(failure.Trouble.What)));
        }
        Done = "probe";
        return Page();
    }

    private PageResult Overtaken() =>
        this.Refuse(
            StatusCodes.Status409Conflict,
            t["Diesen Text hat inzwischen jemand anderes geändert"],
            [
                .. Fields
                    .Where(field => field.Other is not null)
                    .Select(field => new PageError($"body-{field.Language}", t["Was jetzt gespeichert ist, steht neben Ihrem Text."])),
            ]
        );

    private List<PageError> Problems(string? original)
    {
        var problems = new List<PageError>();
        foreach (var field in Fields.Where(field => field.Language != original))
        {
            if (field.Template.ProblemOfSubject(field.Language) is { } subject)
                problems.Add(new($"subject-{field.Language}", t.Say(subject)));
            if (field.Template.ProblemOfBody(field.Language, Kind) is { } body)
                problems.Add(new($"body-{field.Language}", t.Say(body)));
        }
        return problems;
    }

    private LetterField Field(string language)
    {
        var own = stored.Find(text => text.Language == language);
        var now = own?.Template ?? LetterTemplate.Original(t, Kind, language);
        var seen = own is null ? "" : own.At.Ticks.ToString(System.Globalization.CultureInfo.InvariantCulture);
        if (!isTyped || Posted("subject", language) is not { } subject || Posted("body", language) is not { } body)
            return new(language, now, seen, own is not null);
        var typed = new LetterTemplate(string.Join(' ', subject.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), body);
        var other = typed != now && Posted("seen", language) != seen ? now : null;
        return new(language, typed, seen, own is not null, other);
    }

    private void Write(LetterField field, bool isOriginal)
    {
        var own = stored.Find(text => text.Language == field.Language);
        if (isOriginal || field.Template == LetterTemplate.Original(t, Kind, field.Language))
        {
            if (own is not null)
                Db.LetterTexts.Remove(own);
            return;
        }
        if (own?.Template == field.Template)
            return;
        if (own is null)
            Db.LetterTexts.Add(own = new LetterText(Study, Kind, field.Language));
        own.Write(field.Template, clock.GetUtcNow().UtcDateTime, Member);
    }

    private async Task<IReadOnlyList<LetterPreview>> PreviewsAsync(CancellationToken cancel)
    {
        var previews = new List<LetterPreview>();
        // A day like the one that will be said when it begins.
        DateTime? deadline =
            Kind == LetterKind.Correction ? clock.GetUtcNow().UtcDateTime.AddDays(14)
            : Kind.Asks() ? Study.CurrentRound.DeadlineAt
            : null;
        foreach (var field in Fields)
        {
            var to = await Db.FirstRecipientAsync(Study, field.Language, cancel);
            var preview = LetterPreview.Of(
                t,
                site,
                Study.CurrentRound.Questionnaire,
                Number,
                deadline,
                site.Of(
                    ReportAddresses.In(Languages.OfReport(field.Language), ReportAddresses.Public(Study.Key).Page(ReportVersion.Whole))
                ),
                field.Template,
                field.Language,
                to is null ? 0 : 1,
                to
            );
            previews.Add(
                preview with
                {
                    Letter = preview.Letter with { Calendar = Kind.Asks() ? CalendarOf(deadline, field.Language) : null },
                }
            );
        }
        return previews;
    }

    private string? CalendarOf(DateTime? deadline, string language) =>
        deadline is { } until
            ? LetterCalendar.Of(
                t,
                Study.CurrentRound.Questionnaire,
                until,
                LetterCalendar.Uid(Study.CurrentRound.Id, Guid.Empty, mail.From.Split('@')[1]),
                Study.CurrentRound.Version,
                clock.GetUtcNow().UtcDateTime,
                language
            )
            : null;

    private string? Posted(string kind, string language) =>
        Request.HasFormContentType && Request.Form.TryGetValue($"{kind}.{language}", out var value)
            ? value.ToString().ReplaceLineEndings("\n").Trim()
            : null;
}
