using System.Text.Json;
using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Rounds;

namespace Befragung.Delphi.Studies;

/// <summary>The questionnaire that comes of a plan, what became of each item, and what is wrong with it.</summary>
/// <param name="last">What the newest round asked.</param>
/// <param name="used">Keys that any item of the study ever had.</param>
internal sealed class PlannedItems(Questionnaire last, IReadOnlySet<string> used, RoundPlan plan, IReadOnlyList<NewItem> back)
{
    private readonly HashSet<string> taken = [.. used, .. plan.Added.Select(one => one.Item.Key)];
    private readonly Dictionary<string, MergedItems> merged = plan
        .Merged.SelectMany(one => one.Parents.Select(parent => (parent, one)))
        .DistinctBy(pair => pair.parent)
        .ToDictionary(pair => pair.parent, pair => pair.one, StringComparer.Ordinal);
    private readonly Dictionary<string, SplitItem> split = plan
        .Split.DistinctBy(one => one.Parent)
        .ToDictionary(one => one.Parent, StringComparer.Ordinal);

    private IEnumerable<Item> Questions => last.Items.Where(item => item is not InformationItem);

    public IEnumerable<PlanProblem> Problems()
    {
        foreach (var item in Questions)
        {
            if (Twice(item.Key) is { } twice)
                yield return twice;
            else if (plan.Reworded.TryGetValue(item.Key, out var rewording))
            {
                if (IsBlank(rewording.Text))
                    yield return new(
                        PlanPlace.Rewording,
                        item.Key,
                        new("Wie lautet „{0}“ künftig? Bitte schreiben Sie den neuen Wortlaut.", item.Text)
                    );
                else if (!(item with { Text = rewording.Text }).IsReworded(item))
                    yield return new(
                        PlanPlace.Rewording,
                        item.Key,
                        new("Der Wortlaut von „{0}“ ist noch der alte. Ändern Sie ihn, oder stellen Sie die Frage unverändert.", item.Text)
                    );
            }
            else if (split.TryGetValue(item.Key, out var parts))
            {
                foreach (var problem in OfSplit(item, parts))
                    yield return problem;
            }
            else if (!merged.ContainsKey(item.Key) && !plan.Keep.Contains(item.Key) && IsBlank(plan.Reasons.GetValueOrDefault(item.Key)))
                yield return new(
                    PlanPlace.Reason,
                    item.Key,
                    new("Warum entfällt „{0}“? Bitte nennen Sie einen Grund; er steht im Ergebnisbericht.", item.Text)
                );
        }
        foreach (var problem in plan.Merged.SelectMany(OfMerged))
            yield return problem;
        foreach (var key in merged.Keys.Concat(split.Keys).Concat(plan.Reworded.Keys).Where(key => !Questions.Any(item => item.Key == key)))
            yield return new(PlanPlace.Plan, key, new("Eine Frage „{0}“ hat die letzte Runde nicht gestellt.", key));
    }

    /// <summary>What is asked, and what became of what was asked before; of a plan without problems.</summary>
    public (Questionnaire Questionnaire, IReadOnlyList<Lineage> Lineage) Make()
    {
        var into = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        var questionnaire = last.Follow(item => Next(item, into)).With([.. back, .. plan.Added]);
        return (
            questionnaire,
            [
                .. Questions.Select(item => LineOf(item, into)),
                .. back.Select(one => new Lineage(LineageKind.Returned, one.Item.Key, null)),
                .. plan.Added.Where(one => one.Item is not InformationItem).Select(one => new Lineage(LineageKind.New, one.Item.Key, null)),
            ]
        );
    }

    private IEnumerable<Item> Next(Item item, Dictionary<string, IReadOnlyList<string>> into)
    {
        if (item is InformationItem)
            return [item];
        if (merged.TryGetValue(item.Key, out var merge))
        {
            if (merge.Parents[0] != item.Key)
                return [];
            var one = Merged(item, merge);
            foreach (var parent in merge.Parents)
                into[parent] = [one.Key];
            return [one];
        }
        if (split.TryGetValue(item.Key, out var parts))
        {
            var several = parts.Texts.Select(text => item with { Key = NewKey(text), Text = text, Same = false }).ToList();
            into[item.Key] = [.. several.Select(part => part.Key)];
            return several;
        }
        return !plan.Keep.Contains(item.Key) ? []
            : plan.Reworded.TryGetValue(item.Key, out var rewording) ? [item with { Text = rewording.Text, Same = rewording.Same }]
            : [item with { Same = false }];
    }

    /// <summary>What its parents say alike stays: help, a condition. Where these differ, the new item has none, and is asked of everybody.</summary>
    private Item Merged(Item first, MergedItems merge)
    {
        var parents = merge.Parents.Select(key => last.ItemOf(key)!).ToList();
        return first with
        {
            Key = NewKey(merge.Text),
            Text = merge.Text,
            Same = false,
            Note = parents.TrueForAll(parent => Json(parent.Note) == Json(first.Note)) ? first.Note : null,
            When = parents.TrueForAll(parent => Json(parent.When) == Json(first.When)) ? first.When : null,
            Required = parents.Exists(parent => parent.Required),
            Reasons = parents.TrueForAll(parent => parent.Reasons == first.Reasons) ? first.Reasons : null,
        };
    }

