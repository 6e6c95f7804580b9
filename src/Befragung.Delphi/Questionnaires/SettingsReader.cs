using Befragung.Delphi.Studies;

namespace Befragung.Delphi.Questionnaires;

/// <summary>Reads what a study decides before it asks; what is left out is as usual.</summary>
internal static class SettingsReader
{
    public static StudySettings Read(Node? node, Scales scales, ValueReader values, Findings findings)
    {
        var fields = new Fields(node, findings, "rounds", "quantileType", "smallestCell", "consensus", "reasons", "profile");
        var usual = StudySettings.Usual;
        return new StudySettings(
            values.Whole(fields.Optional("rounds"), "rounds", 1, 10, usual.Rounds),
            values.Whole(fields.Optional("quantileType"), "quantileType", 1, 9, usual.QuantileType),
            values.Whole(fields.Optional("smallestCell"), "smallestCell", 3, 50, usual.SmallestCell),
            fields.Optional("consensus") is { } rule ? Consensus(rule, scales, values, findings) : usual.Consensus
        )
        {
            Reasons = fields.Optional("reasons") is { } reasons ? values.Truth(reasons, "reasons", true) : null,
            Profile = values.Truth(fields.Optional("profile"), "profile", false),
        };
    }

    private static ConsensusRule Consensus(Node node, Scales scales, ValueReader values, Findings findings)
    {
        var name = node is MapNode map ? map.Entries.FirstOrDefault(entry => entry.Name.Value == "rule").Value : null;
        switch ((name as ScalarNode)?.Value)
        {
            case "percentAgreement":
                return new PercentAgreementRule(values.Number(FieldsOf("threshold").Optional("threshold"), "threshold", 50, 100, 75));
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
                var fields = FieldsOf("threshold", "limit", "everyGroup");
                values.Word(fields.Required("rule"), "rule", "percentAgreement", "iqr", "comet", "ram", "apmo");
                return StudySettings.Usual.Consensus;
        }

        Fields FieldsOf(params string[] others) => new(node, findings, ["rule", .. others]);
    }
}
