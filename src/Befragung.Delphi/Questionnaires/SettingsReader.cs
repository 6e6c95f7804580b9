using Befragung.Delphi.Studies;

namespace Befragung.Delphi.Questionnaires;

/// <summary>Reads what a study decides before it asks; what is left out is as usual.</summary>
internal static class SettingsReader
{
    public static StudySettings Read(Node? node, Scales scales, ValueReader values, Findings findings)
    {
        var fields = new Fields(
            node,
            findings,
            "rounds",
            "quantileType",
            "smallestCell",
            "stability",
            "consensus",
            "reasons",
            "replies",
            "quotations",
            "profile",
            "countSaved",
            "verdicts"
        );
        var usual = StudySettings.Usual;
        var rounds = values.Whole(fields.Optional("rounds"), "rounds", 1, 10, usual.Rounds);
        if (rounds == 1 && fields.Optional("stability") is { } needless)
            findings.Notice(
                needless,
                new Sentence("Die Studie hat eine Runde. Ob Antworten stabil sind, zeigt erst eine zweite; „stability“ kann entfallen.")
            );
        return new StudySettings(
            rounds,
            values.Whole(fields.Optional("quantileType"), "quantileType", 1, 9, usual.QuantileType),
            values.Whole(fields.Optional("smallestCell"), "smallestCell", 3, 50, usual.SmallestCell),
            fields.Optional("consensus") is { } rule ? Consensus(rule, scales, values, findings) : usual.Consensus
        )
        {
            Stability = fields.Optional("stability") is { } stability ? Stability(stability, values, findings) : usual.Stability,
            Reasons = fields.Optional("reasons") is { } reasons ? values.Truth(reasons, "reasons", true) : null,
            Replies = values.Truth(fields.Optional("replies"), "replies", false),
            Quotations = values.Truth(fields.Optional("quotations"), "quotations", false),
            Profile = values.Truth(fields.Optional("profile"), "profile", false),
            CountSaved = values.Truth(fields.Optional("countSaved"), "countSaved", false),
            Verdicts = values.Truth(fields.Optional("verdicts"), "verdicts", false),
        };
    }

    private static ConsensusRule Consensus(Node node, Scales scales, ValueReader values, Findings findings)
    {
        var name = node is MapNode map ? map.Entries.FirstOrDefault(entry => entry.Name.Value == "rule").Value : null;
        switch ((name as ScalarNode)?.Value)
        {
            case "percentAgreement":
                return PercentAgreement(FieldsOf("threshold", "strict", "denominator"), values, findings);
            case "iqr":
                return new IqrRule(values.Number(FieldsOf("limit").Required("limit"), "limit", 0, 10, 1));
            case "comet":
                return new CometRule(values.Truth(FieldsOf("everyGroup").Optional("everyGroup"), "everyGroup", false));
            case "apmo":
                FieldsOf();
                return new ApmoRule();
            case "ram":
                FieldsOf();
                if (!scales.AnyWith(9))
                    findings.Add(name!, new Sentence("Die Regel „ram“ braucht eine Skala mit 9 Punkten; unter „scales“ steht keine."));
                return new RamRule();
            default:
                // Without a rule that is known, nothing can be said of the other fields.
                var fields = FieldsOf("threshold", "strict", "denominator", "limit", "everyGroup");
                values.Word(fields.Required("rule"), "rule", "percentAgreement", "iqr", "comet", "ram", "apmo");
                return StudySettings.Usual.Consensus;
        }

        Fields FieldsOf(params string[] others) => new(node, findings, ["rule", .. others]);
    }

    private static PercentAgreementRule PercentAgreement(Fields fields, ValueReader values, Findings findings)
    {
        var usual = PercentAgreementRule.Usual;
        return new(Threshold(fields.Optional("threshold"), findings) ?? usual.Threshold)
        {
            Strict = values.Truth(fields.Optional("strict"), "strict", usual.Strict),
            Denominator =
                values.Word(fields.Optional("denominator"), "denominator", "valid", "answered") == "answered"
                    ? Denominator.Answered
                    : usual.Denominator,
        };
    }

    /// <summary>A half would let two bands agree at once.</summary>
    private static Share? Threshold(Node? node, Findings findings)
    {
        if (node is null)
            return null;
        if (node is ScalarNode scalar && Share.Read(scalar.Value) is { } share && share.Compare(1, 2) < 0)
            return share;
        findings.Add(
            node,
            new Sentence(
                "Bei „threshold“ wird ein Anteil über 50 und bis 100 erwartet: in Prozent wie 75 oder 66.67, oder als Bruch wie 2/3. Bei 50 könnten zwei Seiten zugleich einig sein."
            )
        );
        return null;
    }

    private static StabilityRule Stability(Node node, ValueReader values, Findings findings)
    {
        var name = node is MapNode map ? map.Entries.FirstOrDefault(entry => entry.Name.Value == "rule").Value : null;
        switch ((name as ScalarNode)?.Value)
        {
            case "paired":
                return new PairedRule(Limit(FieldsOf("limit").Optional("limit"), findings) ?? PairedRule.Usual.Limit);
            case "scheibe":
                return new ScheibeRule(Limit(FieldsOf("limit").Optional("limit"), findings) ?? ScheibeRule.Usual.Limit);
            case "wilcoxon":
                FieldsOf();
                return new WilcoxonRule();
            case "kappa":
                return new KappaRule(values.Number(FieldsOf("limit").Required("limit"), "limit", 0, 1, KappaRule.UsualLimit));
            default:
                values.Word(FieldsOf("limit").Required("rule"), "rule", "paired", "scheibe", "wilcoxon", "kappa");
                return StudySettings.Usual.Stability;
        }

        Fields FieldsOf(params string[] others) => new(node, findings, ["rule", .. others]);
    }

    private static Share? Limit(Node? node, Findings findings)
    {
        if (node is null)
            return null;
        if (node is ScalarNode scalar && Share.Read(scalar.Value) is { InPercent: > 0 and <= 50 } share)
            return share;
        findings.Add(node, new Sentence("Bei „limit“ wird ein Anteil über 0 und bis 50 Prozent erwartet, zum Beispiel 15."));
        return null;
    }
}
