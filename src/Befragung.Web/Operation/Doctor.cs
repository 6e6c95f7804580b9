using Befragung.Delphi;
using Befragung.Web.Data;
using Befragung.Web.Data.Providers;
using Befragung.Web.Mail;
using Befragung.Web.Reports.Printing;
using Befragung.Web.Settings;

namespace Befragung.Web.Operation;

/// <summary>
/// Looks whether an installation is sound: settings, folder, database, keys, address, what the law wants told, mail, browser, clock, backup. It needs none of them to be, changes nothing, and
/// can look while a server runs. What it cannot find out is itself something found.
/// </summary>
public sealed class Doctor(IConfiguration configuration, IServiceProvider services, TimeProvider clock)
{
    // So that somebody who waits for the page gets one.
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(40);

    public async Task<IReadOnlyList<Diagnosis>> ExamineAsync(CancellationToken cancel)
    {
        var folder = Folder();
        var opened = new Lazy<SurveyDatabase>(() => SurveyDatabase.From(configuration, folder));
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        enough.CancelAfter(Longest);
        var found = await Task.WhenAll(
            LookAsync(new("Einstellungen"), () => OfSettings()),
            LookAsync(new("Adresse"), () => AddressCheck.Look(configuration)),
            LookAsync(new("Datenschutz"), () => LegalCheck.Look(configuration)),
            LookAsync(new("Verschlüsselung"), () => TlsCheck.LookAsync(configuration, clock, enough.Token)),
            LookAsync(new("Datenordner"), () => FolderCheck.Look(folder)),
            LookAsync(new("Schlüssel"), () => FolderCheck.LookAtKeys(folder, opened.Value)),
            LookAsync(new("Datenbank"), () => DatabaseCheck.LookAsync(opened.Value, enough.Token)),
            LookAsync(
                new("Anschreiben"),
                () => MailCheck.LookAsync(configuration, clock, services.GetService<Outbox>()?.Pause, enough.Token)
            ),
            LookAsync(new("Browser für das PDF"), () => BrowserCheck.LookAsync(services.GetRequiredService<ReportPrinter>(), enough.Token)),
            LookAsync(new("Uhr"), () => ClockCheck.Look(opened.Value, clock)),
            LookAsync(
                new("Sicherung"),
                () => BackupCheck.LookAsync(opened.Value, DeletionFile.From(configuration, folder), clock, enough.Token)
            )
        );
        if (opened is { IsValueCreated: true, Value: IAsyncDisposable used })
            await used.DisposeAsync();
        return [.. found.SelectMany(one => one)];
    }

    /// <summary>That of the settings, or else, where it cannot be one, that which is usual.</summary>
    private DataFolder Folder() =>
        new(
            Path.GetFullPath(
                configuration["Data:Directory"] is { Length: > 0 } named && !named.Contains('\0', StringComparison.Ordinal)
                    ? named
                    : KnownSettings.DefaultFolder
            )
        );

    private IEnumerable<Diagnosis> OfSettings()
    {
        var problems = SettingsCheck.Problems(configuration);
        return problems.Count == 0
            ? [Diagnosis.Good(new("Einstellungen"), new("Alle sind richtig geschrieben."))]
            : problems.Select(problem =>
                Diagnosis.Fault(new("Einstellungen"), problem, new("Solange das so ist, startet die Plattform nicht."))
            );
    }

    private static Task<IReadOnlyList<Diagnosis>> LookAsync(Sentence subject, Func<IEnumerable<Diagnosis>> look) =>
        LookAsync(subject, () => Task.FromResult(look()));

    /// <summary>Away from whoever asked, for what waits may wait long.</summary>
    private static Task<IReadOnlyList<Diagnosis>> LookAsync(Sentence subject, Func<Task<IEnumerable<Diagnosis>>> look) =>
        Task.Run<IReadOnlyList<Diagnosis>>(async () =>
        {
            try
            {
                return [.. await look()];
            }
            catch (OperationCanceledException)
            {
                return
                [
                    Diagnosis.Fault(
                        subject,
                        new("Das war in {0:Sekunde|Sekunden} nicht festzustellen.", (int)Longest.TotalSeconds),
                        new("Versuchen Sie es noch einmal, wenn der Rechner weniger zu tun hat.")
                    ),
                ];
            }
#pragma warning disable CA1031 // Whatever it is, it is what was found; a broken installation breaks in ways that nobody has thought of.
            catch (Exception failure)
#pragma warning restore CA1031
            {
                return
                [
                    Diagnosis.Fault(
                        subject,
                        new("Das ließ sich nicht feststellen: {0}", failure.Message),
                        new("Beheben Sie zuerst, was sonst genannt ist, und sehen Sie dann noch einmal nach.")
                    ),
                ];
            }
        });
}
