namespace Befragung.Web.Exchange;

/// <summary>What files are called on the way.</summary>
public static class FileTypes
{
    public const string Csv = "text/csv; charset=utf-8",
        Workbook = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        Word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
}
