namespace Befragung.Delphi.Questionnaires;

/// <summary>What only the house around the method can tell of a questionnaire. Each says what is wrong with a value, or null.</summary>
/// <param name="Text">Whether a text can be shown as Markdown.</param>
/// <param name="Mailbox">Whether an address can be written to.</param>
public sealed record OutsideChecks(Func<string, Sentence?> Text, Func<string, Sentence?> Mailbox)
{
    /// <summary>What earlier rounds of the study asked: conditions may look at it where the round itself does not ask it.</summary>
    public IReadOnlyList<Item> Asked { get; init; } = [];

    /// <summary>For whoever reads a questionnaire without showing it or writing to anybody.</summary>
    public static OutsideChecks None { get; } = new(_ => null, _ => null);
}
