using System.Data.Common;
using Befragung.Delphi.Rounds;
using Befragung.Delphi.Studies;
using Befragung.Web.Data.Providers;
using Microsoft.EntityFrameworkCore;

namespace Befragung.Web.Data;

/// <summary>All that an expert's page needs from the database: a row for each sheet of the panelist, or one without; none where the panelist is unknown or withdrawn.</summary>
public sealed class DeskQuery(SurveyDatabase database, IServiceScopeFactory scopes)
    : PreparedQuery<Guid, DeskRow>(database, scopes, Query, Row)
{
    private static IQueryable<object> Query(SurveyDb db, Guid panelistId) =>
        from panelist in db.Panelists
        where panelist.Id == panelistId && panelist.WithdrawnAt == null
        from sheet in db.Sheets.Where(sheet => sheet.PanelistId == panelist.Id).DefaultIfEmpty()
        from round in db.Rounds.Where(round => round.Id == sheet!.RoundId).DefaultIfEmpty()
        select new
        {
            panelist.StudyId,
            panelist.GroupKey,
            panelist.Language,
            panelist.ConsentedAt,
            sheet!.Id,
            sheet.RoundId,
            sheet.InvitedAt,
            sheet.StartedAt,
            sheet.SavedAt,
            sheet.HandedInAt,
            sheet.SealedAt,
            sheet.Answers,
            sheet.NotAsked,
            sheet.Version,
            round!.Number,
            round.ClosedAt,
            round.ReleasedAt,
            panelist.Admission,
            Shown = EF.Property<int>(round, FrozenRounds.Version),
            round.OpenedAt,
            panelist.Intake,
            SheetGroup = sheet.GroupKey,
            panelist.OpenLinkId,
            sheet.Mistakes,
            sheet.Kept,
        };

    private static DeskRow Row(DbDataReader reader, Guid panelistId)
    {
        var panelist = new Panelist(
            panelistId,
            reader.GetInt32(0),
            reader.GetString(1),
            reader.GetString(2),
            Time(reader, 3),
            reader.GetInt32(17),
            reader.GetInt32(20),
            reader.IsDBNull(22) ? null : reader.GetInt32(22)
        );
        // Of a round that is not open yet there may be sheets already, see Fieldwork.
        return reader.IsDBNull(4) || reader.IsDBNull(19)
            ? new(panelist, null, null, 0, null, null)
            : new(panelist, Sheet(reader, panelistId), reader.GetInt32(14), reader.GetInt32(18), Time(reader, 15), Time(reader, 16));
    }

    private static AnswerSheet Sheet(DbDataReader reader, Guid panelistId) =>
        new(
            reader.GetInt64(4),
            reader.GetInt32(5),
            panelistId,
            reader.GetString(21),
            Time(reader, 6)!.Value,
            Time(reader, 7),
            Time(reader, 8),
            Time(reader, 9),
            Time(reader, 10),
            Answers.Parse(reader.GetString(11)),
            reader.IsDBNull(12) ? null : reader.GetString(12),
            reader.GetInt32(13),
            reader.IsDBNull(23) ? null : reader.GetString(23),
            reader.IsDBNull(24) ? null : reader.GetString(24)
        );
}

/// <summary>A panelist with one of their sheets and what its round has come to.</summary>
/// <param name="Shown">Which state of what it shows counts, see <see cref="FrozenRounds"/>.</param>
public sealed record DeskRow(Panelist Panelist, AnswerSheet? Sheet, int? Number, int Shown, DateTime? ClosedAt, DateTime? ReleasedAt)
{
    /// <summary>Of a row with a sheet.</summary>
    public RoundShown Round => new(Sheet!.RoundId, Shown);
}
