using Befragung.Delphi.Studies;

namespace Befragung.Delphi.Questionnaires;

/// <summary>What is wrong at one place of a questionnaire file, in a sentence that says what to do. A notice may be left as it is.</summary>
/// <param name="Line">1-based.</param>
/// <param name="Column">1-based.</param>
/// <param name="What">The sentence.</param>
/// <param name="IsNotice">Whether the questionnaire can be used nevertheless.</param>
public sealed record Problem(int Line, int Column, Sentence What, bool IsNotice = false);

/// <param name="Questionnaire">Null where there is any problem that is no notice.</param>
/// <param name="Problems">All of them, in the order of the file.</param>
public sealed record ReadQuestionnaire(Questionnaire? Questionnaire, IReadOnlyList<Problem> Problems);

/// <summary>
/// Text in, questionnaire or located problems out: all of them at once, because people mend a file in one go. The format is described in
/// questionnaires/README.md.
/// </summary>
public static class QuestionnaireReader
{
    private const int MostGroups = 100,
        MostSections = 500,
        MostItems = 500,
        MostOfGroupLabel = 60,
        MostOfTarget = 100_000;

    /// <param name="yaml">The text of the file.</param>
    /// <param name="checks">What has to be asked outside; null for nothing.</param>
    public static ReadQuestionnaire Read(string yaml, OutsideChecks? checks = null)
    {
        ArgumentNullException.ThrowIfNull(yaml);
        var findings = new Findings();
        var questionnaire = YamlTree.Parse(yaml, findings) is { } root ? Compose(root, findings, checks ?? OutsideChecks.None) : null;
        return new(findings.HasErrors ? null : questionnaire, findings.Sorted);
    }

    /// <summary>What stands around the sections, where that is all right, whatever is wrong in them; it has no sections.</summary>
    internal static Questionnaire? ReadFrame(string yaml, OutsideChecks? checks)
    {
        var findings = new Findings();
        if (YamlTree.Parse(yaml, new Findings()) is not MapNode root)
            return null;
        var frame = root with { Entries = [.. root.Entries.Where(entry => entry.Name.Value != "sections")] };
        var questionnaire = Compose(frame, findings, checks ?? OutsideChecks.None, hasSections: false);
        return findings.HasErrors ? null : questionnaire;
    }

    private static Questionnaire Compose(Node root, Findings findings, OutsideChecks checks, bool hasSections = true)
    {
        var fields = new Fields(
            root,
            findings,
            "befragung",
            "title",
            "languages",
            "introduction",
            "consent",
            "recruiting",
            "contact",
            "groups",
            "groupLabel",
            "settings",
            "scales",
            "sections"
        );
        var values = new ValueReader(findings, checks.Text);
        CheckVersion(fields.Required("befragung"), findings);
        values.ReadLanguages(fields.Required("languages"));
        var scales = new Scales(fields.Optional("scales"), values, findings) { Before = checks.Asked.SelectMany(item => item.Scales) };
        var groups = Groups(fields.Required("groups"), values, findings);
        var conditions = new ConditionReader([.. groups.Select(group => group.Key)], checks.Asked, values, findings);
        return new Questionnaire(
            values.Localized(fields.Required("title"), ValueReader.Title, inOneLine: true),
            values.Languages,
            groups,
            SettingsReader.Read(fields.Optional("settings"), scales, values, findings),
            Sections(
                hasSections ? fields.Required("sections") : null,
                new ItemReader(scales, values, conditions, findings),
                conditions,
                values,
                findings
            )
        )
        {
            Introduction = values.OptionalLocalized(fields.Optional("introduction"), ValueReader.LongText),
            Consent = values.OptionalLocalized(fields.Optional("consent"), ValueReader.LongText),
            Recruiting = Recruiting(fields.Optional("recruiting"), values, findings),
            OwnGroupLabel = GroupLabel(fields.Optional("groupLabel"), values),
            Contact = Contact(fields.Optional("contact"), values, checks, findings),
        };
    }

    private static void CheckVersion(Node? node, Findings findings)
    {
        if (node is not null and not ScalarNode { IsPlain: true, Value: "1" })
            findings.Add(node, new Sentence("Diese Fassung des Formats kenne ich nicht. Gelesen wird „befragung: 1“."));
    }

    private static RecruitingQuestion? Recruiting(Node? node, ValueReader values, Findings findings)
    {
        if (node is null)
            return null;
        var fields = new Fields(node, findings, "text", "options");
        return new(
            values.Localized(fields.Required("text"), ValueReader.Title, inOneLine: true),
            ItemReader.Options(
                fields.Required("options"),
                RecruitingQuestion.MostOptions,
                RecruitingQuestion.LongestOption,
                values,
                findings
            )
        );
    }

