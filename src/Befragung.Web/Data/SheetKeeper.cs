using Befragung.Delphi;
using Befragung.Delphi.Rounds;
using Befragung.Delphi.Studies;

namespace Befragung.Web.Data;

/// <summary>Where a sheet is kept: those of experts for good, those of a trial until the round opens, those of a preview only in memory.</summary>
public interface ISheetKeeper
{
    /// <summary>Keeps the sheet as it stands.</summary>
    /// <param name="sheet">As it is to be kept.</param>
    /// <param name="was">Its version when it was read.</param>
    /// <param name="consented">The panelist, where the consent is to be kept with it.</param>
    /// <returns>False where the kept sheet is another by now: then nothing was kept.</returns>
    Task<bool> SaveAsync(AnswerSheet sheet, int was, Panelist? consented);

    /// <summary>A sheet as it is kept now.</summary>
    /// <exception cref="RuleBrokenException">It takes nothing any more, or is gone.</exception>
    Task<AnswerSheet> SheetAsync(AnswerSheet known, CancellationToken cancel);
}
