using Befragung.Delphi.Questionnaires;

namespace Befragung.Delphi.Reporting;

/// <summary>
/// A questionnaire as whoever has to agree to it reads it on paper: numbered, with what is to be done at each question and who is asked it in words. No layout.
/// </summary>
/// <param name="Asked">What is asked.</param>
/// <param name="Round">In which round; null where rounds have no number, or it belongs to no study.</param>
/// <param name="Scales">Each scale once, in the order of the questions.</param>
/// <param name="Sections">What is asked, in its order.</param>
public sealed record PaperQuestionnaire(
    Questionnaire Asked,
    int? Round,
    IReadOnlyList<PaperScale> Scales,
    IReadOnlyList<PaperSection> Sections
)
{
    /// <summary>Which state of a questionnaire that is still being written; null once it stands.</summary>
    public int? Draft { get; init; }

    /// <summary>How many questions there are.</summary>
    public int Questions => Asked.Items.Count(item => item.Parts.Count > 0);

    /// <param name="asked">What is asked.</param>
    /// <param name="round">In which round; 0 where it belongs to no study.</param>
    /// <param name="before">What the rounds before asked, the first one first: conditions may look at their answers.</param>
    public static PaperQuestionnaire Of(Questionnaire asked, int round = 0, params IReadOnlyList<Questionnaire> before)
    {
        ArgumentNullException.ThrowIfNull(asked);
        ArgumentNullException.ThrowIfNull(before);
        var scales = new List<PaperScale>();
        foreach (var scale in asked.Items.SelectMany(item => item.Scales))
            if (!scales.Exists(one => one.Is(scale)))
                scales.Add(new(scales.Count + 1, scale));
        var paper = new PaperQuestionnaire(asked, round > 0 && asked.Settings.NumbersRounds(round) ? round : null, scales, []);
        return paper with { Sections = [.. asked.Sections.Select((section, place) => paper.Part(section, place + 1, before))] };
    }

    /// <summary>The one of <see cref="Scales"/> that something is rated on.</summary>
    public PaperScale ScaleOf(Scale scale) => Scales.First(one => one.Is(scale));

    private PaperSection Part(Section section, int place, IReadOnlyList<Questionnaire> before)
    {
        var number = 0;
        return new(
            place,
            section,
            [.. InWords(section.When, before)],
            [
                .. section.Items.Select(item => new PaperItem(
                    item is InformationItem ? null : $"{place}.{++number}",
                    item,
                    [.. InWords(item.When, before)],
                    [.. Told(item)]
                )),
            ]
        );
    }

    private IEnumerable<Sentence> InWords(Condition? condition, IReadOnlyList<Questionnaire> before) =>
        condition is null
            ? []
            : condition.InWords(
                condition.Item is { } item ? before.Append(Asked).LastOrDefault(one => one.ItemOf(item) is not null) ?? Asked : Asked
            );

    private IEnumerable<PaperSentence> Told(Item item)
    {
        foreach (var told in OfType(item))
            yield return told;
        if (item.Required)
            yield return new(new Sentence("Eine Antwort ist nötig.")) { Whole = PaperValue.Required };
        switch (item.ReasonParts(Asked.Settings).Count)
        {
            case 1:
                yield return new(new Sentence("Dazu kann eine Begründung gegeben werden."));
                break;
            case > 1:
                yield return new(new Sentence("Dazu können Gründe dafür und dagegen gegeben werden."));
                break;
        }
    }

    private IEnumerable<PaperSentence> OfType(Item item) =>
        item switch
        {
            RatingItem rating => [ScaleOf(rating.Scale).Rated],
            MultiRatingItem rating => [new(new Sentence("Bitte bewerten Sie nach {0:Merkmal|Merkmalen}.", rating.Criteria.Count))],
            SingleChoiceItem => [new(new Sentence("Bitte wählen Sie eine Antwort."))],
            MultipleChoiceItem choice => [OfMarks(choice)],
            RankingItem { Top: var top } ranking =>
            [
                new(
                    top < ranking.Options.Count
                        ? new Sentence("Vergeben Sie die Ränge 1 bis {0}. Rang 1 steht für das Wichtigste; die übrigen bleiben frei.", top)
                        : new Sentence("Vergeben Sie die Ränge 1 bis {0}. Rang 1 steht für das Wichtigste.", top),
                    PaperValue.Ranks
                ),
            ],
            PointsItem points =>
            [
                new(
                    new Sentence("Verteilen Sie insgesamt {0:Punkt|Punkte}. Ein leeres Feld zählt dann als 0.", points.Total),
                    PaperValue.Total
                ),
            ],
            NumberItem number =>
            [
                new(new Sentence("Bitte geben Sie eine Zahl an.")),
                .. OfNumber(number.Unit, number.Min, number.Max, number.Decimals),
            ],
            EstimateItem number =>
            [
                new(new Sentence("Bitte schätzen Sie drei Werte: den niedrigsten, den wahrscheinlichsten und den höchsten.")),
                .. OfNumber(number.Unit, number.Min, number.Max, number.Decimals),
            ],
            ShortTextItem text =>
            [
                new(
                    new Sentence("Bitte antworten Sie kurz in eigenen Worten, mit höchstens {0} Zeichen.", text.MaxLength),
                    PaperValue.Length
                ),
            ],
            LongTextItem text =>
            [
                new(new Sentence("Bitte antworten Sie in eigenen Worten, mit höchstens {0} Zeichen.", text.MaxLength), PaperValue.Length),
            ],
            IdeasItem { Entries: 1 } => [new(new Sentence("Bitte nennen Sie eine kurze Antwort.")) { Whole = PaperValue.OnlyOne }],
            IdeasItem ideas =>
            [
                new(new Sentence("Bitte nennen Sie bis zu {0:kurze Antwort|kurze Antworten}.", ideas.Entries), PaperValue.Entries),
            ],
            _ => [],
        };

    private static PaperSentence OfMarks(MultipleChoiceItem choice) =>
        (choice.Min > 1, choice.Max < choice.Combinable) switch
        {
            (_, true) when choice.Max == 1 => new(new Sentence("Höchstens eine Antwort ist möglich.")) { Whole = PaperValue.OnlyOne },
            (true, true) => new(
                new Sentence("Mehrere Antworten sind möglich, mindestens {0} und höchstens {1}.", choice.Min, choice.Max),
                PaperValue.Least,
                PaperValue.Most
            ),
            (true, false) => new(new Sentence("Mehrere Antworten sind möglich, mindestens {0}.", choice.Min), PaperValue.Least),
            (false, true) => new(new Sentence("Mehrere Antworten sind möglich, höchstens {0}.", choice.Max), PaperValue.Most),
            _ => new(new Sentence("Mehrere Antworten sind möglich.")),
        };

    private static IEnumerable<PaperSentence> OfNumber(Unit? unit, decimal? min, decimal? max, int decimals)
    {
        if (unit is not null)
            yield return new(new Sentence("Einheit: {0}.", unit.Many), PaperValue.Unit);
        if (min is not null && max is not null)
            yield return new(new Sentence("Möglich sind Werte von {0} bis {1}.", min, max), PaperValue.Least, PaperValue.Most);
        else if (min is not null)
            yield return new(new Sentence("Möglich sind Werte ab {0}.", min), PaperValue.Least);
        else if (max is not null)
            yield return new(new Sentence("Möglich sind Werte bis {0}.", max), PaperValue.Most);
        if (decimals > 0)
            yield return new(new Sentence("Stellen nach dem Komma: {0}.", decimals), PaperValue.Decimals);
    }
}

