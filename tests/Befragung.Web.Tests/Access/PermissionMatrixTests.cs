using System.Globalization;
using System.Text.RegularExpressions;
using Befragung.Web.Access;
using Befragung.Web.Tests.Exchange;
using Befragung.Web.Tests.Pages.Team.Kodierung;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Befragung.Web.Tests.Access;

/// <summary>
/// Who may do what: every page and every step there is, for everybody there is. Whoever adds a page or a step says here whom it is for. The columns are nobody, an
/// expert, a reader, an editor, an owner, the owner of another study, and an administrator who is a member of none: let in (2), led to where one proves who one
/// is (S), refused (3), or told that there is no such thing (4).
/// </summary>
public sealed class PermissionMatrixTests(PermissionMatrixTests.House app) : IClassFixture<PermissionMatrixTests.House>
{
    private const string Everybody = "PPPPPPP",
        Experts = "S2SSSSS",
        Accounts = "SS22222",
        Administrators = "SS33332",
        Team = "SS22244",
        Editors = "SS32244",
        Owners = "SS33244";

    private const string Study = "/team/studien/{study}",
        Round = Study + "/runden/{number:int}",
        Trial = "/probe/{token}/{blattsprache:tag}",
        Preview = Study + "/vorschau/{runde:int}/{gruppe}/{blattsprache:tag}/{flaeche:regex(^(telefon|rechner)$)}",
        Person = Study + "/panel/{panelist:guid}";

