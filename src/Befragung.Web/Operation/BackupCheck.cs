using Befragung.Web.Data.Providers;

namespace Befragung.Web.Operation;

/// <summary>Backups are made by means of the machine, and the platform learns nothing of them; so it says that, instead of nothing.</summary>
internal static class BackupCheck
{
    public static Diagnosis Unknown(SurveyDatabase database) =>
        Diagnosis.Notice(new("Sicherung"), new("Von Sicherungen erfährt die Plattform nichts."), database.Backup);
}
