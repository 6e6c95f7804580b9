using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Befragung.Delphi;
using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Rounds;
using Befragung.Web.Data;
using Befragung.Web.Text;

namespace Befragung.Web.Pages.Bogen;

/// <summary>
/// A section as it comes back from the browser. Beside each answer ("a.t1") stands what it was when the page was made ("was.t1"), so that it can be told what
/// was changed on this page and what elsewhere meanwhile; see <see cref="SectionMerge"/>.
/// </summary>
internal sealed class SectionForm
{
    public const string Answer = "a.";
    public const string Was = "was.";

    /// <summary>What stood in the field as a mistake when the page was made.</summary>
    public const string Wrong = "wrong.";

    /// <summary>Says that the answer to a scale was taken back on the page: browsers send nothing of a scale in which nothing is chosen.</summary>
    public const string Back = "back.";

    /// <summary>How many seconds ago it was typed, where the page could not send it at once.</summary>
    public const string Age = "age.";

    /// <summary>The number of the round that the page was made in: a page may stay open from one to the next.</summary>
    public const string Round = "round";

    /// <summary>Says that a multiple choice was on the page: browsers send nothing of boxes that are not ticked.</summary>
    public const string Shown = "shown.";

    /// <summary>Behind an item's key: that the reasons of others were on the page, to be voted on.</summary>
    public const string Votes = ".:yes";

    /// <summary>"Keine Angabe" to a whole item of several parts.</summary>
    public const string None = "none.";

    /// <summary>Before an item's key: its answer was filled in from the round before by a script, as its button would have done.</summary>
    public const string Kept = "kept.";

    /// <summary>Control characters, ends of lines, halves of characters that may lack the other one, and what stands where one did.</summary>
    private static readonly SearchValues<char> Suspect = SearchValues.Create([
        .. Enumerable
            .Range(0, 0xA0)
            .Where(code => code != '\t' && char.IsControl((char)code))
            .Concat(Enumerable.Range(0xD800, 0x800))
            .Select(code => (char)code),
        '\u2028',
        '\u2029',
        '\uFFFD',
    ]);

    private readonly IFormCollection form;
    private readonly Dictionary<string, string> posted = [];
    private readonly List<FormUnit> units = [];

    /// <param name="isOwn">Whether a reason was given by the expert: nobody votes on their own.</param>
    public SectionForm(IFormCollection form, Section section, FrozenRound round, Func<ShownReason, bool> isOwn)
        : this(form, section.Asked, round, isOwn) { }

    public SectionForm(IFormCollection form, IReadOnlyList<Item> items, FrozenRound round, Func<ShownReason, bool> isOwn)
    {
        this.form = form;
        foreach (var item in items)
        {
            foreach (var reason in item.ReasonParts(round.Questionnaire.Settings))
                if (Typed(reason) is { } why)
                    Add(item, Field(reason, why, why.Length == 0 ? null : why));
            if (form.ContainsKey(Shown + item.Key + Votes))
                foreach (var shown in round.Reasons[item.Key].Where(shown => !isOwn(shown)))
                {
                    Add(item, Vote(new(item.Key, shown.Id)));
                    if (round.Questionnaire.Settings.Replies && Typed(new ReplyPart(item.Key, shown.Id)) is { } words)
                        Add(item, Field(new ReplyPart(item.Key, shown.Id), words, words.Length == 0 ? null : words));
                }

            var fields = item.Parts.Select(part => (Part: part, Typed: Typed(part))).ToList();
            if (item is MultipleChoiceItem)
                AddMarks(item, fields);
            else
                AddFields(item, fields);
        }
    }

    /// <summary>What stood in the fields, by part.</summary>
    public IReadOnlyDictionary<string, string> Posted => posted;

    public IReadOnlyList<FormUnit> Units => units;

    /// <summary>Whether the answer to an item was changed on this page.</summary>
    public bool Changes(Item item) =>
        units.Exists(unit => unit.Item == item && unit.ChangedHere && unit.Fields.Any(field => item.Parts.Contains(field.Part)));

    /// <summary>Whether the page says that the answer to an item was kept there.</summary>
    public bool SaysKept(Item item) => form.ContainsKey(Kept + item.Key);

    /// <summary>Answers an item as in the round before, as if that had been typed just now: so it is merged as everything else is.</summary>
    public void Keep(Item item, Answers earlier)
    {
        units.RemoveAll(unit => unit.Fields.Any(field => item.Parts.Contains(field.Part)));
        var fields = item
            .Parts.Select(part =>
                Field(part, part is NumberPart ? TypedNumbers.Shown(earlier[part.Key]) ?? "" : earlier[part.Key] ?? "", earlier[part.Key])
            )
            .ToList();
        AddUnits(item, fields);
    }

    private void AddUnits(Item item, IReadOnlyList<FormField> fields)
    {
        if (IsWhole(item))
            units.Add(new(item, fields, TimeSpan.Zero));
        else
            units.AddRange(fields.Select(field => new FormUnit(item, [field], TimeSpan.Zero)));
    }

    /// <summary>Takes the answer to an item back, as if everything in it had been emptied just now. Reasons stay: they are no part of it.</summary>
    public void TakeBack(Item item)
    {
        units.RemoveAll(unit => unit.Fields.Any(field => item.Parts.Contains(field.Part)));
        AddUnits(item, [.. item.Parts.Select(part => Field(part, "", TakenBack(item)))]);
    }

