namespace Befragung.Web.Tests.Exchange.Reading;

/// <summary>Files that were once read wrongly, each for its whole kind.</summary>
internal static class Cases
{
    public static byte[] Read(string name) =>
        File.ReadAllBytes(Repository.PathOf("tests", "Befragung.Web.Tests", "Exchange", "Reading", "Cases", name));
}
