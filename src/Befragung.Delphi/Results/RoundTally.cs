using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Rounds;
using Befragung.Delphi.Statistics;

namespace Befragung.Delphi.Results;

/// <summary>
/// Counts a closing round: takes the sheets that were handed in one at a time, as a stream, and makes the result from columns per item.
/// Holds no sheet, but of number items their values, which have no scale to be counted on.
/// </summary>
public sealed class RoundTally
{
    private readonly Questionnaire questionnaire;
    private readonly LastAsked lastAsked;
    private readonly Dictionary<int, bool[]> slotsOf;
    private readonly List<Column> columns = [];
    private readonly List<SlotColumn> counting = [];
    private readonly List<NumbersColumn> measuring = [];
    private readonly Dictionary<string, RatingColumn> ratings;
    private readonly RatedCounts rated;
    private readonly Concordances concordances;
    private readonly Dictionary<string, int> groups;
    private readonly List<(string PartKey, string Text)> texts = [];
    private readonly short[] now;
    private readonly short[] other;
    private readonly short[] before;
    private readonly double[] numbers;
    private readonly Dictionary<string, int[]> notAsked = new(StringComparer.Ordinal);
    private readonly ConvincedCounts convinced;
    private readonly KeptCounts kept;
    private readonly KnowingCounts knowing;
    private readonly int[] handedInOf;
    private int handedIn;
    private int stayed;
    private int left;

    /// <param name="questionnaire">What the round asked.</param>
    /// <param name="lastAsked">What the answers are compared with; null in round 1.</param>
    /// <param name="sides">Which way the reasons of earlier rounds speak, by their ids; null where nobody reads any.</param>
    public RoundTally(Questionnaire questionnaire, LastAsked? lastAsked = null, IReadOnlyDictionary<Guid, ReasonSide>? sides = null)
    {
        ArgumentNullException.ThrowIfNull(questionnaire);
        this.questionnaire = questionnaire;
        this.lastAsked = lastAsked ?? LastAsked.Never;
        Slots = new SheetSlots(questionnaire);
        concordances = new Concordances(questionnaire, Slots);
        convinced = new ConvincedCounts(questionnaire, Slots, sides ?? new Dictionary<Guid, ReasonSide>());
        now = new short[Slots.Count];
        other = new short[Slots.Count];
        before = new short[Slots.Count];
        numbers = new double[Slots.Numbers];
        groups = questionnaire
            .Groups.Select((group, index) => (group.Key, index))
            .ToDictionary(pair => pair.Key, pair => pair.index, StringComparer.Ordinal);
        // One place more than groups, for those without one.
        handedInOf = new int[groups.Count + 1];
        rated = new RatedCounts(Slots, groups.Count + 1);
        kept = new KeptCounts(questionnaire, Slots, groups.Count + 1);
        knowing = new KnowingCounts(questionnaire, Slots, groups.Count + 1);
        foreach (var item in questionnaire.Items)
            AddColumns(item, groups.Count + 1);
        rated.Prepare();
        counting.AddRange(columns.OfType<SlotColumn>());
        measuring.AddRange(columns.OfType<NumbersColumn>());
        ratings = columns.OfType<RatingColumn>().ToDictionary(column => column.Key, StringComparer.Ordinal);
        slotsOf = this.lastAsked.Rounds.ToDictionary(round => round, _ => new bool[Slots.Count]);
        foreach (var part in questionnaire.Items.SelectMany(item => item.Parts))
            if (this.lastAsked.Of(part.Key) is { } round)
                slotsOf[round][Slots.IndexOf(part.Key)!.Value] = true;
    }

    /// <summary>Which slot of a row holds which part.</summary>
    public SheetSlots Slots { get; }