    /// <summary>What stands there once an answer is taken back: nothing, but where that of the round before would stand there again.</summary>
    private static string? TakenBack(Item item) => item is ExpertiseItem ? "" : null;

    /// <summary>Short for a value, to see whether it was changed: itself, or a hash where it is long.</summary>
    public static string? Mark(string? value) =>
        value is { Length: > 64 } ? Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(value)).AsSpan(0, 16)) : value;

    /// <summary>Ranks, points and estimates mean something only together, and so do a choice and the words for it; criteria, texts and ideas by themselves.</summary>
    private void AddFields(Item item, List<(Part Part, string? Typed)> all)
    {
        // Own words alone say what was chosen.
        if (item is SingleChoiceItem { Other: true } && all is [(var choice, null), (_, { Length: > 0 })])
            all[0] = (choice, OtherOption.Key);
        var shared = item is PointsItem && all.Exists(field => field.Typed is { Length: > 0 });
        // Of a scale or a choice in which nothing is chosen, browsers send nothing either.
        var fields = all.Where(field => field.Typed is not null || field.Part is RatedPart or ChoicePart)
            .Select(field =>
                field.Typed is null && form.ContainsKey(Back + field.Part.Key)
                    ? Field(field.Part, "", TakenBack(item))
                    : Field(field.Part, field.Typed, field.Typed is null ? null : ValueOf(field.Part, field.Typed, shared))
            )
            .ToArray();
        if (IsWhole(item))
            Add(item, fields);
        else
            foreach (var field in fields)
                Add(item, field);
    }

    private static bool IsWhole(Item item) => item is RankingItem or PointsItem or EstimateItem or SingleChoiceItem or MultipleChoiceItem;

    /// <summary>Boxes mean something only together: with none of them ticked, the item is not answered.</summary>
    private void AddMarks(Item item, List<(Part Part, string? Typed)> fields)
    {
        if (!form.ContainsKey(Shown + item.Key))
            return;
        var none = form.ContainsKey(None + item.Key);
        var answered = fields.Exists(field => field.Typed is { Length: > 0 });
        Add(
            item,
            [
                .. fields.Select(field =>
                    field is (TextPart, var words)
                        ? Field(field.Part, words ?? "", words is { Length: > 0 } ? words : null)
                        : Field(
                            field.Part,
                            field.Typed ?? (none ? "" : MarkPart.NotChosen),
                            field.Typed
                                ?? (
                                    none ? ""
                                    : answered ? MarkPart.NotChosen
                                    : null
                                )
                        )
                ),
            ]
        );
    }

    private FormField Vote(ConvincedPart vote)
    {
        var convinced = form.ContainsKey(Answer + vote.Key);
        return Field(vote, convinced ? ConvincedPart.Convinced : "", convinced ? ConvincedPart.Convinced : null);
    }

    private void Add(Item item, params FormField[] fields)
    {
        if (fields.Length == 0)
            return;
        // "Keine Angabe" to a multiple choice is a field of the item itself.
        var keys = fields.Select(field => field.Part.Key).Concat(fields[0].Part is MarkPart ? [item.Key] : []);
        units.Add(new(item, fields, keys.Select(AgeOf).Min() ?? TimeSpan.Zero));
    }

    private FormField Field(Part part, string? typed, string? value)
    {
        // Of a scale, nothing is "keine Angabe", and not what stands in it once its answer is taken back.
        if (typed is not null && (value is not null || part is not (RatedPart or ChoicePart)))
            posted[part.Key] = typed;
        return new(part, typed, value, MarkOf(Was), MarkOf(Wrong));

        // Browsers break lines in forms as mail does.
        string? MarkOf(string kind) => form.TryGetValue(kind + part.Key, out var mark) ? mark[^1]!.ReplaceLineEndings("\n") : null;
    }

    private TimeSpan? AgeOf(string key) =>
        form.TryGetValue(Age + key, out var age) && int.TryParse(age[^1], NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            ? TimeSpan.FromSeconds(seconds)
            : null;

    /// <summary>An empty field takes a text, a rank or a number away; of a rating or a choice it says "keine Angabe".</summary>
    /// <param name="shared">Points were shared out, so that an empty field is none of them.</param>
    private static string? ValueOf(Part part, string typed, bool shared) =>
        (part, typed.Length) switch
        {
            (NumberPart, 0) => shared ? "0" : null,
            (NumberPart number, _) => TypedNumbers.Plain(typed, number),
            (TextPart or RankPart, 0) => null,
            _ => typed,
        };

    private string? Typed(Part part) =>
        !form.TryGetValue(Answer + part.Key, out var values) ? null
        : Plain(values[^1] ?? "") is var text && part is TextPart { OneLine: true } ? text.ReplaceLineEndings(" ")
        : text;

    /// <summary>Without what no keyboard types and databases refuse: control characters, and halves of characters.</summary>
    internal static string Plain(string value)
    {
        // Mostly there is nothing of the kind.
        if (!value.AsSpan().ContainsAny(Suspect))
            return value.Trim();
        var plain = new StringBuilder(value.Length);
        foreach (var rune in value.ReplaceLineEndings("\n").EnumerateRunes())
            if (rune.Value is '\n' or '\t' || (!Rune.IsControl(rune) && rune != Rune.ReplacementChar))
                plain.Append(rune);
        return plain.ToString().Trim();
    }
}
