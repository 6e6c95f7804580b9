using System.Globalization;
using System.Text.Json;
using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Studies;

namespace Befragung.Delphi.Drafts;

/// <summary>
/// A questionnaire as the tree of its file: reading what this writes gives the same questionnaire. What is as usual is left out. Scales have no names in a questionnaire,
/// because each item has its own; here they get some.
/// </summary>
internal static class QuestionnaireTree
{
    public static DraftMap Of(Questionnaire questionnaire)
    {
        var scales = NamesOf(questionnaire);
        var root = new DraftMap()
            .SetPlain("befragung", "1")
            .Set("title", Text(questionnaire.Title))
            .Set("languages", Words(questionnaire.Languages))
            .Set("introduction", Text(questionnaire.Introduction))
            .Set("consent", Text(questionnaire.Consent))
            .Set(
                "recruiting",
                questionnaire.Recruiting is { } recruiting
                    ? new DraftMap()
                        .Set("text", Text(recruiting.Text))
                        .Set("options", new DraftList(recruiting.Options.Select(option => Named(option.Key, option.Name))))
                    : null
            )
            .Set("groups", new DraftList(questionnaire.Groups.Select(Group)))
            .Set("groupLabel", questionnaire.OwnGroupLabel is { } label ? Forms(("one", label.One), ("many", label.Many)) : null)
            .Set("settings", Settings(questionnaire.Settings));
        if (questionnaire.Contact is { } contact)
            root.Set("contact", new DraftMap().Set("name", contact.Name).Set("email", contact.Email));
        if (scales.Count > 0)
            root.Set("scales", scales.Aggregate(new DraftMap(), (map, one) => map.Append(one.Name, Scale(one.Scale))));
        return root.Set("sections", new DraftList(questionnaire.Sections.Select(section => Section(section, scales))));
    }

    private static DraftMap Group(Group group) =>
        Named(group.Key, group.Name).SetPlain("target", group.Target is { } target ? Number(target) : null);

    private static DraftMap Section(Section section, List<(string Name, Scale Scale)> scales) =>
        new DraftMap()
            .SetPlain("key", section.Key)
            .Set("title", Text(section.Title))
            .Set("introduction", Text(section.Introduction))
            .SetPlain("random", section.Random ? "true" : null)
            .SetPlain("expertise", section.Expertise ? "true" : null)
            .Set("when", When(section.When))
            .Set("items", new DraftList(section.Items.Select(item => Item(item, scales))));

    private static DraftMap Item(Item item, List<(string Name, Scale Scale)> scales)
    {
        var map = new DraftMap()
            .SetPlain("key", item.Key)
            .Set("text", Text(item.Text))
            .Set("note", Text(item.Note))
            .SetPlain("required", item.Required ? "true" : null)
            .SetPlain("reasons", item.Reasons is { } reasons ? Truth(reasons) : null)
            .SetPlain("same", item.Same ? "true" : null)
            .Set("when", When(item.When));
        return item switch
        {
            RatingItem rating => map.SetPlain("type", "rating").SetPlain("scale", NameOf(rating.Scale, scales)),
            MultiRatingItem rating => map.SetPlain("type", "multiRating")
                .Set(
                    "criteria",
                    new DraftList(rating.Criteria.Select(one => Named(one.Key, one.Name).SetPlain("scale", NameOf(one.Scale, scales))))
                ),
            SingleChoiceItem choice => map.SetPlain("type", "singleChoice")
                .Set("options", Options(choice.Options.Where(option => option.Key != OtherOption.Key)))
                .SetPlain("other", choice.Other ? "true" : null)
                .SetPlain("noAnswer", choice.NoAnswer ? null : "false"),
            MultipleChoiceItem choice => map.SetPlain("type", "multipleChoice")
                .Set("options", Options(choice.Options))
                .SetPlain("other", choice.Other ? "true" : null)
                .SetPlain("min", choice.Min > 0 ? Number(choice.Min) : null)
                .SetPlain("max", choice.Max < choice.Combinable ? Number(choice.Max) : null)
                .SetPlain("noAnswer", choice.NoAnswer ? null : "false"),
            RankingItem ranking => map.SetPlain("type", "ranking")
                .Set("options", Options(ranking.Options))
                .SetPlain("top", ranking.RanksAll ? null : Number(ranking.Top)),
            PointsItem points => map.SetPlain("type", "points")
                .Set("options", Options(points.Options))
                .SetPlain("total", Number(points.Total)),
            NumberItem number => Numbers(map.SetPlain("type", "number"), number.Unit, number.Min, number.Max, number.Decimals),
            EstimateItem estimate => Numbers(
                map.SetPlain("type", "estimate"),
                estimate.Unit,
                estimate.Min,
                estimate.Max,
                estimate.Decimals
            ),
            ShortTextItem text => map.SetPlain("type", "shortText").SetPlain("maxLength", Number(text.MaxLength)),
            LongTextItem text => map.SetPlain("type", "longText").SetPlain("maxLength", Number(text.MaxLength)),
            IdeasItem ideas => map.SetPlain("type", "ideas").SetPlain("entries", Number(ideas.Entries)),
            InformationItem => map.SetPlain("type", "information"),
            _ => throw new ArgumentOutOfRangeException(nameof(item)),
        };
    }

    private static DraftMap Numbers(DraftMap map, Unit? unit, decimal? min, decimal? max, int decimals) =>
        map.Set("unit", unit is null ? null : Forms(("one", unit.One), ("many", unit.Many), ("after", unit.After)))
            .SetPlain("min", min is { } least ? Number(least) : null)
            .SetPlain("max", max is { } most ? Number(most) : null)
            .SetPlain("decimals", decimals > 0 ? Number(decimals) : null);

