using System.Security.Cryptography;
using Befragung.Delphi;
using Befragung.Web.Chronicle;
using Befragung.Web.Data;
using Befragung.Web.Data.Providers;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using OtpNet;

namespace Befragung.Web.Access;

/// <summary>A key that is offered for the second step of somebody's sign-in, and counts once a code made from it comes back.</summary>
/// <param name="Key">As it is typed into an app, in Base32 (RFC 4648).</param>
/// <param name="Sealed">The same for the form: only this server reads it, for half an hour, for this member.</param>
public sealed record SecondStepOffer(string Key, string Sealed)
{
    /// <summary>The key in groups of four, which are easier to copy.</summary>
    public string InGroups => string.Join(' ', Key.Chunk(4).Select(group => new string(group)));

    /// <summary>What the camera of the app reads (the key URI that all such apps know).</summary>
    public string Address(string site, string account) =>
        $"otpauth://totp/{Uri.EscapeDataString(site)}:{Uri.EscapeDataString(account)}?secret={Key}&issuer={Uri.EscapeDataString(site)}";
}

/// <summary>Setting up, checking and giving up the second step of signing in.</summary>
public sealed class SecondSteps(
    SurveyDb db,
    SurveyDatabase database,
    IDataProtectionProvider protection,
    SecurityLog log,
    TimeProvider clock
)
{
    /// <summary>How long a code may take: those of the half minute before and after count as well, for clocks differ (RFC 6238, 5.2).</summary>
    private static readonly VerificationWindow Window = VerificationWindow.RfcSpecifiedNetworkDelay;

    private static readonly TimeSpan OfferHolds = TimeSpan.FromMinutes(30);

    // The length of the hash (RFC 4226, 4).
    private const int KeyBytes = 20;

    private readonly IDataProtector keys = protection.CreateProtector("Befragung.ZweiterSchritt");

    private readonly ITimeLimitedDataProtector offers = protection
        .CreateProtector("Befragung.ZweiterSchritt.Angebot")
        .ToTimeLimitedDataProtector();

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>Null where the member signs in with the password alone.</summary>
    public Task<SecondStep?> OfAsync(TeamMember member, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(member);
        return db.SecondSteps.AsNoTracking().SingleOrDefaultAsync(step => step.MemberId == member.Id, cancel);
    }

    /// <summary>The ids of all who have one.</summary>
    public async Task<IReadOnlySet<string>> MembersAsync(CancellationToken cancel) =>
        (await db.SecondSteps.Select(step => step.MemberId).ToListAsync(cancel)).ToHashSet();

    /// <summary>A new key for somebody; nothing is stored yet.</summary>
    public SecondStepOffer Offer(TeamMember member)
    {
        ArgumentNullException.ThrowIfNull(member);
        var key = Base32Encoding.ToString(RandomNumberGenerator.GetBytes(KeyBytes));
        return new(key, offers.Protect($"{member.Id}|{key}", OfferHolds));
    }

    /// <summary>The offer that a form brings back; null where it is too old, or somebody else's.</summary>
    public SecondStepOffer? Read(TeamMember member, string? sealedOffer)
    {
        ArgumentNullException.ThrowIfNull(member);
        return offers.Opened(sealedOffer ?? "")?.Split('|') is [var id, var key] && id == member.Id ? new(key, sealedOffer!) : null;
    }

    /// <summary>Sets the second step up with the key of an offer, and gives the codes on paper, which are shown this once; null where the code is not made from it.</summary>
    /// <exception cref="RuleBrokenException">There is one already.</exception>
    public async Task<IReadOnlyList<string>?> BeginAsync(TeamMember member, SecondStepOffer offer, string? code, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(member);
        ArgumentNullException.ThrowIfNull(offer);
        if (TimeStepOf(Base32Encoding.ToBytes(offer.Key), code) is not { } timeStep)
            return null;
        await using var transaction = await database.BeginAsync(db, Turn.OfAccounts, cancel);
        if (await db.SecondSteps.AnyAsync(step => step.MemberId == member.Id, cancel))
            throw new RuleBrokenException("Ihre Anmeldung in zwei Schritten ist schon eingerichtet.");
        var paper = NewPaperCodes();
        db.SecondSteps.Add(new SecondStep(member.Id, keys.Protect(offer.Key), timeStep, paper, Now));
        db.Note(clock, ChronicleStep.SecondStepBegun, by: member.Id);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        log.SecondStepBegun(member);
        return paper;
    }

    /// <summary>Whether somebody has just shown the second step: by a code of the app or one on paper, each of which counts once.</summary>
    public async Task<bool> IsRightAsync(TeamMember member, string? typed, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(member);
        await using var transaction = await database.BeginAsync(db, Turn.OfAccounts, cancel);
        if (await db.SecondSteps.SingleOrDefaultAsync(step => step.MemberId == member.Id, cancel) is not { } step)
            return false;
        if (Token.ReadTyped(typed) is { } paper)
        {
            if (!step.UsePaperCode(paper))
                return false;
            db.Note(clock, ChronicleStep.PaperCodeUsed, by: member.Id);
            log.PaperCodeUsed(member, step.PaperCodesLeft);
        }
        else if (
            // After a return without the keys no code can be checked; those on paper still can.
            keys.Opened(step.SealedKey)
                is not { } key
            || TimeStepOf(Base32Encoding.ToBytes(key), typed) is not { } timeStep
            || !step.UseTimeStep(timeStep)
        )
            return false;
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return true;
    }

    /// <summary>New codes on paper in place of those that are left; shown this once.</summary>
    /// <exception cref="RuleBrokenException">There is no second step.</exception>
    public async Task<IReadOnlyList<string>> RenewPaperCodesAsync(TeamMember member, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(member);
        await using var transaction = await database.BeginAsync(db, Turn.OfAccounts, cancel);
        var step =
            await db.SecondSteps.SingleOrDefaultAsync(one => one.MemberId == member.Id, cancel)
            ?? throw new RuleBrokenException("Ihre Anmeldung in zwei Schritten ist nicht mehr eingerichtet.");
        var paper = NewPaperCodes();
        step.RenewPaperCodes(paper);
        db.Note(clock, ChronicleStep.PaperCodesRenewed, by: member.Id);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return paper;
    }

    /// <summary>Gives the second step up: oneself, or an administrator for somebody whose telephone and paper are gone, which ends that member's sessions. False where there is none.</summary>
    /// <param name="member">Whose it is.</param>
    /// <param name="by">Who does it.</param>
    /// <param name="cancel">Ends it.</param>
    public async Task<bool> EndAsync(TeamMember member, string by, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(member);
        await using var transaction = await database.BeginAsync(db, Turn.OfAccounts, cancel);
        if (await db.SecondSteps.Where(step => step.MemberId == member.Id).ExecuteDeleteAsync(cancel) == 0)
            return false;
        if (by != member.Id)
            await db.TeamSessions.Where(session => session.MemberId == member.Id).ExecuteDeleteAsync(cancel);
        db.Note(clock, ChronicleStep.SecondStepEnded, about: member.Id, by: by);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        log.SecondStepEnded(member, by);
        return true;
    }

    private long? TimeStepOf(byte[] key, string? code)
    {
        var digits = new string([.. (code ?? "").Where(sign => !char.IsWhiteSpace(sign))]);
        return digits.Length == 6 && digits.All(char.IsAsciiDigit) && new Totp(key).VerifyTotp(Now, digits, out var timeStep, Window)
            ? timeStep
            : null;
    }

    private static List<string> NewPaperCodes() => [.. Enumerable.Range(0, SecondStep.PaperCodes).Select(_ => Token.NewToType())];
}
