using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Reporting;
using Befragung.Delphi.Results;
using Befragung.Delphi.Rounds;

namespace Befragung.Delphi.Studies;

/// <summary>A study: one panel, asked in rounds. Its newest round is the one that is worked at; a next one is planned only when that is closed.</summary>
public sealed class Study
{
    private readonly List<Round> rounds = [];

    private Study() { }

    /// <param name="key">Stands in addresses.</param>
    /// <param name="questionnaire">What round 1 asks.</param>
    /// <param name="at">Now.</param>
    /// <param name="by">Who creates it.</param>
    /// <param name="simulated">Whether its answers are made up, as in the demonstration.</param>
    /// <param name="notices">What was worth a notice when the questionnaire was read; null for nothing.</param>
    public Study(
        string key,
        Questionnaire questionnaire,
        DateTime at,
        string by,
        bool simulated = false,
        IReadOnlyList<Problem>? notices = null
    )
    {
        ArgumentNullException.ThrowIfNull(questionnaire);
        Key = key;
        Title = questionnaire.Title;
        CreatedAt = at;
        CreatedBy = by;
        IsSimulated = simulated;
        Notices = notices ?? [];
        rounds.Add(new Round(1, questionnaire, []));
    }

    public int Id { get; private set; }

    public string Key { get; private set; } = "";

    public LocalizedText Title { get; private set; } = null!;

    public DateTime CreatedAt { get; private set; }

    public string CreatedBy { get; private set; } = "";

    /// <summary>The answers are made up; whatever is made from them has to say so.</summary>
    public bool IsSimulated { get; private set; }

    /// <summary>What was worth a notice when its questionnaire was read; nothing has to be done about it.</summary>
    public IReadOnlyList<Problem> Notices { get; private set; } = [];

    /// <summary>What only the team can say in the report.</summary>
    public ReportTexts ReportTexts { get; private set; } = ReportTexts.None;

    /// <summary>Since then the results page is not there for anybody, whatever is released; null while it is.</summary>
    public DateTime? ResultsWithdrawnAt { get; private set; }
    public string? ResultsWithdrawnBy { get; private set; }

    /// <summary>When the page was shown again after it had been withdrawn; null where it never was.</summary>
    public DateTime? ResultsShownAt { get; private set; }
    public string? ResultsShownBy { get; private set; }

    /// <summary>Since when the results page tells how many have taken part in the round that is open; null while it does not.</summary>
    public DateTime? CountShownAt { get; private set; }
    public string? CountShownBy { get; private set; }

    /// <summary>Since when it stands among what is done with; null while it is worked at.</summary>
    public DateTime? ArchivedAt { get; private set; }
    public string? ArchivedBy { get; private set; }

    /// <summary>Since then it is there for nobody; what is left of it is being removed.</summary>
    public DateTime? DeletedAt { get; private set; }

    /// <summary>Since then the contacts of its panel are there for nobody; null again once none is left.</summary>
    public DateTime? ContactsDeletedAt { get; private set; }

    /// <summary>How its report looks.</summary>
    public Look Look { get; private set; } = Look.Usual;

    /// <summary>Concurrency token: of two who write at once, the second has to see what the first wrote.</summary>
    public int Version { get; private set; }

    public IReadOnlyList<Round> Rounds => rounds;

    public Round CurrentRound => rounds.MaxBy(round => round.Number)!;

    public Round Round(int number) =>
        rounds.FirstOrDefault(round => round.Number == number)
        ?? throw new RuleBrokenException("Eine Runde {0} gibt es in dieser Studie nicht.", number);

    /// <summary>The round whose questionnaire is being written: the newest one as long as it is planned; null where nothing can be changed.</summary>
    public Round? Drafted => CurrentRound is { IsRevisable: true } newest ? newest : null;

    /// <summary>
    /// Asks something else in the round that is planned, as long as nobody has seen it: in round 1 under another title as well; of a later one it notes what became of what was asked.
    /// </summary>
    /// <exception cref="RuleBrokenException">The newest round was opened.</exception>
    public void Revise(Questionnaire questionnaire, IReadOnlyList<Problem> notices)
    {
        ArgumentNullException.ThrowIfNull(questionnaire);
        var round = CurrentRound;
        if (round.Number > 1)
        {
            var before = Before(round).Select(one => one.Questionnaire).ToList();
            var everAsked = before.SelectMany(one => one.Items).Select(item => item.Key).ToHashSet(StringComparer.Ordinal);
            round.Revise(questionnaire, RevisedLineage.Of(round.Lineage, before[^1], questionnaire, everAsked));
        }
        else
        {
            round.Revise(questionnaire);
            Title = questionnaire.Title;
            Notices = notices;
        }
        Version++;
    }

    /// <summary>Which earlier round asked each item of a round last.</summary>
    public LastAsked LastAskedBefore(Round round)
    {
        ArgumentNullException.ThrowIfNull(round);
        return LastAsked.Of(round.Questionnaire, Before(round).Select(one => (one.Number, one.Questionnaire)));
    }

