using Befragung.Delphi;
using Befragung.Web.Data.Providers;

namespace Befragung.Web.Operation;

/// <summary>Whether the database opens and belongs to this version.</summary>
internal static class DatabaseCheck
{
    private static readonly Sentence Subject = new("Datenbank");

    public static async Task<IEnumerable<Diagnosis>> LookAsync(SurveyDatabase database, CancellationToken cancel) =>
        (await database.LookAsync(cancel)).Select(condition =>
            condition switch
            {
                { Remedy: null } good => Diagnosis.Good(Subject, good.Found),
                { IsFault: true, Remedy: { } remedy } bad => Diagnosis.Fault(Subject, bad.Found, remedy),
                { Remedy: { } remedy } other => Diagnosis.Notice(Subject, other.Found, remedy),
            }
        );
}
