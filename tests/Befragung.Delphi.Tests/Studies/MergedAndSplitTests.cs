using System.Text.RegularExpressions;
using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Rounds;
using Befragung.Delphi.Studies;

namespace Befragung.Delphi.Tests.Studies;

/// <summary>Items that become one, or several: new questions that remember where they came from.</summary>
public sealed partial class MergedAndSplitTests
{
    private static readonly RatingItem[] Rated =
    [
        .. ((string[])["a", "b", "c", "d", "e"]).Select(key => new RatingItem(key, Sample.De("Frage " + key), Sample.Scale)),
    ];

    [Fact]
    public void Merged_and_split_items_are_new_questions_in_the_place_of_their_parents()
    {
        var study = Closed();
        var next = study.PlanNext(Plan());
        Assert.Equal(["bd", "c1", "c2", "e"], next.Questionnaire.Items.Skip(1).Select(item => item.Key));
        Assert.Equal("BD", next.Questionnaire.ItemOf("bd")!.Text.In("de"));
        Assert.Equal(Sample.Scale, Assert.IsType<RatingItem>(next.Questionnaire.ItemOf("c2")).Scale);
        Assert.Equal(
            [
                (LineageKind.Dropped, "a", "geklärt", ""),
                (LineageKind.Merged, "b", "Fast dasselbe.", "bd"),
                (LineageKind.Split, "c", "Zwei Gedanken.", "c1 c2"),
                (LineageKind.Merged, "d", "Fast dasselbe.", "bd"),
                (LineageKind.Reworded, "e", "Klarer.", ""),
            ],
            Lines(next)
        );
        Assert.Equal(["b", "d"], Lineage.ParentsOf(next.Lineage, "bd").Select(line => line.ItemKey));
        // Nothing that was answered to the parents is compared.
        var asked = study.LastAskedBefore(next);
        Assert.All((string[])["bd", "c1", "c2", "e"], key => Assert.Null(asked.Of(key)));
        Assert.Empty(next.Unexplained);
    }

    [Fact]
    public void A_new_item_takes_no_key_that_was_ever_there()
    {
        var study = Closed();
        var next = study.PlanNext(
            Plan() with
            {
                Merged = [new(["b", "d"], Sample.De("a"), "Dasselbe.")],
                Split = [new("c", [Sample.De("a"), Sample.De("hinweis")], "Zwei.")],
            }
        );
        Assert.Equal(["a_2", "a_3", "hinweis_2", "e"], next.Questionnaire.Items.Skip(1).Select(item => item.Key));
    }

    [Fact]
    public void What_is_written_in_the_editor_later_keeps_the_lines_true()
    {
        var study = Closed();
        var next = study.PlanNext(Plan());
        var planned = next.Questionnaire;
        void Revise(params string[] without) =>
            study.Revise(planned.Keep(planned.Items.Select(item => item.Key).Except(without).ToHashSet()), []);

        Revise("c1");
        Assert.Contains((LineageKind.Split, "c", "Zwei Gedanken.", "c2"), Lines(next));
        Revise("bd", "c1", "c2");
        Assert.Equal(
            [(LineageKind.Dropped, "b", "", ""), (LineageKind.Dropped, "c", "", ""), (LineageKind.Dropped, "d", "", "")],
            Lines(next).Where(line => line.Key is "b" or "c" or "d")
        );
        Assert.Equal(["b", "c", "d"], next.Unexplained.Select(line => line.ItemKey));
        next.Explain("b", "Doch nicht wichtig.");
        Assert.Equal(["c", "d"], next.Unexplained.Select(line => line.ItemKey));
        // An older version of the questionnaire comes back: so does what was planned.
        Revise();
        Assert.Contains((LineageKind.Merged, "b", "Fast dasselbe.", "bd"), Lines(next));
        Assert.Contains((LineageKind.Split, "c", "Zwei Gedanken.", "c1 c2"), Lines(next));
        Assert.DoesNotContain(next.Lineage, line => line.ItemKey is "bd" or "c1" or "c2");
        Assert.Throws<RuleBrokenException>(() => next.Explain("bd", "Weil."));
        next.Explain("b", "Wirklich dasselbe.");
        Assert.Contains((LineageKind.Merged, "b", "Wirklich dasselbe.", "bd"), Lines(next));
        // A parent that is asked all the same is kept; the other one was still merged.
        study.Revise(planned.With([new(Rated[1], "zahlen", Sample.De("Zahlen"))]), []);
        Assert.Contains((LineageKind.Kept, "b", "", ""), Lines(next));
        Assert.Contains((LineageKind.Merged, "d", "Fast dasselbe.", "bd"), Lines(next));
        // What an earlier round asked comes back; what none ever did is new.
        study.Revise(planned.With([new(Rated[0] with { Key = "ganz_neu" }, "zahlen", Sample.De("Zahlen"))]), []);
        Assert.Contains((LineageKind.New, "ganz_neu", "", ""), Lines(next));
    }

