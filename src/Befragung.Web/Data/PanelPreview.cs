using Befragung.Delphi;
using Befragung.Web.Access;
using Befragung.Web.Exchange;

namespace Befragung.Web.Data;

/// <summary>Somebody who is in the panel, as a file is compared with them.</summary>
/// <param name="HasAnswered">Whether an answer of theirs is there: then their group stands. Known only of those whose group a file would change.</param>
public sealed record KnownPerson(
    Guid PanelistId,
    string Name,
    string Email,
    string? Trait,
    string GroupKey,
    string Language,
    bool IsWithdrawn,
    bool HasAnswered
)
{
    /// <summary>What a file says of them that is otherwise; null where it says the same.</summary>
    public PanelChange? Compare(PanelEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        var change = new PanelChange(
            this,
            entry,
            entry.Name == Name ? null : entry.Name,
            entry.Group.Key == GroupKey ? null : entry.Group.Key,
            // What a file leaves open stays as it is.
            !entry.NamesLanguage || entry.Language == Language
                ? null
                : entry.Language,
            entry.Trait is null || entry.Trait == Trait ? null : entry.Trait
        );
        return change is { Name: null, GroupKey: null, Language: null, Trait: null } ? null : change;
    }
}

/// <summary>What a file changes of somebody who is in the panel; null for what stays.</summary>
public sealed record PanelChange(KnownPerson Person, PanelEntry Entry, string? Name, string? GroupKey, string? Language, string? Trait);

/// <summary>A panel file, compared with who is there already.</summary>
/// <param name="There">Who is there just like that.</param>
/// <param name="Problems">What is wrong in the file, or cannot be changed any more.</param>
/// <param name="MoreProblems">How many there are besides.</param>
public sealed record PanelPreview(
    PanelFile File,
    IReadOnlyList<PanelEntry> New,
    IReadOnlyList<PanelChange> Changed,
    IReadOnlyList<KnownPerson> There,
    IReadOnlyList<PanelProblem> Problems,
    int MoreProblems,
    int WrongLines
)
{
    /// <summary>Whether anything of it could be taken.</summary>
    public bool HasGood => New.Count + Changed.Count > 0;

    /// <summary>What whoever confirms was told: where it is something else by then, nothing is taken.</summary>
    public string Told => $"{New.Count} {Changed.Count} {WrongLines}";

    public bool IsPossible(PanelChoice choice) =>
        choice switch
        {
            PanelChoice.Alles => HasGood && WrongLines == 0 && Problems.Count == 0,
            PanelChoice.NurNeue => New.Count > 0,
            _ => HasGood,
        };

    /// <param name="known">Who is there, by their mailbox.</param>
    public static PanelPreview Of(PanelFile file, IReadOnlyDictionary<string, KnownPerson> known)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(known);
        var fresh = new List<PanelEntry>();
        var changed = new List<PanelChange>();
        var there = new List<KnownPerson>();
        var problems = new List<PanelProblem>(file.Problems);
        foreach (var entry in file.Entries)
            if (known.GetValueOrDefault(entry.Mailbox.Key) is not { } person)
                fresh.Add(entry);
            else if (person.Compare(entry) is not { } change)
                there.Add(person);
            else if (change.GroupKey is not null && person.HasAnswered)
                problems.Add(
                    new(entry.Line, new("{0} hat schon geantwortet. Die Gruppe lässt sich nicht mehr ändern.", person.Name), "Gruppe")
                );
            else
                changed.Add(change);
        var late = problems.Count - file.Problems.Count;
        return new(
            file,
            fresh,
            changed,
            there,
            late == 0 ? problems : [.. problems.OrderBy(problem => problem.Line)],
            file.MoreProblems,
            file.WrongLines + late
        );
    }
}
