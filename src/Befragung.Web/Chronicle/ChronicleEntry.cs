using Befragung.Delphi.Studies;

namespace Befragung.Web.Chronicle;

/// <summary>
/// One step of the team or of the platform: when, who, what, about what. Written in the transaction of the step, and never changed or deleted by the platform.
/// No answer, no name and no address is in it.
/// </summary>
public sealed class ChronicleEntry
{
    public const int MaxAbout = 200;

    private ChronicleEntry() { }

    public ChronicleEntry(
        ChronicleStep step,
        DateTime at,
        string by,
        int? studyId = null,
        int? round = null,
        string? about = null,
        int number = 1,
        Study? study = null
    )
    {
        Step = step;
        At = at;
        By = by;
        StudyId = studyId;
        Round = round;
        About = about is { Length: > MaxAbout } ? about[..MaxAbout] : about;
        Number = number;
        Study = study;
    }

    public long Id { get; private set; }

    public ChronicleStep Step { get; private set; }

    public DateTime At { get; private set; }

    /// <summary>Id of the account, or one of the names in <see cref="Actor"/>.</summary>
    public string By { get; private set; } = "";

    /// <summary>Null for steps of the installation, and of a study that was deleted since.</summary>
    public int? StudyId { get; private set; }

    /// <summary>Only to be named by one that is created in the same moment, whose key is not known yet.</summary>
    public Study? Study { get; private set; }

    /// <summary>Made from a change of the model: made anew if the save has to be repeated.</summary>
    internal bool IsDerived { get; init; }

    /// <summary>Number of the round; null where the step is about none.</summary>
    public int? Round { get; private set; }

    /// <summary>A key, a role, the name of a file, a role and the account that has it; null where there is nothing to say.</summary>
    public string? About { get; private set; }

    /// <summary>How many reasons, people or letters the step was about; 1 elsewhere.</summary>
    public int Number { get; private set; }
}
