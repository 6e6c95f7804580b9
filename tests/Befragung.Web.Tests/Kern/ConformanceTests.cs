using Befragung.Web.Kern;
using Microsoft.AspNetCore.Html;

namespace Befragung.Web.Tests.Kern;

/// <summary>
/// The HTML of every component, as it was reviewed: each case has its file in <c>Snapshots</c>. With <c>BEFRAGUNG_SNAPSHOTS=write</c> they are written anew, to be
/// reviewed as a change.
/// </summary>
public sealed class ConformanceTests
{
    private static readonly PageErrors Refused = new(
        "Das Passwort ist noch nicht geändert",
        [
            new("password", "Das Passwort braucht mindestens 12 Zeichen."),
            new("sicher", "Bitte bestätigen Sie das."),
            new(null, "Und <so> weiter."),
        ]
    );

    private static readonly Dictionary<string, Func<Task<string>>> Cases = new()
    {
        ["alert-heading"] = () => AlertAsync(new() { Kind = AlertKind.Success, Heading = "Die Farben sind gespeichert" }),
        ["alert-text"] = () =>
            AlertAsync(
                new()
                {
                    Kind = AlertKind.Info,
                    Heading = "Sehen Sie in Ihr Postfach",
                    Text = "Der Link gilt <einmal>.",
                }
            ),
        ["alert-one-line"] = () =>
            AlertAsync(
                new()
                {
                    Kind = AlertKind.Warning,
                    Heading = "Im Fragebogen ist etwas aufgefallen",
                    Lines = ["Zeile 3"],
                }
            ),
        ["alert-lines"] = () =>
            AlertAsync(
                new()
                {
                    Kind = AlertKind.Danger,
                    Heading = "Das hat nicht geklappt",
                    Lines = ["Eins", "Zwei & drei"],
                }
            ),
        ["alert-content"] = () =>
            AlertAsync(
                new() { Kind = AlertKind.Warning, Heading = "Zwei warten noch" },
                "<p class=\"kern-body\">Davon <a href=\"#\">eine</a></p>"
            ),
        ["alert-own-role"] = () =>
            new Rendering().OfAsync("kern-alert", new KernAlert { Kind = AlertKind.Warning, Heading = "Gespeichert" }, [("role", "alert")]),
        ["button-primary"] = () => ButtonAsync(new(), "Speichern"),
        ["button-secondary"] = () => ButtonAsync(new() { Kind = ButtonKind.Secondary }, "Verwerfen", ("name", "go"), ("value", "back")),
        ["button-link"] = () => ButtonAsync(new() { Kind = ButtonKind.Tertiary }, "Zur Übersicht", ("href", "/bogen")),
        ["checkbox"] = () =>
            CheckAsync("kern-checkbox", new() { Id = "sicher" }, null, ("name", "sure"), ("value", "true"), ("required", null)),
        ["checkbox-error"] = () => CheckAsync("kern-checkbox", new() { Id = "sicher" }, Refused, ("name", "sure"), ("value", "true")),
        ["radio-hint"] = () =>
            CheckAsync("kern-radio", new() { Id = "vorlage", Hint = "Runden: 3" }, null, ("name", "template"), ("checked", null)),
        ["error-summary"] = () => SummaryAsync(Refused),
        ["error-summary-one"] = () => SummaryAsync(Refused with { Errors = [Refused.Errors[0]] }),
        ["error-summary-none"] = () => SummaryAsync(null),
        ["field-input"] = () => FieldAsync(null, null, Input(("type", "password"), ("required", null))),
        ["field-input-hint"] = () =>
            FieldAsync("Ein Satz ist leichter zu merken als ein Wort.", null, Input(("type", "password"), ("class", "file"))),
        ["field-input-error"] = () =>
            FieldAsync("Ein Satz ist leichter zu merken als ein Wort.", Refused, Input(("type", "password"), ("aria-describedby", "mehr"))),
        ["field-select"] = () => FieldAsync(null, null, Select(("name", "role"))),
        ["field-select-error"] = () => FieldAsync(null, Refused, Select()),
        ["field-textarea"] = () => FieldAsync(null, null, Textarea(("class", "words"), ("rows", "4"))),
        ["field-textarea-error"] = () => FieldAsync(null, Refused, Textarea()),
        ["field-label-hidden"] = () =>
            new Rendering().OfAsync(
                "kern-field",
                new KernField
                {
                    For = "password",
                    Label = "Deutsch",
                    LabelHidden = "Anlass",
                    ViewContext = new Rendering().View,
                },
                [("class", "keep__reason")],
                Input(("type", "text"))
            ),
        ["fieldset"] = () => new Rendering().OfAsync("kern-fieldset", new KernFieldset { Legend = "Fragebogen" }, null, Words("…")),
        ["plain-input"] = () => PlainAsync("input", "aria-invalid=\"true\"", ("type", "text"), ("class", "line")),
        ["plain-radio"] = () => PlainAsync("radio", "checked", ("name", "a.t1"), ("value", "")),
        ["plain-checkbox"] = () => PlainAsync("checkbox", null, ("name", "a.m1.x"), ("value", "1")),
        ["plain-textarea"] = () => PlainAsync("textarea", "", ("rows", "5")),
        ["plain-select"] = () => PlainAsync("select", null, ("name", "a.r1.x")),
        ["table-caption"] = () => TableAsync(new() { Caption = "Zahlen: Anfang", Small = true }),
        ["table-labelled-by"] = () => TableAsync(new() { LabelledBy = "liste" }, ("class", "rows")),
    };

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_component_is_made_as_it_was_reviewed(string name)
    {
        var html = Broken(await Cases[name]());
        var file = Repository.PathOf("tests", "Befragung.Web.Tests", "Kern", "Snapshots", name + ".html");
        if (Environment.GetEnvironmentVariable("BEFRAGUNG_SNAPSHOTS") == "write")
            await File.WriteAllTextAsync(file, html);
        Assert.Equal(await File.ReadAllTextAsync(file), html);
    }

