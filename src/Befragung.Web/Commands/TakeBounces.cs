using System.CommandLine;
using Befragung.Delphi;
using Befragung.Web.Mail;
using Befragung.Web.Text;

namespace Befragung.Web.Commands;

/// <summary>Reads the mails in a folder that came back, and notes whom letters did not reach: what the page for it does, for whoever has them as files.</summary>
internal static class TakeBounces
{
    public static Command Verb()
    {
        var study = new Argument<string>("STUDIE") { Description = "Die Studie, mit dem Namen aus ihrer Adresse." };
        var folder = new Argument<string>("ORDNER") { Description = "Ein Ordner mit zurückgekommenen Nachrichten als .eml." };
        var verb = new Command("bounces", "Vermerkt Anschreiben, die zurückkamen.") { study, folder };
        verb.TreatUnmatchedTokensAsErrors = false;
        verb.SetAction(
            (parsed, cancel) =>
                FromDatabase.TakeAsync(
                    new(parsed.GetValue(study)!, Languages.Current, [.. parsed.UnmatchedTokens]),
                    async (services, one) =>
                    {
                        var bounces = services.GetRequiredService<Bounces>();
                        var found = await bounces.RecogniseAsync(one, await ReadAsync(parsed.GetValue(folder)!, cancel), cancel);
                        await bounces.NoteAsync(one, found.Letters, cancel);
                        foreach (var other in found.Others)
                            Console.WriteLine($"{other.Source}: {Check.T.Say(other.Why)}");
                        Console.WriteLine(
                            Check.T["Als zurückgekommen vermerkt: {0}. Ohne Folgen: {1}.", found.Letters.Count, found.Others.Count]
                        );
                    },
                    cancel
                )
        );
        return verb;
    }

    private static async Task<List<ReturnedMail>> ReadAsync(string folder, CancellationToken cancel)
    {
        if (!Directory.Exists(folder))
            throw new RuleBrokenException("Den Ordner „{0}“ gibt es nicht.", folder);
        var mails = new List<ReturnedMail>();
        foreach (var path in Directory.EnumerateFiles(folder, "*.eml").Order(StringComparer.Ordinal))
        {
            await using var file = File.OpenRead(path);
            mails.AddRange(await ReturnedMail.ReadAsync(file, Path.GetFileName(path), cancel));
        }
        return mails.Count > 0 ? mails : throw new RuleBrokenException("Im Ordner „{0}“ liegt keine Nachricht (.eml).", folder);
    }
}
