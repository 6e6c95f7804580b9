using Befragung.Delphi;
using Befragung.Web.Access;
using Befragung.Web.Data;
using Befragung.Web.Mail;
using Befragung.Web.Tests.Pages.Ergebnisse;
using Befragung.Web.Tests.Pages.Team.Kodierung;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Befragung.Web.Tests.Walks;

/// <summary>Looks at every page there is, as the routes tell: whoever adds one says here where it is to be seen, or why it is none.</summary>
public sealed class EveryPageWalk(EveryPageWalk.House app) : IClassFixture<EveryPageWalk.House>
{
    private const string Preview =
        "/team/studien/{study}/vorschau/{runde:int}/{gruppe}/{blattsprache:tag}/{flaeche:regex(^(telefon|rechner)$)}";

    /// <summary>What answers no page.</summary>
    private static readonly Dictionary<string, string> Exceptions = new()
    {
        ["/team/studien/{study}/runden/{number:int}/kodierung/{datei}"] = "a file",
        ["/bogen/ergebnis.pdf"] = "a file; the page that waits for it is looked at in PrintWalk",
        ["/ergebnisse/{key}/bericht.pdf"] = "as above",
        ["/ergebnisse/{key}/datenband.pdf"] = "as above",
        ["/ergebnisse/{key}/kurz.pdf"] = "as above",
        ["/ergebnisse/{key}/vorstellung.pdf"] = "as above",
        ["/team/studien/{study}/vorstellung.pdf"] = "as above",
        ["/team/studien/{study}/bericht.pdf"] = "as above",
        ["/team/studien/{study}/bericht-datenband.pdf"] = "as above",
        ["/team/studien/{study}/bericht-kurz.pdf"] = "as above",
        ["/ergebnisse/{key}/bericht.docx"] = "a file",
        ["/ergebnisse/{key}/kurz.docx"] = "a file",
        ["/ergebnisse/{key}/datenband.docx"] = "a file",
        ["/team/studien/{study}/bericht.docx"] = "a file",
        ["/team/studien/{study}/bericht-kurz.docx"] = "a file",
        ["/team/studien/{study}/bericht-datenband.docx"] = "a file",
        ["/ergebnisse/{key}/bilder/{figure}.csv"] = "a file",
        ["/ergebnisse/{key}/aussagen.csv"] = "a file",
        ["/ergebnisse/{key}/aussagen.docx"] = "a file",
        ["/ergebnisse/{key}/aussagen.xlsx"] = "a file",
        ["/team/studien/{study}/bericht/aussagen.csv"] = "a file",
        ["/team/studien/{study}/bericht/aussagen.docx"] = "a file",
        ["/team/studien/{study}/bericht/aussagen.xlsx"] = "a file",
        ["/ergebnisse/{key}/daten.csv"] = "a file",
        ["/ergebnisse/{key}/daten.json"] = "a file",
        ["/ergebnisse/{key}/codebuch.csv"] = "a file",
        ["/ergebnisse/{key}/bilder/{figure}.png"] = "a picture",
        ["/ergebnisse/{key}/bilder/{figure}.svg"] = "a picture",
        ["/ergebnisse/{key}/logo"] = "a picture",
        ["/team/studien/{study}/logo"] = "a picture",
        ["/team/studien/{study}/daten/{file}"] = "a file",
        ["/team/studien/{study}/fragebogen/datei"] = "a file",
        ["/team/studien/{study}/fragebogen/papier.docx"] = "a file",
        ["/team/studien/{study}/offen/{link:int}/plakat.pdf"] = "as those of the report",
        ["/team/studien/{study}/fragebogen/papier.pdf"] = "as those of the report",
        ["/team/studien/{study}/panel/beispiel.{art:regex(^(csv|xlsx)$)}"] = "a file",
        ["/team/studien/{study}/panel/liste.{art:regex(^(csv|xlsx)$)}"] = "a file",
        ["/team/studien/{study}/panel/sammel"] = "a question about a list that was sent; looked at in PanelWalk",
        ["/farben/{main}"] = "a style sheet",
        ["/logo"] = "a picture",
        ["/sprache/{language:tag}"] = "leads back to where one came from",
        ["/team/anmelden/code"] = "behind a password; looked at in SecondStepWalk",
        ["/team/anmelden/zweiter-schritt"] = "as above",
        ["/team/abmelden"] = "a button in the head of every page of the team",
    };

