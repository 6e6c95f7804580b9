using System.Security.Cryptography;
using System.Text.Json;
using Befragung.Delphi;
using Befragung.Delphi.Studies;
using Befragung.Web.Access;
using Befragung.Web.Chronicle;
using Befragung.Web.Data;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace Befragung.Web.Mail;

/// <summary>A letter that came back.</summary>
/// <param name="Letter">Its entry in the outbox.</param>
public sealed record Bounce(long Letter, string Name, string Email, LetterKind Kind, string? Words);

/// <summary>Something that was handed in and changes nothing, and why.</summary>
public sealed record NoBounce(string Source, Sentence Why);

/// <summary>What was recognised in what was handed in, before any of it is noted.</summary>
public sealed record BouncesFound(IReadOnlyList<Bounce> Letters, IReadOnlyList<NoBounce> Others);

/// <summary>
/// Letters that came back: recognised by the mark of the letter, which their report carries, or else by the address, as the last letter that went there. What is noted is given up, as
/// if the server had refused it.
/// </summary>
public sealed class Bounces(SurveyDb db, IDataProtectionProvider protection, TimeProvider clock)
{
    /// <summary>How long a preview can be noted.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromHours(1);

    private readonly ITimeLimitedDataProtector protector = protection.CreateProtector("Befragung.Bounces").ToTimeLimitedDataProtector();

    public async Task<BouncesFound> RecogniseAsync(Study study, IReadOnlyList<ReturnedMail> mails, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(study);
        ArgumentNullException.ThrowIfNull(mails);
        var letters = await LettersAsync(study, mails, cancel);
        var byMark = letters.ToDictionary(one => one.Entry.Mark);
        var byAddress = letters.ToLookup(one => one.Key);
        var found = new Dictionary<long, Bounce>();
        var others = new List<NoBounce>();
        foreach (var mail in mails)
        {
            var (letter, why) = Match(mail, byMark, byAddress);
            if (
                letter is not null
                && found.TryAdd(letter.Entry.Id, new(letter.Entry.Id, letter.Name, letter.Email, letter.Entry.Kind, mail.Words))
            )
                continue;
            others.Add(new(mail.Source, why ?? new("Steht hier schon: Dasselbe Anschreiben kam zweimal zurück.")));
        }
        return new([.. found.Values], others);
    }

    /// <summary>Notes them; returns how many letters that were. One that is noted already stays as it is.</summary>
    public async Task<int> NoteAsync(Study study, IReadOnlyCollection<Bounce> bounces, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(study);
        var words = bounces.ToDictionary(one => one.Letter, one => one.Words);
        var rounds = study.Rounds.Select(round => round.Id).ToList();
        var noted = 0;
        foreach (var some in words.Keys.Chunk(Portions.Size))
        {
            // What is told of people goes with their contact, and comes with none.
            var known = await db
                .ContactCards.Where(card => db.Outbox.Any(one => EF.Parameter(some).Contains(one.Id) && one.PanelistId == card.PanelistId))
                .Select(card => card.PanelistId)
                .ToListAsync(cancel);
            foreach (
                var entry in await db
                    .Outbox.Where(one => EF.Parameter(some).Contains(one.Id) && rounds.Contains(one.RoundId) && one.SentAt != null)
                    .ToListAsync(cancel)
            )
            {
                var now = clock.GetUtcNow().UtcDateTime;
                entry.Returned(words[entry.Id], now);
                if (known.Contains(entry.PanelistId))
                    db.PersonSteps.Add(new(entry.PanelistId, PersonStepKind.LetterReturned, now, Actor.Current));
                noted++;
            }
            await db.SaveChangesAsync(cancel);
        }
        return noted;
    }

    /// <summary>What a preview shows, for whoever notes it next: nobody else can read or change it on its way.</summary>
    public string Seal(Study study, IEnumerable<Bounce> bounces) =>
        protector.Protect(
            JsonSerializer.Serialize(new Sealed(study.Id, [.. bounces.Select(one => one with { Name = "", Email = "" })])),
            clock.GetUtcNow() + Kept
        );

