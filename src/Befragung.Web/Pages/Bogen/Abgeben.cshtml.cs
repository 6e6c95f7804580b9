using System.Globalization;
using System.Text;
using Befragung.Delphi.Questionnaires;
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

    /// <summary>Items without any answer.</summary>
    public int OpenItems => Asked.Items.Count(item => item.Parts.Count > 0 && !Open.Answers.Answered(item));

    /// <summary>Items that have to be answered before the sheet can be handed in.</summary>
    public IReadOnlyList<Item> Missing => [.. Asked.Items.Where(item => item.Required && !item.IsAnswered(Open.Answers.Values))];

    internal override SharedKey? Shared =>
        new ReviewKey(
            Open.Sheet.HandedInAt is { } at ? Clock.Day(at) : null,
            OpenItems > 0,
            Missing.Count > 0,
            Response.StatusCode == StatusCodes.Status400BadRequest
        );

    public string OpenWords => t["{0:=Eine Frage ist|# Fragen sind} noch offen. Sie können auch so abgeben.", OpenItems].Value;

    /// <summary>The missing items, each as a link to where it is answered.</summary>
    public string MissingHtml =>
        string.Concat(
            Missing.Select(item =>
                $"<li><a href=\"{Root}/abschnitt/{Asked.SectionOf(item.Key)!.Key}#f-{item.Key}\">{TemplateText.Encoder.Encode(Markdown.Plain(item.Text.ToString()))}</a></li>\n"
            )
        );

    internal override IActionResult Look() => Page();

    public void OnGet() { }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (Missing.Count > 0)
        {
            Response.StatusCode = StatusCodes.Status400BadRequest;
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
        foreach (var line in Lines(item))
            Line("review__line", line);
        foreach (var reason in Reasons(item))
            Line("review__line review__reason", reason);
        if (!Open.Answers.Answered(item))
            Line("review__none", t["noch offen"].Value);
        return said.ToString();
    }

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

/// <summary>The review: before or after handing in, with or without what is open or missing, and whether somebody tried to hand in all the same.</summary>
public sealed record ReviewKey(string? HandedInOn, bool HasOpen, bool HasMissing, bool IsRefused) : SharedKey
{
    internal override string View => "/Pages/Bogen/_Abgeben.cshtml";

    internal override string Address => "/bogen/abgeben";

    internal override SharedPage Of(FrozenRound round) => new SharedPage<AbgebenModel, ReviewKey>(round, this);
}