    [Fact]
    public async Task Every_page_can_be_used_by_all_and_fits_a_narrow_phone()
    {
        var views = await app.ViewsAsync();
        var pages = app
            .Services.GetServices<EndpointDataSource>()
            .SelectMany(source => source.Endpoints)
            .OfType<RouteEndpoint>()
            .Where(route => route.Metadata.GetMetadata<PageActionDescriptor>() is not null)
            .Select(route => "/" + route.RoutePattern.RawText!.TrimStart('/'))
            .ToHashSet();
        Assert.Equal([], pages.Except(views.Select(view => view.Route)).Except(Exceptions.Keys).Order());
        Assert.Equal([], views.Select(view => view.Route).Concat(Exceptions.Keys).Except(pages).Order());
        var elsewhere = new List<string>();
        foreach (var view in views)
        {
            var reply = (await view.By.GotoAsync(view.Path))!;
            if ((view.Path, view.Status) != (new Uri(view.By.Url).PathAndQuery, reply.Status))
                elsewhere.Add($"{view.Path} ({view.State}) is {view.By.Url} with {reply.Status}");
            // A figure that is a group: only so Chromium prints a picture of many parts with one description for PDF/UA.
            await app.LookAsync(
                view.By,
                $"{view.Path[1..].Replace('/', '-')} ({view.State})",
                view.Route.Contains("bericht", StringComparison.Ordinal) || view.Route.StartsWith("/ergebnisse", StringComparison.Ordinal)
                        ? ["aria-allowed-role"]
                    // Its frames hold whole pages.
                    : view.Route.EndsWith("/vorschau", StringComparison.Ordinal) ? ["landmark-unique"]
                    // What stands in a frame has its landmarks around it.
                    : view.Route.Contains("/vorschau/", StringComparison.Ordinal) ? ["region"]
                    : []
            );
        }
        app.LetGo();
        Assert.Equal([], elsewhere);
        // What browsers remark on a page that is one of errors.
        app.NoComplaints("the server responded with a status of 4");
    }

    /// <summary>A page in one of its states.</summary>
    internal sealed record View(IPage By, string Route, string Path, string State, int Status);

    /// <summary>Studies in all states, and somebody to look at each page.</summary>
    public sealed class House : Browser
    {
        private readonly TaskCompletionSource underWay = new();
        private readonly List<View> views = [];

        /// <summary>Letters go nowhere by themselves, so that some can fail.</summary>
        protected override void Change(IServiceCollection services) =>
            services.Remove(services.Single(service => service.ImplementationType == typeof(Postman)));

        public void LetGo() => underWay.TrySetResult();

        internal async Task<IReadOnlyList<View>> ViewsAsync()
        {
            var stranger = await OpenAsync();
            var team = await OpenAsync();
            using (var owner = await TeamAsync())
                await TakeOverSessionAsync(team, owner);
            await OfStrangersAsync(stranger);
            await OfTeamAsync(team);
            await OfOpenStudyAsync(team);
            await OfClosedStudyAsync(team);
            await OfCodedStudyAsync(team);
            await OfReleasedStudyAsync(team, stranger);
            return views;
        }

