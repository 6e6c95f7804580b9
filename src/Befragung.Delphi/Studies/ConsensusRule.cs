using System.Text.Json.Serialization;
using Befragung.Delphi.Questionnaires;

namespace Befragung.Delphi.Studies;

/// <summary>What counts as consensus in a study; chosen by the team, frozen when round 1 opens, shown to the experts, printed in the report.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "rule")]
[JsonDerivedType(typeof(PercentAgreementRule), "percentAgreement")]
[JsonDerivedType(typeof(IqrRule), "iqr")]
[JsonDerivedType(typeof(CometRule), "comet")]
[JsonDerivedType(typeof(RamRule), "ram")]
[JsonDerivedType(typeof(ApmoRule), "apmo")]
public abstract record ConsensusRule
{
    /// <summary>The rule in one sentence.</summary>
    [JsonIgnore]
    public abstract Sentence Sentence { get; }

    /// <summary>Which of the rules it is, whatever its limits are.</summary>
    [JsonIgnore]
    public abstract RuleName Name { get; }

    /// <summary>A rule at its usual limits; null where it is not made for a scale of so many points.</summary>
    public static ConsensusRule? AtUsualLimits(RuleName name, int points) =>
        name switch
        {
            RuleName.PercentAgreement => PercentAgreementRule.Usual,
            RuleName.Iqr => IqrRule.Usual(points),
            RuleName.Comet => new CometRule(EveryGroup: false),
            RuleName.Ram => points == RamRule.Points ? new RamRule() : null,
            RuleName.Apmo => new ApmoRule(),
            _ => throw new ArgumentOutOfRangeException(nameof(name), name, null),
        };

    /// <summary>What a rule is called where there is room for a few words.</summary>
    public static LocalizedText ShortName(RuleName name) =>
        name switch
        {
            RuleName.PercentAgreement => new([new("de", "drei Viertel in einem Bereich"), new("en", "three quarters in one band")]),
            RuleName.Iqr => new([new("de", "enge mittlere Hälfte"), new("en", "narrow middle half")]),
            RuleName.Comet => new("de", "COMET 70/15"),
            RuleName.Ram => new("de", "RAND/UCLA"),
            _ => new([new("de", "übliche Mehrheit (APMO)"), new("en", "usual majority (APMO)")]),
        };
}

/// <summary>A rule of consensus by its name in questionnaire files.</summary>
public enum RuleName
{
    PercentAgreement,
    Iqr,
    Comet,
    Ram,
    Apmo,
}

/// <summary>What a share is a share of.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Denominator>))]
public enum Denominator
{
    /// <summary>The valid answers.</summary>
    Valid,

    /// <summary>Everybody who was asked and handed in: "keine Angabe" counts too.</summary>
    Answered,
}

/// <summary>At least <paramref name="Threshold"/> in one band: the top, the middle or the bottom.</summary>
[method: JsonConstructor]
public sealed record PercentAgreementRule(Share Threshold) : ConsensusRule
{
    /// <param name="percent">The threshold in per cent.</param>
    public PercentAgreementRule(decimal percent)
        : this(Share.OfPercent(percent)) { }

    public static PercentAgreementRule Usual { get; } = new(75);

    /// <summary>Whether it takes more than the threshold.</summary>
    public bool Strict { get; init; }

    public Denominator Denominator { get; init; }

    [JsonIgnore]
    public override RuleName Name => RuleName.PercentAgreement;

    [JsonIgnore]
    public override Sentence Sentence =>
        (Strict, Denominator) switch
        {
            (false, Denominator.Valid) => new(
                "Konsens heißt: Mindestens {0} der Antworten liegen in einem Bereich der Skala: oben, in der Mitte oder unten.",
                Threshold
            ),
            (true, Denominator.Valid) => new(
                "Konsens heißt: Mehr als {0} der Antworten liegen in einem Bereich der Skala: oben, in der Mitte oder unten.",
                Threshold
            ),
            (false, _) => new(
                "Konsens heißt: Mindestens {0} derer, die abgegeben haben, antworten in einem Bereich der Skala: oben, in der Mitte oder unten. „Keine Angabe“ zählt mit.",
                Threshold
            ),
            _ => new(
                "Konsens heißt: Mehr als {0} derer, die abgegeben haben, antworten in einem Bereich der Skala: oben, in der Mitte oder unten. „Keine Angabe“ zählt mit.",
                Threshold
            ),
        };

    /// <summary>Whether so many of so many are enough.</summary>
    public bool Holds(int count, int n) => n > 0 && Threshold.Compare(count, n) is var side && (Strict ? side > 0 : side >= 0);
}

/// <summary>An interquartile range of at most <paramref name="Limit"/> points.</summary>
public sealed record IqrRule(double Limit) : ConsensusRule
{
    private const int ManyPoints = 9;

    /// <summary>At most 1 on a scale of up to eight points, 2 on a longer one (von der Gracht 2012).</summary>
    public static IqrRule Usual(int points) => new(points < ManyPoints ? 1 : 2);

    [JsonIgnore]
    public override RuleName Name => RuleName.Iqr;

    [JsonIgnore]
    public override Sentence Sentence =>
        new("Konsens heißt: Die mittlere Hälfte der Antworten liegt höchstens {0:=einen Punkt|# Punkte} auseinander.", Limit);
}

/// <summary>COMET 70/15: of all experts, and where the study asks for it, in every group that is large enough as well.</summary>
public sealed record CometRule(bool EveryGroup) : ConsensusRule
{
    [JsonIgnore]
    public override RuleName Name => RuleName.Comet;

    [JsonIgnore]
    public override Sentence Sentence =>
        EveryGroup
            ? new(
                "Konsens heißt: Mindestens 70 % der Antworten liegen im einen und weniger als 15 % im anderen Bereich der Skala, bei allen zusammen und in jeder Gruppe, die groß genug ist."
            )
            : new("Konsens heißt: Mindestens 70 % der Antworten liegen im einen und weniger als 15 % im anderen Bereich der Skala.");
}

/// <summary>RAND/UCLA appropriateness on nine points: appropriate or inappropriate, without disagreement.</summary>
public sealed record RamRule : ConsensusRule
{
    /// <summary>The points of the only scale it is made for.</summary>
    public const int Points = 9;

    [JsonIgnore]
    public override RuleName Name => RuleName.Ram;

    [JsonIgnore]
    public override Sentence Sentence =>
        new(
            "Konsens heißt: Der Median liegt oben oder unten auf der Skala, und die Antworten liegen so nah beieinander, dass nach dem RAND/UCLA-Verfahren kein Dissens besteht."
        );
}

/// <summary>At least the average per cent of majority opinions of the round.</summary>
public sealed record ApmoRule : ConsensusRule
{
    [JsonIgnore]
    public override RuleName Name => RuleName.Apmo;

    [JsonIgnore]
    public override Sentence Sentence =>
        new("Konsens heißt: Die Mehrheit bei einer Frage ist mindestens so groß wie die durchschnittliche Mehrheit der Runde (APMO).");
}
