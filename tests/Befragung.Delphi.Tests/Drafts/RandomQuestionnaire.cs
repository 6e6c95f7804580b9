using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Studies;

namespace Befragung.Delphi.Tests.Drafts;

/// <summary>Makes questionnaires of every kind, with the texts that people paste: several lines, quotation marks, hash signs, emoji, blanks where none are expected.</summary>
internal sealed class RandomQuestionnaire(Random random)
{
    private static readonly string[] Texts =
    [
        "Wohnen",
        "Zuzug, Rückkehr: was hält?",
        "Wohnen #1",
        "„Netze“ \"und\" 'mehr'",
        "null",
        "~",
        "true",
        "- Strich",
        "{ Klammer }",
        "[Liste]",
        "* Stern & Anker",
        "100 %",
        "C:\\Ordner\\n",
        "🏘️ Ort 👩🏽‍🌾",
        "Zeile eins\nZeile zwei",
        "Absatz\n\n- Punkt **eins**\n- Punkt zwei\n\n    eingerückt",
        "Ende mit Doppelpunkt:",
        "# kein Kommentar",
        "Größe ≥ 5 m² – ½",
        "---",
        "...",
        "1.5",
        "2020-01-01",
        "Tab\tmitten",
        "? Frage",
        "| Balken",
        "> Pfeil",
        "@ ` ! %",
        "日本語 العربية",
        "Zeile mit Blank am Ende \nund weiter",
        "soft\u00ADhyphen",
    ];

    private static readonly string[] Languages = ["de", "en"];

    private readonly HashSet<string> keys = [];
    private IReadOnlyList<string> languages = [];
    private List<Group> groups = [];
    private List<Scale> scales = [];
    private readonly List<Item> asked = [];

    public Questionnaire Next()
    {
        keys.Clear();
        asked.Clear();
        languages =
            random.Next(3) == 0 ? [.. Languages.Reverse()]
            : random.Next(2) == 0 ? Languages
            : [Languages[random.Next(2)]];
        groups = Many(1, 4, () => new Group(Key(), Line()) { Target = random.Next(2) == 0 ? random.Next(1, 100_001) : null });
        scales = Many(1, 3, Scale);
        return new Questionnaire(Line(), languages, groups, Settings(), Many(1, 3, Section))
        {
            Introduction = Maybe(Text),
            Consent = Maybe(Text),
            Contact = Maybe(() => new Contact("Team „Ort“", "team@example.org")),
            Recruiting = Maybe(() => new RecruitingQuestion(Line(), Many(2, 4, () => new Option(Key(), Line())))),
            OwnGroupLabel = Maybe(() => new GroupLabel(InAll(), InAll())),
        };
    }

    private Section Section()
    {
        var when = Maybe(When);
        var isRandom = random.Next(4) == 0;
        var before = asked.ToList();
        var items = Many(1, 4, () => Item(isRandom ? before : asked));
        items.Add(new RatingItem(Key(), Text(), scales[0]));
        return new Section(Key(), Line(), items)
        {
            Introduction = Maybe(Text),
            Random = isRandom,
            When = when,
        };
    }

    private Item Item(List<Item> above)
    {
        var when = random.Next(4) == 0 ? When(above) : null;
        if (random.Next(10) == 0)
            return new InformationItem(Key(), Text()) { When = when };
        var item = OfType() with
        {
            Note = Maybe(Text),
            Required = random.Next(3) == 0,
            Reasons = random.Next(3) == 0 ? random.Next(2) == 0 : null,
            When = when,
        };
        asked.Add(item);
        return item;
    }

    private Item OfType()
    {
        var options = Many(2, 5, () => new Option(Key(), Line()));
        switch (random.Next(11))
        {
            case 0:
                return new RatingItem(Key(), Text(), OneOf(scales));
            case 1:
                return new MultiRatingItem(Key(), Text(), Many(2, 4, () => new Criterion(Key(), Line(), OneOf(scales))));
            case 2:
                return new SingleChoiceItem(
                    Key(),
                    Text(),
                    random.Next(2) == 0 ? [.. options, new Option(OtherOption.Key, OtherOption.Name)] : options,
                    random.Next(2) == 0
                );
            case 3:
                var other = random.Next(2) == 0;
                if (options.Count > 2 && random.Next(2) == 0)
                    options[^1] = options[^1] with { Exclusive = true };
                var combinable = options.Count(option => !option.Exclusive) + (other ? 1 : 0);
                var most = random.Next(1, combinable + 1);
                return new MultipleChoiceItem(Key(), Text(), options, other, random.Next(most + 1), most, random.Next(2) == 0);
            case 4:
                return new RankingItem(Key(), Text(), options, random.Next(1, options.Count + 1));
            case 5:
                return new PointsItem(Key(), Text(), options, random.Next(1, 1_000));
            case 6:
                return new NumberItem(Key(), Text(), Maybe(Unit), -2.5m, Maybe(10.25m), random.Next(5));
            case 7:
                return new EstimateItem(Key(), Text(), Maybe(Unit), null, Maybe(1_000m), random.Next(5));
            case 8:
                return new ShortTextItem(Key(), Text(), random.Next(1, 501));
            case 9:
                return new LongTextItem(Key(), Text(), random.Next(100, 10_001));
            default:
                return new IdeasItem(Key(), Text(), random.Next(1, 21));
        }
    }