    private static readonly Dictionary<string, string> Pages = new()
    {
        ["/"] = Everybody,
        ["/barrierefreiheit"] = Everybody,
        ["/code"] = Everybody,
        ["/datenschutz"] = Everybody,
        ["/einladung/{token?}"] = Everybody,
        ["/einladung/{token}/absage"] = Everybody,
        ["/ergebnisse/{key}"] = Everybody,
        ["/ergebnisse/{key}/bericht.docx"] = Everybody,
        ["/ergebnisse/{key}/bericht.pdf"] = Everybody,
        ["/ergebnisse/{key}/bilder/{figure}.csv"] = Everybody,
        ["/ergebnisse/{key}/bilder/{figure}.png"] = Everybody,
        ["/ergebnisse/{key}/bilder/{figure}.svg"] = Everybody,
        ["/ergebnisse/{key}/aussagen"] = Everybody,
        ["/ergebnisse/{key}/aussagen.csv"] = Everybody,
        ["/ergebnisse/{key}/aussagen.docx"] = Everybody,
        ["/ergebnisse/{key}/aussagen.xlsx"] = Everybody,
        ["/ergebnisse/{key}/bilder/{figure}/einbetten"] = Everybody,
        ["/ergebnisse/{key}/codebuch.csv"] = Everybody,
        ["/ergebnisse/{key}/daten.csv"] = Everybody,
        ["/ergebnisse/{key}/daten.json"] = Everybody,
        ["/ergebnisse/{key}/gruppen/{group}"] = Everybody,
        ["/ergebnisse/{key}/runden/{number:int}"] = Everybody,
        ["/ergebnisse/{key}/datenband"] = Everybody,
        ["/ergebnisse/{key}/datenband.pdf"] = Everybody,
        ["/ergebnisse/{key}/kurz"] = Everybody,
        ["/ergebnisse/{key}/kurz.docx"] = Everybody,
        ["/ergebnisse/{key}/datenband.docx"] = Everybody,
        ["/ergebnisse/{key}/kurz.pdf"] = Everybody,
        ["/ergebnisse/{key}/logo"] = Everybody,
        ["/ergebnisse/{key}/passwort"] = Everybody,
        ["/ergebnisse/{key}/vorstellung.pdf"] = Everybody,
        ["/ergebnisse/{key}/vorstellung/inhalt"] = Everybody,
        ["/ergebnisse/{key}/vorstellung/{number:int?}"] = Everybody,
        ["/farben/{main}"] = Everybody,
        ["/fehler/{status:int}"] = Everybody,
        ["/link"] = Everybody,
        ["/logo"] = Everybody,
        ["/offen/{code?}"] = Everybody,
        // The link in the address is what opens them.
        ["/probe/{token}"] = Everybody,
        [Trial] = Everybody,
        [Trial + "/abgeben"] = Everybody,
        [Trial + "/abschnitt/{key}"] = Everybody,
        [Trial + "/einwilligung"] = Everybody,
        ["/sprache/{language:tag}"] = Everybody,
        ["/team/abmelden"] = Everybody,
        ["/team/adresse/{token}"] = Everybody,
        ["/team/anmelden"] = Everybody,
        ["/team/anmelden/code"] = Everybody,
        ["/team/anmelden/zweiter-schritt"] = Everybody,
        ["/team/konto/{token}"] = Everybody,
        ["/team/passwort"] = Everybody,
        ["/team/passwort/{token}"] = Everybody,
        ["/bogen"] = Experts,
        ["/bogen/abgeben"] = Experts,
        ["/bogen/absage"] = Experts,
        ["/bogen/kontakt"] = Experts,
        ["/bogen/rueckmeldung"] = Experts,
        ["/bogen/abschnitt/{key}"] = Experts,
        ["/bogen/einwilligung"] = Experts,
        ["/bogen/ergebnis"] = Experts,
        ["/bogen/ergebnis.pdf"] = Experts,
        ["/bogen/link"] = Experts,
        ["/bogen/verlassen"] = Experts,
        ["/bogen/widerruf"] = Experts,
        ["/team"] = Accounts,
        ["/team/format"] = Accounts,
        ["/team/konto"] = Accounts,
        ["/team/konto/zweiter-schritt"] = Accounts,
        ["/team/studien/neu"] = Accounts,
        ["/team/vorlagen/{file}"] = Accounts,
        ["/team/betrieb"] = Administrators,
        ["/team/chronik"] = Administrators,
        ["/team/konten"] = Administrators,
        [Study] = Team,
        [Study + "/bericht"] = Team,
        [Study + "/bericht-datenband"] = Team,
        [Study + "/bericht-datenband.pdf"] = Team,
        [Study + "/bericht-kurz"] = Team,
        [Study + "/bericht-kurz.docx"] = Team,
        [Study + "/bericht-datenband.docx"] = Team,
        [Study + "/bericht-kurz.pdf"] = Team,
        [Study + "/bericht.docx"] = Team,
        [Study + "/bericht.pdf"] = Team,
        [Study + "/berichte"] = Team,
        [Study + "/bericht/angaben"] = Team,
        [Study + "/bericht/aussagen.csv"] = Team,
        [Study + "/bericht/aussagen.docx"] = Team,
        [Study + "/bericht/aussagen.xlsx"] = Team,
        [Study + "/bericht/auswahl"] = Team,
        [Study + "/bericht/texte"] = Team,
        [Study + "/bericht/texte/{kapitel}"] = Team,
        [Study + "/bericht/texte/{kapitel}/{text}"] = Team,
        [Study + "/bericht/vorstellung"] = Team,
        [Study + "/bericht/zahlen"] = Team,
        [Study + "/vorstellung.pdf"] = Team,
        [Study + "/chronik"] = Team,
        [Study + "/daten"] = Team,
        [Study + "/daten/{file}"] = Team,
        [Study + "/ergebnisseite"] = Team,
        [Study + "/fragebogen"] = Team,
        [Study + "/fragebogen/abschnitte/{abschnitt}"] = Team,
        [Study + "/fragebogen/angaben"] = Team,
        [Study + "/fragebogen/datei"] = Team,
        [Study + "/fragebogen/einfuegen"] = Team,
        [Study + "/fragebogen/einstellungen"] = Team,
        [Study + "/fragebogen/fassungen"] = Team,
        [Study + "/fragebogen/fragen/{frage}"] = Team,
        [Study + "/fragebogen/gruppen"] = Team,
        [Study + "/fragebogen/papier"] = Team,
        [Study + "/fragebogen/papier.docx"] = Team,
        [Study + "/fragebogen/papier.pdf"] = Team,
        [Study + "/fragebogen/skalen"] = Team,
        [Study + "/fragebogen/skalen/{skala}"] = Team,
        [Study + "/fragebogen/text"] = Team,
        [Study + "/fragebogen/texte"] = Team,
        [Study + "/gestaltung"] = Team,
        [Study + "/logo"] = Team,
        [Study + "/offen"] = Team,
        [Study + "/offen/{link:int}/plakat.pdf"] = Team,
        [Study + "/panel"] = Team,
        [Study + "/planung"] = Team,
        [Study + "/probelauf"] = Team,
        [Study + "/schritt"] = Team,
        [Study + "/team"] = Team,
        [Study + "/vorschau"] = Team,
        [Study + "/weiter"] = Team,
        [Preview] = Team,
        [Preview + "/abgeben"] = Team,
        [Preview + "/abschnitt/{key}"] = Team,
        [Preview + "/einwilligung"] = Team,
        [Round] = Team,
        [Round + "/begruendungen"] = Team,
        [Round + "/kodierung"] = Team,
        [Round + "/nennungen"] = Team,
        [Round + "/nennungen/{mention:guid}"] = Team,
        [Round + "/vergleich"] = Team,
        [Round + "/aehnlich"] = Team,
        [Round + "/kodierung/dateien"] = Team,
        [Round + "/kodierung/rueckmeldung"] = Team,
        [Round + "/kodierung/themen"] = Team,
        [Round + "/kodierung/{datei}"] = Team,
        [Round + "/thesen"] = Team,
        [Round + "/thesen/{these:guid}"] = Team,
        [Study + "/codes"] = Team,
        [Study + "/codes/{code:guid}"] = Team,
        [Round + "/ergebnis"] = Team,
        [Round + "/ruecklauf"] = Team,
        [Round + "/schliessen"] = Team,
        [Round + "/urteile"] = Team,
        [Round + "/zuruecknehmen"] = Team,
        [Round + "/festigkeit"] = Team,
        [Round + "/frist"] = Team,
        [Round + "/erinnern"] = Editors,
        [Round + "/oeffnen"] = Editors,
        [Study + "/anschreiben"] = Editors,
        [Study + "/anschreiben/papier"] = Editors,
        [Study + "/anschreiben/fehler"] = Editors,
        [Study + "/anschreiben/mitteilen"] = Editors,
        [Study + "/anschreiben/ruecklaeufer"] = Editors,
        [Study + "/anschreiben/{kind}"] = Editors,
        [Study + "/panel/beispiel.{art:regex(^(csv|xlsx)$)}"] = Editors,
        [Study + "/panel/neu"] = Editors,
        [Study + "/panel/rekrutierung"] = Editors,
        [Study + "/panel/sammel"] = Editors,
        [Study + "/panel/vorschau"] = Editors,
        [Person] = Editors,
        [Person + "/einladung"] = Editors,
        [Person + "/ersetzen"] = Editors,
        [Person + "/loeschen"] = Editors,
        [Study + "/loeschen"] = Owners,
        [Study + "/panel/liste.{art:regex(^(csv|xlsx)$)}"] = Owners,
        [Study + "/panel/loeschen"] = Owners,
    };

