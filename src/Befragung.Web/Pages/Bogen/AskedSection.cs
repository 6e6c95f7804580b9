using Befragung.Delphi;
using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Rounds;
using Befragung.Web.Data;

namespace Befragung.Web.Pages.Bogen;

/// <summary>A section among those that an expert is asked, given what is answered so far.</summary>
internal sealed class AskedSection
{
    private readonly OpenSheet open;
    private readonly IReadOnlySet<string> left;

    private AskedSection(OpenSheet open, IReadOnlySet<string> left, IReadOnlyList<Section> sections, int index)
    {
        this.open = open;
        this.left = left;
        Sections = sections;
        Index = index;
        var whole = open.Asking.Ordered(open.Round.Questionnaire.Sections.First(section => section.Key == sections[index].Key));
        Section = whole with { Items = [.. whole.Items.Where(item => Asks(item) || MayJoin(item, whole))] };
    }

    /// <summary>Null where the expert is asked no such section.</summary>
    public static AskedSection? Find(OpenSheet open, string key)
    {
        ArgumentNullException.ThrowIfNull(open);
        var leftOut = open.Asking.LeftOut(open.Answers);
        var sections = open.Asking.Of(leftOut).Sections;
        var index = sections.ToList().FindIndex(section => section.Key == key);
        return index < 0 ? null : new(open, leftOut, sections, index);
    }

    /// <summary>All sections that this expert is asked.</summary>
    public IReadOnlyList<Section> Sections { get; }

    public int Index { get; }

    /// <summary>The section as it stands on the page: with those questions, too, that an answer on this page can still bring up.</summary>
    public Section Section { get; }

    /// <summary>How many questions come before this section.</summary>
    public int Before => Sections.Take(Index).Sum(section => section.Items.Count(item => item.Parts.Count > 0));

    /// <summary>How many questions there are on this expert's way through the round.</summary>
    public int Total => Sections.Sum(section => section.Items.Count(item => item.Parts.Count > 0));

    /// <summary>Whether there is anything here that can be left as it was in the round before, or was kept at once.</summary>
    public bool CanKeep => KeptInBulk.Count > 0 || Section.Items.Any(item => open.Round.IsSame(item) && open.Earlier.Answered(item));

    /// <summary>What is open here and was answered in the round before: so much can be kept at once.</summary>
    public int Keepable => Section.Items.Count(IsKeepable);

    /// <summary>What was kept at once and has not been answered since.</summary>
    public IReadOnlyList<Item> KeptInBulk
    {
        get
        {
            var kept = open.Sheet.KeptAnswers;
            return [.. Section.Items.Where(item => Asks(item) && kept.IsInBulk(item.Key) && !HasMistake(open.Sheet, item))];
        }
    }

    /// <summary>Whether an item is asked, given what is answered.</summary>
    public bool Asks(Item item) => !left.Contains(item.Key);

    /// <summary>Whether an item is not answered yet, and was in the round before, as the same question. What somebody typed and has to put right is meant as an answer.</summary>
    public bool IsKeepable(Item item) => Asks(item) && !open.Answers.Answered(item) && !HasMistake(open.Sheet, item) && MayBeKept(item);

    /// <summary>Keys of all that could be kept here if it were open: what is taken back on the page is.</summary>
    public string KeepableKeys => string.Join(' ', Section.Items.Where(MayBeKept).Select(item => item.Key));

    /// <summary>Whether something was typed into an item that is no answer.</summary>
    public static bool HasMistake(AnswerSheet sheet, Item item)
    {
        ArgumentNullException.ThrowIfNull(sheet);
        ArgumentNullException.ThrowIfNull(item);
        return sheet.Mistakes is not null && item.Parts.Any(part => sheet.Mistaken[part.Key] is not null);
    }

    /// <summary>Whether it was answered in the round before, as the same question and within the limits that it has now.</summary>
    private bool MayBeKept(Item item) =>
        open.Round.IsSame(item)
        && open.Earlier.Answered(item)
        && AnswerChange
            .Check([item], Answers.None, [.. item.Parts.Select(part => new AnswerChange(part.Key, open.Earlier[part.Key]))])
            .Count == 0;

    /// <summary>The first question that is asked now and was not before an answer was given; null for none.</summary>
    public Item? JoinedSince(AskedSection before) =>
        Section.Items.FirstOrDefault(item => !before.Asks(item) && Asks(item) && !open.Answers.Answered(item));

    /// <summary>Required questions that have no answer, or only a part of one, with what to say.</summary>
    public IReadOnlyDictionary<string, Sentence> Missing() =>
        Section
            .Items.Where(item => item.Required && Asks(item) && !open.Answers.Extent(item).IsWhole)
            .ToDictionary(
                item => item.Key,
                item =>
                    item switch
                    {
                        MultiRatingItem => new Sentence("Diese Frage braucht eine Antwort zu jedem Kriterium."),
                        RankingItem { Top: > 1 and var ranks } => new Sentence("Diese Frage braucht alle Ränge von 1 bis {0}.", ranks),
                        _ => new Sentence("Diese Frage braucht eine Antwort."),
                    }
            );

    /// <summary>Whether it depends on another question of the same section, be it by way of a third.</summary>
    private static bool MayJoin(Item item, Section section) =>
        item.When?.Item?.Split('.')[0] is { } about && section.Items.Any(other => other.Key == about);
}
