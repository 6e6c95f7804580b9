using Befragung.Delphi;
using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Rounds;
using Befragung.Web.Data;

namespace Befragung.Web.Pages.Bogen;

/// <summary>The taking over of a section's form into the sheet, and what came of it. Knows no request.</summary>
internal sealed class SectionSaving
{
    /// <summary>Instead of an item's key: all that are not answered yet.</summary>
    public const string All = "*";

    private readonly OpenSheet open;
    private readonly string key;
    private readonly SectionForm form;
    private readonly TimeProvider clock;
    private SectionMerge merge;

    /// <param name="before">The section as it is asked before saving.</param>
    /// <param name="keep">The item to answer as in the round before; <see cref="All"/> for all that are not answered yet; null for none.</param>
    /// <param name="takeBack">The item whose answer is taken back; null for none.</param>
    public SectionSaving(OpenSheet open, AskedSection before, SectionForm form, string? keep, TimeProvider clock, string? takeBack = null)
    {
        this.open = open;
        this.form = form;
        this.clock = clock;
        key = before.Section.Key;
        Section = before;
        foreach (var item in before.Section.Items.Where(IsKept).ToList())
            form.Keep(item, open.Earlier);
        if (before.Section.Items.FirstOrDefault(item => item.Key == takeBack) is { } given)
            form.TakeBack(given);
        merge = new(form, open.Sheet, Now);

        bool IsKept(Item item) =>
            keep == All
                ? before.IsKeepable(item) && !form.Changes(item)
                : item.Key == keep && open.Earlier.Answered(item) && open.Round.IsSame(item);
    }

    /// <summary>The section as it is asked now.</summary>
    public AskedSection Section { get; private set; }

    /// <summary>What has to be put right in this section, by item, be it typed here or before. It is kept as it was typed; everything else is saved as an answer.</summary>
    public IReadOnlyDictionary<string, Sentence> Problems =>
        TypedMistakes.In(open, Section.Section.Items.Where(Section.Asks).ToList()).ToDictionary(one => one.Key, one => one.Value.Sentence);

    /// <summary>The same of what this page said.</summary>
    public IReadOnlyDictionary<string, Sentence> ProblemsHere =>
        Problems.Where(problem => merge.Refused.Any(unit => unit.Item.Key == problem.Key)).ToDictionary(StringComparer.Ordinal);

    /// <summary>What is kept of this page as a mistake, by part; not what is longer than that.</summary>
    public IReadOnlyDictionary<string, string> KeptMistakes
    {
        get
        {
            var mistaken = open.Sheet.Mistaken;
            return merge
                .Refused.SelectMany(unit => unit.Fields)
                .Where(one => one.Typed is { } typed && mistaken[one.Part.Key] == typed)
                .ToDictionary(one => one.Part.Key, one => one.Typed!, StringComparer.Ordinal);
        }
    }

    /// <summary>What stood in the fields, by part.</summary>
    public IReadOnlyDictionary<string, string> Posted => form.Posted;

    /// <summary>What was answered on another device meanwhile, but for what could not be taken over here.</summary>
    public IEnumerable<Difference> Differences =>
        merge.Differences.Where(one => one.Outcome != Outcome.Newer || !merge.Refused.Contains(one.Unit));

    /// <summary>The parts of the form whose answers are now as the sheet has them.</summary>
    public IEnumerable<Part> Taken
    {
        get
        {
            var refused = Parts(merge.Refused).Select(part => part.Key).ToHashSet();
            return Parts(form.Units).Where(part => !refused.Contains(part.Key));
        }
    }

    /// <summary>The parts that the page has to learn, because another device's answer counts.</summary>
    public IEnumerable<Part> ToLearn => Parts(merge.Differences.Where(one => one.Outcome != Outcome.Newer).Select(one => one.Unit));

    /// <exception cref="RuleBrokenException">The round was closed.</exception>
    public async Task SaveAsync(CancellationToken cancel)
    {
        if (merge.Changes.Count + merge.Mistakes.Count == 0)
            return;
        var read = open.Sheet;
        await open.ChangeAsync(Change, cancel);
        // An answer may have brought up other questions, or taken some away.
        Section = AskedSection.Find(open, key) ?? Section;

        void Change(AnswerSheet sheet)
        {
            // Anew at each attempt: where another device was faster, this sheet is another.
            if (sheet != read)
                merge = new(form, sheet, Now);
            if (merge.Changes.Count + merge.Mistakes.Count > 0)
                sheet.Save(merge.Changes, merge.Mistakes, open.Asking, Now);
        }
    }

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    private static IEnumerable<Part> Parts(IEnumerable<FormUnit> units) =>
        units.SelectMany(unit => unit.Fields).Select(field => field.Part);
}