    private static readonly Dictionary<string, string> Steps = new()
    {
        ["/einladung/{token?}"] = Everybody,
        ["/code"] = Everybody,
        ["/einladung/{token}/absage Absagen"] = Everybody,
        ["/einladung/{token}/absage Doch"] = Everybody,
        ["/ergebnisse/{key}/passwort"] = Everybody,
        ["/link"] = Everybody,
        ["/offen/{code?}"] = Everybody,
        ["/offen/{code?} Verlassen"] = Everybody,
        [Trial + "/abgeben"] = Everybody,
        [Trial + "/abschnitt/{key}"] = Everybody,
        [Trial + "/abschnitt/{key} Merken"] = Everybody,
        [Trial + "/einwilligung"] = Everybody,
        ["/team/abmelden"] = Everybody,
        ["/team/adresse/{token}"] = Everybody,
        ["/team/anmelden"] = Everybody,
        ["/team/anmelden/code"] = Everybody,
        ["/team/anmelden/zweiter-schritt"] = Everybody,
        ["/team/konto/{token}"] = Everybody,
        ["/team/passwort"] = Everybody,
        ["/team/passwort/{token}"] = Everybody,
        ["/bogen/abgeben"] = Experts,
        ["/bogen/abschnitt/{key}"] = Experts,
        ["/bogen/abschnitt/{key} Merken"] = Experts,
        ["/bogen/absage Absagen"] = Experts,
        ["/bogen/rueckmeldung"] = Experts,
        ["/bogen/kontakt Sprache"] = Experts,
        ["/bogen/kontakt Vorschlag"] = Experts,
        ["/bogen/einwilligung"] = Experts,
        ["/bogen/link Adresse"] = Experts,
        ["/bogen/link Senden"] = Experts,
        ["/bogen/link Zeigen"] = Experts,
        ["/bogen/verlassen"] = Experts,
        ["/bogen/widerruf"] = Experts,
        ["/team/konto"] = Accounts,
        ["/team/konto Adresse"] = Accounts,
        ["/team/konto AlleBeenden"] = Accounts,
        ["/team/konto Angaben"] = Accounts,
        ["/team/konto Beenden"] = Accounts,
        ["/team/konto/zweiter-schritt"] = Accounts,
        ["/team/konto/zweiter-schritt Aufheben"] = Accounts,
        ["/team/konto/zweiter-schritt Codes"] = Accounts,
        ["/team/studien/neu"] = Accounts,
        ["/team/konten Einladen"] = Administrators,
        ["/team/konten Entfernen"] = Administrators,
        ["/team/konten Leitung"] = Administrators,
        ["/team/konten Link"] = Administrators,
        ["/team/konten Rolle"] = Administrators,
        ["/team/konten ZweiterSchritt"] = Administrators,
        [Study + " Archivieren"] = Editors,
        [Study + " Kopieren"] = Editors,
        [Study + " Zurueckholen"] = Editors,
        [Study + "/anschreiben/papier Einzeln"] = Editors,
        [Study + "/anschreiben/papier Person"] = Editors,
        [Study + "/anschreiben/papier"] = Editors,
        [Study + "/anschreiben/fehler Alle"] = Editors,
        [Study + "/anschreiben/fehler Nochmal"] = Editors,
        [Study + "/anschreiben/mitteilen"] = Editors,
        [Study + "/anschreiben/ruecklaeufer Vermerken"] = Editors,
        [Study + "/anschreiben/ruecklaeufer Vorschau"] = Editors,
        [Study + "/anschreiben/{kind} Probe"] = Editors,
        [Study + "/anschreiben/{kind} Schalten"] = Editors,
        [Study + "/anschreiben/{kind} Speichern"] = Editors,
        [Study + "/anschreiben/{kind} Vorschau"] = Editors,
        [Study + "/bericht/angaben"] = Editors,
        [Study + "/bericht/auswahl"] = Editors,
        [Study + "/bericht/texte/{kapitel}"] = Editors,
        [Study + "/bericht/texte/{kapitel} Entwurf"] = Editors,
        [Study + "/bericht/texte/{kapitel} Stimmt"] = Editors,
        [Study + "/bericht/texte/{kapitel} Vorschau"] = Editors,
        [Study + "/bericht/texte/{kapitel}/{text}"] = Editors,
        [Study + "/bericht/vorstellung"] = Editors,
        [Study + "/ergebnisseite Angebot"] = Editors,
        [Study + "/ergebnisseite Ohne"] = Editors,
        [Study + "/ergebnisseite Passwort"] = Editors,
        [Study + "/ergebnisseite ZahlAus"] = Editors,
        [Study + "/ergebnisseite ZahlEin"] = Editors,
        [Study + "/ergebnisseite Zeigen"] = Editors,
        [Study + "/ergebnisseite Zurueckziehen"] = Editors,
        [Study + "/fragebogen Abschnitt"] = Editors,
        [Study + "/fragebogen Ausblenden"] = Editors,
        [Study + "/fragebogen Frage"] = Editors,
        [Study + "/fragebogen Grund"] = Editors,
        [Study + "/fragebogen Kopieren"] = Editors,
        [Study + "/fragebogen Loeschen"] = Editors,
        [Study + "/fragebogen Schieben"] = Editors,
        [Study + "/fragebogen Zeigen"] = Editors,
        [Study + "/fragebogen Zurueck"] = Editors,
        [Study + "/fragebogen/abschnitte/{abschnitt}"] = Editors,
        [Study + "/fragebogen/angaben"] = Editors,
        [Study + "/fragebogen/einfuegen"] = Editors,
        [Study + "/fragebogen/einfuegen Vorschau"] = Editors,
        [Study + "/fragebogen/einstellungen"] = Editors,
        [Study + "/fragebogen/fassungen"] = Editors,
        [Study + "/fragebogen/fragen/{frage}"] = Editors,
        [Study + "/fragebogen/gruppen"] = Editors,
        [Study + "/fragebogen/skalen"] = Editors,
        [Study + "/fragebogen/skalen/{skala}"] = Editors,
        [Study + "/fragebogen/skalen/{skala} Loeschen"] = Editors,
        [Study + "/fragebogen/text"] = Editors,
        [Study + "/fragebogen/text Datei"] = Editors,
        [Study + "/fragebogen/texte Uebernehmen"] = Editors,
        [Study + "/fragebogen/texte Vorschau"] = Editors,
        [Study + "/fragebogen/text Pruefen"] = Editors,
        [Study + "/gestaltung Entfernen"] = Editors,
        [Study + "/gestaltung Farben"] = Editors,
        [Study + "/gestaltung Logo"] = Editors,
        [Study + "/offen Aendern"] = Editors,
        [Study + "/offen Anlegen"] = Editors,
        [Study + "/offen Schalten"] = Editors,
        [Study + "/panel Suchen"] = Editors,
        [Study + "/panel Vorschau"] = Editors,
        [Study + "/probelauf Anlegen"] = Editors,
        [Study + "/probelauf Loeschen"] = Editors,
        [Study + "/weiter"] = Editors,
        // Nothing is changed by them.
        [Preview + "/abgeben"] = Team,
        [Preview + "/abschnitt/{key}"] = Team,
        [Preview + "/abschnitt/{key} Merken"] = Team,
        [Preview + "/einwilligung"] = Team,
        [Study + "/panel/neu"] = Editors,
        [Study + "/panel/sammel Ausfuehren"] = Editors,
        [Study + "/panel/sammel Pruefen"] = Editors,
        [Study + "/panel/vorschau Aufnehmen"] = Editors,
        [Study + "/panel/vorschau Verwerfen"] = Editors,
        [Study + "/panel/vorschau Zuordnen"] = Editors,
        [Person] = Editors,
        [Person + " Schicken"] = Editors,
        [Person + "/ersetzen"] = Editors,
        [Person + "/einladung Einladen"] = Editors,
        [Person + "/einladung Zurueckziehen"] = Editors,
        [Person + "/loeschen"] = Editors,
        [Round + " Freigeben"] = Editors,
        [Round + " Verschickt"] = Editors,
        [Round + "/kodierung"] = Editors,
        [Round + "/nennungen Geben"] = Editors,
        [Round + "/nennungen Keiner"] = Editors,
        [Round + "/nennungen Nehmen"] = Editors,
        [Round + "/nennungen/{mention:guid} Teilen"] = Editors,
        [Round + "/nennungen/{mention:guid} Zitieren"] = Editors,
        [Round + "/nennungen/{mention:guid} Zuruecknehmen"] = Editors,
        [Round + "/nennungen/{mention:guid} Zusammen"] = Editors,
        [Round + "/vergleich"] = Editors,
        [Round + "/aehnlich"] = Editors,
        [Round + "/kodierung/dateien"] = Editors,
        [Round + "/kodierung/themen Heraus"] = Editors,
        [Round + "/kodierung/themen Uebernehmen"] = Editors,
        [Round + "/kodierung/rueckmeldung Beginnen"] = Editors,
        [Round + "/kodierung/rueckmeldung Beenden"] = Editors,
        [Round + "/kodierung/rueckmeldung Antworten"] = Editors,
        [Round + "/thesen"] = Editors,
        [Round + "/thesen Holen"] = Editors,
        [Round + "/thesen ZuZweit"] = Editors,
        [Round + "/thesen/{these:guid}"] = Editors,
        [Round + "/thesen/{these:guid} Entfernen"] = Editors,
        [Round + "/thesen/{these:guid} Fertig"] = Editors,
        [Round + "/thesen/{these:guid} Hinzu"] = Editors,
        [Round + "/thesen/{these:guid} Kommentar"] = Editors,
        [Round + "/thesen/{these:guid} Loesen"] = Editors,
        [Round + "/thesen/{these:guid} Pruefen"] = Editors,
        [Round + "/vergleich Entscheiden"] = Editors,
        [Study + "/codes"] = Editors,
        [Study + "/codes Holen"] = Editors,
        [Study + "/codes/{code:guid}"] = Editors,
        [Study + "/codes/{code:guid} Entfernen"] = Editors,
        [Study + "/codes/{code:guid} Zusammenlegen"] = Editors,
        [Round + "/begruendungen Alle"] = Editors,
        [Round + "/begruendungen AntwortZurueck"] = Editors,
        [Round + "/begruendungen Antworten"] = Editors,
        [Round + "/begruendungen Freigeben"] = Editors,
        [Round + "/begruendungen Kuerzen"] = Editors,
        [Round + "/begruendungen Zurueckhalten"] = Editors,
        [Round + "/erinnern"] = Editors,
        [Round + "/frist"] = Editors,
        [Round + "/oeffnen Kontakt"] = Editors,
        [Round + "/oeffnen DochNicht"] = Editors,
        [Round + "/oeffnen Oeffnen"] = Editors,
        [Round + "/oeffnen Spaeter"] = Editors,
        [Round + "/schliessen DochNicht"] = Editors,
        [Round + "/schliessen Schliessen"] = Editors,
        [Round + "/schliessen Spaeter"] = Editors,
        [Round + "/urteile Urteilen"] = Editors,
        [Round + "/urteile Zuruecknehmen"] = Editors,
        [Round + "/zuruecknehmen"] = Editors,
        [Study + "/daten Vollstaendig"] = Owners,
        [Study + "/loeschen"] = Owners,
        [Study + "/panel/loeschen"] = Owners,
        [Study + "/team Aufnehmen"] = Owners,
        [Study + "/team Entfernen"] = Owners,
        [Study + "/team Rolle"] = Owners,
        [Study + "/team Zuruecknehmen"] = Owners,
    };

