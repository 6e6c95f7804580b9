using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Rounds;

namespace Befragung.Web.Pages.Bogen;

/// <summary>One field as it was sent.</summary>
/// <param name="Typed">What stood in it; null where nothing was sent, as of a scale without a choice.</param>
/// <param name="Value">The answer it comes to; null for none.</param>
/// <param name="Was">The mark of the answer when the page was made.</param>
internal sealed record FormField(Part Part, string? Typed, string? Value, string? Was)
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

    /// <summary>Whether the sheet says already what the page says.</summary>
    public bool Agrees(Answers now) => Fields.All(one => one.Typed is null || one.Value == now[one.Part.Key]);
}