    /// <summary>Counts one sheet.</summary>
    /// <param name="groupKey">The expert's group.</param>
    /// <param name="answers">The sheet's document as stored.</param>
    /// <param name="left">Keys of the items that the expert was not asked, with blanks between them; what was answered there before does not count.</param>
    /// <param name="earlier">The same expert's sheets of the rounds that items are compared with, where they were handed in.</param>
    /// <returns>The open answers and the reasons on it, by part key; valid until the next call.</returns>
    public IReadOnlyList<(string PartKey, string Text)> Add(
        string groupKey,
        string answers,
        string? left = null,
        params IReadOnlyList<EarlierSheet> earlier
    ) => Add(groupKey, answers, left, null, earlier);

    /// <summary>The same of a sheet that says how it was answered.</summary>
    /// <param name="groupKey">The expert's group.</param>
    /// <param name="answers">The sheet's document as stored.</param>
    /// <param name="left">Keys of the items that the expert was not asked, with blanks between them.</param>
    /// <param name="kept">Which answers were kept from an earlier round, and how; null where nobody knows.</param>
    /// <param name="earlier">The same expert's sheets of the rounds that items are compared with.</param>
    public IReadOnlyList<(string PartKey, string Text)> Add(
        string groupKey,
        string answers,
        string? left,
        KeptAnswers? kept,
        IReadOnlyList<EarlierSheet> earlier
    )
    {
        ArgumentNullException.ThrowIfNull(earlier);
        texts.Clear();
        Slots.Read(answers, now, numbers, texts);
        Array.Clear(before);
        foreach (var sheet in earlier)
        {
            Slots.Read(sheet.Answers, other, [], null);
            if (sheet.Left is { } leftEarlier)
                Clear(leftEarlier.Split(' '), other, []);
            TakeOver(sheet.Round, other, before);
        }
        if (left is not null)
            Leave(GroupOf(groupKey), left.Split(' '), now, numbers);
        convinced.Take(texts, before, now);
        if (kept is not null)
            this.kept.Take(GroupOf(groupKey), left is null ? kept : kept.Without(left.Split(' ')), before, now);
        Count(groupKey, now, earlier.Count == 0 ? [] : before, numbers, left?.Split(' '));
        return texts;
    }

    /// <summary>Puts into a row what another round asked last, from the same expert's row of that round.</summary>
    public void TakeOver(int round, ReadOnlySpan<short> answers, Span<short> row)
    {
        if (!slotsOf.TryGetValue(round, out var slots))
            return;
        for (var slot = 0; slot < slots.Length; slot++)
            if (slots[slot])
                row[slot] = answers[slot];
    }

    /// <summary>Counts one row.</summary>
    /// <param name="groupKey">The expert's group; null for none, who counts in the whole alone.</param>
    /// <param name="row">The expert's answers, by slot.</param>
    /// <param name="before">The same expert's answers to what was asked last, in the same slots; empty where there are none.</param>
    public void Add(string? groupKey, ReadOnlySpan<short> row, ReadOnlySpan<short> before) => Add(groupKey, row, before, []);

    /// <summary>Counts one row with its numbers.</summary>
    /// <param name="groupKey">The expert's group; null for none, who counts in the whole alone.</param>
    /// <param name="row">The expert's answers, by slot.</param>
    /// <param name="before">The same expert's answers to what was asked last, in the same slots; empty where there are none.</param>
    /// <param name="measured">What was answered in numbers, NaN for nothing; empty where nothing was.</param>
    /// <param name="left">Keys of the items that the expert was not asked; what the row holds there does not count.</param>
    public void Add(
        string? groupKey,
        ReadOnlySpan<short> row,
        ReadOnlySpan<short> before,
        ReadOnlySpan<double> measured,
        IReadOnlySet<string>? left = null
    )
    {
        if (left is not { Count: > 0 })
        {
            Count(groupKey, row, before, measured, null);
            return;
        }
        row.CopyTo(now);
        measured.CopyTo(numbers);
        Leave(GroupOf(groupKey), left, now, numbers);
        Count(groupKey, now, before, measured.IsEmpty ? [] : numbers, left);
    }