    private Lineage LineOf(Item item, Dictionary<string, IReadOnlyList<string>> into)
    {
        Lineage Gone(LineageKind kind, string? reason) =>
            new(kind, item.Key, reason?.Trim()) { Into = into[item.Key], Planned = new(kind, into[item.Key], reason?.Trim()) };
        var reason = plan.Reasons.GetValueOrDefault(item.Key)?.Trim();
        return merged.TryGetValue(item.Key, out var merge) ? Gone(LineageKind.Merged, merge.Reason)
            : split.TryGetValue(item.Key, out var parts) ? Gone(LineageKind.Split, parts.Reason)
            : !plan.Keep.Contains(item.Key) ? new(LineageKind.Dropped, item.Key, reason)
            : plan.Reworded.ContainsKey(item.Key) ? new(LineageKind.Reworded, item.Key, reason is { Length: > 0 } ? reason : null)
            : new(LineageKind.Kept, item.Key, null);
    }

    private IEnumerable<PlanProblem> OfSplit(Item item, SplitItem parts)
    {
        if (parts.Texts.Count < 2)
            yield return new(
                PlanPlace.Splitting,
                item.Key,
                new("In welche Fragen teilen Sie „{0}“? Es müssen mindestens zwei sein, jede in einer Zeile.", item.Text)
            );
        else if (parts.Texts.Any(IsBlank) || parts.Texts.DistinctBy(Json).Count() < parts.Texts.Count)
            yield return new(
                PlanPlace.Splitting,
                item.Key,
                new("Zwei der Fragen, in die Sie „{0}“ teilen, lauten gleich, oder eine ist leer.", item.Text)
            );
        if (IsBlank(parts.Reason))
            yield return new(
                PlanPlace.Reason,
                item.Key,
                new("Warum teilen Sie „{0}“? Bitte nennen Sie einen Grund; er steht im Ergebnisbericht.", item.Text)
            );
    }

    private IEnumerable<PlanProblem> OfMerged(MergedItems merge)
    {
        var parents = merge.Parents.Select(last.ItemOf).OfType<Item>().Where(item => item is not InformationItem).ToList();
        if (parents.Count == 0)
        {
            yield return new(PlanPlace.Plan, null, new("Zum Zusammenführen gehören mindestens zwei Fragen der letzten Runde."));
            yield break;
        }
        var first = parents[0];
        if (parents.Count < 2)
            yield return new(
                PlanPlace.Merging,
                first.Key,
                new("Womit führen Sie „{0}“ zusammen? Dazu gehören mindestens zwei Fragen mit demselben Buchstaben.", first.Text)
            );
        foreach (var other in parents.Skip(1))
            if (Difference(first, other) is { } difference)
                yield return new(PlanPlace.Merging, other.Key, difference);
        if (IsBlank(merge.Text))
            yield return new(
                PlanPlace.MergedText,
                first.Key,
                new("Wie lautet die Frage, zu der Sie {0} zusammenführen?", new Names([.. parents.Select(parent => parent.Text)]))
            );
        if (IsBlank(merge.Reason))
            yield return new(
                PlanPlace.MergedReason,
                first.Key,
                new(
                    "Warum führen Sie {0} zusammen? Bitte nennen Sie einen Grund; er steht im Ergebnisbericht.",
                    new Names([.. parents.Select(parent => parent.Text)])
                )
            );
    }

    /// <summary>Why two items cannot become one; null where they are answered alike.</summary>
    private static Sentence? Difference(Item one, Item other) =>
        (one, other) switch
        {
            _ when one.GetType() != other.GetType() => new(
                "„{0}“ und „{1}“ lassen sich nicht zusammenführen: Es sind Fragen verschiedener Art.",
                one.Text,
                other.Text
            ),
            _ when one.IsOpen || (one with { Key = "" }).TakesAnswersOf(other with { Key = "" }) => null,
            (RatingItem { Scale.Points: var points }, RatingItem { Scale.Points: var others }) when points != others => new(
                "„{0}“ und „{1}“ lassen sich nicht zusammenführen: Die eine wird mit {2:Punkt|Punkten} bewertet, die andere mit {3}.",
                one.Text,
                other.Text,
                points,
                others
            ),
            (RatingItem, RatingItem) => new(
                "„{0}“ und „{1}“ lassen sich nicht zusammenführen: Die Punkte ihrer Skalen heißen verschieden, oder nur eine hat „keine Angabe“.",
                one.Text,
                other.Text
            ),
            (MultiRatingItem, MultiRatingItem) => new(
                "„{0}“ und „{1}“ lassen sich nicht zusammenführen: Sie haben verschiedene Merkmale oder Skalen.",
                one.Text,
                other.Text
            ),
            _ => new(
                "„{0}“ und „{1}“ lassen sich nicht zusammenführen: Sie haben verschiedene Antworten zur Auswahl oder andere Grenzen.",
                one.Text,
                other.Text
            ),
        };

    /// <summary>An item can become one thing only.</summary>
    private PlanProblem? Twice(string key) =>
        (plan.Keep.Contains(key) ? 1 : 0)
            + plan.Merged.Sum(one => one.Parents.Count(parent => parent == key))
            + plan.Split.Count(one => one.Parent == key)
        > 1
            ? new(
                PlanPlace.Plan,
                key,
                new("„{0}“ kann nur eines: wieder gestellt, zusammengeführt oder geteilt werden.", last.ItemOf(key)!.Text)
            )
            : null;

    private string NewKey(LocalizedText text)
    {
        var key = Keys.For(text.Texts.First().Value, taken, "frage");
        taken.Add(key);
        return key;
    }

    private bool IsBlank(LocalizedText text) => string.IsNullOrWhiteSpace(text.In(last.Languages[0]));

    private static bool IsBlank(string? text) => string.IsNullOrWhiteSpace(text);

    private static string Json(object? value) => JsonSerializer.Serialize(value, Questionnaire.Format);
}
