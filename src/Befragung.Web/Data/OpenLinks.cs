using Befragung.Delphi;
using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Rounds;
using Befragung.Delphi.Studies;
using Befragung.Web.Access;
using Befragung.Web.Data.Providers;
using Befragung.Web.Mail;
using Microsoft.EntityFrameworkCore;

namespace Befragung.Web.Data;

/// <summary>How it went with somebody who came by an open link.</summary>
public enum Joining
{
    /// <summary>They are in, or had come in a moment before by the same press of the button.</summary>
    Joined,

    /// <summary>What they sent had been used long before: they have to ask for the page again.</summary>
    UsedBefore,

    /// <summary>Nobody comes by this link now.</summary>
    Refused,
}

/// <summary>What can be done with open links: by the team, and by whoever comes by one.</summary>
public sealed class OpenLinks(OpenLinkQuery query, FrozenRounds frozen, IServiceProvider services, TimeProvider clock)
{
    /// <summary>So many links of a study are enough for its groups.</summary>
    public const int Most = 100;

    private static readonly TimeSpan OnePress = TimeSpan.FromMinutes(2);

    // Whoever only looks at the page needs no context.
    private SurveyDb Db => services.GetRequiredService<SurveyDb>();

    /// <summary>Null where nobody has made such a link.</summary>
    public async ValueTask<OpenLinkShown?> FindAsync(string? typed, CancellationToken cancel) =>
        OpenLink.Read(typed) is { } code && await query.ReadAsync(code, cancel) is [var found] ? found : null;

    public async ValueTask<FrozenRound> RoundAsync(RoundShown round, CancellationToken cancel) =>
        frozen.Known(round) ?? await frozen.OfAsync(round.Id, Db, cancel);

    /// <summary>What a study is called; null where it was deleted.</summary>
    public Task<LocalizedText?> TitleAsync(int studyId, CancellationToken cancel) =>
        Db.Studies.Where(study => study.Id == studyId).Select(study => (LocalizedText?)study.Title).SingleOrDefaultAsync(cancel);

    public static Task<List<OpenLink>> OfAsync(SurveyDb db, Study study, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(db);
        return db.OpenLinks.AsNoTracking().Where(link => link.StudyId == study.Id).OrderBy(link => link.Id).ToListAsync(cancel);
    }

    /// <summary>Whether people may come by themselves, now or from a day that is named.</summary>
    public static Task<bool> AnyAsync(SurveyDb db, Study study, DateTime now, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(db);
        return db.OpenLinks.AnyAsync(
            link => link.StudyId == study.Id && link.OffAt == null && (link.UntilAt == null || link.UntilAt > now),
            cancel
        );
    }

    /// <summary>Makes a link for a group, or for all.</summary>
    /// <exception cref="RuleBrokenException">There is no such group, or there are enough links.</exception>
    public async Task<OpenLink> AddAsync(Study study, string? groupKey, string by, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(study);
        if (groupKey is not null && study.CurrentRound.Questionnaire.Groups.All(group => group.Key != groupKey))
            throw new RuleBrokenException(
                "Diese Gruppe steht nicht mehr im Fragebogen. Laden Sie die Seite neu, und wählen Sie eine andere."
            );
        if (await Db.OpenLinks.CountAsync(link => link.StudyId == study.Id, cancel) >= Most)
            throw new RuleBrokenException("Mehr als {0:offenen Link|offene Links} hat eine Studie nicht.", Most);
        var made = new OpenLink(study.Id, groupKey, Now, by);
        Db.OpenLinks.Add(made);
        await Db.SaveChangesAsync(cancel);
        return made;
    }

    /// <summary>Changes a link of a study; false where it has no such.</summary>
    public async Task<bool> ChangeAsync(Study study, int id, Action<OpenLink> change, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(change);
        if (await Db.OpenLinks.SingleOrDefaultAsync(link => link.Id == id && link.StudyId == study.Id, cancel) is not { } found)
            return false;
        change(found);
        await Db.SaveChangesAsync(cancel);
        return true;
    }

