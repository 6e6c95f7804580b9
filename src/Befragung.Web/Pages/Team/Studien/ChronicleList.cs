using System.Globalization;
using Befragung.Web.Access;
using Befragung.Web.Chronicle;
using Befragung.Web.Data;
using Befragung.Web.Exchange;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Pages.Team.Studien;

/// <summary>A page of a chronicle, and who the ids in it are.</summary>
/// <param name="Address">Of the page without its filter.</param>
/// <param name="Steps">Those that occur at all, to choose from.</param>
/// <param name="Studies">Keys by id; null where all is about one study.</param>
public sealed record ChronicleList(
    string Address,
    IReadOnlyList<ChronicleEntry> Entries,
    ChronicleStep? Step,
    IReadOnlyList<ChronicleStep> Steps,
    Pager Pager,
    IReadOnlyDictionary<string, string> Names,
    IReadOnlyDictionary<int, string>? Studies
)
{
    public const int PerPage = 100;

    public static async Task<ChronicleList> OfAsync(
        SurveyDb db,
        IQueryable<ChronicleEntry> all,
        string address,
        ChronicleStep? step,
        int page,
        bool isOfStudy,
        CancellationToken cancel
    )
    {
        ArgumentNullException.ThrowIfNull(db);
        var entries = all.Only(step);
        var filtered = step is null ? address : QueryHelpers.AddQueryString(address, "schritt", step.Value.ToString());
        var pager = Pager.For(page, await entries.CountAsync(cancel), PerPage, filtered);
        var here = await entries.Skip((pager.Here - 1) * PerPage).Take(PerPage).ToListAsync(cancel);
        return new(
            address,
            here,
            step,
            await all.Select(entry => entry.Step).Distinct().ToListAsync(cancel),
            pager,
            await db.NamesOfAccountsAsync(here.SelectMany(Accounts), cancel),
            isOfStudy ? null : await db.KeysOfStudiesAsync(here.Select(entry => entry.StudyId).OfType<int>(), cancel)
        );
    }

    private static IEnumerable<string> Accounts(ChronicleEntry entry) =>
        GivenRole.Read(entry) is var (_, account) ? [entry.By, account] : [entry.By];

    /// <summary>All of it as a table, for the files of the project.</summary>
    public static async Task<FileContentResult> CsvAsync(
        SurveyDb db,
        IQueryable<ChronicleEntry> all,
        string name,
        IStringLocalizer<Texts> t,
        CancellationToken cancel
    )
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(t);
        var entries = await all.ToListAsync(cancel);
        var names = await db.NamesOfAccountsAsync(entries.SelectMany(Accounts), cancel);
        var studies = await db.KeysOfStudiesAsync(entries.Select(entry => entry.StudyId).OfType<int>(), cancel);
        using var file = new MemoryStream();
        await AnswerFiles.WriteTableAsync(
            [
                ["at", "by", "step", "study", "round", "about", "number", t["Was"]],
                .. entries.Select(entry =>
                    (IReadOnlyList<string>)
                        [
                            entry.At.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
                            ChronicleWords.Who(t, entry.By, names),
                            entry.Step.ToString(),
                            entry.StudyId is { } study ? studies.GetValueOrDefault(study, "") : "",
                            entry.Round?.ToString(CultureInfo.InvariantCulture) ?? "",
                            entry.About ?? "",
                            entry.Number.ToString(CultureInfo.InvariantCulture),
                            ChronicleWords.Of(t, entry, names),
                        ]
                ),
            ],
            file,
            cancel
        );
        return new(file.ToArray(), FileTypes.Csv) { FileDownloadName = name };
    }
}

/// <summary>The chronicle in sentences.</summary>
public static class ChronicleWords
{
    public static string Who(IStringLocalizer t, string by, IReadOnlyDictionary<string, string> names)
    {
        ArgumentNullException.ThrowIfNull(t);
        ArgumentNullException.ThrowIfNull(names);
        return by switch
        {
            Actor.Platform => t["die Plattform"],
            Actor.Console => t["am Server"],
            Actor.Stranger => t["unbekannt"],
            _ => names.GetValueOrDefault(by) ?? t["gelöschtes Konto"],
        };
    }

