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
    private readonly Dictionary<FormUnit, IReadOnlyList<AnswerChange>> changes = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<FormUnit, Sentence> refused = new(ReferenceEqualityComparer.Instance);
    private readonly List<AnswerChange> mistakes = [];
    private readonly List<Difference> differences = [];

    public SectionMerge(SectionForm form, AnswerSheet sheet, DateTime now)
    {
        var mistaken = sheet.Mistaken;
        var kept = sheet.KeptAnswers;
        foreach (var unit in form.Units.Where(unit => unit.IsStale(mistaken)))
            differences.Add(new(unit, Outcome.Elsewhere, []));
        foreach (
            var unit in form.Units.Where(unit =>
                !unit.IsStale(mistaken) && (!unit.Agrees(sheet.Answers) || unit.ChangedElsewhere(sheet.Answers))
            )
        )
            switch (unit.ChangedHere, unit.ChangedElsewhere(sheet.Answers))
            {
                // Both say the same. Given here, it is no longer one of those that were kept at once there.
                case (true, true) when unit.Agrees(sheet.Answers):
                    if (kept.IsInBulk(unit.Item.Key))
                        changes.Add(
                            unit,
                            [.. unit.Fields.Where(one => one.ChangedHere).Select(one => new AnswerChange(one.Part.Key, one.Value))]
                        );
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
                    changes.Add(unit, unit.ChangesTo(sheet.Answers));
                    break;
                case (false, true):
                    differences.Add(new(unit, Outcome.Elsewhere, []));
                    break;
                case (false, false):
                    break;
            }
        foreach (var unit in changes.Keys)
            if (unit.Fault(sheet.Answers) is { } fault)
                refused.Add(unit, fault);
        foreach (var unit in form.Units.Where(unit => changes.ContainsKey(unit) || (unit.ShowedMistake && !unit.IsStale(mistaken))))
            mistakes.AddRange(
                from field in unit.Fields
                let wrong = refused.ContainsKey(unit) ? field.Typed : null
                where (wrong is null ? null : AnswerSheet.KeptOf(wrong)) != mistaken[field.Part.Key]
                select new AnswerChange(field.Part.Key, wrong)
            );
    }

    /// <summary>What can be saved.</summary>
    public IReadOnlyList<AnswerChange> Changes => [.. changes.Where(one => !refused.ContainsKey(one.Key)).SelectMany(one => one.Value)];

    /// <summary>What is no answer, as it was typed; null where a mistake is put right.</summary>
    public IReadOnlyList<AnswerChange> Mistakes => mistakes;

    /// <summary>What could not be taken over.</summary>
    public IReadOnlyCollection<FormUnit> Refused => refused.Keys;

    /// <summary>Where another device answered since the page was made.</summary>
    public IReadOnlyList<Difference> Differences => differences;
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
