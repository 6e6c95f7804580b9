using System.Globalization;
using Befragung.Delphi.Reporting;
using Befragung.Web.Data;
using Befragung.Web.Reports;
using Befragung.Web.Reports.Parts;
using Befragung.Web.Text;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Pages.Team.Bericht;

/// <summary>A page about texts of the report: what is written, and which of their numbers are no longer what they were.</summary>
public abstract class ReportTextsPage(SurveyDb db, StudyReports reports, IStringLocalizer<Texts> t) : StudyPage(db)
{
    private static readonly Dictionary<string, string> NoNumbers = [];

    /// <summary>Null while no round is closed: then there are no findings yet.</summary>
    public StudyReport? Report { get; private set; }

    /// <summary>What texts can name; null while no round is closed.</summary>
    public NamedNumbers? Numbers { get; private set; }

    protected IStringLocalizer<Texts> T => t;

    /// <summary>Those of the study.</summary>
    public IReadOnlyList<string> StudyLanguages => Languages.OfReports(Study.CurrentRound.Questionnaire.Languages);

    /// <summary>Topics of which the report says nothing yet.</summary>
    public IReadOnlyList<ReportTopic> Missing =>
        Report?.MissingTopics ?? [.. ReportTopics.All.Where(topic => Study.ReportTexts.Of(topic.Key) is null)];

    /// <summary>The texts of a chapter, by their keys.</summary>
    public IEnumerable<string> KeysOf(ReportTextChapter chapter)
    {
        ArgumentNullException.ThrowIfNull(chapter);
        return chapter == ReportTextChapter.Findings ? Report?.KeyFindings.Select(finding => finding.TextKey) ?? []
            : chapter == ReportTextChapter.Comments ? Pictures.Select(picture => picture.Key)
            : chapter.Topics.Select(topic => topic.Key);
    }

    /// <summary>What can be commented on: each section, and the questions that the report tells one by one or that have a comment already.</summary>
    public IReadOnlyList<(string Key, string Name)> Pictures =>
        Report is not { } report
            ? []
            :
            [
                .. from section in report.Sections
                let told = ReportOutline.Told(report, section)
                from picture in (IEnumerable<(string, string)>)
                    [
                        (ReportTexts.CommentOn(section), $"{section.Number} {Markdown.Plain(section.Title.ToString())}"),
                        .. report
                            .Texts.Ordered(section.Items)
                            .Where(item => told.Contains(item) || Study.ReportTexts.Of(ReportTexts.CommentOn(item.Item)) is not null)
                            .Select(item =>
                                (
                                    ReportTexts.CommentOn(item.Item),
                                    $"{item.Number} {Wording.Shortened(Markdown.Plain(item.Item.Text.ToString()))}"
                                )
                            ),
                    ]
                select picture,
            ];

    /// <summary>What a text is called.</summary>
    public string NameOf(string key) =>
        Report?.KeyFindings.Select(finding => finding.TextKey).ToList().IndexOf(key) is >= 0 and var place
            ? t["Befund {0}", (place + 1).ToString(CultureInfo.CurrentCulture)]
        : ReportTopics.All.FirstOrDefault(topic => topic.Key == key) is { } topic ? t.Plainly(topic.Name)
        : Pictures.FirstOrDefault(picture => picture.Key == key).Name ?? t["Befund"];

    /// <summary>The numbers of a text that are no longer what they were when it was saved or confirmed.</summary>
    public IReadOnlyList<NumberChange> ChangesOf(string key, string language) =>
        Report is null || Study.ReportTexts.In(key, language) is not { Length: > 0 } text
            ? []
            : TextCheck.Of(
                text,
                Study.ReportTexts.Of(key)!.Bases.GetValueOrDefault(language),
                ValuesIn(language),
                FindingOf(key, language)
            );

    /// <summary>Whether a text has such in any language.</summary>
    public bool IsChanged(string key) => StudyLanguages.Any(language => ChangesOf(key, language).Count > 0);

    /// <summary>A key finding as it is computed, in a language of the study; null for what is none.</summary>
    public string? FindingOf(string key, string language) =>
        Report?.KeyFindings.FirstOrDefault(one => one.TextKey == key) is { } finding
            ? Languages.In(language, () => t.Plainly(finding.Computed))
            : null;

    /// <summary>What a text is written against now.</summary>
    protected TextBasis? BasisOf(string key, string language, string text) =>
        Report is null ? null : TextBasis.Of(text, ValuesIn(language), FindingOf(key, language));

    protected void Find()
    {
        Report = Study.Rounds.Any(round => round.Result is not null) ? reports.Of(Study, ToldAnswers.None, draft: true) : null;
        Numbers = Report is null ? null : new NamedNumbers(t, Report);
    }

    private IReadOnlyDictionary<string, string> ValuesIn(string language) => Numbers?.In(language) ?? NoNumbers;
}