    private static Contact? Contact(Node? node, ValueReader values, OutsideChecks checks, Findings findings)
    {
        if (node is null)
            return null;
        var fields = new Fields(node, findings, "name", "email");
        var name = values.Plain(fields.Required("name"), ValueReader.Name, inOneLine: true);
        var email = values.Plain(fields.Required("email"), ValueReader.Name);
        if (email.Length > 0 && (checks.Mailbox(email) ?? AddressProblem(email)) is { } problem)
            findings.Add(fields.Required("email")!, problem);
        return new Contact(name, email);
    }

    private static Sentence? AddressProblem(string email) =>
        LooksLikeAddress(email)
            ? null
            : new Sentence("„{0}“ ist keine E-Mail-Adresse. Sie sieht so aus: {1}", Characters.Quoted(email), "team@example.org");

    private static bool LooksLikeAddress(string text) =>
        text.Split('@') is [{ Length: > 0 }, { Length: > 2 } host]
        && host[1..^1].Contains('.', StringComparison.Ordinal)
        && !text.Any(character => char.IsWhiteSpace(character) || "<>()[],;:\"\\".Contains(character, StringComparison.Ordinal));

    private static GroupLabel? GroupLabel(Node? node, ValueReader values) =>
        node is not null
        && values.Forms(node, MostOfGroupLabel, needed: 2, "one", "many") is var forms
        && forms.Of("one") is { } one
        && forms.Of("many", Questionnaires.GroupLabel.ManyOf) is { } many
            ? new(one, many)
            : null;

    private static List<Group> Groups(Node? node, ValueReader values, Findings findings)
    {
        var keys = new Keys(findings);
        var names = new EqualNames(findings);
        return
        [
            .. values
                .List(node, "groups", 1, MostGroups)
                .Select(entry =>
                {
                    var fields = new Fields(entry, findings, "key", "name", "target");
                    return new Group(
                        keys.Read(fields.Required("key")),
                        names.Noted(fields.Optional("name"), values.Localized(fields.Required("name"), ValueReader.Name, inOneLine: true))
                    )
                    {
                        Target = fields.Optional("target") is { } target ? values.Whole(target, "target", 1, MostOfTarget, 1) : null,
                    };
                }),
        ];
    }

    private static List<Section> Sections(Node? node, ItemReader items, ConditionReader conditions, ValueReader values, Findings findings)
    {
        var keys = new Keys(findings);
        var sections = new List<Section>();
        var count = 0;
        foreach (var entry in values.List(node, "sections", 1, MostSections))
        {
            var fields = new Fields(entry, findings, "key", "title", "introduction", "random", "expertise", "when", "items");
            var key = keys.Read(fields.Required("key"));
            var title = values.Localized(fields.Required("title"), ValueReader.Title, inOneLine: true);
            var introduction = values.OptionalLocalized(fields.Optional("introduction"), ValueReader.LongText);
            var random = values.Truth(fields.Optional("random"), "random", false);
            var expertise = values.Truth(fields.Optional("expertise"), "expertise", false);
            // Before its items: a section cannot depend on what is asked in it.
            var when = conditions.Read(fields.Optional("when"));
            var entries = values.List(fields.Required("items"), "items", 1, int.MaxValue);
            var room = MostItems - count;
            if (room >= 0 && entries.Count > room)
                findings.Add(
                    entries[room],
                    new Sentence("Ein Fragebogen kann höchstens {0:Frage|Fragen} und Hinweise haben; hier beginnt die nächste.", MostItems)
                );
            count += entries.Count;
            sections.Add(
                new Section(key, title, [.. entries.Take(Math.Max(room, 0)).Select(items.Read).OfType<Item>()])
                {
                    Introduction = introduction,
                    Random = random,
                    Expertise = expertise,
                    When = when,
                }
            );
            if (random && Inner(sections[^1]) is { } inner)
                findings.Add(
                    entry,
                    new Sentence(
                        "In zufälliger Reihenfolge („random“) kann keine Frage von einer anderen desselben Abschnitts abhängen, wie hier „{0}“ von „{1}“.",
                        inner.Key,
                        inner.When!.Item!
                    )
                );
        }
        conditions.Finish();
        if (node is not null && !findings.HasErrors && sections.All(section => section.Items.All(item => item is InformationItem)))
            findings.Add(node, new Sentence("Der Fragebogen stellt keine Frage. Mindestens eine muss es sein."));
        return sections;
    }

    /// <summary>An item that depends on another of its own section.</summary>
    private static Item? Inner(Section section) =>
        section.Items.FirstOrDefault(item => item.When?.Item?.Split('.')[0] is { } about && section.Items.Any(other => other.Key == about));
}
