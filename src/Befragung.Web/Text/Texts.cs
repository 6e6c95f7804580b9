using Befragung.Delphi;
using Microsoft.Extensions.Localization;

[assembly: RootNamespace("Befragung.Web")]

namespace Befragung.Web.Text;

/// <summary>
/// The English of every German sentence: the German one is the key, Texts.en.resx holds the other. A test fails on missing and on orphaned keys.
/// </summary>
public sealed class Texts;

public static class LocalizerExtensions
{
    /// <summary>A sentence of the method in the language of the page.</summary>
    public static string Say(this IStringLocalizer<Texts> t, Sentence sentence) =>
        t[sentence.German, [.. sentence.Values.Select(value => value is Sentence inner ? t.Say(inner) : value)]];
}