    public static TheoryData<string> AllPages() => [.. There().Pages];

    public static TheoryData<string> AllSteps() => [.. There().Steps];

    [Fact]
    public void Nothing_is_named_here_that_is_not_there()
    {
        var (pages, steps) = There();
        Assert.Equal([], Pages.Keys.Except(pages).Order());
        Assert.Equal([], Steps.Keys.Except(steps).Order());
    }

    [Fact]
    public void Every_route_that_names_a_study_asks_who_is_a_member_of_it()
    {
        var ofStudies = app
            .Services.GetServices<EndpointDataSource>()
            .SelectMany(source => source.Endpoints)
            .OfType<RouteEndpoint>()
            .Where(route => Pattern(route).StartsWith("/team/studien/", StringComparison.Ordinal))
            .ToList();
        Assert.NotEmpty(ofStudies);
        Assert.All(
            ofStudies.Where(route => Pattern(route) != "/team/studien/neu"),
            route =>
            {
                Assert.NotNull(route.RoutePattern.GetParameter(StudyPolicies.Parameter));
                Assert.Null(route.Metadata.GetMetadata<IAllowAnonymous>());
                Assert.Contains(
                    route.Metadata.GetOrderedMetadata<IAuthorizeData>(),
                    rule =>
                        // Whoever tries a sheet changes nothing.
                        rule.Policy
                        == (route.Metadata.GetMetadata<OnlyTriesAttribute>() is null ? StudyPolicies.Members : StudyPolicies.Tries)
                );
            }
        );
    }

