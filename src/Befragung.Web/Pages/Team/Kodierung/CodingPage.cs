using System.Globalization;
using Befragung.Delphi;
using Befragung.Delphi.Coding;
using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Rounds;
using Befragung.Web.Access;
using Befragung.Web.Data;
using Microsoft.AspNetCore.Mvc;

namespace Befragung.Web.Pages.Team.Kodierung;

/// <summary>A page about the open answers of a closed round. Answers of so few that it could be told who wrote them are shown to nobody.</summary>
public abstract class CodingPage(SurveyDb db) : StudyPage(db)
{
    public Round Round { get; private set; } = null!;

    /// <summary>Null where coding has not begun.</summary>
    public RoundCoding? Begun { get; private set; }

    public RoundCoding Coding => Begun!;

    /// <summary>Whether a share of the mentions is still coded blind, and the rest together.</summary>
    public bool HasShare => Begun is { IsBlind: true, BlindShare: < 100 };

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
        return new RowMark(mention.Id, mention.Version).ToString();
    }

    /// <summary>Mentions with the codes that whoever looks may see.</summary>
    protected Task<IReadOnlyList<CodedMention>> CodedAsync(IReadOnlyList<Mention> mentions, CancellationToken cancel) =>
        Db.CodedMentionsAsync(Coding, Account, Codes, mentions, cancel);

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
