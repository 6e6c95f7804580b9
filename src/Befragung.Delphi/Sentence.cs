using System.Globalization;

namespace Befragung.Delphi;

/// <summary>
/// A sentence for people: the German text with its places ({0}, {1} …) and the values that stand there. The German text is the key
/// under which the platform finds the English one, so it is kept unformatted.
/// </summary>
public sealed record Sentence(string German, params object[] Values)
{
    private static readonly CountFormat InGerman = new(CultureInfo.GetCultureInfo("de-DE"));

    public override string ToString() => string.Format(InGerman, German, Values);
}

/// <summary>An impossible step: what was asked for breaks a rule of the method. The message is meant for the person who asked.</summary>
public sealed class RuleBrokenException(string german, params object[] values) : Exception(new Sentence(german, values).ToString())
{
    public Sentence Sentence { get; } = new(german, values);
}
