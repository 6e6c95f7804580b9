using Befragung.Delphi.Questionnaires;
using Befragung.Web.Exchange.Reading;

namespace Befragung.Web.Data;

/// <summary>The questionnaires that come along, as files beside the program.</summary>
public static class QuestionnaireLibrary
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "questionnaires");

    /// <summary>The files that are in order.</summary>
    public static IReadOnlyList<(string File, Questionnaire Questionnaire)> All() =>
        [
            .. from path in Directory.GetFiles(Folder, "*.yaml").Order()
            let read = QuestionnaireFiles.Read(File.ReadAllBytes(path)).Questionnaire
            where read is not null
            select (Path.GetFileName(path), read),
        ];

    /// <summary>The rules of the format, for editors and other programs.</summary>
    public static byte[] Schema => File.ReadAllBytes(Path.Combine(Folder, "schema.json"));

    /// <summary>The content of one of them; null where there is none of that name.</summary>
    public static byte[]? Read(string fileName) =>
        All().Any(known => known.File == fileName) ? File.ReadAllBytes(Path.Combine(Folder, fileName)) : null;
}
