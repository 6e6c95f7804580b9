using System.Text.Json.Serialization;

namespace Befragung.Delphi.Studies;

/// <summary>
/// When the answers to an item count as settled between two rounds, which is asked before consensus is. Chosen by the team, frozen when round 1 opens, printed in the report.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "rule")]
[JsonDerivedType(typeof(PairedRule), "paired")]
[JsonDerivedType(typeof(ScheibeRule), "scheibe")]
[JsonDerivedType(typeof(WilcoxonRule), "wilcoxon")]
[JsonDerivedType(typeof(KappaRule), "kappa")]
public abstract record StabilityRule
{
    /// <summary>The rule in one sentence.</summary>
    [JsonIgnore]
    public abstract Sentence Sentence { get; }
}

/// <summary>
/// Moving are answers of which at least <paramref name="Limit"/> moved, by the same experts, and more than by chance; or of which a fifth went from one end of the
/// scale to the other. A movement that may well be chance cannot be decided; everything else is stable.
/// </summary>
public sealed record PairedRule(Share Limit) : StabilityRule
{
    public static PairedRule Usual { get; } = new(Share.OfPercent(15));

    [JsonIgnore]
    public override Sentence Sentence =>
        new(
            "Stabil heißt: Bei denen, die zweimal geantwortet haben, verteilen sich weniger als {0} der Antworten anders als zuvor, oder es ist nicht mehr als Zufall.",
            Limit
        );
}

/// <summary>Stable are answers whose distribution, of all who answered in either round, changed by less than <paramref name="Limit"/>.</summary>
public sealed record ScheibeRule(Share Limit) : StabilityRule
{
    public static ScheibeRule Usual { get; } = new(Share.OfPercent(15));

    [JsonIgnore]
    public override Sentence Sentence => new("Stabil heißt: Weniger als {0} aller Antworten verteilen sich anders als zuvor.", Limit);
}

/// <summary>Stable are answers of which those who moved did not move to one side: p of Wilcoxon's test is 0.05 at least.</summary>
public sealed record WilcoxonRule : StabilityRule
{
    [JsonIgnore]
    public override Sentence Sentence =>
        new("Stabil heißt: Wer die Antwort änderte, ging nicht überwiegend in eine Richtung (Wilcoxon-Test, p ≥ 0,05).");
}

/// <summary>Stable are answers with a quadratic κ of at least <paramref name="Limit"/> between the rounds.</summary>
public sealed record KappaRule(double Limit) : StabilityRule
{
    public const double UsualLimit = 0.7;

    [JsonIgnore]
    public override Sentence Sentence =>
        new(
            "Stabil heißt: Die Antworten derselben Personen stimmen in beiden Runden gut überein (gewichtetes Kappa mindestens {0}).",
            Limit
        );
}
