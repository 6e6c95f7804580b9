using System.Globalization;
using Befragung.Web.Access;
using Befragung.Web.Chronicle;
using Befragung.Web.Data;
using Befragung.Web.Mail;
using Befragung.Web.Text;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Pages.Team.Panel;

/// <summary>A line in somebody's history.</summary>
/// <param name="At">Null where nobody put it down.</param>
/// <param name="By">Who of the team; null for the person's own steps, and for the platform's.</param>
public sealed record HistoryEntry(DateTime? At, string What, string? By);

/// <summary>What was done with somebody and what they did, in its order, by the day; without any answer.</summary>
public static class PersonHistory
{
    public static IReadOnlyList<HistoryEntry> Of(IStringLocalizer<Texts> t, PersonFile person, IReadOnlyDictionary<string, string> names)
    {
        ArgumentNullException.ThrowIfNull(t);
        ArgumentNullException.ThrowIfNull(person);
        var entries = new List<HistoryEntry> { new(person.TakenInAt, t["ins Panel aufgenommen"], null) };
        foreach (var letter in person.Letters)
            entries.Add(
                new(
                    letter.SentAt ?? letter.GivenUpAt ?? letter.CreatedAt,
                    t["Runde {0}: Anschreiben „{1}“ – {2}", letter.Round, t[letter.Kind.Name()].Value, Outcome(t, letter)],
                    null
                )
            );
        if (person.ConsentedAt is { } consented)
            entries.Add(new(consented, t["hat eingewilligt"], null));
        foreach (var sheet in person.Sheets)
        {
            if (sheet.StartedAt is { } started)
                entries.Add(new(started, t["Runde {0}: {1}", sheet.Round, t["begonnen"].Value], null));
            if (sheet.HandedInAt is { } handedIn)
                entries.Add(
                    new(
                        handedIn,
                        t[
                            "Runde {0}: {1}",
                            sheet.Round,
                            t[sheet.WasOnlySaved ? "nicht abgegeben, das Gespeicherte zählt" : "abgegeben"].Value
                        ],
                        null
                    )
                );
        }
        foreach (var step in person.Steps)
            entries.Add(new(step.At, Of(t, step, person), Who(t, step, names)));
        // Done before steps were kept.
        if (person.Row.DeclinedAt is { } declined && !Has(person, PersonStepKind.Declined, PersonStepKind.ConsentWithdrawn))
            entries.Add(new(declined, t["hat abgesagt"], null));
        else if (
            person.Row is { WithdrawnAt: { } withdrawn, DeclinedAt: null }
            && !Has(person, PersonStepKind.Withdrawn, PersonStepKind.Replaced)
        )
            entries.Add(new(withdrawn, t["Einladung zurückgezogen"], null));
        return [.. entries.OrderBy(entry => entry.At)];
    }

    /// <summary>What became of a letter.</summary>
    public static string Outcome(IStringLocalizer<Texts> t, PersonLetter letter)
    {
        ArgumentNullException.ThrowIfNull(t);
        ArgumentNullException.ThrowIfNull(letter);
        var words = letter.Words is { Length: > 0 } said ? $" ({said})" : "";
        return letter switch
        {
            { GivenUpAt: not null } => t["gescheitert"] + words,
            { SentAt: not null } => t["verschickt"],
            { IsNeeded: false } => t["nicht mehr nötig, nicht verschickt"],
            { Attempts: > 0 } => t["wartet, wird weiter versucht"] + words,
            _ => t["wartet auf den Versand"],
        };
    }

    private static bool Has(PersonFile person, params PersonStepKind[] kinds) => person.Steps.Any(step => kinds.Contains(step.Kind));

    private static string Of(IStringLocalizer<Texts> t, PersonStep step, PersonFile person)
    {
        var other = step.OtherId is { } id
            ? person.Others.GetValueOrDefault(id) ?? t["jemand, dessen Kontaktdaten gelöscht sind"].Value
            : "";
        return step.Kind switch
        {
            PersonStepKind.NameChanged => t["Name geändert"],
            PersonStepKind.AddressCorrected => t["E-Mail-Adresse geändert"],
            PersonStepKind.PostalAddressChanged => t["Postanschrift geändert"],
            PersonStepKind.LetterPrinted => t["Brief auf Papier erstellt"],
            PersonStepKind.LanguageChanged => t["Sprache geändert"],
            PersonStepKind.GroupChanged => t["Gruppe geändert"],
            PersonStepKind.TraitChanged => t["Fachgebiet geändert"],
            PersonStepKind.Withdrawn => t["Einladung zurückgezogen"],
            PersonStepKind.InvitedAnew => t["wieder eingeladen"],
            PersonStepKind.LetterSentAgain => t["Anschreiben noch einmal geschickt"],
            PersonStepKind.Replaced => t["ersetzt durch {0}. Grund: {1}", other, step.Reason ?? "–"],
            PersonStepKind.Substitute => t["aufgenommen anstelle von {0}. Grund: {1}", other, step.Reason ?? "–"],
            PersonStepKind.Declined => t["hat abgesagt"],
            PersonStepKind.ConsentWithdrawn => DateTime.TryParse(
                step.Reason,
                CultureInfo.InvariantCulture,
                DateTimeStyles.RoundtripKind,
                out var consented
            )
                ? t["hat die Einwilligung vom {0} widerrufen", Clock.Day(consented)]
                : t["hat die Einwilligung widerrufen"],
            PersonStepKind.LetterReturned => t["ein Anschreiben kam zurück"],
            PersonStepKind.TraitSaid => t["hat das eigene Fachgebiet angegeben"],
            PersonStepKind.Suggested => t["schlägt vor: {0}", step.Reason ?? "–"],
            _ => t["nimmt doch teil"],
        };
    }

    private static string? Who(IStringLocalizer<Texts> t, PersonStep step, IReadOnlyDictionary<string, string> names) =>
        step.By switch
        {
            Actor.Stranger => null,
            Actor.Platform => t["die Plattform"],
            Actor.Console => t["am Server"],
            _ => names.GetValueOrDefault(step.By) ?? t["gelöschtes Konto"].Value,
        };
}
