using System.Security.Cryptography;
using System.Text;
using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Rounds;
using Befragung.Web.Data;
using Befragung.Web.Text;

namespace Befragung.Web.Pages.Bogen;

/// <summary>
/// A section as it comes back from the browser. Beside each answer ("a.t1") stands what it was when the page was made ("was.t1"): only what was
/// changed on this page is taken over, so that an older page never undoes what was answered elsewhere meanwhile.
/// </summary>
internal sealed class SectionForm
{
    public const string Answer = "a.";
    public const string Was = "was.";

    /// <summary>Says that a multiple choice was on the page: browsers send nothing of boxes that are not ticked.</summary>
    public const string Shown = "shown.";

    /// <summary>Behind an item's key: that the reasons of others were on the page, to be voted on.</summary>
    public const string Votes = ".:yes";

    /// <summary>"Keine Angabe" to a whole item of several parts.</summary>
    public const string None = "none.";

    private readonly Dictionary<string, string> posted = [];
    private readonly List<AnswerChange> changes = [];

    public SectionForm(IFormCollection form, Section section, ExpertDesk desk)
    {
        var round = desk.Round!;
        foreach (var item in section.Items)
        {
            foreach (var reason in item.ReasonParts(round.Questionnaire.Settings))
                if (Field(form, reason) is { } why) Take(form, reason, why, why.Length == 0 ? null : why);
            if (form.ContainsKey(Shown + item.Key + Votes))
                foreach (var shown in round.Reasons[item.Key].Where(shown => !desk.IsOwn(shown))) TakeVote(form, new(item.Key, shown.Id));

            var fields = item.Parts.Select(part => (Part: part, Typed: Field(form, part))).ToList();
            if (item is MultipleChoiceItem) TakeMarks(form, item, fields);
            else
            {
                var shared = item is PointsItem && fields.Exists(field => field.Typed is { Length: > 0 });
                foreach (var (part, typed) in fields)
                    if (typed is not null) Take(form, part, typed, ValueOf(part, typed, shared));
            }
        }
    }

    /// <summary>What stood in the fields, by part.</summary>
    public IReadOnlyDictionary<string, string> Posted => posted;

    public IReadOnlyList<AnswerChange> Changes => changes;

    /// <summary>Answers an item as in the round before, whatever stands in its fields.</summary>
    public void Keep(Item item, Answers earlier)
    {
        changes.RemoveAll(change => item.Parts.Any(part => part.Key == change.PartKey));
        changes.AddRange(item.Parts.Select(part => new AnswerChange(part.Key, earlier[part.Key])));
    }

    /// <summary>The changes, without those to items that have a problem.</summary>
    public IReadOnlyList<AnswerChange> Without(IEnumerable<string> itemKeys)
    {
        var keys = itemKeys.ToHashSet();
        return [.. changes.Where(change => !keys.Contains(change.PartKey.Split('.')[0]))];
    }

    /// <summary>Short for a value, to see whether it was changed: itself, or a hash where it is long.</summary>
    public static string? Mark(string? value) =>
        value is { Length: > 64 } ? Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(value)).AsSpan(0, 16)) : value;

    /// <summary>An empty field takes a text, a rank or a number away; of a rating or a choice it says "keine Angabe".</summary>
    /// <param name="shared">Points were shared out, so that an empty field is none of them.</param>
    private static string? ValueOf(Part part, string typed, bool shared) => (part, typed.Length) switch
    {
        (NumberPart, 0) => shared ? "0" : null,
        (NumberPart, _) => TypedNumbers.Plain(typed),
        (TextPart or RankPart, 0) => null,
        _ => typed,
    };

    /// <summary>Boxes mean something only together: with none of them ticked, the item is not answered.</summary>
    private void TakeMarks(IFormCollection form, Item item, List<(Part Part, string? Typed)> fields)
    {
        if (!form.ContainsKey(Shown + item.Key)) return;
        var none = form.ContainsKey(None + item.Key);
        var answered = fields.Exists(field => field.Typed is { Length: > 0 });
        foreach (var (part, typed) in fields)
            if (part is TextPart) Take(form, part, typed ?? "", typed is { Length: > 0 } ? typed : null);
            else Take(form, part, typed ?? (none ? "" : MarkPart.NotChosen), typed ?? (none ? "" : answered ? MarkPart.NotChosen : null));
    }

    private void TakeVote(IFormCollection form, ConvincedPart vote)
    {
        var convinced = form.ContainsKey(Answer + vote.Key);
        Take(form, vote, convinced ? ConvincedPart.Convinced : "", convinced ? ConvincedPart.Convinced : null);
    }

    private void Take(IFormCollection form, Part part, string typed, string? value)
    {
        posted[part.Key] = typed;
        if (Mark(value) != (form.TryGetValue(Was + part.Key, out var was) ? was[^1] : null)) changes.Add(new(part.Key, value));
    }

    private static string? Field(IFormCollection form, Part part) =>
        !form.TryGetValue(Answer + part.Key, out var values) ? null
        : Plain(values[^1] ?? "") is var text && part is TextPart { OneLine: true } ? text.ReplaceLineEndings(" ") : text;

    /// <summary>Without what no keyboard types and databases refuse: control characters, and halves of characters.</summary>
    private static string Plain(string value) => string.Concat(value.ReplaceLineEndings("\n").EnumerateRunes()
        .Where(rune => rune.Value is '\n' or '\t' || (!Rune.IsControl(rune) && rune != Rune.ReplacementChar)).Select(rune => rune.ToString())).Trim();
}
