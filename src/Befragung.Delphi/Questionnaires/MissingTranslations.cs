namespace Befragung.Delphi.Questionnaires;

/// <summary>A place of a questionnaire with texts that are missing in a language.</summary>
/// <param name="Place">Where, as people call it.</param>
/// <param name="Texts">How many.</param>
public sealed record MissingTexts(Sentence Place, int Texts);

/// <summary>
/// What a questionnaire says in its main language alone, for each of its other languages. Some of it is meant so, such as a name that is the same in both; what is the same
/// for all is stored like what is missing, so only the team can tell.
/// </summary>
/// <param name="Language">Where it is missing.</param>
/// <param name="Places">In the order of the questionnaire; never empty.</param>
public sealed record MissingTranslations(string Language, IReadOnlyList<MissingTexts> Places)
{
    public int Texts => Places.Sum(place => place.Texts);

    /// <summary>Only the languages in which something is missing.</summary>
    public static IReadOnlyList<MissingTranslations> Of(Questionnaire questionnaire)
    {
        ArgumentNullException.ThrowIfNull(questionnaire);
        var places = All(questionnaire).ToList();
        return
        [
            .. from language in questionnaire.Languages
            let missing = places
                .Select(place => new MissingTexts(place.Place, place.Texts.Count(text => text?.Texts.ContainsKey(language) == false)))
                .Where(place => place.Texts > 0)
                .ToList()
            where missing.Count > 0
            select new MissingTranslations(language, missing),
        ];
    }

    private static IEnumerable<(Sentence Place, IReadOnlyList<LocalizedText?> Texts)> All(Questionnaire questionnaire)
    {
        yield return (new("Titel"), [questionnaire.Title]);
        yield return (new("Einleitung"), [questionnaire.Introduction]);
        yield return (new("Einwilligung"), [questionnaire.Consent]);
        if (questionnaire.Recruiting is { } recruiting)
            yield return (new("Angabe bei der Einwilligung"), [recruiting.Text, .. recruiting.Options.Select(option => option.Name)]);
        yield return (new("Was die Gruppen heißen"), [questionnaire.OwnGroupLabel?.One, questionnaire.OwnGroupLabel?.Many]);
        yield return (new("Namen der Gruppen"), [.. questionnaire.Groups.Select(group => group.Name)]);
        // Each item has a copy of its scale; whoever translates it does so once.
        var scales = new HashSet<string>(StringComparer.Ordinal);
        foreach (var section in questionnaire.Sections)
        {
            yield return (new("Abschnitt „{0}“", section.Title), [section.Title, section.Introduction]);
            foreach (var item in section.Items)
            {
                yield return (new("Frage „{0}“", item.Text), [item.Text, item.Note, .. Own(item)]);
                foreach (var scale in item.Scales.Where(scale => scales.Add(scale.Signature)))
                    yield return (
                        new("Skala der Frage „{0}“", item.Text),
                        [
                            .. scale.Labels.OrderBy(label => label.Key).Select(label => label.Value),
                            scale.TopName,
                            scale.MiddleName,
                            scale.BottomName,
                        ]
                    );
            }
        }
    }

    private static IEnumerable<LocalizedText?> Own(Item item) =>
        item switch
        {
            MultiRatingItem rating => rating.Criteria.Select(criterion => criterion.Name),
            SingleChoiceItem choice => choice.Options.Select(option => option.Name),
            MultipleChoiceItem choice => choice.Options.Select(option => option.Name),
            RankingItem ranking => ranking.Options.Select(option => option.Name),
            PointsItem points => points.Options.Select(option => option.Name),
            NumberItem { Unit: { } unit } => [unit.Many],
            EstimateItem { Unit: { } unit } => [unit.Many],
            _ => [],
        };
}
