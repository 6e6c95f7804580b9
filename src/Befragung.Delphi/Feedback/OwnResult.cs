using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Results;
using Befragung.Delphi.Rounds;

namespace Befragung.Delphi.Feedback;

/// <summary>
/// All that the view of one's own answers says, without any layout: what the expert answered in a round, why, and where that stands to all others.
/// With whom it is compared depends on how far the round is, see <see cref="ComparedRound"/>: the view never tells a result before everybody may see it.
/// </summary>
/// <param name="Asked">The questionnaire as it was asked of this expert; what was not asked is not in it.</param>
/// <param name="Round">Number of the round that was answered.</param>
/// <param name="State">How far that round is.</param>
/// <param name="Compared">Number of the round whose result stands beside it; null for none.</param>
public sealed record OwnResult(Questionnaire Asked, int Round, RoundState State, int? Compared, IReadOnlyList<OwnSection> Sections)
{
    /// <summary>Sums up what was rated; null where the study does not ask for it, or rates nothing.</summary>
    public OwnProfile? Profile { get; private init; }

    /// <summary>
    /// Number of the round whose result an expert's answers may be compared with.
    /// While the round is open, that is the round before: its result is what the feedback beside each question shows anyway.
    /// Once it is closed, its own result, but not before the team released it or opened the next round, which feeds it back; until then the answers stand alone.
    /// Null for none.
    /// </summary>
    /// <param name="round">Number of the round that was answered.</param>
    /// <param name="state">How far it is.</param>
    /// <param name="nextWasOpened">Whether a later round was opened.</param>
    public static int? ComparedRound(int round, RoundState state, bool nextWasOpened) =>
        state switch
        {
            RoundState.Open when round > 1 => round - 1,
            RoundState.Released => round,
            RoundState.Closed when nextWasOpened => round,
            _ => null,
        };

    /// <param name="asked">The questionnaire as it was asked of this expert: see <see cref="Asking"/>.</param>
    /// <param name="round">Number of the round.</param>
    /// <param name="state">How far it is.</param>
    /// <param name="answers">What the expert answered in it.</param>
    /// <param name="others">The result to compare with; null for none.</param>
    public static OwnResult Of(Questionnaire asked, int round, RoundState state, Answers answers, RoundResult? others)
    {
        ArgumentNullException.ThrowIfNull(asked);
        var sections = asked
            .Sections.Select(section => new OwnSection(
                section,
                [.. section.Items.Where(item => item.Parts.Count > 0).Select(item => OwnItem.Of(item, asked.Settings, answers, others))]
            ))
            .Where(section => section.Items.Count > 0)
            .ToList();
        return new(asked, round, state, others?.Round, sections) { Profile = asked.Settings.Profile ? OwnProfile.Of(sections) : null };
    }

    /// <summary>How often the expert is with the middle half; null where fewer than two answers can be compared.</summary>
    public Sentence? Overall
    {
        get
        {
            var places = Sections
                .SelectMany(section => section.Items)
                .SelectMany(item => item.Parts)
                .Select(part => part.Place)
                .OfType<Place>()
                .ToList();
            int Count(Place place) => places.Count(one => one == place);
            return places.Count < 2
                ? null
                : new(
                    "Von {0:Antwort, die sich so vergleichen lässt|Antworten, die sich so vergleichen lassen}, {1:=liegt|liegen} {1} in der mittleren Hälfte, {2} darüber und {3} darunter.",
                    places.Count,
                    Count(Place.Within),
                    Count(Place.Above),
                    Count(Place.Below)
                );
        }
    }
}

public sealed record OwnSection(Section Section, IReadOnlyList<OwnItem> Items);

/// <summary>A reason that the expert gave.</summary>
public sealed record OwnReason(ReasonSide Side, string Text)
{
    /// <summary>Whether it replies to the reason of somebody else.</summary>
    public bool IsReply { get; init; }
}
