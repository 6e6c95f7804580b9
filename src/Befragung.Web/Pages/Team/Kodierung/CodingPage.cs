using System.Globalization;
using Befragung.Delphi;
using Befragung.Delphi.Coding;
using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Rounds;
using Befragung.Web.Access;
using Befragung.Web.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Befragung.Web.Pages.Team.Kodierung;

/// <summary>A mention as a card shows it.</summary>
/// <param name="Codes">Those that whoever looks may see.</param>
/// <param name="IsApart">Coded blind and not settled: to be decided on the page that compares.</param>
/// <param name="Pieces">Of how many its text consists.</param>
public sealed record CodedMention(Mention Mention, IReadOnlyList<Code> Codes, bool IsApart, int Pieces);

/// <summary>A page about the open answers of a closed round. Answers of so few that it could be told who wrote them are shown to nobody.</summary>
public abstract class CodingPage(SurveyDb db) : StudyPage(db)
{
    public Round Round { get; private set; } = null!;

    /// <summary>Null where coding has not begun.</summary>
    public RoundCoding? Begun { get; private set; }

    public RoundCoding Coding => Begun!;

    /// <summary>The account of who looks.</summary>
    public string Account => SecurityLog.IdOf(User)!;

    public CodeTree Codes { get; private set; } = null!;

    /// <summary>The groups that may stand beside single texts.</summary>
    public IReadOnlySet<string> Groups => field ??= Writers.GroupsShown(Study);

    /// <summary>The address of the round.</summary>
    public string Root => $"/team/studien/{Study.Key}/runden/{Round.Number}";

    /// <summary>Whether the page is there before coding has begun.</summary>
    protected virtual bool IsBeginning => false;

    public LocalizedText? TextOf(string item) => Round.Questionnaire.ItemOf(item)?.Text;

    public string? NameOf(string? group) =>
        group is not null && Groups.Contains(group) ? Round.Questionnaire.NameOf(group)?.ToString() : null;

    /// <summary>What a form names a mention by.</summary>
    public static string Mark(Mention mention)
    {
        ArgumentNullException.ThrowIfNull(mention);
        return string.Create(CultureInfo.InvariantCulture, $"{mention.Id:N}:{mention.Version}");
    }

    protected static MentionMark? Read(string? mark) =>
        mark?.Split(':') is [var key, var version]
        && Guid.TryParse(key, out var id)
        && int.TryParse(version, CultureInfo.InvariantCulture, out var seen)
            ? new(id, seen)
            : null;

    /// <summary>Mentions with the codes that whoever looks may see.</summary>
    protected async Task<IReadOnlyList<CodedMention>> CodedAsync(IReadOnlyList<Mention> mentions, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(mentions);
        var ids = mentions.Select(mention => mention.Id).ToList();
        var given = (await Db.VisibleCodes(Coding, Account).Where(applied => ids.Contains(applied.MentionId)).ToListAsync(cancel)).ToLookup(
            applied => applied.MentionId,
            applied => applied.CodeId
        );
        var blind = Coding.IsBlind || Coding.BlindShare == 0 ? null : await Db.BlindlyCodedAsync(ids, cancel);
        var sources = mentions.Select(mention => mention.SourceId).Distinct().ToList();
        var pieces = await Db
            .Mentions.Where(mention => mention.RoundId == Round.Id && sources.Contains(mention.SourceId))
            .GroupBy(mention => mention.SourceId)
            .Select(group => new { group.Key, Count = group.Count() })
            .ToDictionaryAsync(group => group.Key, group => group.Count, cancel);
        return
        [
            .. mentions.Select(mention => new CodedMention(
                mention,
                [.. given[mention.Id].Select(Codes.Find).OfType<Code>().OrderBy(Codes.NameOf, StringComparer.CurrentCulture)],
                mention.SettledAt is null && blind?.Contains(mention.Id) == true,
                pieces.GetValueOrDefault(mention.SourceId, 1)
            )),
        ];
    }

    protected override async Task<IActionResult?> PrepareAsync(CancellationToken cancel)
    {
        var number = int.Parse((string)RouteData.Values["number"]!, CultureInfo.InvariantCulture);
        if (Study.Rounds.SingleOrDefault(round => round.Number == number && round.Result is not null) is not { } round)
            return NotFound();
        RequireEnough(round);
        Round = round;
        Begun = await Db.RoundCodingAsync(round.Id, cancel);
        if (Begun is null && !IsBeginning)
            return LocalRedirect($"{Root}/kodierung");
        Codes = new(await Db.CodesAsync(Study.Id, cancel));
        return null;
    }
}
