using System.Security.Cryptography;
using System.Text;
using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Rounds;

namespace Befragung.Web.Pages.Bogen;

/// <summary>
/// A section as it comes back from the browser. Beside each answer ("a.t1") stands what it was when the page was made ("was.t1"): only what was
/// changed on this page is taken over, so that an older page never undoes what was answered elsewhere meanwhile.
/// </summary>
internal sealed class SectionForm
{
    public const string Answer = "a.";
    public const string Was = "was.";

    private readonly Dictionary<string, string> posted = [];
    private readonly List<AnswerChange> changes = [];

    public SectionForm(IFormCollection form, Section section)
    {
        foreach (var part in section.Items.SelectMany(item => item.Parts))
        {
            if (!form.TryGetValue(Answer + part.Key, out var values)) continue;
            var value = Plain(values[^1] ?? "");
            posted[part.Key] = value;
            // An empty field takes a text or a rank away; of a rating or a choice it says "keine Angabe".
            var change = new AnswerChange(part.Key, value.Length == 0 && part is (TextPart or RankPart) ? null : value);
            if (Mark(change.Value) != (form.TryGetValue(Was + part.Key, out var was) ? was[^1] : null)) changes.Add(change);
        }
    }

    /// <summary>What stood in the fields, by part.</summary>
    public IReadOnlyDictionary<string, string> Posted => posted;

    public IReadOnlyList<AnswerChange> Changes => changes;

    /// <summary>The changes, without those to items that have a problem.</summary>
    public IReadOnlyList<AnswerChange> Without(IEnumerable<string> itemKeys)
    {
        var keys = itemKeys.ToHashSet();
        return [.. changes.Where(change => !keys.Contains(change.PartKey.Split('.')[0]))];
    }

    /// <summary>Short for a value, to see whether it was changed: itself, or a hash where it is long.</summary>
    public static string? Mark(string? value) =>
        value is { Length: > 64 } ? Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(value)).AsSpan(0, 16)) : value;

    /// <summary>Without what no keyboard types and databases refuse: control characters, and halves of characters.</summary>
    private static string Plain(string value) => string.Concat(value.ReplaceLineEndings("\n").EnumerateRunes()
        .Where(rune => rune.Value is '\n' or '\t' || (!Rune.IsControl(rune) && rune != Rune.ReplacementChar)).Select(rune => rune.ToString())).Trim();
}
