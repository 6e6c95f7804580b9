using Befragung.Delphi;
using Befragung.Delphi.Coding;
using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Results;
using Befragung.Delphi.Studies;
using Befragung.Web.Kern;
using Befragung.Web.Text;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Pages.Team.Runden;

/// <summary>What becomes of an item, as it stands in the form.</summary>
public static class PlanChoice
{
    public const string Keep = "behalten",
        Reword = "umformulieren",
        Merge = "zusammenfuehren",
        Split = "teilen",
        Drop = "entfaellt";
}

/// <summary>The form in which the next round is planned: what was chosen and typed, or, before anything was, what the method advises.</summary>
/// <param name="form">Null where nothing was sent.</param>
/// <param name="advice">On an item.</param>
public sealed class PlanForm(IFormCollection? form, Questionnaire last, Func<Item, Advice> advice, IStringLocalizer<Texts> t)
{
    private static readonly string[] Choices = [PlanChoice.Keep, PlanChoice.Reword, PlanChoice.Merge, PlanChoice.Split, PlanChoice.Drop];

    /// <summary>What can be decided on.</summary>
    public IReadOnlyList<Item> Items { get; } = [.. last.Items.Where(item => item.Parts.Count > 0)];

    public IReadOnlyList<string> Languages => last.Languages;

    /// <summary>One for each pair there could be.</summary>
    public IReadOnlyList<string> Letters =>
        [.. Enumerable.Range(0, Math.Clamp(Items.Count / 2, 1, 26)).Select(place => ((char)('A' + place)).ToString())];

    /// <summary>What was typed or chosen; null while nothing was sent.</summary>
    public string? Typed(string field) => form?[field].ToString().ReplaceLineEndings("\n");

    public string ChoiceOf(Item item)
    {
        ArgumentNullException.ThrowIfNull(item);
        return Typed("wahl." + item.Key) is { } chosen && Choices.Contains(chosen) ? chosen
            : advice(item).AskAgain ? PlanChoice.Keep
            : PlanChoice.Drop;
    }

    public string Reason(Item item)
    {
        ArgumentNullException.ThrowIfNull(item);
        return Typed("reason." + item.Key) ?? (advice(item) is { AskAgain: false, Why: var why } ? t.Say(why) : "");
    }

    public string Wording(Item item, string language)
    {
        ArgumentNullException.ThrowIfNull(item);
        return Typed($"neu.{item.Key}.{language}") ?? item.Text.Texts.GetValueOrDefault(language, "");
    }

    public string Letter(Item item)
    {
        ArgumentNullException.ThrowIfNull(item);
        return Typed("mit." + item.Key) is { } letter && Letters.Contains(letter) ? letter : "";
    }

    /// <summary>Whether something goes by this letter, or was written for it.</summary>
    public bool IsUsed(string letter) =>
        Items.Any(item => ChoiceOf(item) == PlanChoice.Merge && Letter(item) == letter)
        || Typed("grund." + letter) is { Length: > 0 }
        || Languages.Any(language => Typed($"text.{letter}.{language}") is { Length: > 0 });

    /// <summary>The plan that was sent; statements are not in it yet.</summary>
    public RoundPlan Plan() =>
        new(
            Items.Where(item => ChoiceOf(item) is PlanChoice.Keep or PlanChoice.Reword).Select(item => item.Key).ToHashSet(),
            Items
                .Where(item => ChoiceOf(item) is PlanChoice.Drop or PlanChoice.Reword)
                .ToDictionary(
                    item => item.Key,
                    item => ChoiceOf(item) == PlanChoice.Drop ? Reason(item) : Typed("neugrund." + item.Key) ?? ""
                )
        )
        {
            Reworded = Items
                .Where(item => ChoiceOf(item) == PlanChoice.Reword)
                .ToDictionary(
                    item => item.Key,
                    item => new Rewording(Text(language => Wording(item, language)), Typed("gleich." + item.Key) is { Length: > 0 })
                ),
            Merged =
            [
                .. Items
                    .Where(item => ChoiceOf(item) == PlanChoice.Merge)
                    // Without a letter, each is one by itself, and refused.
                    .GroupBy(item => Letter(item) is { Length: > 0 } letter ? letter : item.Key)
                    .Select(group => new MergedItems(
                        [.. group.Select(item => item.Key)],
                        Text(language => Typed($"text.{group.Key}.{language}")),
                        Typed("grund." + group.Key)
                    )),
            ],
            Split =
            [
                .. Items
                    .Where(item => ChoiceOf(item) == PlanChoice.Split)
                    .Select(item => new SplitItem(item.Key, Several($"teile.{item.Key}"), Typed("teilgrund." + item.Key))),
            ],
            Returned = [.. (form?["wieder"] ?? []).OfType<string>().Distinct()],
        };

