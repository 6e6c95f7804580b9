using Befragung.Delphi;
using Befragung.Web.Data;
using Befragung.Web.Data.Providers;
using Microsoft.EntityFrameworkCore;

namespace Befragung.Web.Operation;

/// <summary>How long ago the last backup was made, and whether the list of deletions beside the backups is whole. Of what is backed up by other means the platform learns nothing, and says so.</summary>
internal static class BackupCheck
{
    /// <summary>From here on it is said aloud: nobody has looked after it for a week.</summary>
    private static readonly TimeSpan Long = TimeSpan.FromDays(7);

    private static readonly Sentence Subject = new("Sicherung"),
        List = new("Liste der Löschungen");

    private static readonly Sentence Remedy = new(
        "Lassen Sie täglich sichern: befragung backup --output DATEI, auf einen anderen Datenträger. Stellen Sie einmal zur Probe daraus wieder her. Sichern Sie auf andere Weise, ist hier nichts zu tun."
    );

    public static async Task<IEnumerable<Diagnosis>> LookAsync(
        SurveyDatabase database,
        DeletionFile file,
        TimeProvider clock,
        CancellationToken cancel
    )
    {
        // What is wrong with the database is told where it is looked at.
        if (!await IsReadableAsync(database, cancel))
            return [Diagnosis.Notice(Subject, new("Von Sicherungen ist nichts bekannt."), Remedy)];
        await using var db = database.Open();
        var last = await db.Backups.OrderByDescending(one => one.At).FirstOrDefaultAsync(cancel);
        return [OfBackup(last, clock.GetUtcNow().UtcDateTime), await OfListAsync(db, file, cancel)];
    }

    private static Diagnosis OfBackup(BackupEntry? last, DateTime now)
    {
        if (last is null)
            return Diagnosis.Notice(Subject, new("Mit „befragung backup“ wurde noch nie gesichert."), Remedy);
        var age = now - last.At;
        if (age >= Long)
            return Diagnosis.Notice(Subject, new("Die letzte ist {0:Tag|Tage} alt.", (int)age.TotalDays), Remedy);
        return Diagnosis.Good(
            Subject,
            age < TimeSpan.FromDays(1) ? new("Die letzte ist keinen Tag alt.") : new("Die letzte ist {0:Tag|Tage} alt.", (int)age.TotalDays)
        );
    }

    private static async Task<Diagnosis> OfListAsync(SurveyDb db, DeletionFile file, CancellationToken cancel) =>
        await file.MissingAsync(db, cancel) switch
        {
            null => Diagnosis.Fault(
                List,
                new("{0} lässt sich nicht lesen.", file.Path),
                new(
                    "Beheben Sie das, oder nennen Sie mit Data__Deletions eine andere Datei: Sonst käme mit einer Sicherung zurück, was gelöscht wurde."
                )
            ),
            0 => Diagnosis.Good(List, new("{0}, vollständig.", file.Path)),
            { } missing => Diagnosis.Notice(
                List,
                new("In {0} fehlen {1:Löschung|Löschungen}.", file.Path, missing),
                new("Der Server trägt sie binnen zehn Minuten nach; bleibt es dabei, prüfen Sie, ob er dort schreiben darf.")
            ),
        };

    private static async Task<bool> IsReadableAsync(SurveyDatabase database, CancellationToken cancel)
    {
        if (!database.Exists)
            return false;
        try
        {
            await using var db = database.Open();
            return await database.IsUpToDateAsync(db, cancel);
        }
        catch (Exception failure) when (failure is ConfigurationException or RuleBrokenException or System.Data.Common.DbException)
        {
            return false;
        }
    }
}
