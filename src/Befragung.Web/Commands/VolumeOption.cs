using System.CommandLine;

namespace Befragung.Web.Commands;

/// <summary>Which volume of a report a verb writes.</summary>
internal static class VolumeOption
{
    public static Option<string> Make()
    {
        var volume = new Option<string>("--volume")
        {
            Description = "report (der Bericht), data (der Datenband) oder short (die Kurzfassung).",
            DefaultValueFactory = _ => "report",
        };
        volume.AcceptOnlyFromAmong("report", "data", "short");
        return volume;
    }

    public static ReportVersion Of(string volume) =>
        volume switch
        {
            "data" => ReportVersion.Data,
            "short" => ReportVersion.Brief,
            _ => ReportVersion.Whole,
        };
}
