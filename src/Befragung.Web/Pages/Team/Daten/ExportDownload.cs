using Befragung.Web.Data;
using Befragung.Web.Exchange;
using Microsoft.AspNetCore.Mvc;

namespace Befragung.Web.Pages.Team.Daten;

/// <summary>Hands out a file of a study's data. It is finished before the first byte is sent, so that nobody takes half a file for a whole one.</summary>
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
        var content = work.Unnamed();
        try
        {
            await kind.WriteAsync(export, words, content, cancel);
        }
        catch
        {
            await content.DisposeAsync();
            throw;
        }
        content.Position = 0;
        return new FileStreamResult(content, kind.Type) { FileDownloadName = kind.NameFor(export) };
    }
}