    /// <exception cref="RuleBrokenException">It is too old, or none of this study.</exception>
    public IReadOnlyList<Bounce> Open(Study study, string? seal)
    {
        ArgumentNullException.ThrowIfNull(study);
        try
        {
            if (
                JsonSerializer.Deserialize<Sealed>(protector.Unprotect(seal ?? "", out var until)) is { } found
                && found.Study == study.Id
                && until > clock.GetUtcNow()
            )
                return found.Bounces;
        }
        catch (Exception failure) when (failure is CryptographicException or FormatException)
        {
            // Told below.
        }
        throw new RuleBrokenException("Diese Vorschau ist älter als eine Stunde. Bitte geben Sie die Rückläufer noch einmal ein.");
    }

    private static (Addressed? Letter, Sentence? Why) Match(
        ReturnedMail mail,
        Dictionary<string, Addressed> byMark,
        ILookup<string?, Addressed> byAddress
    )
    {
        switch (mail.Kind)
        {
            case ReturnKind.Delayed:
                return (null, new("Nur verzögert: Der Mailserver versucht es noch."));
            case ReturnKind.Delivered:
                return (null, new("Das ist eine Bestätigung: Das Anschreiben wurde zugestellt oder weitergeleitet."));
            case ReturnKind.AutoReply:
                return (null, new("Eine automatische Antwort, etwa weil jemand abwesend ist: Das Anschreiben ist angekommen."));
            case ReturnKind.Foreign:
                return (null, new("Kein Bericht über die Zustellung. Nennt die Nachricht eine Adresse, fügen Sie diese oben ein."));
            case ReturnKind.Unreadable:
                return (null, new("Das lässt sich nicht als E-Mail lesen."));
        }
        if (mail.Mark is { } mark)
            return byMark.GetValueOrDefault(mark) is not { } marked
                    ? (null, new("Gehört zu keinem Anschreiben dieser Studie, oder zu einem, das inzwischen noch einmal hinausging."))
                : marked.Entry.SentAt is null ? (null, new("Ist schon vermerkt."))
                : (marked, null);
        var own = byAddress[Mailbox.KeyOf(mail.Address ?? "")].ToList();
        if (own.Count == 0)
            return (null, new("„{0}“ ist nicht im Panel dieser Studie.", mail.Address ?? mail.Source));
        if (own.Where(one => one.Entry.SentAt is not null).MaxBy(one => one.Entry.SentAt) is { } last)
            return own.Any(one => one.Entry.Fault == MailFault.Returned && one.Entry.GivenUpAt > last.Entry.SentAt)
                ? (null, new("Ist schon vermerkt."))
                : (last, null);
        return own.Any(one => one.Entry.GivenUpAt is not null)
            ? (null, new("Ist schon vermerkt."))
            : (null, new("An diese Adresse ging noch kein Anschreiben hinaus."));
    }

    /// <summary>All letters that could be meant: those of the marks, and those to the addresses.</summary>
    private async Task<List<Addressed>> LettersAsync(Study study, IReadOnlyList<ReturnedMail> mails, CancellationToken cancel)
    {
        var failed = mails.Where(mail => mail.Kind == ReturnKind.Failed).ToList();
        var keys = failed.Where(mail => mail.Mark is null).Select(mail => Mailbox.KeyOf(mail.Address ?? "")).Distinct().ToList();
        var marks = failed
            .Select(mail => mail.Mark)
            .OfType<string>()
            .Select(mark => Guid.TryParseExact(mark.Split('-')[1], "N", out var key) ? key : Guid.Empty)
            .Distinct()
            .ToList();
        var rounds = study.Rounds.Select(round => round.Id).ToList();
        return await (
            from entry in db.Outbox.AsNoTracking().Told()
            where rounds.Contains(entry.RoundId)
            join card in db.ContactCards on entry.PanelistId equals card.PanelistId
            where EF.Parameter(marks).Contains(entry.Key) || EF.Parameter(keys).Contains(card.MailboxKey!)
            select new Addressed(entry, card.Name, card.Email, card.MailboxKey)
        ).ToListAsync(cancel);
    }

    private sealed record Addressed(OutboxEntry Entry, string Name, string Email, string? Key);

    private sealed record Sealed(int Study, IReadOnlyList<Bounce> Bounces);
}
