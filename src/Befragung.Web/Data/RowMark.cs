using System.Globalization;

namespace Befragung.Web.Data;

/// <summary>What a form names a row by: its id, and the version that was on the page, so that of two who change it at once the second is told.</summary>
public sealed record RowMark(Guid Id, int Version)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Id:N}:{Version}");

    /// <summary>Null for what is no mark.</summary>
    public static RowMark? Read(string? mark) =>
        mark?.Split(':') is [var key, var version]
        && Guid.TryParse(key, out var id)
        && int.TryParse(version, CultureInfo.InvariantCulture, out var seen)
            ? new(id, seen)
            : null;
}