    [Fact]
    public void Parents_come_back_in_a_third_round()
    {
        var study = Closed();
        var next = study.PlanNext(Plan());
        next.Open(Sample.Noon, "ada@example.org");
        next.Close(Sample.NoResult, Sample.Noon, "ada@example.org");
        Assert.Equal(["a", "b", "c", "d"], study.Returnable.Select(one => one.Item.Key));
        var third = study.PlanNext(
            new RoundPlan(new HashSet<string> { "c1" }, Reasons("c2", "e"))
            {
                Returned = ["d"],
                Split = [new("bd", [Sample.De("Eins"), Sample.De("Zwei")], "War zu viel.")],
            }
        );
        Assert.Contains((LineageKind.Returned, "d", "", ""), Lines(third));
        Assert.Contains((LineageKind.Split, "bd", "War zu viel.", "eins zwei"), Lines(third));
        Assert.Equal(1, study.LastAskedBefore(third).Of("d"));
        study.Revise(third.Questionnaire with { Introduction = Sample.De("Hallo.") }, []);
        Assert.Contains((LineageKind.Returned, "d", "", ""), Lines(third));
    }

    [Fact]
    public void All_that_is_wrong_is_said_at_once_and_nothing_is_planned()
    {
        var study = Closed();
        var plan = new RoundPlan(new HashSet<string> { "a", "e" }, Reasons())
        {
            Reworded = new Dictionary<string, Rewording> { ["a"] = new(Rated[0].Text), ["e"] = new(Sample.De(" ")) },
            Merged = [new(["b"], Sample.De(""), " ")],
            Split = [new("c", [Sample.De("nur eine")], null)],
        };
        Assert.Equal(
            [
                (PlanPlace.Rewording, "a", "Der Wortlaut von „Frage a“ ist noch der alte."),
                (PlanPlace.Splitting, "c", "In welche Fragen teilen Sie „Frage c“?"),
                (PlanPlace.Reason, "c", "Warum teilen Sie „Frage c“?"),
                (PlanPlace.Reason, "d", "Warum entfällt „Frage d“?"),
                (PlanPlace.Rewording, "e", "Wie lautet „Frage e“ künftig?"),
                (PlanPlace.Merging, "b", "Womit führen Sie „Frage b“ zusammen?"),
                (PlanPlace.MergedText, "b", "Wie lautet die Frage, zu der Sie „Frage b“ zusammenführen?"),
                (PlanPlace.MergedReason, "b", "Warum führen Sie „Frage b“ zusammen?"),
            ],
            study
                .ProblemsOf(plan)
                .Select(problem => (problem.Place, problem.ItemKey!, FirstSentence().Match(problem.What.ToString()).Value))
        );
        Assert.Throws<RuleBrokenException>(() => study.PlanNext(plan));
        Assert.Single(study.Rounds);
    }

    [Theory]
    [InlineData(
        "r",
        "neun",
        "„Leerstand“ und „Neun“ lassen sich nicht zusammenführen: Die eine wird mit 5 Punkten bewertet, die andere mit 9."
    )]
    [InlineData("r", "worte", "Die Punkte ihrer Skalen heißen verschieden")]
    [InlineData("r", "k", "„Leerstand“ und „Was?“ lassen sich nicht zusammenführen: Es sind Fragen verschiedener Art.")]
    [InlineData("r", "r", "kann nur eines")]
    public void What_is_answered_differently_is_not_merged(string one, string other, string words)
    {
        var scale = Sample.Scale;
        var study = Closed(
            new RatingItem("r", Sample.De("Leerstand"), scale with { Points = 5 }),
            new RatingItem("neun", Sample.De("Neun"), scale with { Points = 9 }),
            new RatingItem("worte", Sample.De("Worte"), scale with { Points = 5, NoAnswer = !scale.NoAnswer }),
            new LongTextItem("k", Sample.De("Was?"), 200)
        );
        var plan = new RoundPlan(new HashSet<string>(), Reasons("r", "neun", "worte", "k"))
        {
            Merged = [new([one, other], Sample.De("Neu"), "Weil.")],
        };
        Assert.Contains(words, Assert.Single(study.ProblemsOf(plan)).What.ToString(), StringComparison.Ordinal);
        Assert.Throws<RuleBrokenException>(() => study.PlanNext(plan));
    }

    [GeneratedRegex("^[^.?]*[.?]", RegexOptions.None, 1000)]
    private static partial Regex FirstSentence();

    private static RoundPlan Plan() =>
        new(new HashSet<string> { "e" }, new Dictionary<string, string> { ["a"] = "geklärt", ["e"] = "Klarer." })
        {
            Reworded = new Dictionary<string, Rewording> { ["e"] = new(Sample.De("Frage e, klarer")) },
            Merged = [new(["b", "d"], Sample.De("BD"), "Fast dasselbe.")],
            Split = [new("c", [Sample.De("c1"), Sample.De("c2")], "Zwei Gedanken.")],
        };

    private static Study Closed(params Item[] items)
    {
        var questionnaire = Sample.Questionnaire with
        {
            Sections =
            [
                new("zahlen", Sample.De("Zahlen"), [new InformationItem("hinweis", Sample.De("Lesen.")), .. items is [] ? Rated : items]),
            ],
        };
        var study = new Study("probe", questionnaire, Sample.Noon, "ada@example.org");
        study.CurrentRound.Open(Sample.Noon, "ada@example.org");
        study.CurrentRound.Close(Sample.NoResult, Sample.Noon, "ada@example.org");
        return study;
    }

    private static IEnumerable<(LineageKind Kind, string Key, string Reason, string Into)> Lines(Round round) =>
        round.Lineage.Select(line => (line.Kind, line.ItemKey, line.Reason ?? "", string.Join(' ', line.Into ?? [])));

    private static Dictionary<string, string> Reasons(params string[] keys) => keys.ToDictionary(key => key, _ => "geklärt");
}
