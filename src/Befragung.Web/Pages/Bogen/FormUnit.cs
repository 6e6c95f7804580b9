using Befragung.Delphi;
using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Rounds;
using Befragung.Web.Text;

namespace Befragung.Web.Pages.Bogen;

/// <summary>One field as it was sent.</summary>
/// <param name="Typed">What stood in it; null where nothing was sent, as of a scale without a choice.</param>
/// <param name="Value">The answer it comes to; null for none.</param>
/// <param name="Was">The mark of the answer when the page was made.</param>
/// <param name="Wrong">The mark of what stood in it as a mistake when the page was made; null for none.</param>
internal sealed record FormField(Part Part, string? Typed, string? Value, string? Was, string? Wrong)
{
    public bool ChangedHere => Typed is not null && SectionForm.Mark(Value) != Was;

    public bool ChangedElsewhere(Answers now) => SectionForm.Mark(now[Part.Key]) != Was;
}

/// <summary>What is taken over whole or not at all: one field, or all those of an item that mean something only together, such as ranks.</summary>
/// <param name="Age">How long ago it was last changed on the page.</param>
internal sealed record FormUnit(Item Item, IReadOnlyList<FormField> Fields, TimeSpan Age)
{
    public bool ChangedHere => Fields.Any(one => one.ChangedHere);

    public bool ChangedElsewhere(Answers now) => Fields.Any(one => one.ChangedElsewhere(now));

    /// <summary>What it changes of these answers.</summary>
    public IReadOnlyList<AnswerChange> ChangesTo(Answers now) =>
        [
            .. Fields
                .Where(field => field.Typed is not null && field.Value != now[field.Part.Key])
                .Select(field => new AnswerChange(field.Part.Key, field.Value)),
        ];

    /// <summary>What is wrong with these changes; null for nothing. A number that may be meant in two ways is asked back.</summary>
    public Sentence? Fault(Answers now)
    {
        var changes = ChangesTo(now);
        return (
                from field in Fields
                where field.Part is NumberPart && field.Typed is not null && changes.Any(change => change.PartKey == field.Part.Key)
                select TypedNumbers.Question(field.Typed!, (NumberPart)field.Part)
            ).FirstOrDefault(question => question is not null) ?? AnswerChange.Check([Item], now, changes).GetValueOrDefault(Item.Key);
    }

    /// <summary>Whether the page showed a mistake in it.</summary>
    public bool ShowedMistake => Fields.Any(one => one.Wrong is not null);

    /// <summary>Whether the page showed a mistake, which nobody touched there, and which was put right elsewhere meanwhile or is another one now.</summary>
    public bool IsStale(Answers mistaken) =>
        ShowedMistake
        && Fields.All(one => one.Typed is null || (one.Wrong is { } wrong && SectionForm.Mark(one.Typed) == wrong))
        && Fields.Any(one => one.Wrong is { } wrong && SectionForm.Mark(mistaken[one.Part.Key]) != wrong);

    /// <summary>Whether the sheet says already what the page says.</summary>
    public bool Agrees(Answers now) => Fields.All(one => one.Typed is null || one.Value == now[one.Part.Key]);
}
