using Befragung.Delphi.Reporting;
using Befragung.Delphi.Studies;
using Befragung.Web.Data.Providers;
using Microsoft.EntityFrameworkCore;

namespace Befragung.Web.Data;

/// <summary>Saves what a team writes into a report: many at once, and nobody's words are lost.</summary>
public static class TextWriting
{
    /// <summary>How often a step of another kind may come in between.</summary>
    private const int Tries = 5;

    /// <summary>Writes on what is stored now, after all others who write texts of the same study.</summary>
    /// <param name="write">Changes the study, and gives back what could not be taken over.</param>
    public static async Task<IReadOnlyList<TextChange>> WriteTextsAsync(
        this SurveyDb db,
        SurveyDatabase database,
        Study study,
        Func<IReadOnlyList<TextChange>> write,
        CancellationToken cancel
    )
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(database);
        ArgumentNullException.ThrowIfNull(write);
        // Whoever writes texts of the same study waits here, however many they are.
        await using var transaction = await database.BeginAsync(db, Turn.OfTexts(study), cancel);
        for (var attempt = 1; ; attempt++)
        {
            await db.Entry(study).ReloadAsync(cancel);
            var left = write();
            try
            {
                await db.SaveChangesAsync(cancel);
                await transaction.CommitAsync(cancel);
                return left;
            }
            catch (DbUpdateConcurrencyException) when (attempt < Tries)
            {
                // Something else of the study was saved meanwhile: once more, on what is there now.
            }
        }
    }
}
