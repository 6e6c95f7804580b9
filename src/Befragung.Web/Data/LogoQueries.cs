using Befragung.Delphi.Studies;
using Befragung.Web.Exchange;
using Microsoft.EntityFrameworkCore;

namespace Befragung.Web.Data;

/// <summary>How the picture of a logo is found, and put in the place of another.</summary>
public static class LogoQueries
{
    /// <summary>Null where it was replaced or removed.</summary>
    public static Task<byte[]?> LogoAsync(this SurveyDb db, Guid id, CancellationToken cancel) =>
        db.Logos.Where(logo => logo.Id == id).Select(logo => logo.Content).SingleOrDefaultAsync(cancel);

    /// <summary>What a study looks like; null where there is none of that key.</summary>
    public static Task<Look?> LookAsync(this SurveyDb db, string key, CancellationToken cancel) =>
        db.Studies.Where(study => study.Key == key).Select(study => study.Look).SingleOrDefaultAsync(cancel);

    /// <summary>Puts another picture in the place of the one before, with the next save.</summary>
    /// <param name="file">Null to leave none.</param>
    public static async Task ReplaceLogoAsync(
        this SurveyDb db,
        Study study,
        LogoFile? file,
        Delphi.Questionnaires.LocalizedText? alternative,
        CancellationToken cancel
    )
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(study);
        db.Logos.RemoveRange(await db.Logos.Where(logo => logo.StudyId == study.Id).ToListAsync(cancel));
        var id = Guid.NewGuid();
        if (file is not null)
            db.Logos.Add(new(id, study.Id, file.Content));
        study.Dress(study.Look with { Logo = file is null ? null : new(id, file.Type, file.Width, file.Height, alternative) });
    }
}