    [Theory]
    [MemberData(nameof(AllPages))]
    public async Task A_page_opens_for_those_it_is_for(string pattern)
    {
        Assert.True(Pages.TryGetValue(pattern, out var expected), $"Say in this test whom {pattern} is for.");
        var path = await app.PathAsync(pattern);
        var met = "";
        foreach (var who in Enumerable.Range(0, House.Everyone))
            met += Code((await app.Everybody[who].GetAsync(path)), expected[who]);
        Assert.Equal(expected, met);
    }

    [Theory]
    [MemberData(nameof(AllSteps))]
    public async Task A_step_is_taken_by_those_it_is_for(string step)
    {
        Assert.True(Steps.TryGetValue(step, out var expected), $"Say in this test whom {step} is for.");
        var (pattern, handler) = step.Split(' ') is [var page, var name] ? (page, $"?handler={name}") : (step, "");
        var met = "";
        foreach (var who in Enumerable.Range(0, House.Everyone))
        {
            // Leaving ends a session, and handing in what one may do in it: so each expert comes anew.
            // Whoever declines is nobody's next visitor.
            using var visitor = await app.AnewAsync(who, signIn: pattern == "/team/abmelden", expert: pattern == "/bogen/absage" ? 5 : 0);
            var path = await app.PathAsync(pattern);
            var fields = await app.FieldsAsync(visitor, who);
            // The section stands in the address, as on the sheet of an expert.
            if (pattern.StartsWith(Preview, StringComparison.Ordinal))
                fields.RemoveAll(field => field.Key == "key");
            met += Code(await visitor.PostAsync(path + handler, fields), expected[who]);
        }
        Assert.Equal(expected, met);
    }