        private async Task OfStrangersAsync(IPage stranger)
        {
            foreach (var path in (string[])["/", "/code", "/barrierefreiheit", "/datenschutz", "/link", "/team/anmelden", "/team/passwort"])
                Add(stranger, path);
            Add(stranger, "/fehler/{status:int}", "/fehler/404", status: 404);
            Add(stranger, "/einladung/{token?}", "/einladung?weiter=1", "session is over", status: 404);
            Add(stranger, "/einladung/{token?}", "/einladung?verlassen=1", "has left");
            Add(stranger, "/einladung/{token?}", "/einladung/" + Token.New(), "unknown link", status: 404);
            Add(stranger, "/einladung/{token?}", "/einladung?abgesagt=1", "has declined");
            Add(stranger, "/einladung/{token?}", "/einladung?geloescht", "has withdrawn the consent");
            Add(stranger, "/einladung/{token}/absage", $"/einladung/{Token.New()}/absage", "unknown link", status: 404);
            Add(stranger, "/offen/{code?}", "/offen", "no code");
            Add(stranger, "/offen/{code?}", "/offen/aaaaaaaa", "unknown code", status: 404);
            var now = Clock.GetUtcNow().UtcDateTime;
            var account = await DataAsync(db => AccountLink.IssueAsync(db, TeamRole.Administrator, null, now));
            Add(stranger, "/team/konto/{token}", "/team/konto/" + account);
            Add(stranger, "/team/konto/{token}", "/team/konto/" + Token.New(), "unknown link", status: 404);
            var email = await MemberAsync(StudyRole.Editor);
            var member = await DataAsync(db => db.Users.SingleAsync(one => one.Email == email));
            var address = await DataAsync(db => AccountLink.ForAddressAsync(db, member, "neu@team.example", now));
            Add(stranger, "/team/adresse/{token}", "/team/adresse/" + address);
            Add(stranger, "/team/adresse/{token}", "/team/adresse/" + Token.New(), "unknown link", status: 404);
            var password = await DataAsync(db => AccountLink.ForPasswordAsync(db, member, AccountLink.Sent, now));
            Add(stranger, "/team/passwort/{token}", "/team/passwort/" + password);
        }

        private async Task OfTeamAsync(IPage team)
        {
            Add(team, "/team", state: "no study");
            foreach (
                var path in (string[])
                    ["/team/konten", "/team/konto", "/team/konto/zweiter-schritt", "/team/betrieb", "/team/format", "/team/studien/neu"]
            )
                Add(team, path);
            Add(team, "/team/vorlagen/{file}", "/team/vorlagen/stellschrauben.yaml");
            var planned = await StudyAsync(2);
            Add(team, "/team/studien/{study}", $"/team/studien/{planned}", "planned");
            Add(team, "/team/studien/{study}/runden/{number:int}", $"/team/studien/{planned}/runden/1", "planned");
            const string Draft = "/team/studien/{study}/fragebogen";
            var drafted = $"/team/studien/{await StudyAsync(2)}/fragebogen";
            foreach (
                var page in (string[])
                    ["", "/angaben", "/gruppen", "/einstellungen", "/skalen", "/einfuegen", "/text", "/fassungen", "/papier", "/texte"]
            )
                Add(team, Draft + page, drafted + page, "planned");
            Add(team, Draft + "/abschnitte/{abschnitt}", drafted + "/abschnitte/zwei", "planned");
            Add(team, Draft + "/skalen/{skala}", drafted + "/skalen/sehr_wichtig_5", "planned");
            foreach (var item in (string[])["r1", "m1", "a1", "c1", "l1", "h1"])
                Add(team, Draft + "/fragen/{frage}", drafted + "/fragen/" + item, item);
            Add(team, "/team/studien/{study}/runden/{number:int}/oeffnen", $"/team/studien/{planned}/runden/1/oeffnen", "planned");
            var contact = await StudyAsync(2, Sample.Yaml.Replace("@befragung.internal", "@example.org", StringComparison.Ordinal));
            Add(team, "/team/studien/{study}/runden/{number:int}/oeffnen", $"/team/studien/{contact}/runden/1/oeffnen", "example contact");
            Add(team, "/team/studien/{study}/vorschau", $"/team/studien/{planned}/vorschau?runde=2&seite=abschnitt/eins", "planned");
            var preview = $"/team/studien/{planned}/vorschau/2/nord/de/telefon";
            foreach (var page in (string[])["", "/einwilligung", "/abgeben"])
                Add(team, Preview + page, preview + page);
            Add(team, Preview + "/abschnitt/{key}", preview + "/abschnitt/eins");
            Add(team, "/team/studien/{study}/probelauf", $"/team/studien/{planned}/probelauf", "planned");
            const string Trial = "/probe/{token}/{blattsprache:tag}";
            var tried = await StudyAsync(2);
            var link = $"/probe/{await TrialAsync(tried)}/de";
            Add(team, "/team/studien/{study}/probelauf", $"/team/studien/{tried}/probelauf", "with a sheet");
            var colleague = await OpenAsync();
            Add(colleague, "/probe/{token}", "/probe/" + Token.New(), "unknown link", status: 404);
            foreach (var page in (string[])["", "/einwilligung", "/abgeben"])
                Add(colleague, Trial + page, link + page);
            Add(colleague, Trial + "/abschnitt/{key}", link + "/abschnitt/eins");
            await StepAsync(planned, underWay);
            Add(team, "/team/studien/{study}/schritt", $"/team/studien/{planned}/schritt", "under way");
            var failed = await StudyAsync(2);
            var failure = new TaskCompletionSource();
            await StepAsync(failed, failure);
            failure.SetException(new RuleBrokenException(new("Das Panel ist noch leer.")));
            Add(team, "/team/studien/{study}/schritt", $"/team/studien/{failed}/schritt", "failed");
        }