    private void Count(
        string? groupKey,
        ReadOnlySpan<short> row,
        ReadOnlySpan<short> before,
        ReadOnlySpan<double> measured,
        IReadOnlyCollection<string>? left
    )
    {
        var group = GroupOf(groupKey);
        handedIn++;
        handedInOf[group]++;
        rated.Take(group, row);
        foreach (var column in counting)
            column.Take(group, row);
        if (!measured.IsEmpty)
            foreach (var column in measuring)
                column.Take(group, measured);
        concordances.Take(row);
        knowing.Take(group, row, before, measured, left);
        if (before.IsEmpty)
            return;
        rated.TakePair(group, before, row);
        foreach (var column in counting)
            column.TakePair(group, before, row);
    }

    private int GroupOf(string? key) => key is null ? groups.Count : groups[key];

    /// <summary>Takes a sheet of round 1, to compare those who are still there with those who left.</summary>
    /// <param name="answers">The sheet's document as stored.</param>
    /// <param name="stayed">Whether its expert handed in this round too.</param>
    /// <param name="left">Keys of the items that were not asked on it, with blanks between them.</param>
    public void AddFirst(string answers, bool stayed, string? left = null)
    {
        Slots.Read(answers, other, [], null);
        if (left is not null)
            Clear(left.Split(' '), other, []);
        AddFirst(other, stayed);
    }

    /// <summary>The same for a row.</summary>
    public void AddFirst(ReadOnlySpan<short> row, bool stayed)
    {
        if (stayed)
            this.stayed++;
        else
            left++;
        rated.TakeFirst(row, stayed);
    }

    /// <summary>The result of all sheets taken in.</summary>
    /// <param name="round">Number of the round.</param>
    /// <param name="participation">Invited, started and handed in, per group of the questionnaire.</param>
    /// <param name="earlier">The results of the rounds before, which changes are measured against.</param>
    public RoundResult ToResult(int round, IReadOnlyDictionary<string, Response> participation, params IReadOnlyList<RoundResult> earlier)
    {
        ArgumentNullException.ThrowIfNull(participation);
        ArgumentNullException.ThrowIfNull(earlier);
        var settings = questionnaire.Settings;
        var responses = questionnaire.Groups.Select(group => participation.GetValueOrDefault(group.Key) ?? new Response(0, 0, 0)).ToList();
        var hidden = SmallCells.Hidden([.. responses.Select(response => response.HandedIn)], settings.SmallestCell);
        var evaluation = new Evaluation(
            handedIn,
            notAsked,
            [.. groups.Keys],
            settings,
            lastAsked,
            earlier,
            matter => DrawsOf(round, matter)
        )
        {
            HiddenGroups = SmallCells.Hidden(handedInOf, settings.SmallestCell),
            Kept = kept,
            Knowing = knowing,
        };
        // Each column by itself: the test of change may take ten thousand draws.
        var items = columns
            .AsParallel()
            .AsOrdered()
            .SelectMany(column => column.Results(evaluation))
            .Select(item => knowing.Of(item, settings) is { } among ? item with { Knowing = among } : item)
            .Select(item => lastAsked.IsReworded(item.Key) ? item with { Reworded = true } : item)
            .ToList();
        var apmo = Verdicts.ApmoOf(questionnaire, items);
        return new RoundResult(
            round,
            settings.QuantileType,
            settings.SmallestCell,
            new Response(responses.Sum(response => response.Invited), responses.Sum(response => response.Started), handedIn),
            [
                .. questionnaire.Groups.Select(
                    (group, index) =>
                        hidden.Contains(index)
                            ? new GroupResponse(group.Key, responses[index].Invited, null, null)
                            : new GroupResponse(group.Key, responses[index].Invited, responses[index].Started, responses[index].HandedIn)
                ),
            ],
            [
                // Each item by itself: how firm its verdict is takes thousands of panels.
                .. items
                    .AsParallel()
                    .AsOrdered()
                    .Select(item => ratings.TryGetValue(item.Key, out var rating) ? rating.Judged(item, evaluation, apmo) : item),
            ]
        )
        {
            Version = RoundResult.NewestVersion,
            Knowing = knowing.Sections(evaluation),
            Concordance = concordances.Results(),
            Apmo = apmo,
            Convincing = convinced.Results(settings.SmallestCell, lastAsked),
            MedianCorrelation = earlier.MaxBy(one => one.Round) is { } last ? MedianCorrelation.Of(items, last) : null,
            Attrition =
                stayed + left == 0
                    ? null
                    : new(stayed, left, [.. columns.Select(column => column.Attrition(evaluation)).OfType<AttritionOfItem>()]),
        };
    }

