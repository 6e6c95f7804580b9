using Befragung.Delphi;
using Befragung.Delphi.Studies;
using Befragung.Web.Access;
using Befragung.Web.Exchange;
using Befragung.Web.Mail;
using Microsoft.EntityFrameworkCore;

namespace Befragung.Web.Data;

/// <summary>Panel files up to the moment in which they are taken in: read and compared with who is there, kept while somebody looks, and what their columns are.</summary>
public sealed class PanelFiles(SurveyDb db, TimeProvider clock)
{
    public async Task<PanelPreview> ReadAsync(Study study, byte[] content, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(study);
        var questionnaire = study.CurrentRound.Questionnaire;
        var assigned = await db
            .PanelColumns.Where(column => column.StudyId == study.Id)
            .ToDictionaryAsync(column => column.Header, column => column.Field, cancel);
        var file = PanelFile.Read(content, questionnaire.Groups, questionnaire.Languages, assigned);
        var known = await KnownAsync(study, cancel);
        // Only of those who would move it matters whether they have answered.
        var moving = file
            .Entries.Select(entry => (entry.Group, Person: PanelPreview.Find(known, entry)))
            .Where(one => one.Person is not null && one.Person.GroupKey != one.Group.Key)
            .Select(one => one.Person!.PanelistId)
            .Distinct();
        var answerers = new HashSet<Guid>();
        foreach (var some in moving.Chunk(Portions.Size))
            answerers.UnionWith(
                await db
                    .Sheets.Where(sheet => EF.Parameter(some).Contains(sheet.PanelistId))
                    .Where(sheet => sheet.SavedAt != null || sheet.HandedInAt != null)
                    .Select(sheet => sheet.PanelistId)
                    .ToListAsync(cancel)
            );
        if (answerers.Count > 0)
            foreach (var (key, person) in known.Where(one => answerers.Contains(one.Value.PanelistId)).ToList())
                known[key] = person with { HasAnswered = true };
        return PanelPreview.Of(file, known);
    }

    /// <summary>The file that waits in its preview; null where there is none, or it is too old.</summary>
    public async Task<PanelDraft?> WaitingAsync(Study study, CancellationToken cancel)
    {
        var oldest = Now - PanelDraft.Kept;
        return await db
            .PanelDrafts.AsNoTracking()
            .SingleOrDefaultAsync(draft => draft.StudyId == study.Id && draft.Intake == null && draft.CreatedAt > oldest, cancel);
    }

    public Task<DateTime?> WaitingSinceAsync(Study study, CancellationToken cancel)
    {
        var oldest = Now - PanelDraft.Kept;
        return db
            .PanelDrafts.Where(draft => draft.StudyId == study.Id && draft.Intake == null && draft.CreatedAt > oldest)
            .Select(draft => (DateTime?)draft.CreatedAt)
            .SingleOrDefaultAsync(cancel);
    }

    /// <summary>Keeps a file until somebody says what is to become of it; another one that waited is gone with it.</summary>
    /// <exception cref="RuleBrokenException">One is being taken in.</exception>
    public async Task KeepAsync(Study study, byte[] content, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(study);
        await DiscardAsync(study, cancel);
        if (await db.PanelDrafts.AnyAsync(draft => draft.StudyId == study.Id, cancel))
            throw Panels.IsUnderWay();
        db.PanelDrafts.Add(new PanelDraft(study.Id, content, Now));
        await db.SaveChangesAsync(cancel);
    }

    public Task DiscardAsync(Study study, CancellationToken cancel) =>
        db.PanelDrafts.Where(draft => draft.StudyId == study.Id && draft.Intake == null).ExecuteDeleteAsync(cancel);

    /// <summary>Remembers what columns are, for this file and for the next.</summary>
    public async Task AssignAsync(Study study, IReadOnlyList<PanelColumn> columns, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(columns);
        var known = await db.PanelColumns.Where(column => column.StudyId == study.Id).ToDictionaryAsync(column => column.Header, cancel);
        foreach (var column in columns.DistinctBy(column => column.Header))
            if (known.TryGetValue(column.Header, out var before))
                before.Assign(column.Title, column.Field);
            else
                db.PanelColumns.Add(column);
        await db.SaveChangesAsync(cancel);
    }

    /// <summary>Who is there, by their mailbox, and by name and postal address. Panels of before may hold one twice: then the first.</summary>
    public async Task<Dictionary<string, KnownPerson>> KnownAsync(Study study, CancellationToken cancel)
    {
        var people = await db
            .ContactCards.Where(card => card.StudyId == study.Id)
            .Select(card => new KnownPerson(
                card.PanelistId,
                card.Name,
                card.Email,
                card.Trait,
                card.Panelist.GroupKey,
                card.Panelist.Language,
                card.Panelist.WithdrawnAt != null,
                false,
                card.Post
            ))
            .ToListAsync(cancel);
        var known = new Dictionary<string, KnownPerson>(people.Count, StringComparer.Ordinal);
        foreach (var person in people.Where(one => one.Email.Length > 0))
            known.TryAdd(Mailbox.KeyOf(person.Email), person);
        // Of two with one name and place the one without a mailbox is who can be told by nothing else.
        foreach (var person in people.Where(one => one.Post is not null).OrderBy(one => one.Email.Length > 0))
            known.TryAdd(PostalAddress.Stored(person.Post)!.KeyWith(person.Name), person);
        return known;
    }

    private DateTime Now => clock.GetUtcNow().UtcDateTime;
}