        /// <summary>A link to a trial that was begun.</summary>
        private async Task<string> TrialAsync(string key)
        {
            var study = await ReadAsync(key);
            var token = await WithAsync(services =>
                services
                    .GetRequiredService<Trials>()
                    .AddAsync(study.Round(1), study.Round(1).Questionnaire, "Kollegin A", "nord", "de", CancellationToken.None)
            );
            var now = Clock.GetUtcNow().UtcDateTime;
            await DataAsync(async db =>
            {
                var sheet = await db.TrialSheets.SingleAsync(one => one.RoundId == study.Round(1).Id);
                db.Entry(sheet).Property(one => one.StartedAt).CurrentValue = now;
                sheet.Note(sheet.Notes.With("r1", new(true, "Was heißt Größe?")).Seen("eins", now.AddMinutes(-2), now));
                return await db.SaveChangesAsync();
            });
            return token;
        }

        /// <summary>Two letters did not go out; nobody has answered.</summary>
        private async Task OfOpenStudyAsync(IPage team)
        {
            var key = await OpenStudyAsync(3);
            var study = $"/team/studien/{key}";
            var id = (await ReadAsync(key)).Id;
            var panelist = await DataAsync(async db =>
            {
                var letters = await db.Outbox.Where(one => one.Round.StudyId == id).ToListAsync();
                letters[0].Failed(new(MailFault.Refused, "mail.example.org:587", "550 5.1.1 User unknown"), Clock.GetUtcNow().UtcDateTime);
                letters[1].Failed(new(MailFault.Later, "mail.example.org:587", "451 4.2.0 Greylisted"), Clock.GetUtcNow().UtcDateTime);
                await db.SaveChangesAsync();
                return letters[0].PanelistId;
            });
            Add(team, "/team/studien/{study}/runden/{number:int}", $"{study}/runden/1", "open, with failed letters");
            Add(team, "/team/studien/{study}/runden/{number:int}/schliessen", $"{study}/runden/1/schliessen", "without answers");
            Add(team, "/team/studien/{study}/runden/{number:int}/zuruecknehmen", $"{study}/runden/1/zuruecknehmen", "without answers");
            Add(team, "/team/studien/{study}/runden/{number:int}/ruecklauf", $"{study}/runden/1/ruecklauf");
            Add(team, "/team/studien/{study}/runden/{number:int}/frist", $"{study}/runden/1/frist");
            Add(team, "/team/studien/{study}/runden/{number:int}/erinnern", $"{study}/runden/1/erinnern");
            Add(team, "/team/studien/{study}/anschreiben", $"{study}/anschreiben");
            var gate = Services.GetRequiredService<OpenGate>();
            var open = await this.OpenLinkAsync(key, null, link => link.AskFor(gate.HashOf("storchennest")));
            var off = await this.OpenLinkAsync(key, "nord", link => link.SwitchOff(Clock.GetUtcNow().UtcDateTime));
            Add(team, "/team/studien/{study}/offen", $"{study}/offen", "with links");
            var passer = await OpenAsync();
            Add(passer, "/offen/{code?}", $"/offen/{open}", "open");
            Add(passer, "/offen/{code?}", $"/offen/{off}", "switched off");
            var joined = await OpenAsync();
            using (var person = Visitor())
            {
                await person.JoinAsync(open, ("gruppe", "nord"), ("zugang", "storchennest"));
                await TakeOverSessionAsync(joined, person);
            }
            Add(joined, "/bogen/link");
            Add(joined, "/bogen/einwilligung", state: "by an open link");
            Add(joined, "/offen/{code?}", $"/offen/{open}", "has begun");
            Add(team, "/team/studien/{study}/anschreiben/papier", $"{study}/anschreiben/papier");
            Add(team, "/team/studien/{study}/anschreiben/{kind}", $"{study}/anschreiben/einladung");
            Add(team, "/team/studien/{study}/anschreiben/fehler", $"{study}/anschreiben/fehler", "with failed letters");
            Add(team, "/team/studien/{study}/anschreiben/ruecklaeufer", $"{study}/anschreiben/ruecklaeufer");
            Add(team, "/team/studien/{study}/anschreiben/{kind}", $"{study}/anschreiben/dank", "can be switched on");
            Add(team, "/team/studien/{study}/panel", $"{study}/panel");
            Add(team, "/team/studien/{study}/planung", $"{study}/planung");
            Add(team, "/team/studien/{study}/planung", $"{study}/planung?antworten=viele", "refused", 400);
            Add(team, "/team/studien/{study}/panel/loeschen", $"{study}/panel/loeschen", "too early");
            await DataAsync(db =>
            {
                db.PanelDrafts.Add(new(id, "Name;Kontakt;Gruppe\nAnna;anna@example.org;nord\n"u8.ToArray(), Clock.GetUtcNow().UtcDateTime));
                return db.SaveChangesAsync();
            });
            Add(team, "/team/studien/{study}/panel/vorschau", $"{study}/panel/vorschau", "columns are missing");
            Add(team, "/team/studien/{study}/panel/neu", $"{study}/panel/neu");
            Add(team, "/team/studien/{study}/panel/rekrutierung", $"{study}/panel/rekrutierung");
            Add(team, "/team/studien/{study}/panel/{panelist:guid}", $"{study}/panel/{panelist}", "the letter failed");
            Add(team, "/team/studien/{study}/panel/{panelist:guid}/ersetzen", $"{study}/panel/{panelist}/ersetzen");
            Add(team, "/team/studien/{study}/panel/{panelist:guid}/einladung", $"{study}/panel/{panelist}/einladung");
            Add(team, "/team/studien/{study}/panel/{panelist:guid}/loeschen", $"{study}/panel/{panelist}/loeschen");

            var guest = await OpenAsync();
            using (var expert = Visitor())
            {
                await expert.GetAsync(await LinkAsync(key, 0));
                await TakeOverSessionAsync(guest, expert);
            }
            Add(guest, "/bogen/einwilligung");
            var expertPage = await OpenAsync();
            using (var expert = await ExpertAsync(key, 1))
                await TakeOverSessionAsync(expertPage, expert);
            foreach (
                var path in (string[])["/bogen", "/bogen/abgeben", "/bogen/absage", "/bogen/kontakt", "/bogen/verlassen", "/bogen/widerruf"]
            )
                Add(expertPage, path);
            Add(expertPage, "/bogen/einwilligung", state: "given");
            Add(expertPage, "/bogen/abschnitt/{key}", "/bogen/abschnitt/eins");
            Add(expertPage, "/bogen/abschnitt/{key}", "/bogen/abschnitt/zwei");
            Add(expertPage, "/einladung/{token?}", await LinkAsync(key, 2), "another's sheet is open");
            Add(expertPage, "/einladung/{token}/absage", await LinkAsync(key, 2) + "/absage");
        }

