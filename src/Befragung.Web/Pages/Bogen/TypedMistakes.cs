using Befragung.Delphi;
using Befragung.Delphi.Questionnaires;
using Befragung.Web.Data;
using Microsoft.Extensions.Primitives;

namespace Befragung.Web.Pages.Bogen;

/// <summary>What stands on a sheet as it was typed and is no answer, read as if it had been sent again: so it is said everywhere what its own page said.</summary>
internal static class TypedMistakes
{
    /// <summary>By item, in the order of the items; empty for most sheets.</summary>
    public static IReadOnlyDictionary<string, TypedMistake> In(OpenSheet open, IReadOnlyList<Item> items)
    {
        ArgumentNullException.ThrowIfNull(open);
        var found = new Dictionary<string, TypedMistake>(StringComparer.Ordinal);
        if (open.Sheet.Mistakes is null)
            return found;
        var mistaken = open.Sheet.Mistaken;
        var fields = new Dictionary<string, StringValues>(StringComparer.Ordinal);
        foreach (var (part, typed) in mistaken.Values)
        {
            fields[SectionForm.Answer + part] = typed;
            fields[SectionForm.Wrong + part] = SectionForm.Mark(typed);
        }
        foreach (var item in items)
        {
            fields[SectionForm.Shown + item.Key] = "1";
            fields[SectionForm.Shown + item.Key + SectionForm.Votes] = "1";
        }
        var form = new SectionForm(new FormCollection(fields), items, open.Round, _ => false);
        foreach (var wrong in form.Units.Where(unit => unit.ShowedMistake).GroupBy(unit => unit.Item.Key))
            found.Add(
                wrong.Key,
                new(
                    wrong.Select(unit => unit.Fault(open.Answers)).FirstOrDefault(fault => fault is not null)
                        // In another language, a number can be read that could not be before.
                        ?? new("Diese Antwort zählt noch nicht. Bitte sehen Sie sie noch einmal an."),
                    [
                        .. wrong
                            .SelectMany(unit => unit.Fields)
                            .Where(field => field.Typed is not null)
                            .Select(field => (field.Part, field.Typed!)),
                    ]
                )
            );
        return found;
    }
}

/// <summary>One item that has to be put right.</summary>
/// <param name="Sentence">What is wrong with it.</param>
/// <param name="Typed">What stands in its fields.</param>
internal sealed record TypedMistake(Sentence Sentence, IReadOnlyList<(Part Part, string Typed)> Typed);
