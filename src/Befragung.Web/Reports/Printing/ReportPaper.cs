using System.Security.Cryptography;
using System.Text;

namespace Befragung.Web.Reports.Printing;

/// <summary>What a report is made as.</summary>
public enum PaperKind
{
    Pdf,

    /// <summary>A Word document, to be edited.</summary>
    Word,
}

/// <summary>A version of a study's report in one language, to be printed.</summary>
/// <param name="Subject">Names study, version and language: letters, digits and hyphens.</param>
/// <param name="Html">The document, as made at a time.</param>
public sealed record ReportPaper(string Subject, Func<DateTime, Task<string>> Html, PaperKind Kind = PaperKind.Pdf)
{
    // The same version of the program prints the same; another one may not.
    private static readonly byte[] Program = typeof(ReportPaper).Module.ModuleVersionId.ToByteArray();

    /// <summary>
    /// Names all that is on the paper but the day it is made: results, texts, reasons, language, style. So whatever is added to the report belongs to it
    /// by itself, and what the report does not tell changes nothing.
    /// </summary>
    public async Task<string> FingerprintAsync()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Program);
        hash.AppendData(Encoding.UTF8.GetBytes(await Html(DateTime.UnixEpoch)));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