        /// <summary>Reasons wait; the next round can be planned.</summary>
        private async Task OfClosedStudyAsync(IPage team)
        {
            var study =
                "/team/studien/"
                + await Reasons.FirstAsync(this, [.. Enumerable.Range(0, 6).Select(expert => (expert, Reasons.For, $"Grund {expert}"))]);
            Add(team, "/team", state: "studies");
            Add(team, "/team/chronik");
            Add(team, "/team/studien/{study}", study, "closed");
            const string pages =
                "bericht bericht/angaben bericht/auswahl bericht/texte bericht/vorstellung bericht/zahlen bericht-datenband bericht-kurz berichte chronik daten ergebnisseite gestaltung loeschen team weiter";
            foreach (var path in pages.Split(' '))
                Add(team, "/team/studien/{study}/" + path, $"{study}/{path}");
            foreach (var chapter in (string[])["befunde", "methode"])
                Add(team, "/team/studien/{study}/bericht/texte/{kapitel}", $"{study}/bericht/texte/{chapter}", chapter);
            Add(team, "/team/studien/{study}/bericht/texte/{kapitel}/{text}", $"{study}/bericht/texte/methode/pretest");
            foreach (var path in (string[])["", "/ergebnis", "/urteile", "/festigkeit", "/begruendungen", "/kodierung"])
                Add(team, "/team/studien/{study}/runden/{number:int}" + path, $"{study}/runden/1{path}");
        }