    /// <summary>Of a study, a round, a part and a purpose; the study is known by its title, because a file of answers has no other name for it.</summary>
    private Draws DrawsOf(int round, string[] matter) =>
        Draws.Of([questionnaire.Title.Texts.First().Value, round.ToString(System.Globalization.CultureInfo.InvariantCulture), .. matter]);

    /// <summary>Takes out what was not asked.</summary>
    private void Leave(int group, IEnumerable<string> itemKeys, short[] row, double[] measured)
    {
        Clear(itemKeys, row, measured);
        foreach (var key in itemKeys)
        {
            if (!notAsked.TryGetValue(key, out var byGroup))
                notAsked.Add(key, byGroup = new int[handedInOf.Length]);
            byGroup[group]++;
            texts.RemoveAll(text => text.PartKey.Split('.')[0] == key);
        }
    }

    /// <summary>Makes unanswered what was not asked.</summary>
    private void Clear(IEnumerable<string> itemKeys, Span<short> row, Span<double> measured)
    {
        foreach (var part in itemKeys.SelectMany(questionnaire.PartsOf))
        {
            row[Slots.IndexOf(part.Key)!.Value] = 0;
            if (!measured.IsEmpty && Slots.NumberIndexOf(part.Key) is { } number)
                measured[number] = double.NaN;
        }
    }

    private void AddColumns(Item item, int n)
    {
        int Slot(int part) => Slots.IndexOf(item.Parts[part].Key)!.Value;
        switch (item)
        {
            case RatingItem or MultiRatingItem:
                columns.AddRange(item.Parts.Select(part => new RatingColumn(TypeOf(item), (RatedPart)part, rated, n)));
                break;
            case SingleChoiceItem:
                columns.Add(new ChoiceColumn(TypeOf(item), (ChoicePart)item.Parts[0], Slot(0), n));
                if (item.Parts.Count > 1)
                    columns.Add(new WordsColumn(TypeOf(item), item.Parts[1].Key, Slot(1), 1, n));
                break;
            case MultipleChoiceItem choice:
                columns.Add(new MarksColumn(TypeOf(item), choice, Slot(0), n));
                break;
            case RankingItem ranking:
                columns.Add(new RankingColumn(TypeOf(item), ranking, Slot(0), n));
                break;
            case NumberItem or PointsItem or EstimateItem:
                columns.Add(new NumbersColumn(TypeOf(item), item, Slots.NumberIndexOf(item.Parts[0].Key)!.Value, n));
                break;
            case { IsOpen: true }:
                columns.Add(new WordsColumn(TypeOf(item), item.Key, Slot(0), item.Parts.Count, n));
                break;
            case InformationItem:
                break;
            default:
                throw new InvalidOperationException($"Items of the kind {item.GetType().Name} have no evaluation.");
        }
    }

    /// <summary>The name of an item's type in questionnaire files and results.</summary>
    private static string TypeOf(Item item) =>
        item switch
        {
            RatingItem => "rating",
            MultiRatingItem => "multiRating",
            SingleChoiceItem => "singleChoice",
            MultipleChoiceItem => "multipleChoice",
            RankingItem => "ranking",
            PointsItem => "points",
            NumberItem => "number",
            EstimateItem => "estimate",
            ShortTextItem => "shortText",
            LongTextItem => "longText",
            _ => "ideas",
        };
}

/// <summary>What an expert handed in in an earlier round.</summary>
/// <param name="Round">Its number.</param>
/// <param name="Answers">The sheet's document as stored.</param>
/// <param name="Left">Keys of the items that were not asked on it, with blanks between them; null for none.</param>
public sealed record EarlierSheet(int Round, string Answers, string? Left);
