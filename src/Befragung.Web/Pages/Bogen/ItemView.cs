using System.Buffers;
using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Befragung.Delphi.Feedback;
using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Results;
using Befragung.Delphi.Rounds;
using Befragung.Web.Charts;
using Befragung.Web.Data;
using Befragung.Web.Kern;
using Befragung.Web.Pages.Bogen.Shortcuts;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Html;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Pages.Bogen;

/// <summary>
/// What the small page part of an item is made of: the item, what all experts said of it, and places for what is the expert's own. The part is made once for
/// everyone, so whatever differs between experts has to go through <see cref="Places"/>.
/// </summary>
public sealed record ItemView(Item Item, FrozenRound Round, IStringLocalizer<Texts> T)
{
    // No answer is written like that.
    private const string Unanswered = "–";
    private const string LeftOut = "– –";

    public TemplatePlaces<OwnAnswers> Places { get; } = new();

    public string Id => $"f-{Item.Key}";

    /// <summary>The partial view of the item's kind.</summary>
    public string Partial => "Items/_" + Item.GetType().Name[..^"Item".Length];

    /// <summary>Whether there is anything to tell of what all answered.</summary>
    public bool IsTold => Item.Parts.Any(part => Feedback(part) is not null);

    /// <summary>Where it is said how all answered, and what one answered oneself; of an item with criteria, by criterion.</summary>
    public string ToldId => $"{Id}-alle";

    /// <summary>What describes the fields to a screen reader; the place of a problem is empty while there is none.</summary>
    public string DescribedBy =>
        $"{(IsTold && Item is not MultiRatingItem ? $"{ToldId} " : "")}{(OldWords is null ? "" : $"{Id}-vorher ")}{(Round.Parents.Contains(Item.Key) ? $"{Id}-eltern " : "")}{(Item.Note is null ? "" : $"{Id}-hinweis ")}{Id}-fehler";

    /// <summary>How the round before asked it; null where the words are the same.</summary>
    public LocalizedText? OldWords => Round.OldWordsOf(Item);

    /// <summary>Which question of how many it is.</summary>
    public IHtmlContent Count
    {
        get
        {
            var words = Encoded(T["Frage {0} von {1}", "{n}", "{m}"].Value);
            return Places.Html(own =>
                words
                    .Replace("{n}", $"<span class=\"item__number\">{Digits(own.Number)}</span>", StringComparison.Ordinal)
                    .Replace("{m}", $"<span class=\"item__total\">{Digits(own.Total)}</span>", StringComparison.Ordinal)
            );
        }
    }

    private static string Digits(int number) => number.ToString(CultureInfo.InvariantCulture);

    public IHtmlContent Problem => Places.Text(own => own.Problem is { } problem ? T.Say(problem) : null);

    /// <summary>Says of a field that is described by the problem that it has one.</summary>
    public IHtmlContent InvalidWithProblem => Places.Html(own => own.Problem is null ? null : "aria-invalid=\"true\"");

    public IHtmlContent HiddenWithoutProblem => Places.Attribute("hidden", own => own.Problem is null);

    /// <summary>The item waits for an answer on the same page.</summary>
    public IHtmlContent HiddenUnlessAsked => Item.When is null ? HtmlString.Empty : Places.Attribute("hidden", own => !own.IsAsked);

    /// <summary>What stands in the field of a part.</summary>
    public IHtmlContent Value(Part part) =>
        part is NumberPart number ? Places.Text(own => own.Typed(number)) : Places.Text(own => own.Value(part));

    public IHtmlContent Checked(Part part, string value) => Places.Attribute("checked", own => own.Value(part) == value);

    public IHtmlContent Selected(Part part, string value) => Places.Attribute("selected", own => own.Value(part) == value);

