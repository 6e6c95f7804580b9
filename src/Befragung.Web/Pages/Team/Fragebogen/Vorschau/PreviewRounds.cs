using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Befragung.Delphi;
using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Rounds;
using Befragung.Delphi.Studies;
using Befragung.Web.Data;
using Befragung.Web.Simulation;
using Befragung.Web.Text;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Pages.Team.Fragebogen.Vorschau;

/// <summary>Where what a preview shows of a round comes from.</summary>
public enum PreviewSource
{
    /// <summary>From what is written now; it can still change.</summary>
    Draft,

    /// <summary>From the round that is planned next.</summary>
    Planned,

    /// <summary>From a round that was opened: it stands.</summary>
    Opened,

    /// <summary>There is no such round yet: a simulated panel answered those before.</summary>
    Simulated,
}

/// <summary>A round to be looked at.</summary>
/// <param name="Edition">Changes with what is asked.</param>
/// <param name="Own">What the one who looks is taken to have answered before, by group.</param>
internal sealed record PreviewRound(
    FrozenRound Round,
    PreviewSource Source,
    string Edition,
    Func<string, IReadOnlyList<(int Round, AnswerSheet Sheet)>> Own
)
{
    /// <summary>A desk with this round's sheet, for whoever is no expert.</summary>
    public ExpertDesk DeskOf(Panelist nobody, ISheetKeeper keeper, AnswerSheet sheet)
    {
        var earlier = EarlierAnswers.Before(Round.Number, Own(nobody.GroupKey));
        return ExpertDesk.ToTry(
            nobody,
            new OpenSheet(keeper, nobody, Round, sheet)
            {
                Asking = new(Round.Questionnaire, nobody.Id, nobody.GroupKey, earlier.Newest),
                Earlier = earlier.Of(Round.Number - 1) ?? Answers.None,
                LeftOutBefore = false,
                EarlierRounds = earlier,
            }
        );
    }
}

/// <summary>Rounds that took some work to make, for as long as somebody looks at them.</summary>
public sealed class PreviewCache : IDisposable
{
    internal MemoryCache Rounds { get; } = new(new MemoryCacheOptions { SizeLimit = 100 });

    public void Dispose() => Rounds.Dispose();
}

/// <summary>The rounds of a study that there are to look at, those that are still to come among them.</summary>
public sealed class PreviewRounds(SurveyDb db, Drafting drafting, FrozenRounds frozen, PreviewCache cache, IStringLocalizer<Texts> t)
{
    /// <summary>How many there are: all that are planned, and no fewer than there were.</summary>
    public static int Count(Study study, Questionnaire? drafted)
    {
        ArgumentNullException.ThrowIfNull(study);
        return Math.Max(study.Rounds.Count, (drafted ?? study.Round(1).Questionnaire).Settings.Rounds);
    }

    /// <exception cref="RuleBrokenException">What is written cannot be asked, or there is no such round.</exception>
    internal async Task<PreviewRound> FindAsync(Study study, int number, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(study);
        var (first, edition) = await FirstAsync(study, cancel);
        if (number < 1 || number > Count(study, first))
            throw new RuleBrokenException("Eine Runde {0} ist in dieser Studie nicht vorgesehen.", number);
        if (study.Rounds.SingleOrDefault(round => round.Number == number) is not { } round)
            return Simulated(first, number, edition);
        if (round.State != RoundState.Planned)
            return Of(await frozen.OfAsync(round.Id, db, cancel), PreviewSource.Opened, $"{round.Id}", study);
        if (number > 1)
        {
            // What is written and can be asked is what the round asks.
            if (!round.IsOpening)
                await WrittenAsync(study, cancel);
            return Of(await FrozenRounds.IfOpenedAsync(round, db, cancel), PreviewSource.Planned, $"{round.Id}/{round.Version}", study);
        }
        return Kept(
            edition,
            () =>
                new(
                    new FrozenRound(round.Id, 1, first, Array.Empty<ShownReason>().ToLookup(reason => reason.ItemKey))
                    {
                        Kind = SheetKind.Preview,
                    },
                    PreviewSource.Draft,
                    edition,
                    _ => []
                )
        );
    }

    /// <summary>What round 1 asks: the draft while it can change.</summary>
    private async Task<(Questionnaire Questionnaire, string Edition)> FirstAsync(Study study, CancellationToken cancel)
    {
        var round = study.Round(1);
        if (!round.IsRevisable)
            return (round.Questionnaire, $"{study.Id}/1");
        var (questionnaire, text) = await WrittenAsync(study, cancel);
        return (questionnaire, $"{study.Id}/{Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}");
    }

    /// <summary>What is written of the planned round.</summary>
    private async Task<(Questionnaire Questionnaire, string Text)> WrittenAsync(Study study, CancellationToken cancel)
    {
        var draft = await drafting.LatestAsync(study, cancel);
        var questionnaire =
            (await drafting.CheckAsync(study, draft, cancel)).Questionnaire
            ?? throw new RuleBrokenException(
                "Der Fragebogen ist zurzeit nicht lesbar, weil noch etwas fehlt. Was es ist, steht auf der Seite „Fragebogen“; danach laden Sie die Vorschau neu."
            );
        return (questionnaire, draft.Text);
    }

    private static PreviewRound Of(FrozenRound round, PreviewSource source, string edition, Study study) =>
        new(
            round with
            {
                Kind = SheetKind.Preview,
            },
            source,
            edition,
            group => SimulatedRounds.OwnIn(study.Rounds.Where(one => one.Number < round.Number), group)
        );

    private PreviewRound Simulated(Questionnaire first, int number, string edition)
    {
        var whole = string.Create(CultureInfo.InvariantCulture, $"{edition}/{number}/{Languages.Current}");
        return Kept(
            whole,
            () =>
            {
                var made =
                    SimulatedRounds.Of(first, number)
                    ?? throw new RuleBrokenException(
                        "Runde {0} fragt, was das Projektteam aus den offenen Antworten macht. Vorher gibt es davon nichts zu sehen.",
                        number
                    );
                return new(
                    made.Round with
                    {
                        Reasons = Reasons(made.Round).ToLookup(reason => reason.ItemKey),
                    },
                    PreviewSource.Simulated,
                    whole,
                    group => made.Own[group]
                );
            }
        );
    }

    /// <summary>One for each side that is asked for, and nobody takes it for anything but an example.</summary>
    private IEnumerable<ShownReason> Reasons(FrozenRound round) =>
        from item in round.Questionnaire.Items
        from part in item.ReasonParts(round.Questionnaire.Settings)
        let name = SHA256.HashData(Encoding.UTF8.GetBytes(part.Key))
        select new ShownReason(
            new Guid(name.AsSpan(0, 16)),
            item.Key,
            part.Side,
            t["Erdachtes Beispiel: Hier steht eine Begründung aus Runde {0}, die Sie freigegeben haben.", round.Number - 1],
            round.Number - 1,
            0
        );

    private PreviewRound Kept(string edition, Func<PreviewRound> make)
    {
        if (cache.Rounds.TryGetValue(edition, out PreviewRound? known) && known is not null)
            return known;
        return cache.Rounds.Set(edition, make(), new MemoryCacheEntryOptions { SlidingExpiration = TimeSpan.FromMinutes(10), Size = 1 });
    }
}