    /// <summary>The results of the rounds before a round.</summary>
    public IReadOnlyList<RoundResult> ResultsBefore(Round round)
    {
        ArgumentNullException.ThrowIfNull(round);
        return [.. Before(round).Select(one => one.Result).OfType<RoundResult>()];
    }

    private IEnumerable<Round> Before(Round round) => rounds.Where(one => one.Number < round.Number).OrderBy(one => one.Number);

    /// <summary>Takes over texts of the report; gives back those that somebody else changed meanwhile.</summary>
    public IReadOnlyList<TextChange> Write(IEnumerable<TextChange> changes, DateTime at, string by)
    {
        (ReportTexts, var refused) = ReportTexts.With(changes, at, by);
        Version++;
        return refused;
    }

    /// <summary>Keeps what is written and shall not be in the report yet; gives back what somebody else wrote on meanwhile.</summary>
    public IReadOnlyList<TextChange> Draft(IEnumerable<TextChange> drafts, DateTime at, string by)
    {
        (ReportTexts, var refused) = ReportTexts.WithDrafts(drafts, at, by);
        Version++;
        return refused;
    }

    /// <summary>Says of a text of the report that its numbers are right as they are now.</summary>
    public void ConfirmText(string key, IReadOnlyDictionary<string, TextBasis> bases)
    {
        ReportTexts = ReportTexts.Confirmed(key, bases);
        Version++;
    }

    /// <summary>Chooses the ratings that the report tells in full beside those that speak for themselves.</summary>
    /// <param name="keys">Of their parts.</param>
    /// <param name="leftOut">Of the questions whose pictures are left out.</param>
    /// <param name="order">Of questions, in the order in which their sections tell them.</param>
    public void ShowInReport(IEnumerable<string> keys, IEnumerable<string> leftOut, IEnumerable<string> order)
    {
        ReportTexts = ReportTexts with { Shown = [.. keys], LeftOut = [.. leftOut], Order = [.. order] };
        Version++;
    }

    /// <summary>Chooses the screens of the presentation.</summary>
    /// <param name="leftOut">Those that are not wanted.</param>
    /// <param name="inPairs">Whether two small pictures share a screen.</param>
    public void ShowInRoom(IEnumerable<string> leftOut, bool inPairs)
    {
        ReportTexts = ReportTexts with { SlidesLeftOut = [.. leftOut], SlidesInPairs = inPairs };
        Version++;
    }

    /// <summary>Chooses what the results page offers beside the report.</summary>
    /// <exception cref="RuleBrokenException">Its text is too long.</exception>
    public void Offer(ResultsOffer offer)
    {
        ArgumentNullException.ThrowIfNull(offer);
        if (offer.Problem is { } problem)
            throw new RuleBrokenException(problem.German, problem.Values);
        if (ReportTexts.Offer == offer)
            return;
        ReportTexts = ReportTexts with { Offer = offer };
        Version++;
    }

    /// <summary>Takes the results page back. It stays away when further rounds are released, until it is shown again.</summary>
    public void WithdrawResults(DateTime at, string by)
    {
        if (!rounds.Exists(round => round.State == RoundState.Released))
            throw new RuleBrokenException("Noch ist keine Runde freigegeben. Eine Ergebnisseite gibt es erst danach.");
        if (ResultsWithdrawnAt is not null)
            throw new RuleBrokenException("Die Ergebnisseite ist bereits zurückgezogen.");
        ResultsWithdrawnAt = at;
        ResultsWithdrawnBy = by;
        ResultsShownAt = null;
        ResultsShownBy = null;
        Version++;
    }

    public void ShowResults(DateTime at, string by)
    {
        if (ResultsWithdrawnAt is null)
            throw new RuleBrokenException("Die Ergebnisseite ist nicht zurückgezogen.");
        ResultsWithdrawnAt = null;
        ResultsWithdrawnBy = null;
        ResultsShownAt = at;
        ResultsShownBy = by;
        Version++;
    }

    /// <summary>Lets the results page tell how many have taken part so far, see <see cref="RunningRound"/>.</summary>
    public void ShowCount(DateTime at, string by)
    {
        if (CountShownAt is not null)
            return;
        CountShownAt = at;
        CountShownBy = by;
        Version++;
    }

    public void HideCount()
    {
        if (CountShownAt is null)
            return;
        CountShownAt = null;
        CountShownBy = null;
        Version++;
    }

    /// <summary>Puts it among what is done with. Everything stays where it is, for whoever has the address.</summary>
    /// <exception cref="RuleBrokenException">A round is open: somebody may be answering.</exception>
    public void Archive(DateTime at, string by)
    {
        if (CurrentRound.State == RoundState.Open)
            throw new RuleBrokenException(
                "Runde {0} ist noch offen. Eine Studie kommt erst ins Archiv, wenn keine Runde offen ist.",
                CurrentRound.Number
            );
        if (ArchivedAt is not null)
            throw new RuleBrokenException("Diese Studie ist bereits im Archiv.");
        ArchivedAt = at;
        ArchivedBy = by;
        Version++;
    }