    /// <summary>
    /// Makes somebody who comes by a link a part of the panel, with the sheet of the open round; all in one transaction, in which nobody else joins, opens or closes. So no more come
    /// than may, and a button that is pressed twice makes one of them.
    /// </summary>
    /// <param name="link">By which they come.</param>
    /// <param name="id">Their pseudonym, which the page was given before.</param>
    /// <param name="groupKey">To which group they belong.</param>
    /// <param name="language">Which they read.</param>
    /// <param name="cancel">Ends it before anything is stored.</param>
    public async Task<Joining> JoinAsync(OpenLinkShown link, Guid id, string groupKey, string language, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(link);
        var db = Db;
        var database = services.GetRequiredService<SurveyDatabase>();
        await using var transaction = await database.BeginAsync(db, Turn.OfPanel(link.StudyId), cancel);
        var now = Now;
        if (await db.Panelists.AnyAsync(one => one.Id == id, cancel))
        {
            var lately = now - OnePress;
            return await db.Sheets.AnyAsync(sheet => sheet.PanelistId == id && sheet.InvitedAt > lately, cancel)
                ? Joining.Joined
                : Joining.UsedBefore;
        }
        var round = await db
            .Rounds.Where(one => one.StudyId == link.StudyId && one.OpenedAt != null && one.SealedAt == null)
            .Select(one => (int?)one.Id)
            .SingleOrDefaultAsync(cancel);
        if (round is null || await TakePlaceAsync(db, link.Id, now, cancel) == 0)
            return Joining.Refused;
        await database.InsertAsync(db, [new Panelist(id, link.StudyId, groupKey, language, null, 0, 0, link.Id)], cancel);
        await database.InsertAsync(
            db,
            [new AnswerSheet(0, round.Value, id, groupKey, now, null, null, null, null, Answers.None, null, 0)],
            cancel
        );
        await transaction.CommitAsync(cancel);
        return Joining.Joined;
    }

    /// <summary>The secret of a new personal link for somebody who came by an open one, which can be typed from paper; it is stored nowhere.</summary>
    public async Task<string> OwnLinkAsync(Panelist panelist, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(panelist);
        var token = Token.NewToType();
        Db.Invitations.Add(new Invitation(panelist.Id, token, Now));
        await Db.SaveChangesAsync(cancel);
        return token;
    }

    /// <summary>Keeps where somebody wants to be written to when a further round opens; in the place of what they left before.</summary>
    /// <remarks>Where somebody else of the panel has the address, they get the letters already: nobody learns here who is in it.</remarks>
    public async Task LeaveAddressAsync(Panelist panelist, string name, Mailbox mailbox, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(panelist);
        var db = Db;
        var database = services.GetRequiredService<SurveyDatabase>();
        var before = await db.ContactCards.SingleOrDefaultAsync(card => card.PanelistId == panelist.Id, cancel);
        try
        {
            if (before is not null)
            {
                db.ContactCards.Remove(before);
                await db.SaveChangesAsync(cancel);
                await database.EraseLatestAsync(db, cancel);
            }
            db.ContactCards.Add(new(await db.Panelists.SingleAsync(one => one.Id == panelist.Id, cancel), name, mailbox));
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException failure) when (database.TroubleOf(failure) == DatabaseTrouble.TakenAlready) { }
    }

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    private static Task<int> TakePlaceAsync(SurveyDb db, int id, DateTime now, CancellationToken cancel) =>
        db
            .OpenLinks.Where(link => link.Id == id && link.OffAt == null)
            .Where(link => (link.FromAt == null || link.FromAt <= now) && (link.UntilAt == null || link.UntilAt > now))
            .Where(link => link.Most == null || link.Participants < link.Most)
            .ExecuteUpdateAsync(link => link.SetProperty(one => one.Participants, one => one.Participants + 1), cancel);
}
