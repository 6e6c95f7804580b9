using Befragung.Web.Data.Providers;

namespace Befragung.Web.Data;

/// <summary>Whether somebody of the panel was asked in a correction round; asked with their first page between two rounds.</summary>
public sealed class CorrectionAskedQuery(SurveyDatabase database, IServiceScopeFactory scopes)
    : PreparedQuery<Guid, Guid>(
        database,
        scopes,
        (db, id) =>
            db
                .CorrectionSheets.Where(own => db.Sheets.Any(sheet => sheet.Id == own.SheetId && sheet.PanelistId == id))
                .Select(own => new { own.SheetId }),
        (_, id) => id
    );