/// <summary>A scale with the number by which questions name it.</summary>
public sealed record PaperScale(int Number, Scale Scale)
{
    /// <summary>What it is called.</summary>
    public Sentence Name => new("Skala {0}", Number);

    /// <summary>What is to be done with it.</summary>
    public PaperSentence Rated =>
        new(
            Scale.NoAnswer
                ? new Sentence("Bitte bewerten Sie auf {0}: {1}, oder „keine Angabe“.", Name, Ends)
                : new Sentence("Bitte bewerten Sie auf {0}: {1}.", Name, Ends),
            PaperValue.Scale
        );

    /// <summary>Where it begins and ends, with the words that stand there.</summary>
    public Sentence Ends =>
        (Scale.LabelOf(1), Scale.LabelOf(Scale.Points)) is ({ } lowest, { } highest)
            ? new Sentence("von {0} („{1}“) bis {2} („{3}“)", 1, lowest, Scale.Points, highest)
            : new Sentence("von {0} bis {1}", 1, Scale.Points);

    /// <summary>What an answer beside a point counts as.</summary>
    public LocalizedText BandOf(int point) => Scale.NameOf(Scale.BandOf(point));

    internal bool Is(Scale scale) => Scale.NoAnswer == scale.NoAnswer && Scale.Signature == scale.Signature;
}

/// <param name="Number">Its place, from 1.</param>
/// <param name="Conditions">Who is asked it, in words; none where all are.</param>
public sealed record PaperSection(int Number, Section Section, IReadOnlyList<Sentence> Conditions, IReadOnlyList<PaperItem> Items);

/// <param name="Number">Such as "2.3"; null of what asks nothing.</param>
/// <param name="Conditions">Who is asked it, in words; none where all are.</param>
/// <param name="Told">What is to be done, and whether it has to be.</param>
public sealed record PaperItem(string? Number, Item Item, IReadOnlyList<Sentence> Conditions, IReadOnlyList<PaperSentence> Told);

/// <summary>What a value in a sentence decides about its question, so that a file can be read again.</summary>
public enum PaperValue
{
    Scale,
    Least,
    Most,
    Total,
    Ranks,
    Unit,
    Decimals,
    Length,
    Entries,
    Required,
    OnlyOne,
}

/// <param name="Values">What the first values of the sentence are.</param>
public sealed record PaperSentence(Sentence Sentence, params IReadOnlyList<PaperValue> Values)
{
    /// <summary>What the sentence itself says, where it has no value.</summary>
    public PaperValue? Whole { get; init; }
}