    private Condition When() => When(asked);

    private Condition When(List<Item> above)
    {
        var found = above.Where(item => item is RatingItem or SingleChoiceItem or MultipleChoiceItem or NumberItem).ToList();
        IReadOnlyList<string>? named = random.Next(2) == 0 || found.Count == 0 ? [OneOf(groups).Key] : null;
        if (found.Count == 0)
            return new Condition { Groups = named };
        return OneOf(found) switch
        {
            RatingItem rating => new Condition
            {
                Groups = named,
                Item = rating.Key,
                From = random.Next(2) == 0 ? 2 : null,
                Is = ["1"],
            },
            SingleChoiceItem choice => new Condition
            {
                Groups = named,
                Item = choice.Key,
                IsNot = [.. choice.Options.Take(2).Select(option => option.Key)],
            },
            MultipleChoiceItem choice => new Condition
            {
                Groups = named,
                Item = choice.Key,
                OfMarks = true,
                Is = [choice.Options[0].Key],
            },
            var number => new Condition
            {
                Groups = named,
                Item = number.Key,
                From = -1.5m,
                To = 3,
            },
        };
    }

    private StudySettings Settings() =>
        new(random.Next(2, 11), random.Next(1, 10), random.Next(3, 51), Rule())
        {
            Stability = OneOf<StabilityRule>([
                PairedRule.Usual,
                new PairedRule(Share.OfPercent(12.5m)),
                new ScheibeRule(Share.Read("1/5")!),
                new WilcoxonRule(),
                new KappaRule(0.65),
            ]),
            Reasons = random.Next(3) == 0 ? random.Next(2) == 0 : null,
            Replies = random.Next(3) == 0,
            Profile = random.Next(3) == 0,
            CountSaved = random.Next(3) == 0,
            Verdicts = random.Next(3) == 0,
        };

    private ConsensusRule Rule() =>
        OneOf<ConsensusRule>([
            PercentAgreementRule.Usual,
            new PercentAgreementRule(Share.Read("2/3")!) { Strict = true, Denominator = Denominator.Answered },
            new PercentAgreementRule(66.67m),
            new IqrRule(1.5),
            new CometRule(EveryGroup: true),
            new CometRule(EveryGroup: false),
            new ApmoRule(),
        ]);

    private Scale Scale()
    {
        var points = random.Next(2, 12);
        var top = random.Next(1, Math.Max(2, points / 2));
        return new Scale(
            points,
            Enumerable.Range(1, points).Where(_ => random.Next(2) == 0).ToDictionary(point => point, _ => Line()),
            random.Next(2) == 0,
            top,
            Math.Min(points - top, random.Next(1, points))
        )
        {
            TopName = Maybe(Line),
            MiddleName = Maybe(Line),
            BottomName = Maybe(Line),
        };
    }

    private Unit Unit() => random.Next(2) == 0 ? new Unit(Line()) : new Unit(InAll(), InAll(), InAll());

    private string Key()
    {
        string key;
        do key = $"k{random.Next(100_000)}";
        while (!keys.Add(key));
        return key;
    }

    private LocalizedText Text() => In(() => OneOf(Texts));

    private LocalizedText Line() =>
        In(() =>
            OneOf(
                Texts
                    .Where(text =>
                        !text.Contains('\n', StringComparison.Ordinal)
                        && !text.Contains('\t', StringComparison.Ordinal)
                        && text.Length <= 40
                    )
                    .ToList()
            )
        );

    private LocalizedText InAll() => new(languages.Select(language => KeyValuePair.Create(language, $"Ort {random.Next(10)}")));

    private LocalizedText In(Func<string> text) =>
        new(languages.Where((_, place) => place == 0 || random.Next(4) > 0).Select(language => KeyValuePair.Create(language, text())));

    private T? Maybe<T>(Func<T> make)
        where T : class => random.Next(2) == 0 ? make() : null;

    private decimal? Maybe(decimal number) => random.Next(2) == 0 ? number : null;

    private T OneOf<T>(IReadOnlyList<T> all) => all[random.Next(all.Count)];

    private List<T> Many<T>(int least, int most, Func<T> make) =>
        [.. Enumerable.Range(0, random.Next(least, most + 1)).Select(_ => make()).ToList()];
}
