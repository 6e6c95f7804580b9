using Befragung.Delphi.Rounds;
using Befragung.Delphi.Studies;

namespace Befragung.Web.Data;

/// <summary>Writes what experts save. A save is acknowledged when the disk has it.</summary>
public abstract class SheetWriter
{
    /// <summary>
    /// Takes no save of a round that is sealed or whose opening was taken back, nor one that was made on another state of the sheet: what is acknowledged stays.
    /// </summary>
    private protected const string SaveSheet = """
        UPDATE "Sheets" SET "StartedAt" = @started, "SavedAt" = @saved, "HandedInAt" = @handedIn, "Answers" = @answers, "NotAsked" = @notAsked,
        "Mistakes" = @mistakes, "Kept" = @kept, "Version" = @version
        WHERE "Id" = @id AND "Version" = @was
        AND NOT EXISTS (SELECT 1 FROM "Rounds" WHERE "Rounds"."Id" = "Sheets"."RoundId" AND ("Rounds"."SealedAt" IS NOT NULL OR "Rounds"."OpenedAt" IS NULL))
        """;

    private protected const string SaveConsent =
        """UPDATE "Panelists" SET "ConsentedAt" = @at WHERE "Id" = @panelist AND "ConsentedAt" IS NULL""";

    /// <summary>Writes the sheet as it stands.</summary>
    /// <param name="sheet">As it is to be stored.</param>
    /// <param name="was">Its version when it was read.</param>
    /// <param name="consented">The panelist, where the consent is to be written with it.</param>
    /// <returns>False where the stored sheet is another by now, or its round takes nothing any more: then nothing was written.</returns>
    public abstract Task<bool> SaveAsync(AnswerSheet sheet, int was, Panelist? consented = null);

    /// <summary>What of a sheet changes, taken at once: the sheet itself belongs to the page.</summary>
    private protected sealed record SheetRow(
        long Id,
        DateTime? StartedAt,
        DateTime? SavedAt,
        DateTime? HandedInAt,
        string Answers,
        string? NotAsked,
        string? Mistakes,
        string? Kept,
        int Version
    )
    {
        public static SheetRow Of(AnswerSheet sheet) =>
            new(
                sheet.Id,
                sheet.StartedAt,
                sheet.SavedAt,
                sheet.HandedInAt,
                sheet.Answers.ToJson(),
                sheet.NotAsked,
                sheet.Mistakes,
                sheet.Kept,
                sheet.Version
            );
    }
}
