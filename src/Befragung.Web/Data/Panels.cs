using Befragung.Delphi.Rounds;
using Befragung.Delphi.Studies;
using Befragung.Web.Access;
using Befragung.Web.Exchange;
using Befragung.Web.Mail;
using Microsoft.EntityFrameworkCore;

namespace Befragung.Web.Data;

/// <summary>Takes a panel file in, all or nothing. Where a round is open, the new experts are invited to it at once.</summary>
public sealed class Panels(SurveyDb db, Fieldwork fieldwork, Outbox outbox, TimeProvider clock)
{
    public async Task<PanelFile> ReadAsync(Study study, byte[] content, CancellationToken cancel)
    {
        var known = await db.ContactCards.Where(card => card.Panelist.StudyId == study.Id).Select(card => card.Email).ToListAsync(cancel);
        var questionnaire = study.CurrentRound.Questionnaire;
        return PanelFile.Read(content, questionnaire.Groups, questionnaire.Languages, known);
    }

    public async Task TakeInAsync(Study study, PanelFile file, CancellationToken cancel)
    {
        if (file.Problems.Count > 0)
            throw new ArgumentException("A panel file with problems is not taken in.", nameof(file));
        var now = clock.GetUtcNow().UtcDateTime;
        // A round that opens at this moment either sees the new experts, or is seen to be open here.
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await db.Entry(study.CurrentRound).ReloadAsync(cancel);
        foreach (var entry in file.Entries)
        {
            var panelist = new Panelist(study.Id, entry.Group.Key, entry.Language);
            db.Panelists.Add(panelist);
            db.ContactCards.Add(new ContactCard(panelist, entry.Name, entry.Email));
            if (study.CurrentRound.State == RoundState.Open)
                fieldwork.Invite(panelist, study.CurrentRound, now);
        }
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        outbox.Knock();
    }
}
