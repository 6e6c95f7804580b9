using Befragung.Delphi;

namespace Befragung.Web.Data;

/// <summary>
/// That somebody took the complete data of a study along, and what for. They can tell who said what; so nobody gets them without a reason, and the reason stays with the
/// study.
/// </summary>
public sealed class CompleteExport
{
    public const int MaxReason = 500;

    private CompleteExport() { }

    /// <exception cref="RuleBrokenException">There is no reason, or it is too long.</exception>
    public CompleteExport(int studyId, string file, string? reason, DateTime at, string by)
    {
        var purpose = reason?.Trim() ?? "";
        if (purpose.Length == 0)
            throw new RuleBrokenException("Wozu brauchen Sie die vollständigen Daten? Bitte nennen Sie den Zweck.");
        if (purpose.Length > MaxReason)
            throw new RuleBrokenException("Der Text hat {0} Zeichen, möglich sind {1}.", purpose.Length, MaxReason);
        StudyId = studyId;
        File = file;
        Reason = purpose;
        At = at;
        By = by;
    }

    public int Id { get; private set; }

    public int StudyId { get; private set; }

    /// <summary>The file's name, or the format of the verb.</summary>
    public string File { get; private set; } = "";

    public string Reason { get; private set; } = "";

    public DateTime At { get; private set; }

    /// <summary>The account, or the verb.</summary>
    public string By { get; private set; } = "";
}
