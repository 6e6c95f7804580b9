using Befragung.Web.Data;
using Befragung.Web.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Mail;

/// <summary>The words of letters of some studies: the team's own, or those of the platform.</summary>
public sealed class LetterTemplates
{
    private readonly IStringLocalizer<Texts> t;
    private readonly Dictionary<(int Study, LetterKind Kind, string Language), LetterTemplate> found;

    private LetterTemplates(IStringLocalizer<Texts> t, IEnumerable<LetterText> own)
    {
        this.t = t;
        found = own.ToDictionary(text => (text.StudyId, text.Kind, text.Language), text => text.Template);
    }

    public static async Task<LetterTemplates> OfAsync(
        SurveyDb db,
        IStringLocalizer<Texts> t,
        IReadOnlyCollection<int> studies,
        CancellationToken cancel
    )
    {
        ArgumentNullException.ThrowIfNull(db);
        var asked = studies.Distinct().ToList();
        return new(t, await db.LetterTexts.AsNoTracking().Where(text => asked.Contains(text.StudyId)).ToListAsync(cancel));
    }

    public LetterTemplate Find(int study, LetterKind kind, string language)
    {
        if (found.TryGetValue((study, kind, language), out var known))
            return known;
        var original = LetterTemplate.Original(t, kind, language);
        found.Add((study, kind, language), original);
        return original;
    }
}
