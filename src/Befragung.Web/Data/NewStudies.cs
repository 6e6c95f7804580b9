using System.Globalization;
using System.Text;
using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Studies;
using Microsoft.EntityFrameworkCore;

namespace Befragung.Web.Data;

/// <summary>Adds a study under a key made from its title, such as "mehrstufige-befragung-2".</summary>
public static class NewStudies
{
    public static async Task<Study> AddAsync(
        SurveyDb db,
        Questionnaire questionnaire,
        DateTime at,
        string by,
        CancellationToken cancel,
        bool simulated = false
    )
    {
        var root = KeyOf(questionnaire.Title.In(questionnaire.Languages[0]));
        var taken = await db.Studies.Where(study => study.Key.StartsWith(root)).Select(study => study.Key).ToListAsync(cancel);
        var key = Enumerable
            .Range(1, taken.Count + 1)
            .Select(number => number == 1 ? root : $"{root}-{number}")
            .First(free => !taken.Contains(free));
        var study = new Study(key, questionnaire, at, by, simulated);
        db.Studies.Add(study);
        await db.SaveChangesAsync(cancel);
        return study;
    }

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
