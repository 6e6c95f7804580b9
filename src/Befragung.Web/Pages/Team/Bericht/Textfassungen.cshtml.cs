using Befragung.Delphi;
using Befragung.Delphi.Reporting;
using Befragung.Web.Data;
using Befragung.Web.Reports;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Pages.Team.Bericht;

/// <summary>What a text of the report was: who changed it, when, and what. An earlier version comes back as a draft, so that nothing changes unseen.</summary>
public sealed class TextfassungenModel(SurveyDb db, StudyReports reports, TimeProvider clock, IStringLocalizer<Texts> t)
    : ReportTextsPage(db, reports, t)
{
    public ReportTextChapter Chapter { get; private set; } = ReportTextChapter.Findings;

    public string Key { get; private set; } = "";

    /// <summary>The heading of the text.</summary>
    public string Name { get; private set; } = "";

    /// <summary>Those of one language, the newest first, each with what was before; the oldest that is kept has none.</summary>
    public IReadOnlyList<(TextVersion Version, TextVersion? Before)> Of(string language)
    {
        var versions = Study.ReportTexts.Versions.Where(version => version.Key == Key && version.Language == language).ToList();
        return [.. versions.Select((version, place) => (version, place + 1 < versions.Count ? versions[place + 1] : null))];
    }

    public IActionResult OnGet([FromRoute] string kapitel, [FromRoute] string text) => Open(kapitel, text) ? Page() : NotFound();

    /// <param name="fassung">Counted from the newest on, behind the language and a hyphen.</param>
    public async Task<IActionResult> OnPostAsync(
        [FromRoute] string kapitel,
        [FromRoute] string text,
        string? fassung,
        CancellationToken cancel
    )
    {
        if (!Open(kapitel, text))
            return NotFound();
        if (
            StudyLanguages.SelectMany(language => Of(language).Select(one => one.Version)).FirstOrDefault(one => IdOf(one) == fassung)
            is not { } version
        )
            throw new RuleBrokenException("Diese Fassung wird nicht mehr behalten.");
        if (Study.ReportTexts.Draft(Key, version.Language) is not null)
            throw new RuleBrokenException("Zu diesem Text gibt es einen Entwurf. Übernehmen oder verwerfen Sie ihn zuerst.");
        Study.Draft([new(Key, version.Language, "", version.Text)], clock.GetUtcNow().UtcDateTime, Member);
        await Db.SaveChangesAsync(cancel);
        return LocalRedirect($"{ReportAddresses.Preview(Study.Key).Texts}/{Chapter.Address}#topic-{ReportTextField.IdOf(Key)}");
    }

    /// <summary>Tells a version from all others of the text.</summary>
    public static string IdOf(TextVersion version)
    {
        ArgumentNullException.ThrowIfNull(version);
        return FormattableString.Invariant($"{version.Language}-{version.At.Ticks}");
    }

    private bool Open(string address, string key)
    {
        if (ReportTextChapter.All.FirstOrDefault(chapter => chapter.Address == address) is not { } chapter)
            return false;
        Find();
        (Chapter, Key) = (chapter, key);
        Name = NameOf(key);
        return KeysOf(chapter).Contains(key)
            || (ReportTextChapter.Of(key) == chapter && Study.ReportTexts.Versions.Any(one => one.Key == key));
    }
}