    /// <summary>Texts of which each has a line; in other languages the line of the same number.</summary>
    public IReadOnlyList<LocalizedText> Several(string field)
    {
        var lines = Languages.ToDictionary(language => language, language => Lines($"{field}.{language}"));
        return [.. lines[Languages[0]].Select((_, number) => Text(language => lines[language].ElementAtOrDefault(number)))];
    }

    /// <summary>What the method cannot see: how the fields go together.</summary>
    public IEnumerable<PageError> Problems()
    {
        foreach (var (field, id) in SeveralFields())
        foreach (var language in Languages.Skip(1))
            if (Lines($"{field}.{language}").Count is > 0 and var lines && lines != Lines($"{field}.{Languages[0]}").Count)
                yield return new(
                    $"{id}-{language}",
                    t[
                        "Hier {0:=steht eine Zeile|stehen # Zeilen}, auf {1} {2:=ist|sind} es {2}. Jede Frage steht in allen Sprachen in derselben Zeile.",
                        lines,
                        Reports.Wording.LanguageName(Languages[0]),
                        Lines($"{field}.{Languages[0]}").Count
                    ]
                );
        foreach (var (name, value) in form ?? FormCollection.Empty)
            if (value.ToString() is { Length: > Statement.LongestText } text)
                yield return new(IdOf(name), t["Der Text hat {0} Zeichen, möglich sind {1}.", text.Length, Statement.LongestText]);
    }

    /// <summary>A problem of the plan, at its field.</summary>
    public PageError? At(PlanProblem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        var item = Items.FirstOrDefault(one => one.Key == problem.ItemKey);
        var letter = item is null ? "" : Letter(item);
        // Before it is said with what, nothing else has to be.
        if (letter.Length == 0 && problem.Place is (PlanPlace.MergedText or PlanPlace.MergedReason))
            return null;
        var field = problem.Place switch
        {
            _ when item is null => null,
            PlanPlace.Reason => (ChoiceOf(item) == PlanChoice.Split ? "tg-" : "r-") + item.Key,
            PlanPlace.Rewording => $"neu-{item.Key}-{Languages[0]}",
            PlanPlace.Merging => "mit-" + item.Key,
            PlanPlace.MergedText => $"text-{letter}-{Languages[0]}",
            PlanPlace.MergedReason => "grund-" + letter,
            PlanPlace.Splitting => $"teile-{item.Key}-{Languages[0]}",
            _ => null,
        };
        return new(field, t.Say(problem.What));
    }

    private IEnumerable<(string Field, string Id)> SeveralFields() =>
        [
            .. Items.Where(item => ChoiceOf(item) == PlanChoice.Split).Select(item => ($"teile.{item.Key}", $"teile-{item.Key}")),
            ("fragen", "fragen"),
        ];

    private List<string> Lines(string field) =>
        [.. (Typed(field) ?? "").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];

    /// <summary>The first language is always there, be it empty; others where something was written.</summary>
    private LocalizedText Text(Func<string, string?> typed) =>
        new(
            Languages
                .Select(language => KeyValuePair.Create(language, typed(language)?.Trim() ?? ""))
                .Where((text, number) => number == 0 || text.Value.Length > 0)
        );

    /// <summary>Ids have no dots.</summary>
    private static string IdOf(string name) =>
        name.StartsWith("reason.", StringComparison.Ordinal) ? "r-" + name["reason.".Length..]
        : name.StartsWith("teilgrund.", StringComparison.Ordinal) ? "tg-" + name["teilgrund.".Length..]
        : name.StartsWith("neugrund.", StringComparison.Ordinal) ? "ng-" + name["neugrund.".Length..]
        : name.StartsWith("titel.", StringComparison.Ordinal) ? name
        : name.Replace('.', '-');
}