    /// <summary>Whatever a member finds on their pages leads somewhere for them, and every button does something.</summary>
    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public async Task Nobody_sees_what_they_may_not_press(int who)
    {
        var visitor = app.Everybody[who];
        var known = new HashSet<string> { "/team" };
        var ahead = new Queue<string>(known);
        var wrong = new List<string>();
        var buttons = 0;
        while (ahead.TryDequeue(out var path))
        {
            var reply = await visitor.GetAsync(path);
            if (reply.Status is 403 or 404)
                wrong.Add($"{path}: {reply.Status}");
            if (reply.Type?.StartsWith("text/html", StringComparison.Ordinal) != true)
                continue;
            foreach (var button in reply.Page.QuerySelectorAll("form[method=post] button"))
            {
                buttons++;
                var form = button.Closest("form")!;
                var action = button.GetAttribute("formaction") ?? (form.GetAttribute("action") is { Length: > 0 } given ? given : path);
                // Whoever owns another study owns what is linked here: that of others would have answered 404 above.
                if (Expected(Steps, action)[who == 5 ? 4 : who] is '3' or '4' or 'S')
                    wrong.Add($"{path}: {action}");
            }
            foreach (var link in reply.Page.QuerySelectorAll("a[href^='/team'], form[method=get]"))
                if (
                    (link.GetAttribute("href") ?? link.GetAttribute("action"))!.Split('#')[0] is var next
                    && !next.EndsWith(".pdf", StringComparison.Ordinal)
                    && !next.EndsWith(".docx", StringComparison.Ordinal)
                    && !IsCopy(next, who)
                    && known.Add(next)
                )
                    ahead.Enqueue(next);
        }
        Assert.Equal([], wrong);
        Assert.NotEqual(0, buttons);
        // And whoever is a member has seen more than the way in, which has each template in two languages.
        Assert.InRange(known.Count, who == 6 ? 5 : 15, who == 6 ? 35 : int.MaxValue);
    }

    /// <summary>Whether it leads to a study that somebody has made of this one in another test: they own that.</summary>
    private bool IsCopy(string path, int who) =>
        who is 2 or 3 or 4 && path.Split('/') is [_, "team", "studien", var key, ..] && key != "neu" && !app.Studies.Contains(key);

    private static string Expected(Dictionary<string, string> table, string address)
    {
        var (path, query) = address.Split('?') is [var before, var after] ? (before, after) : (address, "");
        var handler = Regex.Match(query, "(?<=handler=)[A-Za-z]+", RegexOptions.None, TimeSpan.FromSeconds(1)).Value;
        return table
            .Where(one => (one.Key.Split(' ') is [_, var name] ? name : "") == handler)
            .Where(one =>
                Regex.IsMatch(
                    path,
                    "^"
                        + Regex.Replace(
                            Regex.Escape(one.Key.Split(' ')[0]).Replace("\\{", "{", StringComparison.Ordinal),
                            "{[^}]*}",
                            "[^/]+",
                            RegexOptions.None,
                            TimeSpan.FromSeconds(1)
                        )
                        + "$",
                    RegexOptions.None,
                    TimeSpan.FromSeconds(1)
                )
            )
            .OrderBy(one => one.Key.Count(letter => letter == '{'))
            .Select(one => one.Value)
            .First();
    }

    /// <summary>What an answer is in the table; P for whatever it is where it is for everybody and nobody is refused.</summary>
    private static char Code(Reply reply, char expected)
    {
        if (
            reply.Status == 302
            && Regex.IsMatch(
                reply.Location!,
                "^https?://[^/]+/(team/anmelden|einladung)",
                RegexOptions.ExplicitCapture,
                TimeSpan.FromSeconds(1)
            )
        )
            return 'S';
        return reply.Status switch
        {
            403 => '3',
            404 when expected != 'P' => '4',
            >= 500 and not 503 => '5',
            _ when expected == 'P' => 'P',
            _ => '2',
        };
    }

