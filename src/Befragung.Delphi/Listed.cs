using System.Globalization;

namespace Befragung.Delphi;

/// <summary>Several names in a row, each in quotation marks of the language of the page and with its number: „Innenstadt“ 89 %, „Baukultur“ 83 %.</summary>
public sealed record Listed(IReadOnlyList<ListedName> Values)
{
    /// <summary>How many more share the last place than are named.</summary>
    public int More { get; init; }

    public override string ToString()
    {
        var (open, close, more) = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName switch
        {
            "en" => ("“", "”", "{0:=one|#} more"),
            "fr" => ("«\u00a0", "\u00a0»", "{0:=une autre|# autres}"),
            _ => ("„", "“", "{0:=eine|#} weitere"),
        };
        var named = Values.Select(one => $"{open}{one.Name}{close} {one.Number}");
        return string.Join(", ", More == 0 ? named : named.Append(string.Format(new CountFormat(CultureInfo.CurrentCulture), more, More)));
    }
}

/// <summary>What is listed, and its number with what that is of: a <see cref="Sentence"/>, so that each language writes it its own way.</summary>
public sealed record ListedName(object Name, object Number);