    /// <summary>The field that says what the answer was when the page was made, and another for what stood there as a mistake; none where there was none.</summary>
    public IHtmlContent Was(Part part) =>
        Places.Html(own =>
            (SectionForm.Mark(own.Saved(part)), SectionForm.Mark(own.Mistaken(part))) switch
            {
                (null, null) => null,
                ({ } was, null) => Hidden(WasName(part), was),
                (var was, { } wrong) => (was is null ? "" : Hidden(WasName(part), was)) + Hidden(SectionForm.Wrong + part.Key, wrong),
            }
        );

    private static string Hidden(string name, string value) => $"<input type=\"hidden\" name=\"{name}\" value=\"{Encoded(value)}\">";

    /// <summary>The part of the page once it is rendered.</summary>
    internal Template<OwnAnswers> Template(IHtmlContent html)
    {
        using var writer = new StringWriter(CultureInfo.InvariantCulture);
        html.WriteTo(writer, HtmlEncoder.Default);
        return new(Html.WithoutIndentation(writer.ToString()), Places);
    }

    public static string Name(Part part) => SectionForm.Answer + part.Key;

    public static string WasName(Part part) => SectionForm.Was + part.Key;

    /// <summary>An id in the page for a part.</summary>
    public static string IdOf(Part part)
    {
        ArgumentNullException.ThrowIfNull(part);
        return "f-" + part.Key.Replace('.', '-').Replace(":", "", StringComparison.Ordinal);
    }

    /// <summary>How all answered in the round before; null where nothing may be said. One's own answer is not in it.</summary>
    public PartFeedback? Feedback(Part part) => PartFeedback.On(part, Round.Before, Answers.None, Round.BeforeThatOf(Item));

    /// <summary>How all answered what the item came from; null where nothing may be said.</summary>
    public static PartFeedback? FeedbackOf(Part part, AskedParent parent)
    {
        ArgumentNullException.ThrowIfNull(parent);
        return PartFeedback.On(part, parent.Result, Answers.None);
    }

    /// <summary>How many gave each answer, the highest point of a scale first; empty where answers are not counted one by one.</summary>
    public static IReadOnlyList<(string Label, int Count, double Percent)> Shares(Part part, ItemResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        if (result.Counts is not { } counts)
            return [];
        (string, int, double) Row(object label, int place) => ($"{label}", counts[place], result.PercentAt(place) ?? 0);
        return part switch
        {
            RatedPart { Scale: var scale } =>
            [
                .. Enumerable
                    .Range(1, scale.Points)
                    .Reverse()
                    .Select(point => Row(scale.LabelOf(point) is { } label ? $"{point} – {label}" : point, point - 1)),
            ],
            ChoicePart { Options: var options } => [.. options.Select((option, place) => Row(option.Name, place))],
            MarkPart { Option: var option } => [Row(option, 1)],
            _ => [],
        };
    }

    /// <summary>What one answered to a part of what the item came from, in the round that asked it.</summary>
    public IHtmlContent OwnThen(Part part, PartFeedback feedback)
    {
        ArgumentNullException.ThrowIfNull(feedback);
        return part switch
        {
            RatedPart => Yours(part, feedback, own => own.Yours, own => own.OwnPoint is not null),
            NumberPart number => Yours(part, feedback, own => own.YoursNamed(number), _ => true),
            ChoicePart { Options: var options } => Yours(
                part,
                feedback,
                own =>
                    options.FirstOrDefault(option => option.Key == own.Own) is { } mine
                        ? new("Sie wählten in Runde {0} „{1}“.", feedback.Round, mine.Name)
                        : null,
                _ => true
            ),
            MarkPart => Yours(
                part,
                feedback,
                own => own.Own == MarkPart.Chosen ? new("Sie wählten das in Runde {0}.", feedback.Round) : null,
                _ => true
            ),
            _ => HtmlString.Empty,
        };
    }

