using System.Text.Json;
using System.Text.Json.Serialization;
using Befragung.Delphi.Planning;
using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Results;

namespace Befragung.Web.Commands;

/// <summary>A plan for other programs: full doubles, absent values null, probabilities from 0 to 1, shares in per cent.</summary>
internal static class PlanJson
{
    private const int Version = 1;

    private static readonly JsonSerializerOptions Format = new(RoundResult.Format)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.Never,
        WriteIndented = true,
    };

    public static string Write(Questionnaire questionnaire, StudyPlan plan)
    {
        var settings = questionnaire.Settings;
        return JsonSerializer.Serialize(
            new
            {
                version = Version,
                settings = new
                {
                    rounds = settings.Rounds,
                    smallestCell = settings.SmallestCell,
                    consensus = settings.Consensus,
                    stability = settings.Rounds > 1 ? settings.Stability : null,
                },
                assumptions = new { response = plan.Turnout.Response, retention = plan.Turnout.Retention },
                panels = plan.Panels.Select(panel => new
                {
                    invited = panel.All.Invited,
                    rounds = panel.All.Rounds,
                    groups = panel.Groups.Select(people => new
                    {
                        key = people.Group!.Key,
                        invited = people.Invited,
                        rounds = people.Rounds,
                    }),
                }),
                consensus = plan.Consensus?.Select(chances => new
                {
                    answers = chances.Answers,
                    needed = chances.Needed,
                    chances = ConsensusChances.TrueShares.Select(share => new { trueShare = share, holds = chances.Holding(share) }),
                }),
                movements = plan.Movements?.Select(chances => new
                {
                    pairs = chances.Pairs,
                    smallestNoticed = chances.SmallestNoticed,
                    chances = MovementChances.TrueShares.Select(share => new
                    {
                        trueShare = share,
                        moving = chances.Moving(share),
                        undecidable = chances.Undecidable(share),
                    }),
                }),
            },
            Format
        );
    }
}
