using Befragung.Delphi;
using Befragung.Web.Access;
using Befragung.Web.Exchange;
using Befragung.Web.Mail;

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
    bool HasAnswered,
    string? Post = null
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
            entry.Trait is null || entry.Trait == Trait ? null : entry.Trait,
            entry.Post is null || entry.Post.ToString() == Post ? null : entry.Post,
            Email.Length > 0 ? null : entry.Mailbox
        );
        return change is { Name: null, GroupKey: null, Language: null, Trait: null, Post: null, Mailbox: null } ? null : change;
    }
}

/// <summary>What a file changes of somebody who is in the panel; null for what stays.</summary>
/// <param name="Mailbox">Only of those who had none.</param>
public sealed record PanelChange(
    KnownPerson Person,
    PanelEntry Entry,
    string? Name,
    string? GroupKey,
    string? Language,
    string? Trait,
    PostalAddress? Post,
    Mailbox? Mailbox
);

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

    /// <summary>Whom an entry means of those who are there; null for somebody new.</summary>
    /// <param name="known">See <see cref="PanelFiles.KnownAsync"/>.</param>
    public static KnownPerson? Find(IReadOnlyDictionary<string, KnownPerson> known, PanelEntry entry)
    {
        ArgumentNullException.ThrowIfNull(known);
        ArgumentNullException.ThrowIfNull(entry);
        if (known.GetValueOrDefault(entry.Key) is { } same)
            return same;
        // Who had no mailbox so far, and has one now.
        return
            entry is { Mailbox: not null, Post: { } post }
            && known.GetValueOrDefault(post.KeyWith(entry.Name)) is { Email.Length: 0 } person
            ? person
            : null;
    }

    /// <param name="known">See <see cref="PanelFiles.KnownAsync"/>.</param>
    public static PanelPreview Of(PanelFile file, IReadOnlyDictionary<string, KnownPerson> known)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(known);
        var fresh = new List<PanelEntry>();
        var changed = new List<PanelChange>();
        var there = new List<KnownPerson>();
        var problems = new List<PanelProblem>(file.Problems);
        var met = new Dictionary<Guid, int>();
        foreach (var entry in file.Entries)
            if (Find(known, entry) is not { } person)
                fresh.Add(entry);
            else if (!met.TryAdd(person.PanelistId, entry.Line))
                problems.Add(new(entry.Line, new("{0} steht schon in Zeile {1}.", person.Name, met[person.PanelistId])));
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
