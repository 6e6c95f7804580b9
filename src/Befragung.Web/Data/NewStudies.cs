using System.Globalization;
using System.Text;
using Befragung.Delphi;
using Befragung.Delphi.Drafts;
using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Studies;
using Befragung.Web.Access;
using Befragung.Web.Exchange.Reading;
using Microsoft.EntityFrameworkCore;

namespace Befragung.Web.Data;

/// <summary>Adds a study under a key made from its title, such as "mehrstufige-befragung-2".</summary>
public static class NewStudies
{
    /// <param name="by">How whoever creates it is called.</param>
    /// <param name="notices">What the team should see of the questionnaire; its mistakes are none of them.</param>
    /// <param name="draft">The text that the questionnaire was read from, or what it is so far; null where it has none.</param>
    /// <param name="isUnfinished">Whether that text is no questionnaire yet.</param>
    /// <param name="owner">Account of whoever creates it and has it from then on; null leaves it to an administrator to give it to somebody.</param>
    public static async Task<Study> AddAsync(
        SurveyDb db,
        Questionnaire questionnaire,
        DateTime at,
        string by,
        CancellationToken cancel,
        bool simulated = false,
        IEnumerable<Problem>? notices = null,
        string? owner = null,
        Look? look = null,
        string? draft = null,
        bool isUnfinished = false
    )
    {
        var root = KeyOf(questionnaire.Title.In(questionnaire.Languages[0]));
        var taken = await db.Studies.Where(study => study.Key.StartsWith(root)).Select(study => study.Key).ToListAsync(cancel);
        var key = Enumerable
            .Range(1, taken.Count + 2)
            .Select(number => number == 1 ? root : $"{root}-{number}")
            // The page that creates studies stands under that address.
            .First(free => free != "neu" && !taken.Contains(free));
        var study = new Study(key, questionnaire, at, by, simulated, InPlainWords(notices ?? []));
        if (look is not null)
            study.Dress(look);
        db.Studies.Add(study);
        if (draft is not null)
            db.QuestionnaireVersions.Add(new QuestionnaireVersion(study, draft, at, by, isUnfinished));
        if (owner is not null)
            db.StudyMembers.Add(new StudyMember(study, owner));
        await db.SaveChangesAsync(cancel);
        return study;
    }

    /// <summary>A new study that asks what round 1 of this one asked, or would ask, in the same colours. No person, no answer and no text comes along.</summary>
    /// <param name="change">Makes what is written that of the new study; null for all as it is.</param>
    public static async Task<Study> CopyAsync(
        SurveyDb db,
        Study study,
        DateTime at,
        string by,
        string owner,
        CancellationToken cancel,
        Action<Draft>? change = null
    )
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(study);
        // What is written and no questionnaire yet is copied as it is.
        var written = await Drafting.Newest(db, study, round: 1).AsNoTracking().FirstOrDefaultAsync(cancel);
        if (change is not null)
        {
            var draft = written is null ? Draft.Of(study.Round(1).Questionnaire) : Drafting.Read(written);
            change(draft);
            var check = draft.Check(QuestionnaireFiles.Checks);
            var asked = study.Round(1).Questionnaire;
            if (draft.TextOf(draft.Root, "title") is { Length: > 0 } title)
                asked = asked with { Title = new(draft.Languages[0], title) };
            return await AddAsync(
                db,
                check.Questionnaire ?? (check.Frame is { } frame ? frame with { Sections = asked.Sections } : asked),
                at,
                by,
                cancel,
                notices: check.Notices.Select(one => one.Problem),
                owner: owner,
                look: study.Look,
                draft: draft.Text,
                isUnfinished: check.Questionnaire is null
            );
        }
        return await AddAsync(
            db,
            study.Round(1).Questionnaire,
            at,
            by,
            cancel,
            notices: study.Notices,
            owner: owner,
            look: study.Look,
            draft: written?.Text,
            isUnfinished: written?.HasErrors ?? false
        );
    }

    /// <summary>With all values as words, which is how they are stored.</summary>
    public static IReadOnlyList<Problem> InPlainWords(IEnumerable<Problem> notices) =>
        [
            .. notices.Select(notice =>
                notice with
                {
                    What = new Sentence(notice.What.German, [.. notice.What.Values.Select(value => value.ToString()!)]),
                }
            ),
        ];

    /// <summary>Plain letters and digits with hyphens between, 60 at most.</summary>
    public static string KeyOf(string title)
    {
        var plain = title
            .ToLowerInvariant()
            .Replace("ä", "ae", StringComparison.Ordinal)
            .Replace("ö", "oe", StringComparison.Ordinal)
            .Replace("ü", "ue", StringComparison.Ordinal)
            .Replace("ß", "ss", StringComparison.Ordinal)
            .Normalize(NormalizationForm.FormD);
        var key = new StringBuilder();
        foreach (var character in plain)
            if (char.IsAsciiLetterOrDigit(character))
                key.Append(character);
            else if (CharUnicodeInfo.GetUnicodeCategory(character) != UnicodeCategory.NonSpacingMark && key.Length > 0 && key[^1] != '-')
                key.Append('-');
        var cut = key.ToString().Trim('-');
        if (cut.Length > 60)
            cut = cut[..60].TrimEnd('-');
        return cut.Length == 0 ? "studie" : cut;
    }
}