    private static (List<string> Pages, List<string> Steps) There()
    {
        var folder = Directory.CreateTempSubdirectory("befragung-routes-");
        using var site = Site.Build([$"--Data:Directory={folder.FullName}"]);
        var routes = ((IEndpointRouteBuilder)site)
            .DataSources.SelectMany(source => source.Endpoints)
            .OfType<RouteEndpoint>()
            .Where(route => route.Metadata.GetMetadata<PageActionDescriptor>() is not null)
            .ToList();
        var loader = site.Services.GetRequiredService<PageLoader>();
        var steps = routes
            .SelectMany(route =>
                loader
                    .LoadAsync(route.Metadata.GetMetadata<PageActionDescriptor>()!, route.Metadata)
                    .GetAwaiter()
                    .GetResult()
                    .HandlerMethods.Where(handler => handler.HttpMethod == "Post")
                    .Select(handler => handler.Name is null ? Pattern(route) : $"{Pattern(route)} {handler.Name}")
            )
            .Distinct()
            .Order(StringComparer.Ordinal)
            .ToList();
        folder.Delete(recursive: true);
        return ([.. routes.Select(Pattern).Distinct().Order(StringComparer.Ordinal)], steps);
    }

    private static string Pattern(RouteEndpoint route) => "/" + route.RoutePattern.RawText!.TrimStart('/');

    /// <summary>A study that has everything, one that waits to be opened, one of somebody else, and everybody there is.</summary>
    public sealed class House : SurveyApp, IAsyncLifetime
    {
        public const int Everyone = 7;

        private readonly List<string> emails = [];

        private string key = "",
            person = "",
            reason = "",
            link = "",
            number = "",
            mention = "",
            code = "",
            statement = "";

        public IReadOnlyList<Visitor> Everybody { get; private set; } = [];

        /// <summary>Keys of the two whose team the three members are.</summary>
        public IReadOnlyList<string> Studies { get; private set; } = [];

        // Whoever may have a report is told that there is no printer: that they may is what counts here.
        protected override string[] Settings => [.. base.Settings, "--Report:Browser=/bin/false"];

        async Task IAsyncLifetime.InitializeAsync()
        {
            await InitializeAsync();
            key = await Reasons.FirstAsync(this, [.. Enumerable.Range(0, 6).Select(expert => (expert, Reasons.For, $"Grund {expert}"))]);
            await ReleaseAsync(key);
            await NextAsync(key);
            using (var owner = await TeamAsync())
                await owner.UploadAsync(
                    await owner.GetAsync($"/team/studien/{key}/gestaltung"),
                    "form.logo-form",
                    "logo.png",
                    SamplePictures.Png(),
                    ("kind", "schmuck")
                );
            reason = (await this.ReasonsAsync(key))[0].Id.ToString();
            code = (await this.CodingAsync(key)).ToString();
            mention = (await this.MentionsAsync(key))[0].Id.ToString();
            statement = (await this.StatementAsync(key)).ToString();
            link = await this.OpenLinkAsync(key, null);
            number = await DataAsync(async db =>
                (await db.OpenLinks.SingleAsync(one => one.Code == link)).Id.ToString(CultureInfo.InvariantCulture)
            );
            var study = (await ReadAsync(key)).Id;
            person = await DataAsync(async db =>
                (
                    await db.ContactCards.Where(card => card.StudyId == study && card.Email == Sample.Address(7)).SingleAsync()
                ).PanelistId.ToString()
            );
            Studies = [key, await StudyAsync(2)];
            var planned = (await ReadAsync(Studies[1])).Id;
            var elsewhere = (await ReadAsync(await OpenStudyAsync(2))).Id;
            Everybody =
            [
                Visitor(),
                await ExpertAsync(key),
                await MemberOfAsync(StudyRole.Reader, study, planned),
                await MemberOfAsync(StudyRole.Editor, study, planned),
                await MemberOfAsync(StudyRole.Owner, study, planned),
                await MemberOfAsync(StudyRole.Owner, elsewhere),
                await MemberOfAsync(null),
            ];
        }

        async Task IAsyncLifetime.DisposeAsync()
        {
            foreach (var one in Everybody)
                one.Dispose();
            await DisposeAsync();
        }

        /// <param name="expert">Whose sheet it is.</param>
        /// <param name="signIn">In a session of their own, which can be ended.</param>
        public async Task<Visitor> AnewAsync(int who, bool signIn, int expert)
        {
            if (who == 1)
                return await ReturningAsync(key, expert);
            if (who > 1 && signIn)
                return await SignInAsync(emails[who - 2]);
            var visitor = Visitor();
            if (who > 1)
                visitor.Cookies.Add(Everybody[who].Cookies.GetAllCookies());
            return visitor;
        }

