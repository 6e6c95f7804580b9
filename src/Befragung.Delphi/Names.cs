using System.Globalization;

namespace Befragung.Delphi;

/// <summary>Several names in a row, each in quotation marks of the language of the page.</summary>
public sealed record Names(IReadOnlyList<object> Values)
{
    /// <summary>How many more there are than are named.</summary>
    public int More { get; init; }

    /// <summary>One of them, and not all.</summary>
    public bool Either { get; init; }

    /// <summary>Whether they stand after a word such as "bei".</summary>
    public bool Dative { get; init; }

    public override string ToString()
    {
        var (open, close, and, or, more) =
            CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en" ? ("“", "”", "and", "or", "{0:=one|#} more")
            : CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "fr" ? ("«\u00a0", "\u00a0»", "et", "ou", "{0:=un autre|# autres}")
            : Dative ? ("„", "“", "und", "oder", "{0:=einer|#} weiteren")
            : ("„", "“", "und", "oder", "{0:=eine|#} weitere");
        List<string> all = [.. Values.Select(name => $"{open}{name}{close}")];
        if (More > 0)
            all.Add(string.Format(new CountFormat(CultureInfo.CurrentCulture), more, More));
        return all.Count < 2 ? string.Concat(all) : $"{string.Join(", ", all.SkipLast(1))} {(Either ? or : and)} {all[^1]}";
    }
}