    public void BringBack()
    {
        if (ArchivedAt is null)
            throw new RuleBrokenException("Diese Studie ist nicht im Archiv.");
        ArchivedAt = null;
        ArchivedBy = null;
        Version++;
    }

    /// <summary>Lets it disappear at once, under a key that nobody knows: its own is free for another study.</summary>
    public void Delete(DateTime at)
    {
        DeletedAt ??= at;
        Key = Guid.NewGuid().ToString("N");
        Version++;
    }

    /// <summary>Lets the contacts of its panel disappear at once.</summary>
    public void DeleteContacts(DateTime at)
    {
        ContactsDeletedAt ??= at;
        Version++;
    }

    /// <summary>No contact is left.</summary>
    public void ContactsAreGone()
    {
        ContactsDeletedAt = null;
        Version++;
    }

    /// <summary>Gives the report another look.</summary>
    public void Dress(Look look)
    {
        ArgumentNullException.ThrowIfNull(look);
        Look = look;
        Version++;
    }

    /// <summary>What earlier rounds asked and the newest did not, as it was asked last.</summary>
    public IReadOnlyList<NewItem> Returnable
    {
        get
        {
            var last = CurrentRound.Questionnaire.Items.Select(item => item.Key).ToHashSet(StringComparer.Ordinal);
            return
            [
                .. rounds
                    .OrderByDescending(round => round.Number)
                    .SelectMany(round => round.Questionnaire.Sections)
                    .SelectMany(section => section.Items.Select(item => new NewItem(item, section.Key, section.Title)))
                    .Where(one => one.Item.Parts.Count > 0 && !last.Contains(one.Item.Key))
                    .DistinctBy(one => one.Item.Key),
            ];
        }
    }

    /// <summary>Plans the round after the newest one from the items that are kept; the others are dropped, each for a reason.</summary>
    /// <param name="keep">Keys of the items to ask again.</param>
    /// <param name="reasons">By item key: why it is dropped.</param>
    /// <exception cref="RuleBrokenException">The newest round is not closed, nothing is asked, or a reason is missing.</exception>
    public Round PlanNext(IReadOnlySet<string> keep, IReadOnlyDictionary<string, string> reasons) => PlanNext(new(keep, reasons));

    /// <summary>Plans the round after the newest one.</summary>
    /// <exception cref="RuleBrokenException">The newest round is not closed, or the plan has a problem.</exception>
    public Round PlanNext(RoundPlan plan)
    {
        if (ProblemsOf(plan) is [{ What: var what }, ..])
            throw new RuleBrokenException(what.German, what.Values);
        var (questionnaire, lineage) = PlannedFrom(plan).Make();
        var next = new Round(CurrentRound.Number + 1, questionnaire, lineage, plan.Origins);
        rounds.Add(next);
        return next;
    }

    /// <summary>All that stands against a plan for the round after the newest one.</summary>
    /// <exception cref="RuleBrokenException">The newest round is not closed.</exception>
    public IReadOnlyList<PlanProblem> ProblemsOf(RoundPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var last = CurrentRound;
        if (last.State is RoundState.Planned or RoundState.Open)
            throw new RuleBrokenException("Runde {0} ist noch nicht geschlossen. Erst danach lässt sich die nächste planen.", last.Number);
        var used = EverAsked();
        var problems = new List<PlanProblem>();
        problems.AddRange(
            plan.Added.Where(one => used.Contains(one.Item.Key))
                .Select(one => new PlanProblem(PlanPlace.Plan, null, new("Den Schlüssel „{0}“ hat schon eine andere Frage.", one.Item.Key)))
        );
        if (Returned(plan).Count < plan.Returned.Count)
            problems.Add(
                new(PlanPlace.Plan, null, new("Wieder aufnehmen lässt sich nur, was eine frühere Runde gefragt hat und die letzte nicht."))
            );
        var asked = last.Questionnaire.Items.Where(item => item is not InformationItem).Select(item => item.Key).ToHashSet();
        if (
            !asked.Overlaps(plan.Keep)
            && !asked.Overlaps(plan.Merged.SelectMany(one => one.Parents))
            && !asked.Overlaps(plan.Split.Select(one => one.Parent))
            && plan.Returned.Count + plan.Added.Count == 0
        )
            problems.Add(new(PlanPlace.Plan, null, new("Für die nächste Runde muss mindestens eine Frage bleiben.")));
        problems.AddRange(PlannedFrom(plan).Problems());
        return problems;
    }

    private PlannedItems PlannedFrom(RoundPlan plan) => new(CurrentRound.Questionnaire, EverAsked(), plan, Returned(plan));

    private List<NewItem> Returned(RoundPlan plan) => [.. Returnable.Where(one => plan.Returned.Contains(one.Item.Key))];

    private HashSet<string> EverAsked() =>
        rounds.SelectMany(round => round.Questionnaire.Items).Select(item => item.Key).ToHashSet(StringComparer.Ordinal);
}