    [Fact]
    public void There_is_no_file_of_a_component_that_is_gone()
    {
        var files = Directory.GetFiles(Repository.PathOf("tests", "Befragung.Web.Tests", "Kern", "Snapshots"));
        Assert.Equal(Cases.Keys.Order(), files.Select(file => Path.GetFileNameWithoutExtension(file)!).Order());
    }

    [Fact]
    public async Task A_control_without_a_field_around_it_has_no_label_and_is_refused()
    {
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => new Rendering().OfAsync("kern-input", new KernInput()));
        Assert.Contains("<kern-field>", failure.Message, StringComparison.Ordinal);
    }

    private static Task<string> AlertAsync(KernAlert alert, string content = "") =>
        new Rendering().OfAsync("kern-alert", alert, null, Words(content));

    private static Task<string> ButtonAsync(KernButton button, string words, params (string, string?)[] attributes) =>
        new Rendering().OfAsync("kern-button", button, attributes, Words(words));

    private static Task<string> CheckAsync(string element, KernCheck check, PageErrors? errors, params (string, string?)[] attributes)
    {
        var page = new Rendering(errors);
        check.ViewContext = page.View;
        return page.OfAsync(element, check, attributes, Words("Ja, <em>jetzt</em> löschen."));
    }

    private static Task<string> SummaryAsync(PageErrors? errors)
    {
        var page = new Rendering(errors);
        return page.OfAsync("kern-error-summary", new KernErrorSummary { ViewContext = page.View });
    }

    private static Task<string> FieldAsync(string? hint, PageErrors? errors, Func<Rendering, Task<string>> control)
    {
        var page = new Rendering(errors);
        var field = new KernField
        {
            For = "password",
            Label = "Neues <Passwort>",
            Hint = hint,
            ViewContext = page.View,
        };
        return page.OfAsync("kern-field", field, null, control);
    }

    private static Task<string> PlainAsync(string kind, string? state, params (string Name, string? Value)[] attributes) =>
        new Rendering().OfAsync(
            "kern-plain-" + kind,
            new KernPlain { State = state is null ? null : new HtmlString(state) },
            attributes,
            kind is "textarea" or "select" ? Words("…") : null
        );

    private static Task<string> TableAsync(KernTable table, params (string, string?)[] attributes) =>
        new Rendering().OfAsync("kern-table", table, attributes, Words("<tbody><tr><td>1</td></tr></tbody>"));

    private static Func<Rendering, Task<string>> Input(params (string, string?)[] attributes) =>
        within => within.OfAsync("kern-input", new KernInput(), attributes);

    private static Func<Rendering, Task<string>> Select(params (string, string?)[] attributes) =>
        within => within.OfAsync("kern-select", new KernSelect(), attributes, Words("<option>eins</option>"));

    private static Func<Rendering, Task<string>> Textarea(params (string, string?)[] attributes) =>
        within => within.OfAsync("kern-textarea", new KernTextarea(), attributes, Words("\nText"));

    private static Func<Rendering, Task<string>> Words(string html) => _ => Task.FromResult(html);

    /// <summary>An element to a line, so that a change can be read.</summary>
    private static string Broken(string html) => html.Replace("><", ">\n<", StringComparison.Ordinal) + "\n";
}
