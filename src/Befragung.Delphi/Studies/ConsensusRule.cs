using System.Text.Json.Serialization;

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
}

/// <summary>At least <paramref name="Threshold"/> per cent in one band.</summary>
public sealed record PercentAgreementRule(double Threshold) : ConsensusRule
{
    [JsonIgnore]
    public override Sentence Sentence =>
        new("Konsens heißt: Mindestens {0} % der Antworten liegen im zustimmenden oder im ablehnenden Bereich der Skala.", Threshold);
}

/// <summary>An interquartile range of at most <paramref name="Limit"/> points.</summary>
public sealed record IqrRule(double Limit) : ConsensusRule
{
    [JsonIgnore]
    public override Sentence Sentence =>
        new("Konsens heißt: Die mittlere Hälfte der Antworten liegt höchstens {0} Punkte auseinander.", Limit);
}

/// <summary>COMET 70/15, of all experts or in every group.</summary>
public sealed record CometRule(bool EveryGroup) : ConsensusRule
{
    [JsonIgnore]
    public override Sentence Sentence =>
        EveryGroup
            ? new(
                "Konsens heißt: In jeder Gruppe liegen mindestens 70 % der Antworten im einen und weniger als 15 % im anderen Bereich der Skala."
            )
            : new("Konsens heißt: Mindestens 70 % der Antworten liegen im einen und weniger als 15 % im anderen Bereich der Skala.");
}

/// <summary>RAND/UCLA appropriateness on nine points.</summary>
public sealed record RamRule : ConsensusRule
{
    [JsonIgnore]
    public override Sentence Sentence =>
        new("Konsens heißt: Die Antworten liegen so nah beieinander, dass nach dem RAND/UCLA-Verfahren kein Dissens besteht.");
}

/// <summary>Above the average per cent of majority opinions.</summary>
public sealed record ApmoRule : ConsensusRule
{
    [JsonIgnore]
    public override Sentence Sentence =>
        new("Konsens heißt: Die Mehrheit bei einer Frage ist größer als die durchschnittliche Mehrheit (APMO).");
}
