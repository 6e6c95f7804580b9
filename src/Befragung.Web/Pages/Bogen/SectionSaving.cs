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
    private readonly string? keep;
    private readonly bool undo;
    private SectionMerge merge;

    /// <param name="before">The section as it is asked before saving.</param>
    /// <param name="keep">The item to answer as in the round before; <see cref="All"/> for all that are not answered yet; null for none.</param>
    /// <param name="takeBack">The item whose answer is taken back; null for none.</param>
    /// <param name="undo">Whether to take back what was kept at once.</param>
    public SectionSaving(
        OpenSheet open,
        AskedSection before,
        SectionForm form,
        TimeProvider clock,
        string? keep = null,
        string? takeBack = null,
        bool undo = false
    )
    {
        this.open = open;
        this.form = form;
        this.clock = clock;
        this.keep = keep;
        this.undo = undo;
        key = before.Section.Key;
        Section = before;
        if (before.Section.Items.FirstOrDefault(item => item.Key == keep) is { } kept && CanKeep(kept))
            form.Keep(kept, open.Earlier);
        if (before.Section.Asked.FirstOrDefault(item => item.Key == takeBack) is { } given)
            form.TakeBack(given);
        merge = new(form, open.Sheet, Now);
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
        if (merge.Changes.Count + merge.Mistakes.Count == 0 && keep != All && !undo)
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
            List<AnswerChange> together = [.. InBulk(sheet)];
            if (merge.Changes.Count + merge.Mistakes.Count + together.Count > 0)
                sheet.Save(
                    [.. merge.Changes, .. together],
                    merge.Mistakes,
                    open.Asking,
                    Now,
                    KeptAnswers.Of(
                        Singly(sheet, merge.Changes),
                        undo ? [] : together.Select(change => change.PartKey.Split('.')[0]).Distinct()
                    )
                );
        }
    }

    /// <summary>
    /// What is kept, or taken back, for many items at once. It is looked for on the sheet as it stands when it is saved, and leaves alone what is answered there, or is being
    /// changed on this page: it stands for nobody's single answer.
    /// </summary>
    private IEnumerable<AnswerChange> InBulk(AnswerSheet sheet)
    {
        var kept = sheet.KeptAnswers;
        return from item in Section.Section.Items
            where undo ? kept.IsInBulk(item.Key) && !AskedSection.HasMistake(sheet, item) : keep == All && Section.IsKeepable(item)
            where !form.Changes(item)
            from part in item.Parts
            let value = undo ? null : open.Earlier[part.Key]
            where sheet.Answers[part.Key] != value
            select new AnswerChange(part.Key, value);
    }

    /// <summary>Keys of the items whose answer is kept at the question, by the button there: sent by it, or filled in by its script and not touched since.</summary>
    private IEnumerable<string> Singly(AnswerSheet sheet, IReadOnlyList<AnswerChange> given)
    {
        var changed = given.ToDictionary(change => change.PartKey, change => change.Value, StringComparer.Ordinal);
        return from item in Section.Section.Items
            where item.Key == keep || form.SaysKept(item)
            where
                CanKeep(item)
                && item.Parts.All(part =>
                    (changed.TryGetValue(part.Key, out var value) ? value : sheet.Answers[part.Key]) == open.Earlier[part.Key]
                )
            select item.Key;
    }

    private bool CanKeep(Item item) => open.Earlier.Answered(item) && open.Round.IsSame(item);

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    private static IEnumerable<Part> Parts(IEnumerable<FormUnit> units) =>
        units.SelectMany(unit => unit.Fields).Select(field => field.Part);
}
