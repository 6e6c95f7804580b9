using Befragung.Delphi;
using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Rounds;

namespace Befragung.Web.Pages.Bogen;

/// <summary>
/// What becomes of a section's form on the sheet as it stands now. What was changed on the page is taken over; what was changed elsewhere meanwhile stays. Where
/// both were, the newer counts, and whoever sits there is told: what was typed before the sheet was last saved is the older.
/// </summary>
internal sealed class SectionMerge
{
    private readonly List<AnswerChange> changes = [];
    private readonly List<Difference> differences = [];

    public SectionMerge(SectionForm form, AnswerSheet sheet, DateTime now)
    {
        foreach (var unit in form.Units.Where(unit => !unit.Agrees(sheet.Answers) || unit.ChangedElsewhere(sheet.Answers)))
            switch (unit.ChangedHere, unit.ChangedElsewhere(sheet.Answers))
            {
                // Both say the same.
                case (true, true) when unit.Agrees(sheet.Answers):
                    break;
                case (true, true) when unit.Age > TimeSpan.Zero && now - unit.Age < sheet.SavedAt:
                    differences.Add(
                        new(
                            unit,
                            Outcome.Older,
                            [.. unit.Fields.Where(field => field.Value is not null).Select(field => (field.Part, field.Value!))]
                        )
                    );
                    break;
                case (true, var both):
                    if (both)
                        differences.Add(
                            new(
                                unit,
                                Outcome.Newer,
                                [
                                    .. unit
                                        .Fields.Where(field => sheet.Answers[field.Part.Key] is not null)
                                        .Select(field => (field.Part, sheet.Answers[field.Part.Key]!)),
                                ]
                            )
                        );
                    changes.AddRange(
                        unit.Fields.Where(field => field.Typed is not null && field.Value != sheet.Answers[field.Part.Key])
                            .Select(field => new AnswerChange(field.Part.Key, field.Value))
                    );
                    break;
                case (false, true):
                    differences.Add(new(unit, Outcome.Elsewhere, []));
                    break;
                case (false, false):
                    break;
            }
    }

    public IReadOnlyList<AnswerChange> Changes => changes;

    /// <summary>Where another device answered since the page was made.</summary>
    public IReadOnlyList<Difference> Differences => differences;

    /// <summary>The changes that can be saved: none to items that have a problem, but reasons are no part of it.</summary>
    public IReadOnlyList<AnswerChange> Without(IReadOnlyDictionary<string, Sentence> problems) =>
        [
            .. changes.Where(change =>
                !problems.ContainsKey(change.PartKey.Split('.')[0])
                || (
                    ((Part?)ReasonPart.Of(change.PartKey) ?? ReplyPart.Of(change.PartKey)) is { } words
                    && (change.Value is null || words.Check(change.Value) is null)
                )
            ),
        ];
}

internal enum Outcome
{
    /// <summary>Changed on another device only; the page has to learn it.</summary>
    Elsewhere,

    /// <summary>Changed in both places, and later on this page.</summary>
    Newer,

    /// <summary>Changed in both places, and earlier on this page.</summary>
    Older,
}

/// <summary>An answer that was changed on another device.</summary>
/// <param name="GivenUp">What no longer counts: what stood there where this page is newer, what was typed here where it is older.</param>
internal sealed record Difference(FormUnit Unit, Outcome Outcome, IReadOnlyList<(Part Part, string Value)> GivenUp)
{
    public Item Item => Unit.Item;

    public Sentence Sentence =>
        Outcome switch
        {
            Outcome.Elsewhere => new("Auf einem anderen Gerät geändert."),
            Outcome.Newer => new(
                "Auf einem anderen Gerät hatten Sie inzwischen anders geantwortet. Es gilt, was Sie hier eingegeben haben. Dort stand:"
            ),
            _ => new("Auf einem anderen Gerät haben Sie später geantwortet. Es gilt die spätere Antwort. Hier hatten Sie eingegeben:"),
        };
}