    public static string Of(IStringLocalizer t, ChronicleEntry entry, IReadOnlyDictionary<string, string> names)
    {
        ArgumentNullException.ThrowIfNull(t);
        ArgumentNullException.ThrowIfNull(entry);
        ArgumentNullException.ThrowIfNull(names);
        var what = t[Of(entry.Step)].Value;
        if (entry.Number > 1)
            what = $"{what} ({entry.Number})";
        if (entry.Round is { } round)
            what = $"{t["Runde {0}", round]}: {what}";
        if (GivenRole.Read(entry) is var (role, account))
            return $"{what} – {Role(t, role)}: {names.GetValueOrDefault(account) ?? t["gelöschtes Konto"]}";
        if (entry.Step is ChronicleStep.MemberInvited or ChronicleStep.MemberInvitationWithdrawn && entry.About is { } invited)
            return $"{what} – {Role(t, invited)}";
        return entry.About is { Length: > 0 } about ? $"{what} – {about}" : what;
    }

    private static string Role(IStringLocalizer t, string role) =>
        Enum.TryParse<StudyRole>(role, out var known) ? t[Words.Of(known)] : role;

    /// <summary>What the step is called, whatever it was about.</summary>
    public static string Of(ChronicleStep step) =>
        step switch
        {
            ChronicleStep.StudyCreated => "Studie angelegt",
            ChronicleStep.StudyDeleted => "Studie gelöscht",
            ChronicleStep.QuestionnaireRevised => "Fragebogen geändert",
            ChronicleStep.RoundPlanned => "geplant",
            ChronicleStep.RoundOpened => "geöffnet",
            ChronicleStep.TrialLinkMade => "Link für den Probelauf angelegt",
            ChronicleStep.TrialLinkRemoved => "Link für den Probelauf gelöscht",
            ChronicleStep.TrialsWiped => "Probebögen gelöscht",
            ChronicleStep.CodingBegun => "Kodierung begonnen",
            ChronicleStep.CodingsCompared => "Kodierungen verglichen",
            ChronicleStep.CorrectionBegun => "Korrekturrunde begonnen",
            ChronicleStep.CorrectionEnded => "Korrekturrunde beendet",
            ChronicleStep.RemarkAnswered => "Rückmeldung beantwortet",
            ChronicleStep.ThemesTold => "Themen in den Bericht übernommen",
            ChronicleStep.ThemesLeftOut => "Themen aus dem Bericht genommen",
            ChronicleStep.QuotationReleased => "Zitat freigegeben",
            ChronicleStep.QuotationTakenBack => "Zitat zurückgenommen",
            ChronicleStep.CodebookChanged => "Codebuch geändert",
            ChronicleStep.OpenLinkMade => "offener Link angelegt",
            ChronicleStep.OpenLinkChanged => "offener Link geändert",
            ChronicleStep.OpenLinkSwitchedOff => "offener Link ausgeschaltet",
            ChronicleStep.OpenLinkSwitchedOn => "offener Link eingeschaltet",
            ChronicleStep.OpeningDiscarded => "Öffnung zurückgenommen",
            ChronicleStep.RoundSealed => "Antwortbögen versiegelt",
            ChronicleStep.RoundClosed => "geschlossen und ausgezählt",
            ChronicleStep.RoundReleased => "Ergebnis freigegeben",
            ChronicleStep.VerdictOverruled => "anders geurteilt",
            ChronicleStep.OverrulingTakenBack => "eigenes Urteil zurückgenommen",
            ChronicleStep.ReasonReleased => "Begründung freigegeben",
            ChronicleStep.ReasonShortened => "Begründung gekürzt freigegeben",
            ChronicleStep.ReasonWithheld => "Begründung zurückgehalten",
            ChronicleStep.ReasonAnswered => "Auf eine Begründung geantwortet",
            ChronicleStep.ReasonAnswerTakenBack => "Antwort auf eine Begründung zurückgezogen",
            ChronicleStep.PanelTakenIn => "ins Panel aufgenommen",
            ChronicleStep.InvitationWithdrawn => "Einladung zurückgezogen",
            ChronicleStep.InvitedAnew => "wieder eingeladen",
            ChronicleStep.AddressCorrected => "E-Mail-Adresse berichtigt",
            ChronicleStep.PersonEdited => "Angaben zu einer Person geändert",
            ChronicleStep.PersonReplaced => "Person im Panel ersetzt",
            ChronicleStep.LetterSentAgain => "Anschreiben noch einmal geschickt",
            ChronicleStep.PanelExported => "Panel mit Namen heruntergeladen",
            ChronicleStep.ContactsDeleted => "Kontaktdaten des Panels gelöscht",
            ChronicleStep.PersonDeleted => "Daten einer Person gelöscht",
            ChronicleStep.LetterGivenUp => "Anschreiben aufgegeben",
            ChronicleStep.LetterTriedAgain => "Anschreiben noch einmal versucht",
            ChronicleStep.LetterReturned => "Anschreiben kam zurück",
            ChronicleStep.DeadlineTold => "Anschreiben über die neue Frist verschickt",
            ChronicleStep.ResultsTold => "Anschreiben über das Ergebnis verschickt",
            ChronicleStep.LetterSwitchedOn => "Anschreiben eingeschaltet",
            ChronicleStep.LetterSwitchedOff => "Anschreiben ausgeschaltet",
            ChronicleStep.LettersConfirmed => "Anschreiben aus dem Ordner verschickt",
            ChronicleStep.LetterTextsChanged => "Texte der Anschreiben geändert",
            ChronicleStep.DeadlineChanged => "Frist geändert",
            ChronicleStep.RemindersSent => "Erinnerungen verschickt",
            ChronicleStep.PaperLettersMade => "Anschreiben auf Papier erstellt",
            ChronicleStep.OpeningByItselfPlanned => "Öffnung von selbst festgelegt",
            ChronicleStep.OpeningByItselfCancelled => "Öffnung von selbst abgesagt",
            ChronicleStep.OpeningMissed => "Öffnung von selbst war nicht möglich",
            ChronicleStep.ClosingByItselfPlanned => "Schließen von selbst festgelegt",
            ChronicleStep.ClosingByItselfCancelled => "Schließen von selbst abgesagt",
            ChronicleStep.ClosingMissed => "Schließen von selbst war nicht möglich",
            ChronicleStep.ReportTextsChanged => "Texte des Berichts geändert",
            ChronicleStep.LookChanged => "Gestaltung des Berichts geändert",
            ChronicleStep.LogoChanged => "Logo geändert",
            ChronicleStep.StudyArchived => "ins Archiv gelegt",
            ChronicleStep.StudyBroughtBack => "aus dem Archiv geholt",
            ChronicleStep.ResultsWithdrawn => "Ergebnisseite zurückgezogen",
            ChronicleStep.ResultsShownAgain => "Ergebnisseite wieder gezeigt",
            ChronicleStep.CountShown => "Zahl der Teilnahmen auf der Ergebnisseite eingeschaltet",
            ChronicleStep.CountHidden => "Zahl der Teilnahmen auf der Ergebnisseite ausgeschaltet",
            ChronicleStep.OfferChanged => "Angebot der Ergebnisseite geändert",
            ChronicleStep.ResultsPasswordSet => "Passwort der Ergebnisseite gesetzt",
            ChronicleStep.ResultsPasswordRemoved => "Passwort der Ergebnisseite entfernt",
            ChronicleStep.DataExported => "Daten heruntergeladen",
            ChronicleStep.CompleteDataExported => "vollständige Daten heruntergeladen",
            ChronicleStep.AccountInvited => "Link für ein Konto ausgegeben",
            ChronicleStep.AccountCreated => "Konto angelegt",
            ChronicleStep.AccountRemoved => "Konto entfernt",
            ChronicleStep.RoleChanged => "Rolle geändert",
            ChronicleStep.PasswordLinkIssued => "Link für ein neues Passwort ausgegeben",
            ChronicleStep.PasswordChanged => "Passwort geändert",
            ChronicleStep.MemberInvited => "ins Team eingeladen",
            ChronicleStep.MemberInvitationWithdrawn => "Einladung ins Team zurückgenommen",
            ChronicleStep.MemberAdded => "ins Team aufgenommen",
            ChronicleStep.MemberRoleChanged => "Rolle im Team geändert",
            ChronicleStep.MemberRemoved => "aus dem Team entfernt",
            ChronicleStep.AccountNameChanged => "Name des Kontos geändert",
            ChronicleStep.AddressLinkIssued => "andere Adresse für das Konto beantragt",
            ChronicleStep.AccountAddressChanged => "Adresse des Kontos geändert",
            ChronicleStep.SessionsEnded => "Sitzungen beendet",
            ChronicleStep.SecondStepBegun => "Anmeldung in zwei Schritten eingerichtet",
            ChronicleStep.SecondStepEnded => "Anmeldung in zwei Schritten aufgehoben",
            ChronicleStep.PaperCodesRenewed => "neue Ersatzcodes ausgegeben",
            ChronicleStep.PaperCodeUsed => "mit einem Ersatzcode angemeldet",
            _ => "Anmeldung abgewiesen",
        };
}