        /// <summary>Open answers are coded: first each for themselves, then compared, with one thing to settle.</summary>
        private async Task OfCodedStudyAsync(IPage team)
        {
            var key = await this.WrittenAsync(6, expert => $"Gedanke {expert}");
            var code = await this.CodingAsync(key);
            var study = $"/team/studien/{key}";
            foreach (var path in (string[])["kodierung", "nennungen", "vergleich"])
                Add(team, "/team/studien/{study}/runden/{number:int}/" + path, $"{study}/runden/1/{path}", "begun");
            Add(
                team,
                "/team/studien/{study}/runden/{number:int}/nennungen/{mention:guid}",
                $"{study}/runden/1/nennungen/{(await this.MentionsAsync(key))[0].Id:N}"
            );
            Add(team, "/team/studien/{study}/runden/{number:int}/kodierung/dateien", $"{study}/runden/1/kodierung/dateien");
            Add(team, "/team/studien/{study}/runden/{number:int}/kodierung/themen", $"{study}/runden/1/kodierung/themen");
            Add(team, "/team/studien/{study}/runden/{number:int}/aehnlich", $"{study}/runden/1/aehnlich");
            Add(
                team,
                "/team/studien/{study}/runden/{number:int}/thesen/{these:guid}",
                $"{study}/runden/1/thesen/{await this.StatementAsync(key):N}?code={code:N}"
            );
            Add(team, "/team/studien/{study}/runden/{number:int}/thesen", $"{study}/runden/1/thesen");
            Add(team, "/team/studien/{study}/runden/{number:int}/kodierung/rueckmeldung", $"{study}/runden/1/kodierung/rueckmeldung");
            Add(team, "/team/studien/{study}/runden/{number:int}", $"{study}/runden/1", "a correction round can begin");
            Add(team, "/team/studien/{study}/weiter", $"{study}/weiter", "with open answers");
            Add(team, "/team/studien/{study}/codes", $"{study}/codes");
            Add(team, "/team/studien/{study}/codes/{code:guid}", $"{study}/codes/{code:N}");
            var compared = await this.WrittenAsync(6, expert => $"Gedanke {expert}");
            await this.ComparedAsync(compared);
            await this.CorrectedAsync(compared);
            Add(
                team,
                "/team/studien/{study}/runden/{number:int}/kodierung/rueckmeldung",
                $"/team/studien/{compared}/runden/1/kodierung/rueckmeldung",
                "answered"
            );
            Add(team, "/team/studien/{study}/runden/{number:int}", $"/team/studien/{compared}/runden/1", "in a correction round");
            foreach (var (expert, state) in ((int, string)[])[(0, "sent"), (5, "asked")])
            {
                var asked = await OpenAsync();
                using var own = await ReturningAsync(compared, expert);
                await TakeOverSessionAsync(asked, own);
                Add(asked, "/bogen/rueckmeldung", state: state);
            }
            Add(team, "/team/studien/{study}/runden/{number:int}/vergleich", $"/team/studien/{compared}/runden/1/vergleich");
            Add(team, "/team/studien/{study}/runden/{number:int}/nennungen", $"/team/studien/{compared}/runden/1/nennungen", "compared");
        }