    /// <summary>A sentence on one's own answer in the round that is told of.</summary>
    public IHtmlContent Yours(Part part, PartFeedback feedback, Func<PartFeedback, Delphi.Sentence?> say, Func<PartFeedback, bool> stands)
    {
        ArgumentNullException.ThrowIfNull(feedback);
        return WhereEarlier(
            part,
            earlier =>
                feedback with { Own = earlier } is var mine && say(mine) is { } sentence
                    ? $"<span{(stands(mine) ? " class=\"told__own\"" : "")}>{Encoded(T.Say(sentence))}</span>"
                    : null,
            $"<span>{Encoded(T.Say(feedback.NotHandedIn))}</span>",
            feedback.Round
        );
    }

    /// <summary>What one answered in the round that is told of: to a part, or to the item as a whole.</summary>
    public IHtmlContent Mine(IReadOnlyList<Part> parts, PartFeedback feedback)
    {
        ArgumentNullException.ThrowIfNull(parts);
        ArgumentNullException.ThrowIfNull(feedback);
        var leftOut = $"<span>{Encoded(T.Say(feedback.NotHandedIn))}</span>";
        string Said(Func<Part, string?> own) =>
            $"<span{(parts.Any(part => own(part) is { Length: > 0 }) ? " class=\"told__own\"" : "")}>{Encoded(T.Say(PlainWords.Yours(feedback.Round, parts, own)))}</span>";
        return parts.Count == 1
            ? WhereEarlier(parts[0], earlier => Said(_ => earlier), leftOut)
            : Places.Html(own => own.LeftOutBefore ? leftOut : Said(own.Earlier));
    }

    /// <summary>Where one's own group lies and where all do, for those whose group may be shown.</summary>
    public IHtmlContent OwnGroup(IReadOnlyList<Part> parts, PartFeedback feedback)
    {
        ArgumentNullException.ThrowIfNull(parts);
        var said = new Dictionary<string, string>();
        foreach (var group in Round.Questionnaire.Groups)
        {
            var sentence = parts is [RatedPart or NumberPart]
                ? PlainWords.OfGroup(parts[0], feedback, group.Key, group.Name)
                : PlainWords.OfGroup(Item, Feedback, group.Key, group.Name);
            if (sentence is not null)
                said[group.Key] = $" <span class=\"told__group muted\">{Encoded(T.Say(sentence))}</span>";
        }
        return said.Count == 0 ? HtmlString.Empty : Places.Html(own => said.GetValueOrDefault(own.Desk.Panelist.GroupKey));
    }

    /// <summary>Words for those of a group.</summary>
    public IHtmlContent WhereOfGroup(string group, string words)
    {
        var encoded = Encoded(words);
        return Places.Html(own => own.Desk.Panelist.GroupKey == group ? encoded : null);
    }

    /// <summary>How many chose what, said once for those who do not see the bars.</summary>
    public string Distribution(PartFeedback feedback, IEnumerable<(string Name, double? Percent)> shares)
    {
        ArgumentNullException.ThrowIfNull(feedback);
        return T[
            "In Runde {0} antworteten {1:=eine Person|# Personen}: {2}.",
            feedback.Round,
            feedback.Result.N,
            string.Join(
                "; ",
                shares.Select(one => $"{one.Name}: {T["{0} %", (one.Percent ?? 0).ToString("0", CultureInfo.CurrentCulture)].Value}")
            )
        ].Value;
    }

    /// <summary>A mark at the value that one chose in the round before.</summary>
    public IHtmlContent OwnMark(Part part, string value)
    {
        var mark = $"<span class=\"you\">{T["Sie"].Value}</span>";
        return Places.Html(own => own.Earlier(part) == value ? mark : null);
    }

    /// <summary>One's own part of a picture, where one answered with a number (a point, a rank, an amount) in the round before.</summary>
    public IHtmlContent OwnPicture(Part part, Func<double, string?> draw) =>
        WhereEarlier(part, earlier => NumberPart.Read(earlier) is { } number ? draw((double)number) : null);

    /// <summary>The share of those who chose something, and how many they are: for the eye; for the ear it is said once, before the field.</summary>
    public IHtmlContent Counted(int count, double percent) =>
        new HtmlString(
            $"<b>{Encoded(T["{0} %", percent.ToString("0", CultureInfo.CurrentCulture)])}</b><i>{Encoded(T["{0:Person|Personen}", count])}</i>"
        );

    /// <summary>The name of a stakeholder group.</summary>
    public LocalizedText NameOf(string group) => Round.Questionnaire.Groups.First(one => one.Key == group).Name;

    /// <summary>The button that answers as in the round before: where there was an answer to the same question then, and is none yet.</summary>
    public IHtmlContent Keep
    {
        get
        {
            if (!Round.IsSame(Item))
                return HtmlString.Empty;
            // Which question, for those who go from button to button.
            var which = $"<span class=\"kern-sr-only\">: {Item.Text.SaidPlainly()}</span>";
            var done = T["Ihre Antwort aus Runde {0} ist übernommen.", Round.Number - 1].Value;
            var start = $"<button class=\"plain keepit\" name=\"keep\" value=\"{Item.Key}\" data-done=\"{Encoded(done)}\" data-earlier=\"";
            return Places.Html(own =>
                !own.AnsweredEarlier(Item) || Item.Parts.Any(part => own.Saved(part) is not null)
                    ? null
                    : $"{start}{Encoded(EarlierOf(own))}\">{Encoded(KeepWords(own))}{which}</button>"
            );
        }
    }

    /// <summary>Says of how well one knows the section that it stands there from the round before.</summary>
    public IHtmlContent FromBefore(ExpertiseItem item)
    {
        if (Round.Number == 1)
            return HtmlString.Empty;
        var said =
            $"<p class=\"item__note\">{Encoded(T["Hier steht Ihre Angabe aus Runde {0}. Sie wird mit diesem Abschnitt gespeichert, wenn Sie sie nicht ändern oder zurücknehmen.", Round.Number - 1].Value)}</p>";
        return Places.Html(own => own.IsFromBefore(item) ? said : null);
    }

    /// <summary>The button that takes the answer back, where there is one.</summary>
    public IHtmlContent TakeBack
    {
        get
        {
            var of = $"{Item.Text.SaidPlainly()}";
            var start =
                $"<button class=\"plain takeback\" name=\"takeback\" value=\"{Item.Key}\" data-done=\"{Encoded(T["Ihre Antwort ist zurückgenommen."].Value)}\"";
            var end = $">{Encoded(T["Antwort zurücknehmen"].Value)}<span class=\"kern-sr-only\">: {of}</span></button>";
            var (shown, hidden) = (start + end, start + " hidden" + end);
            return Places.Html(own => own.IsFilledIn(Item) ? shown : hidden);
        }
    }

    /// <summary>Which answer one stays with, where it is one that can be said in a word.</summary>
    private string KeepWords(OwnAnswers own) =>
        Item.Parts is [RatedPart or ChoicePart or NumberPart] && own.Earlier(Item.Parts[0]) is { } earlier
            ? T[
                Item.Parts[0] is ChoicePart || earlier.Length == 0 ? "Ich bleibe bei „{0}“" : "Ich bleibe bei {0}",
                T.InWords(Item.Parts[0], earlier)
            ].Value
            : T["Ich bleibe bei meiner Antwort"].Value;

    /// <summary>What the round before came to, where the study wants experts to know; null while there is nothing to say but that it is open.</summary>
    public Delphi.Sentence? Verdict(Part part)
    {
        ArgumentNullException.ThrowIfNull(part);
        return
            Round.Questionnaire.Settings.Verdicts
            && Round.IsSame(Item)
            && !Round.Overruled.Contains(part.Key)
            && Round.Before?.Of(part.Key) is { Verdict: not null and not Delphi.Results.Verdict.Open } result
            ? VerdictReasons.Of(result, Round.AskedBefore!, Round.Before!)
            : null;
    }

    /// <summary>A place for HTML that depends on the answer of one earlier round alone: where that can only be one of a few, it is made once for each.</summary>
    /// <param name="leftOut">What stands there where nothing was handed in then; null where that makes no difference.</param>
    /// <param name="round">The number of the round; null for the one before.</param>
    public IHtmlContent WhereEarlier(Part part, Func<string?, string?> html, string? leftOut = null, int? round = null)
    {
        var other = round == Round.Number - 1 ? null : round;
        if (part is not RatedPart)
            return Places.Html(own => IsLeftOut(own) ? leftOut ?? html(null) : html(Then(own)));
        var made = new ConcurrentDictionary<string, byte[]>();
        return Places.Filled(
            (own, output) =>
                output.Write(
                    made.GetOrAdd(
                        IsLeftOut(own) ? LeftOut : Then(own) ?? Unanswered,
                        earlier =>
                            Encoding.UTF8.GetBytes(
                                earlier switch
                                {
                                    LeftOut => leftOut ?? html(null),
                                    Unanswered => html(null),
                                    _ => html(earlier),
                                } ?? ""
                            )
                    )
                )
        );

        string? Then(OwnAnswers own) => other is { } number ? own.EarlierIn(number, part) : own.Earlier(part);

        bool IsLeftOut(OwnAnswers own) => other is { } number ? own.LeftOutIn(number) : own.LeftOutBefore;
    }

    /// <summary>What stood in the fields in the round before, by part; numbers as they are typed.</summary>
    private string EarlierOf(OwnAnswers own) =>
        Item.Parts is [RatedPart only] && own.Earlier(only) is { } point
            ? $"[[\"{only.Key}\",\"{point}\"]]"
            : JsonSerializer.Serialize(
                from part in Item.Parts
                let value = own.Earlier(part)
                where value is not null
                select new[] { part.Key, part is NumberPart ? TypedNumbers.Shown(value) : value }
            );

    private static string Encoded(string text) => TemplateText.Encoder.Encode(text);
}

