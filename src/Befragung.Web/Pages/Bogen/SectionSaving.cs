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
    public SectionSaving(OpenSheet open, AskedSection before, SectionForm form, string? keep, TimeProvider clock)
    {
        this.open = open;
        this.form = form;
        this.clock = clock;
        key = before.Section.Key;
        Section = before;
        foreach (var item in before.Section.Items.Where(IsKept).ToList())
            form.Keep(item, open.Earlier);
        merge = new(form, open.Sheet, Now);

        bool IsKept(Item item) =>
            keep == All
                ? before.IsKeepable(item) && !form.Changes(item)
                : item.Key == keep && open.Earlier.Answered(item) && open.Round.IsSame(item);
    }

    /// <summary>The section as it is asked now.</summary>
    public AskedSection Section { get; private set; }

    /// <summary>What could not be taken over, by item. Everything else is saved.</summary>
    public IReadOnlyDictionary<string, Sentence> Problems { get; private set; } = new Dictionary<string, Sentence>();

    /// <summary>What stood in the fields, by part.</summary>
    public IReadOnlyDictionary<string, string> Posted => form.Posted;

    /// <summary>What was answered on another device meanwhile, but for what could not be taken over here.</summary>
    public IEnumerable<Difference> Differences =>
        merge.Differences.Where(one => one.Outcome != Outcome.Newer || !Problems.ContainsKey(one.Item.Key));

    /// <summary>The parts of the form whose answers are now as the sheet has them.</summary>
    public IEnumerable<Part> Taken
    {
        get
        {
            var refused = merge
                .Changes.Select(change => change.PartKey)
                .Except(merge.Without(Problems).Select(change => change.PartKey))
                .ToHashSet();
            return Parts(form.Units).Where(part => !refused.Contains(part.Key));
        }
    }

    /// <summary>The parts that the page has to learn, because another device's answer counts.</summary>
    public IEnumerable<Part> ToLearn => Parts(merge.Differences.Where(one => one.Outcome != Outcome.Newer).Select(one => one.Unit));

    /// <exception cref="RuleBrokenException">The round was closed.</exception>
    public async Task SaveAsync(CancellationToken cancel)
    {
        if (merge.Changes.Count == 0)
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
            Problems = form.WithDoubts(AnswerChange.Check(Section.Section.Items, sheet.Answers, merge.Changes), merge.Changes);
            if (merge.Without(Problems) is { Count: > 0 } valid)
                sheet.Save(valid, open.Asking, Now);
        }
    }

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    private static IEnumerable<Part> Parts(IEnumerable<FormUnit> units) =>
        units.SelectMany(unit => unit.Fields).Select(field => field.Part);
}
