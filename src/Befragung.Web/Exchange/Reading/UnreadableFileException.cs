using Befragung.Delphi;

namespace Befragung.Web.Exchange.Reading;

/// <summary>A file that is not read: where its reading ends, and a sentence that says why and what to do.</summary>
public sealed class UnreadableFileException(int line, int column, Sentence sentence) : Exception(sentence.ToString())
{
    /// <summary>1-based.</summary>
    public int Line { get; } = line;

    /// <summary>1-based, in characters.</summary>
    public int Column { get; } = column;

    public Sentence Sentence { get; } = sentence;
}