        /// <summary>The address of a page, where there is something for those it is for.</summary>
        public async Task<string> PathAsync(string pattern) =>
            pattern
                .Replace("{study}", key, StringComparison.Ordinal)
                .Replace("{number:int}", "1", StringComparison.Ordinal)
                .Replace("{runde:int}/{gruppe}/{blattsprache:tag}", "2/nord/de", StringComparison.Ordinal)
                .Replace("{flaeche:regex(^(telefon|rechner)$)}", "telefon", StringComparison.Ordinal)
                .Replace("{panelist:guid}", person, StringComparison.Ordinal)
                .Replace("{mention:guid}", mention, StringComparison.Ordinal)
                .Replace("{code:guid}", code, StringComparison.Ordinal)
                .Replace("{datei}", "kodierungen.csv", StringComparison.Ordinal)
                .Replace("{these:guid}", statement, StringComparison.Ordinal)
                .Replace("{art:regex(^(csv|xlsx)$)}", "csv", StringComparison.Ordinal)
                .Replace("abschnitt/{key}", "abschnitt/eins", StringComparison.Ordinal)
                .Replace("{key}", key, StringComparison.Ordinal)
                .Replace("{abschnitt}", "zahlen", StringComparison.Ordinal)
                .Replace("{kind}", "einladung", StringComparison.Ordinal)
                .Replace("{kapitel}/{text}", "methode/pretest", StringComparison.Ordinal)
                .Replace("{kapitel}", "methode", StringComparison.Ordinal)
                .Replace("{frage}", "r1", StringComparison.Ordinal)
                .Replace("{skala}", "s3", StringComparison.Ordinal)
                .Replace("{figure}", "r1-verteilung-r1", StringComparison.Ordinal)
                .Replace("vorlagen/{file}", "vorlagen/stellschrauben.yaml", StringComparison.Ordinal)
                .Replace("{file}", "antworten.csv", StringComparison.Ordinal)
                .Replace("{main}", "16304f", StringComparison.Ordinal)
                .Replace("{status:int}", "409", StringComparison.Ordinal)
                .Replace("/{number:int?}", "", StringComparison.Ordinal)
                .Replace("/{token?}", "", StringComparison.Ordinal)
                .Replace("{code?}", link, StringComparison.Ordinal)
                .Replace("{link:int}", number, StringComparison.Ordinal)
                .Replace("{blattsprache:tag}", "de", StringComparison.Ordinal)
                .Replace("{language:tag}", "de", StringComparison.Ordinal)
                .Replace(
                    "{token}",
                    pattern.Contains("{token}", StringComparison.Ordinal) ? await TokenAsync(pattern) : "",
                    StringComparison.Ordinal
                );

        /// <summary>What the steps need to find what they are about. Nothing is confirmed, so nothing is deleted.</summary>
        public async Task<List<KeyValuePair<string, string>>> FieldsAsync(Visitor visitor, int who)
        {
            var (_, token) =
                who == 0
                    ? (null!, [])
                    : Tests.Visitor.Fill(
                        await visitor.GetAsync(who == 1 ? "/bogen/verlassen" : "/team"),
                        who == 1 ? "main form" : "header form"
                    );
            var fields = token.Where(field => field.Key == "__RequestVerificationToken");
            // The section of the sheet that is saved stands in the address; a field of that name would say another one.
            if (who == 1)
                return [.. fields];
            return
            [
                .. fields,
                new("mark", $"{reason}:0"),
                new("text", "Kürzer"),
                new("key", "r1"),
                new("verdict", "Consensus"),
                new("reason", "Weil es so ist."),
                new("letter", "0"),
                new("link", number),
                new("nennung", $"{mention}:0"),
                new("weg", $"{mention}:0:{code}"),
                new("these", statement),
                new("code", code),
            ];
        }

        private Task<string> TokenAsync(string pattern) =>
            DataAsync(async db =>
            {
                var now = Clock.GetUtcNow().UtcDateTime;
                var email = $"{Guid.NewGuid():N}@team.example";
                if (pattern.Contains("konto", StringComparison.Ordinal))
                    return await AccountLink.IssueAsync(db, TeamRole.Member, email, now);
                var account = await AccountAsync(TeamRole.Member);
                var member = await db.Users.SingleAsync(user => user.Email == account);
                return pattern.Contains("passwort", StringComparison.Ordinal)
                    ? await AccountLink.ForPasswordAsync(db, member, AccountLink.Sent, now)
                    : await AccountLink.ForAddressAsync(db, member, email, now);
            });

        private async Task<Visitor> MemberOfAsync(StudyRole? role, params int[] studies)
        {
            var email = await AccountAsync(role is null ? TeamRole.Administrator : TeamRole.Member);
            emails.Add(email);
            await DataAsync(async db =>
            {
                var id = await db.Users.Where(user => user.Email == email).Select(user => user.Id).SingleAsync();
                db.StudyMembers.AddRange(studies.Select(study => new StudyMember(study, id, role!.Value)));
                return await db.SaveChangesAsync();
            });
            return await SignInAsync(email);
        }
    }
}