    private static DraftMap Settings(StudySettings settings) =>
        new DraftMap()
            .Append("rounds", Plain(Number(settings.Rounds)))
            .Append("quantileType", Plain(Number(settings.QuantileType)))
            .Append("smallestCell", Plain(Number(settings.SmallestCell)))
            .Append("stability", Rule(JsonSerializer.SerializeToElement(settings.Stability, Questionnaire.Format)))
            .Append("consensus", Rule(JsonSerializer.SerializeToElement(settings.Consensus, Questionnaire.Format)))
            .SetPlain("reasons", settings.Reasons is { } reasons ? Truth(reasons) : null)
            .SetPlain("replies", settings.Replies ? "true" : null)
            .SetPlain("quotations", settings.Quotations ? "true" : null)
            .SetPlain("profile", settings.Profile ? "true" : null)
            .SetPlain("countSaved", settings.CountSaved ? "true" : null)
            .SetPlain("verdicts", settings.Verdicts ? "true" : null);

    /// <summary>Rules are stored under the names that they have in files; what is false is left out there.</summary>
    private static DraftMap Rule(JsonElement json) =>
        json.EnumerateObject()
            .Where(field => field.Value.ValueKind != JsonValueKind.False)
            .Aggregate(new DraftMap(), (rule, field) => rule.Append(field.Name, Plain(ValueOf(field))));

    private static string ValueOf(JsonProperty field) =>
        field.Value.ValueKind switch
        {
            JsonValueKind.True => "true",
            JsonValueKind.String when field.Name != "rule" => field.Value.GetString()!.ToLowerInvariant(),
            JsonValueKind.String => field.Value.GetString()!,
            _ => field.Value.GetRawText(),
        };

    private static DraftMap Scale(Scale scale)
    {
        var map = new DraftMap().SetPlain("points", Number(scale.Points));
        if (scale.Labels.Count > 0)
            map.Set(
                "labels",
                scale
                    .Labels.OrderBy(label => label.Key)
                    .Aggregate(new DraftMap(), (labels, label) => labels.Append(Number(label.Key), Text(label.Value)!))
            );
        return map.Set("top", Band(scale.Top, scale.TopName))
            .Set("middle", scale.MiddleName is { } middle ? new DraftMap().Set("name", Text(middle)) : null)
            .Set("bottom", Band(scale.Bottom, scale.BottomName))
            .SetPlain("noAnswer", scale.NoAnswer ? null : "false");
    }

    private static DraftNode Band(int points, LocalizedText? name) =>
        name is null ? Plain(Number(points)) : new DraftMap().SetPlain("points", Number(points)).Set("name", Text(name));

    private static DraftMap? When(Condition? condition) =>
        condition is null
            ? null
            : new DraftMap()
                .Set("groups", condition.Groups is { } groups ? Words(groups) : null)
                .SetPlain("item", condition.Item)
                .Set("is", condition.Is is { } values ? Words(values) : null)
                .Set("isNot", condition.IsNot is { } others ? Words(others) : null)
                .SetPlain("from", condition.From is { } from ? Number(from) : null)
                .SetPlain("to", condition.To is { } to ? Number(to) : null);

    private static DraftList Options(IEnumerable<Option> options) =>
        new(options.Select(option => Named(option.Key, option.Name).SetPlain("exclusive", option.Exclusive ? "true" : null)));

    private static DraftMap Named(string key, LocalizedText name) => new DraftMap().SetPlain("key", key).Set("name", Text(name));

    /// <summary>Forms of a word, for each language that has it; a single form by itself.</summary>
    private static DraftNode Forms(params (string Form, LocalizedText Text)[] forms)
    {
        if (forms.All(one => one.Text == forms[0].Text))
            return Text(forms[0].Text)!;
        return forms[0]
            .Text.Texts.Keys.Aggregate(
                new DraftMap(),
                (map, language) =>
                    map.Append(
                        language,
                        forms.Aggregate(new DraftMap(), (words, one) => words.Append(one.Form, new DraftText(one.Text.In(language))))
                    )
            );
    }

    /// <summary>Scales that are the same have one name.</summary>
    private static List<(string Name, Scale Scale)> NamesOf(Questionnaire questionnaire)
    {
        var found = new List<(string Name, Scale Scale)>();
        foreach (var scale in questionnaire.Items.SelectMany(item => item.Scales))
            if (found.TrueForAll(one => !AreSame(one.Scale, scale)))
                found.Add((Draft.KeyFor(WordsFor(scale), found.Select(one => one.Name), "skala"), scale));
        return found;
    }

    private static string WordsFor(Scale scale) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{(scale.TopName ?? scale.LabelOf(scale.Points))?.Texts.First().Value ?? "skala"}_{scale.Points}"
        );

    private static string NameOf(Scale scale, List<(string Name, Scale Scale)> scales) =>
        scales.Find(one => AreSame(one.Scale, scale)).Name;

    private static bool AreSame(Scale one, Scale other) =>
        ReferenceEquals(one, other)
        || JsonSerializer.Serialize(one, Questionnaire.Format) == JsonSerializer.Serialize(other, Questionnaire.Format);

    /// <summary>A map of languages even where there is one, so that it is not taken for a text of the main language when it is none.</summary>
    private static DraftNode? Text(LocalizedText? text) =>
        text?.Texts.Aggregate(new DraftMap(), (map, one) => map.Append(one.Key, new DraftText(one.Value)));

    private static DraftList Words(IEnumerable<string> words) => new(words.Select(Plain));

    private static DraftText Plain(string word) => new(word, isPlain: true);

    private static string Truth(bool value) => value ? "true" : "false";

    private static string Number(decimal number) => number.ToString(CultureInfo.InvariantCulture);
}
