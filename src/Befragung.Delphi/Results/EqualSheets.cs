using System.Security.Cryptography;
using System.Text;
using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Rounds;

namespace Befragung.Delphi.Results;

/// <summary>
/// Counts sheets that are in all answers like one before them. Texts are not compared, and nothing is known of who filled them in: equal is not the same as twice,
/// and nothing is left out for it. Sheets with few answers are alike by chance and do not count.
/// </summary>
public sealed class EqualSheets
{
    /// <summary>So many questions have to be answered, that are answered by more than a text.</summary>
    public const int FewestAnswers = 10;

    private readonly List<(string Item, IReadOnlyList<string> Parts)> compared;
    private readonly HashSet<string> seen = [];

    public EqualSheets(Questionnaire questionnaire)
    {
        ArgumentNullException.ThrowIfNull(questionnaire);
        compared =
        [
            .. from item in questionnaire.Items
            let parts = item.Parts.Where(part => part is not TextPart).Select(part => part.Key).ToList()
            where parts.Count > 0
            select (item.Key, (IReadOnlyList<string>)parts),
        ];
    }

    /// <summary>How many sheets were looked at.</summary>
    public int Sheets { get; private set; }

    /// <summary>How many of them are like one before.</summary>
    public int Equal { get; private set; }

    /// <param name="answers">What counts of a sheet.</param>
    /// <param name="notAsked">Keys of the items that were not asked, as the sheet keeps them.</param>
    public void Add(Answers answers, string? notAsked)
    {
        ArgumentNullException.ThrowIfNull(answers);
        Sheets++;
        var left = notAsked?.Split(' ').ToHashSet();
        var words = new StringBuilder();
        var answered = 0;
        foreach (var (item, parts) in compared)
        {
            if (left?.Contains(item) == true)
                continue;
            var any = false;
            foreach (var part in parts)
                if (answers[part] is { } value)
                {
                    any = true;
                    words.Append(part).Append('=').Append(value).Append('\n');
                }
            if (any)
                answered++;
        }
        if (answered >= FewestAnswers && !seen.Add(Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(words.ToString())))))
            Equal++;
    }
}
