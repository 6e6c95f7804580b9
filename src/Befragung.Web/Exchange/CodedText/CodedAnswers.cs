using Befragung.Delphi;
using Befragung.Web.Exchange.Import;

namespace Befragung.Web.Exchange.CodedText;

/// <summary>Answers with what coders made of them, as they go from one program to another: nothing in it is a person of the panel.</summary>
/// <param name="Title">What the project is called.</param>
/// <param name="Codes">Parents before their children; at most two levels.</param>
/// <param name="Coders">Who coded.</param>
/// <param name="Sources">The answers.</param>
/// <param name="Codings">Which places of which answer carry which code.</param>
/// <param name="Notes">What was noted on any of these.</param>
public sealed record CodedAnswers(
    string Title,
    IReadOnlyList<ExchangedCode> Codes,
    IReadOnlyList<ExchangedCoder> Coders,
    IReadOnlyList<ExchangedSource> Sources,
    IReadOnlyList<ExchangedCoding> Codings,
    IReadOnlyList<ExchangedNote> Notes
);

/// <param name="Id">The same in all programs.</param>
/// <param name="Parent">The code above it; null on the upper level.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Colour">As #rrggbb; null where there is none.</param>
/// <param name="Definition">When it is to be used.</param>
/// <param name="Example">A mention that shows it.</param>
public sealed record ExchangedCode(Guid Id, Guid? Parent, string Name, string? Colour, string Definition, string Example);

/// <param name="Id">The same in all programs.</param>
/// <param name="Name">What others call this coder.</param>
public sealed record ExchangedCoder(Guid Id, string Name);

/// <param name="Id">The same in all programs.</param>
/// <param name="Name">What the answer is called in a list.</param>
/// <param name="Text">All of it.</param>
/// <param name="Language">Two letters, or "".</param>
/// <param name="Group">The group it comes from, where that may be told; else "".</param>
/// <param name="Question">What was asked, or "".</param>
public sealed record ExchangedSource(Guid Id, string Name, string Text, string Language, string Group, string Question);

/// <param name="Id">The same in all programs.</param>
/// <param name="Source">Whose text it is.</param>
/// <param name="Start">Where the place begins in <see cref="ExchangedSource.Text"/>, as a string counts.</param>
/// <param name="Length">How long it is, as a string counts; 0 only of an empty text.</param>
/// <param name="Code">What it carries.</param>
/// <param name="Coder">Whose work it is; null where that is not known.</param>
public sealed record ExchangedCoding(Guid Id, Guid Source, int Start, int Length, Guid Code, Guid? Coder);

/// <param name="Id">The same in all programs.</param>
/// <param name="Of">The code, source or coding it is about; null where it is about all.</param>
/// <param name="Name">Its heading, or "".</param>
/// <param name="Text">What it says.</param>
public sealed record ExchangedNote(Guid Id, Guid? Of, string Name, string Text);

/// <summary>What a file said, and what of it could not come along.</summary>
/// <param name="Answers">What could be read.</param>
/// <param name="Notes">Each with its place in the file.</param>
public sealed record ReadCodedAnswers(CodedAnswers Answers, IReadOnlyList<ImportNote> Notes);

/// <summary>What could not come along, told once for each kind: where it came first, and how often.</summary>
internal sealed class CodedNotes
{
    private readonly Dictionary<string, (Sentence Place, Func<int, Sentence> What, int Count)> kinds = new(StringComparer.Ordinal);

    public IReadOnlyList<ImportNote> All => [.. kinds.Values.Select(kind => new ImportNote(kind.Place, kind.What(kind.Count)))];

    /// <param name="kind">What it is one of.</param>
    /// <param name="place">Where it is.</param>
    /// <param name="what">Of so many.</param>
    public void Add(string kind, Sentence place, Func<int, Sentence> what) =>
        kinds[kind] = kinds.TryGetValue(kind, out var known) ? known with { Count = known.Count + 1 } : (place, what, 1);
}