        private async Task OfReleasedStudyAsync(IPage team, IPage stranger)
        {
            var key = await this.ReleasedAsync();
            Add(team, "/team/studien/{study}/runden/{number:int}", $"/team/studien/{key}/runden/1", "released");
            Add(team, "/team/studien/{study}/anschreiben/mitteilen", $"/team/studien/{key}/anschreiben/mitteilen");
            foreach (var path in (string[])["", "/kurz", "/datenband", "/vorstellung/inhalt"])
                Add(stranger, "/ergebnisse/{key}" + path, $"/ergebnisse/{key}{path}");
            Add(stranger, "/ergebnisse/{key}/vorstellung/{number:int?}", $"/ergebnisse/{key}/vorstellung/2");
            var offering = await this.OfferingAsync();
            Add(stranger, "/ergebnisse/{key}/aussagen", $"/ergebnisse/{offering}/aussagen");
            Add(stranger, "/ergebnisse/{key}/aussagen", $"/ergebnisse/{offering}/aussagen?urteil=konsens", "none fits");
            Add(stranger, "/ergebnisse/{key}/gruppen/{group}", $"/ergebnisse/{offering}/gruppen/nord");
            Add(stranger, "/ergebnisse/{key}/runden/{number:int}", $"/ergebnisse/{offering}/runden/2");
            Add(stranger, "/ergebnisse/{key}/bilder/{figure}/einbetten", $"/ergebnisse/{offering}/bilder/r1-verteilung-r1/einbetten");
            var expertPage = await OpenAsync();
            using (var expert = await ReturningAsync(key, 1))
                await TakeOverSessionAsync(expertPage, expert);
            Add(expertPage, "/bogen/ergebnis");
            Add(expertPage, "/bogen", state: "released");
            var locked = await this.ReleasedAsync();
            await this.SetPasswordAsync(locked, "Offenes Geheimnis");
            Add(stranger, "/ergebnisse/{key}/passwort", $"/ergebnisse/{locked}/passwort");
        }

        private void Add(IPage by, string route, string? path = null, string state = "as it is", int status = 200) =>
            views.Add(new(by, route, path ?? route, state, status));

        private async Task StepAsync(string key, TaskCompletionSource end)
        {
            var steps = Services.GetRequiredService<LongSteps>();
            steps.Patience = TimeSpan.Zero;
            await steps.RunAsync(
                await ReadAsync(key),
                new(new("Runde {0} wird gerade geöffnet.", 1), $"/team/studien/{key}/runden/1"),
                (_, _) => end.Task,
                CancellationToken.None
            );
        }
    }
}
