using Befragung.Delphi;
using Befragung.Delphi.Drafts;

namespace Befragung.Web.Exchange.Import;

/// <summary>What all questions of a source have in common.</summary>
/// <param name="Place">Where it stands, for notes.</param>
/// <param name="Code">Its name in the source; "" where it has none.</param>
internal sealed record SourceQuestion(Sentence Place, string Code, Wording Text)
{
    public Wording Note { get; init; } = Wording.None;

    public bool IsRequired { get; init; }

    /// <summary>Whether a comment went with the answer.</summary>
    public bool HasComment { get; init; }

    public DraftMap? When { get; init; }
}

/// <summary>An answer, a row or a column of a question.</summary>
/// <param name="Code">Its value in the source.</param>
internal sealed record SourceOption(string Code, Wording Name, bool IsExclusive = false)
{
    /// <summary>What its key is made of, where that is not the code.</summary>
    public string? Key { get; init; }

    /// <summary>Yes or no, by what the source calls them.</summary>
    public static SourceOption Yes(string code, Wording? name = null) =>
        new(code, name is { IsBlank: false } ? name : Wording.Of("Ja", "Yes")) { Key = "ja" };

    public static SourceOption No(string code, Wording? name = null) =>
        new(code, name is { IsBlank: false } ? name : Wording.Of("Nein", "No")) { Key = "nein" };
}

/// <summary>A scale as the questionnaire has it.</summary>
/// <param name="Name">By which items name it.</param>
/// <param name="Values">The points by the values of the source.</param>
internal sealed record MadeScale(string Name, int Points, IReadOnlyDictionary<string, string> Values);
