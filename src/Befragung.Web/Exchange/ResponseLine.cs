namespace Befragung.Web.Exchange;

/// <summary>The cells of a line of a <see cref="ResponseFile"/>, and its number.</summary>
internal readonly record struct ResponseLine(
    long Number,
    string Round,
    string Panelist,
    string Group,
    string Part,
    string Value,
    bool MayHaveDecimalCommas
);
