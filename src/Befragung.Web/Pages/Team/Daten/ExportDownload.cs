using Befragung.Web.Data;
using Befragung.Web.Exchange;
using Microsoft.AspNetCore.Mvc;

namespace Befragung.Web.Pages.Team.Daten;

/// <summary>Hands out a file of a study's data.</summary>
internal static class ExportDownload
{
    public static async Task<FileStreamResult> OfAsync(
        ExportFile kind,
        StudyExport export,
        FileWords words,
        WorkFolder work,
        CancellationToken cancel
    )
    {
        var content = await work.WholeAsync(to => kind.WriteAsync(export, words, to, cancel));
        return new FileStreamResult(content, kind.Type) { FileDownloadName = kind.NameFor(export) };
    }
}
