using System.Globalization;
using System.Text;
using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Rounds;
using Befragung.Web.Data;
using Befragung.Web.Pages.Bogen.Shortcuts;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Pages.Bogen;

/// <summary>All answers once more, and the handing in.</summary>
public class AbgebenModel(SheetSite site, TimeProvider clock, IStringLocalizer<Texts> t) : ExpertPage(site)
{
    private Questionnaire? asked;

    /// <summary>What this expert is asked.</summary>
    public Questionnaire Asked => asked ??= Open.Asked;

    private Progress? progress;

    private Progress Progress => progress ??= Progress.Of(Asked.Items, Open.Answers);

    private IReadOnlyDictionary<string, TypedMistake>? mistakes;

    /// <summary>What has to be put right, by item.</summary>
    private IReadOnlyDictionary<string, TypedMistake> Mistakes => mistakes ??= TypedMistakes.In(Open, [.. Asked.Items]);

    /// <summary>How far the rest is answered: what has to be put right is named by itself.</summary>
    private Progress Rest =>
        Mistakes.Count == 0 ? Progress : Progress.Of(Asked.Items.Where(item => !Mistakes.ContainsKey(item.Key)), Open.Answers);

    /// <summary>Items that have to be answered before the sheet can be handed in.</summary>
    public IReadOnlyList<Item> Missing => [.. Asked.Items.Where(item => item.Required && !Open.Answers.Extent(item).IsWhole)];

    internal override SharedKey? Shared =>
        new ReviewKey(
            Open.Sheet.HandedInAt is { } at ? Clock.Day(at) : null,
            !Rest.IsComplete,
            Mistakes.Count > 0,
            Missing.Count > 0,
            Open.Answers.SayNothing,
            asks,
            Response.StatusCode == StatusCodes.Status400BadRequest
        );

    private bool asks;

    /// <summary>What is still open, and that this holds nobody up.</summary>
    public string OpenWords
    {
        get
        {
            var (_, partial, none) = Rest;
            var what =
                partial == 0 ? t["{0:=Eine Frage ist|# Fragen sind} noch offen.", none]
                : none == 0 ? t["{0:=Eine Frage ist|# Fragen sind} erst teilweise beantwortet.", partial]
                : t["{0:=Eine Frage ist|# Fragen sind} noch offen, {1:=eine|#} erst teilweise beantwortet.", none, partial];
            return Open.Answers.SayNothing || Missing.Count + Mistakes.Count > 0
                ? what.Value
                : $"{what.Value} {t["Sie können auch so abgeben."].Value}";
        }
    }

    /// <summary>The first section that has something left to answer.</summary>
    public string FirstOpen =>
        Asked.Sections.FirstOrDefault(section => !Progress.Of(section.Items, Open.Answers).IsComplete, Asked.Sections[0]).Key;

    /// <summary>How little of the sheet is answered, and what has to be put right, for whoever hands it in all the same.</summary>
    public string LittleWords =>
        string.Join(
            ' ',
            new[]
            {
                Progress.IsLittle ? t["Sie haben {0} von {1:Frage|Fragen} beantwortet.", Progress.Begun, Progress.All].Value : null,
                Mistakes.Count > 0
                    ? t[
                        "{0:=Eine Antwort ist noch zu berichtigen und zählt|# Antworten sind noch zu berichtigen und zählen} so nicht.",
                        Mistakes.Count
                    ].Value
                    : null,
            }.OfType<string>()
        );

    /// <summary>Where whoever is asked goes on: to what has to be put right, and else to what is open.</summary>
    public string GoOn =>
        Asked.Items.FirstOrDefault(item => Mistakes.ContainsKey(item.Key)) is { } wrong
            ? AddressOf(wrong)
            : $"{Root}/abschnitt/{FirstOpen}";

    public string MistakesHeading => t["{0:=Eine Antwort müssen Sie|# Antworten müssen Sie} noch berichtigen", Mistakes.Count].Value;

    /// <summary>What has to be put right, each as a link to where that is done.</summary>
    public string MistakesHtml => Links(Asked.Items.Where(item => Mistakes.ContainsKey(item.Key)));

    /// <summary>The missing items, each as a link to where it is answered.</summary>
    public string MissingHtml => Links(Missing);

    private string Links(IEnumerable<Item> items) =>
        string.Concat(items.Select(item => $"<li><a href=\"{AddressOf(item)}\">{item.Text.SaidPlainly()}</a></li>\n"));

    internal override IActionResult Look() => Page();

    public void OnGet() { }

