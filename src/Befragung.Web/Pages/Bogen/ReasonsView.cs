using System.Text.Encodings.Web;
using System.Text.Json;
using Befragung.Delphi.Feedback;
using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Results;
using Befragung.Web.Data;
using Befragung.Web.Kern;
using Befragung.Web.Pages.Bogen.Shortcuts;
using Microsoft.AspNetCore.Html;

namespace Befragung.Web.Pages.Bogen;

/// <summary>
/// The end of an item: room for one's own reasons, and those of others from earlier rounds. Who answers outside the middle half of the round before is asked for
/// a reason: until one is given or the sheet is handed in, and not again where the round before has one already. Asked or not, the room is always there.
/// </summary>
public sealed record ReasonsView(ItemView Item)
{
    private readonly IReadOnlyList<MiddleHalf> middle = MiddleHalf.Of(Item.Item, Item.Round.IsSame(Item.Item) ? Item.Round.Before : null);

    /// <summary>Where one's own reasons go; empty where none are asked for.</summary>
    public IReadOnlyList<ReasonPart> Own { get; } = Item.Item.ReasonParts(Item.Round.Questionnaire.Settings);

    /// <summary>The reasons of others, the newest round first.</summary>
    public IEnumerable<IGrouping<int, ShownReason>> Others => Item.Round.Reasons[Item.Item.Key].GroupBy(reason => reason.Round);

    /// <summary>The middle halves by part, {"t1":[3,4]}, and the question, for the script that asks at once; nothing where there are none.</summary>
    public IHtmlContent Middle =>
        middle.Count == 0
            ? HtmlString.Empty
            : new HtmlString(
                $"data-middle=\"{Encoded(JsonSerializer.Serialize(middle.ToDictionary(half => half.Part.Key, half => new[] { half.Low, half.High })))}\" data-question=\"{Encoded(Question)}\""
            );

    /// <summary>Says to the script that it may ask.</summary>
    public IHtmlContent MayAsk => Item.Places.Attribute("data-ask", IsOpenToAsk);

    private string Question =>
        Item.T[
            middle.Count > 1
                ? "Bei einer Ihrer Antworten sehen Sie es anders als viele andere. Was wissen Sie, was die anderen wissen sollten?"
                : "Sie sehen das anders als viele andere. Was wissen Sie, was die anderen wissen sollten?"
        ];

    /// <summary>The question, where the saved answer calls for it.</summary>
    public IHtmlContent Asked
    {
        get
        {
            var question = Question;
            return Item.Places.Text(own => IsAsked(own) ? question : null);
        }
    }

    public IHtmlContent Open => Item.Places.Attribute("open", own => Own.Any(part => own.Value(part) is { Length: > 0 }) || IsAsked(own));

    /// <summary>
    /// The reasons of others stand open where they are needed most: to whoever answered outside the middle half, and to everybody where opinions are divided. Elsewhere they are folded.
    /// </summary>
    public IHtmlContent OpenOthers =>
        Item.Item.Parts.Any(part =>
            part is RatedPart { Scale: var scale }
            && Item.Feedback(part) is { } told
            && PlainWords.Of(scale, told.Result) is { Points.Count: 0 }
        )
            ? new HtmlString("open")
            : Item.Places.Attribute("open", own => middle.Any(half => half.LeavesOut(own.Earlier(half.Part))));

    /// <summary>A box to say that a reason convinces; one's own has none.</summary>
    /// <param name="describedBy">Id of the reason's text.</param>
    public IHtmlContent Vote(ShownReason reason, string describedBy)
    {
        ArgumentNullException.ThrowIfNull(reason);
        var vote = new ConvincedPart(Item.Item.Key, reason.Id);
        var yours = $"<p class=\"reason__own\">{Encoded(Item.T["von Ihnen"])}</p>";
        string Box(bool ticked) =>
            $"""
                <label class="reason__vote"><input class="{KernPlain.ClassOf("checkbox")}" type="checkbox" id="{ItemView.IdOf(
                    vote
                )}" name="{ItemView.Name(vote)}" value="{ConvincedPart.Convinced}" aria-describedby="{describedBy}"{(
                    ticked ? " checked" : ""
                )}> {Encoded(Item.T["überzeugt mich"])}</label>
                """;
        var ticked = Box(true);
        var unticked = Box(false);
        return Item.Places.Html(own =>
            own.Desk.IsOwn(reason) ? yours
            : own.Value(vote) == ConvincedPart.Convinced ? ticked
            : unticked
        );
    }

    /// <summary>The field that says what the vote was when the page was made.</summary>
    public IHtmlContent Was(ShownReason reason)
    {
        ArgumentNullException.ThrowIfNull(reason);
        return Item.Was(new ConvincedPart(Item.Item.Key, reason.Id));
    }

    /// <summary>Room to reply to a reason, folded until something stands in it; one's own has none.</summary>
    /// <param name="describedBy">Id of the reason's text.</param>
    public IHtmlContent Reply(ShownReason reason, string describedBy)
    {
        ArgumentNullException.ThrowIfNull(reason);
        var part = new ReplyPart(Item.Item.Key, reason.Id);
        var id = ItemView.IdOf(part);
        var label = Encoded(Item.T["Ihre Antwort auf diese Begründung"]);
        var summary = Encoded(Item.T["darauf antworten (freiwillig, ohne Ihren Namen)"]);
        var note = Encoded(Item.T["Andere lesen sie erst, wenn das Projektteam sie freigegeben hat. Bitte nennen Sie keine Namen."]);
        return Item.Places.Html(own =>
            own.Desk.IsOwn(reason)
                ? null
                : $"""
                    <details class="fold reply__own"{(own.Value(part) is { Length: > 0 } ? " open" : "")}><summary aria-describedby="{describedBy}">{summary}</summary><label for="{id}">{label}</label><p class="muted" id="{id}-n">{note}</p><textarea class="{KernPlain.ClassOf(
                        "textarea"
                    )} words words--short" id="{id}" name="{ItemView.Name(
                        part
                    )}" maxlength="{ReasonPart.MaxLength}" rows="3" aria-describedby="{describedBy} {id}-n">
                    {Encoded(own.Value(part) ?? "")}</textarea></details>
                    """
        );
    }

    /// <summary>The field that says what the reply was when the page was made.</summary>
    public IHtmlContent WasReply(ShownReason reason)
    {
        ArgumentNullException.ThrowIfNull(reason);
        return Item.Was(new ReplyPart(Item.Item.Key, reason.Id));
    }

    /// <summary>Whether a reason is asked for the answer to an item, as it is saved.</summary>
    internal static bool AsksFor(Item item, OpenSheet open) =>
        item.ReasonParts(open.Round.Questionnaire.Settings) is { Count: > 0 } reasons
        && IsOpenToAsk(open, reasons)
        && MiddleHalf.Of(item, open.Round.IsSame(item) ? open.Round.Before : null).Any(half => half.LeavesOut(open.Answers[half.Part.Key]));

    private bool IsAsked(OwnAnswers own) => IsOpenToAsk(own) && middle.Any(half => half.LeavesOut(own.Saved(half.Part)));

    private bool IsOpenToAsk(OwnAnswers own) => IsOpenToAsk(own.Open, Own);

    private static bool IsOpenToAsk(OpenSheet open, IReadOnlyList<ReasonPart> reasons) =>
        open.Sheet.HandedInAt is null && reasons.All(part => open.Answers[part.Key] is null && open.Earlier[part.Key] is null);

    private static string Encoded(string text) => HtmlEncoder.Default.Encode(text);
}
