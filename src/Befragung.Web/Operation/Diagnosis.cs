using Befragung.Delphi;

namespace Befragung.Web.Operation;

/// <summary>How something stands: it works; it works, but somebody should know; it does not.</summary>
public enum Severity
{
    Good,
    Notice,
    Fault,
}

/// <summary>What was found of one part of an installation. It holds no secret, for it is printed and shown.</summary>
/// <param name="Subject">Which part.</param>
/// <param name="Found">What was found.</param>
/// <param name="Remedy">What helps; null where nothing has to be done.</param>
public sealed record Diagnosis(Severity Severity, Sentence Subject, Sentence Found, Sentence? Remedy = null)
{
    public string Sign =>
        Severity switch
        {
            Severity.Good => "✔",
            Severity.Notice => "!",
            _ => "✘",
        };

    public static Diagnosis Good(Sentence subject, Sentence found) => new(Severity.Good, subject, found);

    public static Diagnosis Notice(Sentence subject, Sentence found, Sentence remedy) => new(Severity.Notice, subject, found, remedy);

    public static Diagnosis Fault(Sentence subject, Sentence found, Sentence remedy) => new(Severity.Fault, subject, found, remedy);
}