/// <summary>A field for one number.</summary>
/// <param name="Id">The field's own.</param>
public sealed record NumberView(ItemView Item, NumberPart Part, string Id);

/// <summary>What is said before a field of how all answered, and of one's own answer.</summary>
/// <param name="Parts">The part it is about, or all of the item's.</param>
/// <param name="Words">How all answered; null where that has no words.</param>
/// <param name="Shares">How many chose what, for the ear; null where the words say it all.</param>
public sealed record ToldView(
    ItemView Item,
    IReadOnlyList<Part> Parts,
    PartFeedback Feedback,
    string Id,
    PlainWords? Words,
    string? Shares
);

/// <summary>One scale to choose from, with what others chose where it is known.</summary>
public sealed record ScaleView(ItemView Item, RatedPart Part)
{
    public Scale Scale => Part.Scale;

    public string Id => ItemView.IdOf(Part);

    /// <summary>Where it is said how all answered: with the item, or with its criterion.</summary>
    public string ToldId => Item.Item is MultiRatingItem ? $"{Id}-alle" : Item.ToldId;

    /// <summary>A point as it is called.</summary>
    public string NameOf(int point) =>
        Scale.LabelOf(point) is { } label ? $"{point}, {label}" : point.ToString(CultureInfo.InvariantCulture);

    /// <summary>What a full bar stands for, in per cent; null for what fits this scale alone.</summary>
    public double? Whole { get; init; }

    /// <summary>Whether its points lie beside each other where there is room; a long scale with many words stands below each other everywhere.</summary>
    public bool IsFlat => Scale.Points <= 7 || Ends;

    /// <summary>So many points that words under the first and the last would break; they stand at the ends of a line of their own.</summary>
    public bool OnlyEnds => Scale.Points > 5 && Ends;

    /// <summary>Whether it lies in a row of a table, whose head has the words: only where cells are wide enough for them.</summary>
    public bool FitsTable => Scale.Points <= 5 || (Scale.Points <= 7 && Ends);

    private bool Ends => Scale.Labels.Keys.All(point => point == 1 || point == Scale.Points);
}

/// <summary>Medians and middle halves of all and of the groups that may be shown, on one line.</summary>
/// <param name="Ticks">The values that stand below it.</param>
public sealed record StripsView(ItemView Item, Part Part, PartFeedback Feedback, Axis Axis, IReadOnlyList<double> Ticks);
