using System.Globalization;

namespace Befragung.Delphi;

/// <summary>Several names in a row, each in quotation marks of the language of the page.</summary>
public sealed record Names(IReadOnlyList<object> Values)
{
    /// <summary>How many more there are than are named.</summary>
    public int More { get; init; }

    public override string ToString()
    {
        var (open, close, more) = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en" ? ("“", "”", "and {0} more") : ("„", "“", "und {0} weitere");
        return string.Join(", ", Values.Select(name => $"{open}{name}{close}"))
            + (More == 0 ? "" : " " + string.Format(CultureInfo.CurrentCulture, more, More));
    }
}