    /// <param name="anyway">Whether it was asked, and answered, that little is enough.</param>
    /// <param name="cancel">Ends it.</param>
    public async Task<IActionResult> OnPostAsync(bool anyway, CancellationToken cancel)
    {
        if (Missing.Count > 0 || Open.Answers.SayNothing)
        {
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return Page();
        }
        if ((Progress.IsLittle || Mistakes.Count > 0) && !anyway && Open.Sheet.HandedInAt is null)
        {
            asks = true;
            return Page();
        }
        await Open.ChangeAsync(sheet => sheet.HandIn(Open.Asking, clock.GetUtcNow().UtcDateTime), cancel);
        return LocalRedirect(Root);
    }

    /// <summary>The answer to an item, and one's own reasons for it, as HTML.</summary>
    public string AnswerTo(Item item)
    {
        var said = new StringBuilder();
        void Line(string kind, string text) =>
            said.Append("<span class=\"").Append(kind).Append("\">").Append(TemplateText.Encoder.Encode(text)).Append("</span>\n");
        var wrong = Mistakes.GetValueOrDefault(item.Key);
        var lines = Lines(item).ToList();
        if (wrong is not null && lines.Count > 0)
            Line("review__state", t["Es zählt weiter Ihre frühere Antwort:"].Value);
        foreach (var line in lines)
            Line("review__line", line);
        foreach (var reason in Reasons(item))
            Line("review__line review__reason", reason);
        if (wrong is not null)
        {
            Line("review__state review__state--wrong", t["So zählt sie nicht:"].Value);
            foreach (var line in AnswerWords.Telling(wrong.Typed).Where(one => one.Value.Length > 0 || one.Part is not NumberPart))
                Line("review__line review__wrong", Cut(t.TypedLine(line.Part, line.Value)));
            Line("review__why", t.Say(wrong.Sentence));
            LinkTo(t["Antwort berichtigen"].Value);
        }
        var extent = Open.Answers.Extent(item);
        if (!extent.IsWhole && (wrong is null || !extent.IsNone))
            LinkTo(extent.IsNone ? t["noch offen"].Value : t["teilweise beantwortet: {0} von {1}", extent.Given, extent.Whole].Value);
        return said.ToString();

        // Heard in a list of all links, one is told from the other by its question.
        void LinkTo(string words) =>
            said.Append("<span class=\"review__none\"><a href=\"")
                .Append(AddressOf(item))
                .Append("\">")
                .Append(TemplateText.Encoder.Encode(words))
                .Append("<span class=\"kern-sr-only\">: ")
                .Append(item.Text.SaidPlainly())
                .Append("</span></a></span>\n");
    }

    /// <summary>How well one says that one knows a section, in words; null where nothing is said.</summary>
    public string? KnowsIn(ExpertiseItem knows)
    {
        ArgumentNullException.ThrowIfNull(knows);
        return knows.SaidIn(Open.Answers) is { } said ? t.InWords(knows.Parts[0], said) : null;
    }

    /// <summary>The beginning of what is long: all of it stands in its field.</summary>
    private static string Cut(string text) => Words.Shortened(text, 300);

    /// <summary>Where it is answered.</summary>
    private string AddressOf(Item item) => $"{Root}/abschnitt/{Asked.SectionOf(item.Key)!.Key}#f-{item.Key}";

    /// <summary>The answer to an item in words, a line per part; a ranking in the order of its ranks.</summary>
    private IEnumerable<string> Lines(Item item) =>
        from part in item is MultipleChoiceItem && item.Parts.Any(part => Open.Answers[part.Key] == "") ? item.Parts.Take(1) : item.Parts
        let value = Open.Answers[part.Key]
        where value is not null && !(part is MarkPart && value == MarkPart.NotChosen)
        orderby part is RankPart ? int.Parse(value, CultureInfo.InvariantCulture) : 0
        select t.Line(part, value);

    /// <summary>One's own reasons for an answer.</summary>
    private IEnumerable<string> Reasons(Item item) =>
        from part in item.ReasonParts(Asked.Settings)
            .Concat<Part>(Open.Round.Reasons[item.Key].Select(reason => new ReplyPart(item.Key, reason.Id)))
        let text = Open.Answers[part.Key]
        where text is not null
        select t.Line(part, text);
}

/// <summary>
/// The review: before or after handing in, with or without what is open, has to be put right or is missing, with nothing answered at all, asking whether so little is meant to be all, and
/// whether somebody tried to hand in all the same.
/// </summary>
public sealed record ReviewKey(string? HandedInOn, bool HasOpen, bool HasMistakes, bool HasMissing, bool IsEmpty, bool Asks, bool IsRefused)
    : SharedKey
{
    internal override string View => "/Pages/Bogen/_Abgeben.cshtml";

    internal override string Address => "/bogen/abgeben";

    internal override SharedPage Of(FrozenRound round) => new SharedPage<AbgebenModel, ReviewKey>(round, this);
}
