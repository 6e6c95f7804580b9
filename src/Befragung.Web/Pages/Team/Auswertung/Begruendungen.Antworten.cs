using Befragung.Delphi;
using Befragung.Delphi.Rounds;
using Befragung.Web.Chronicle;
using Befragung.Web.Data;
using Befragung.Web.Kern;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Mvc;

namespace Befragung.Web.Pages.Team.Auswertung;

/// <summary>What is replied to reasons: by the team, from here; and by experts, to be read beside them.</summary>
public sealed partial class BegruendungenModel
{
    /// <summary>The reason that the team is about to reply to, with the version of what it said so far.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Antworten { get; set; }

    /// <summary>What replies on the page answer.</summary>
    public IReadOnlyDictionary<Guid, Reason> Answered { get; private set; } = new Dictionary<Guid, Reason>();

    /// <summary>What experts replied to reasons on the page.</summary>
    public ILookup<Guid, Reason> Replies { get; private set; } = Array.Empty<Reason>().ToLookup(reply => reply.Id);

    /// <summary>What the team said to reasons on the page.</summary>
    public IReadOnlyDictionary<Guid, TeamReply> TeamReplies { get; private set; } = new Dictionary<Guid, TeamReply>();

    /// <param name="number">The round's.</param>
    /// <param name="mark">The reason, with the version of what the team said so far.</param>
    /// <param name="text">What it says now.</param>
    /// <param name="cancel">Ends it.</param>
    public async Task<IActionResult> OnPostAntwortenAsync(int number, string? mark, string? text, CancellationToken cancel)
    {
        if (!Find(number) || RowMark.Read(mark) is not { } known || await Db.ReasonAsync(Round.Id, known.Id, cancel) is not { } reason)
            return NotFound();
        var reply = await ReplyAsync(reason, known, cancel);
        try
        {
            if (reply is null)
                Db.TeamReplies.Add(reply = new(reason));
            reply.Write(reason, text, ShownIn(reply), clock.GetUtcNow().UtcDateTime, Member);
        }
        catch (RuleBrokenException broken)
        {
            Db.ChangeTracker.Clear();
            Refused = (reason.Id, Replying, text);
            await ShowAsync(cancel);
            return this.Refuse(t["Die Antwort ist nicht gespeichert"], new PageError(FieldOf(Replying, reason.Id), t.Say(broken.Sentence)));
        }
        Db.Note(clock, ChronicleStep.ReasonAnswered, Study.Id, Round.Id, reason.ItemKey);
        await Db.SaveChangesAsync(cancel);
        return Back(null, reason.Id);
    }

    /// <summary>Takes back what the team said, also from an open round.</summary>
    public async Task<IActionResult> OnPostAntwortZurueckAsync(int number, string? mark, CancellationToken cancel)
    {
        if (!Find(number) || RowMark.Read(mark) is not { } known || await Db.ReasonAsync(Round.Id, known.Id, cancel) is not { } reason)
            return NotFound();
        // Where there is none any more, that is what was wanted.
        if (await ReplyAsync(reason, known, cancel) is not { } reply)
            return Back(null, reason.Id);
        reply.Withdraw(clock.GetUtcNow().UtcDateTime, Member);
        Db.Note(clock, ChronicleStep.ReasonAnswerTakenBack, Study.Id, Round.Id, reason.ItemKey);
        await using (var transaction = await Db.Database.BeginTransactionAsync(cancel))
        {
            await Db.SaveChangesAsync(cancel);
            await FrozenRounds.TakeBackAsync(Db, Study.Id, Round.Number, cancel);
            await transaction.CommitAsync(cancel);
        }
        return Back(null, reason.Id);
    }

    /// <summary>What the team said so far; where that is not what was on the page, saving it is refused.</summary>
    private async Task<TeamReply?> ReplyAsync(Reason reason, RowMark known, CancellationToken cancel)
    {
        var reply = await Db.TeamReplyAsync(reason.Id, cancel);
        if (reply is not null)
            Db.Entry(reply).Property(one => one.Version).OriginalValue = known.Version;
        return reply;
    }

    /// <summary>The open round that shows what the team says; null where none does.</summary>
    private int? ShownIn(TeamReply reply) =>
        Study.CurrentRound is { State: RoundState.Open, Shown: { } shown } open && shown.Shows(reply.Id, reply.Version)
            ? open.Number
            : null;

    /// <summary>What a form names a reply of the team by.</summary>
    public string ReplyMark(Reason reason)
    {
        ArgumentNullException.ThrowIfNull(reason);
        return new RowMark(reason.Id, TeamReplies.GetValueOrDefault(reason.Id)?.Version ?? 0).ToString();
    }

    private async Task ReadRepliesAsync(List<Reason> page, CancellationToken cancel)
    {
        var ids = page.ConvertAll(reason => reason.Id);
        Answered = await Db.AnsweredAsync(page, cancel);
        Replies = await Db.RepliesAsync(ids, cancel);
        TeamReplies = await Db.TeamRepliesAsync(ids, cancel);
    }
}
