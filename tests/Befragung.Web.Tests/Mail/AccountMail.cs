namespace Befragung.Web.Tests.Mail;

/// <summary>Letters to members of the team, which are written and sent in the background.</summary>
internal static class AccountMail
{
    public static async Task<Eml> LetterAsync(this SurveyApp app, string address, string subject) =>
        (
            await Wait.UntilAsync(
                $"A letter about „{subject}“ has come",
                () =>
                    Task.FromResult(
                        app.LettersTo(address).FirstOrDefault(letter => letter.Subject.Contains(subject, StringComparison.Ordinal))
                    ),
                letter => letter is not null
            )
        )!;

    public static IEnumerable<Eml> LettersTo(this SurveyApp app, string address) =>
        Directory.Exists(Path.Combine(app.Folder, "letters"))
            ? Directory
                .GetFiles(Path.Combine(app.Folder, "letters"), "*.eml")
                .Select(Eml.Read)
                .Where(letter => letter.To.Contains(address, StringComparison.Ordinal))
            : [];
}
