using Befragung.Web.Access;

namespace Befragung.Web.Pages.Bogen;

/// <summary>The texts that were changed in a section's form that could not be taken in, without knowing whose it is or what it asks.</summary>
internal static class TypedTexts
{
    /// <summary>None where the form cannot be read, or does not come from a page of ours.</summary>
    public static async Task<IReadOnlyList<string>> InAsync(HttpRequest request)
    {
        if (!HttpMethods.IsPost(request.Method) || !request.HasFormContentType || !request.IsFromOwnPage())
            return [];
        try
        {
            var sent = await request.ReadFormAsync();
            return
            [
                .. from field in sent
                where field.Key.StartsWith(SectionForm.Answer, StringComparison.Ordinal)
                let text = SectionForm.Plain(field.Value[^1] ?? "")
                // Points, ranks and keys of options say nothing without their question.
                where
                    text.Length > 2
                    && SectionForm.Mark(text)
                        != (
                            sent.TryGetValue(SectionForm.Was + field.Key[SectionForm.Answer.Length..], out var was)
                                ? was[^1]!.ReplaceLineEndings("\n")
                                : null
                        )
                select text,
            ];
        }
        catch (Exception failure) when (failure is InvalidDataException or IOException)
        {
            return [];
        }
    }
}
