using System.Buffers;
using System.Globalization;
using System.Text;
using Befragung.Delphi.Questionnaires;
using Befragung.Web.Data;
using Befragung.Web.Kern;
using Befragung.Web.Pages.Bogen;
using Befragung.Web.Pages.Bogen.Shortcuts;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Pages.Probe;

/// <summary>One section of a trial sheet: below each item there is room to say what is not clear, and the page knows when it was shown.</summary>
[AllowAnonymous]
public sealed class AbschnittModel : Bogen.AbschnittModel
{
    private readonly TrialSite site;
    private readonly TimeProvider clock;
    private readonly IStringLocalizer<Texts> t;

    public AbschnittModel(TrialSite site, TimeProvider clock, IStringLocalizer<Texts> t)
        : base(site, clock, t)
    {
        this.site = site;
        this.clock = clock;
        this.t = t;
    }

    private const string Unclear = "unklar.",
        Remark = "anmerkung.",
        Shown = "gezeigt";

    protected override void WriteBelow(Item item, IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(item);
        var said = site.Notes.Remarks.GetValueOrDefault(item.Key);
        var about = $"<span class=\"kern-sr-only\">: {Encoded(Markdown.Plain(item.Text.ToString()))}</span>";
        var html = $"""
            <div class="remark">
            <label class="remark__unclear" for="unklar-{item.Key}"><input class="{KernPlain.ClassOf("checkbox")}" type="checkbox" id="unklar-{item.Key}" name="{Unclear}{item.Key}" value="1"{(
                said is { Unclear: true } ? " checked" : ""
            )}> {Encoded(t["Das ist unklar"])}{about}</label>
            <label class="remark__label" for="anmerkung-{item.Key}">{Encoded(t["Anmerkung für das Projektteam"])}{about}</label>
            <textarea class="{KernPlain.ClassOf("textarea")}" id="anmerkung-{item.Key}" name="{Remark}{item.Key}" rows="2" maxlength="{TrialRemark.Longest}">
            {Encoded(said?.Text ?? "")}</textarea>
            </div>

            """;
        Encoding.UTF8.GetBytes(html, output);
    }

    protected override void WriteAtEnd(IBufferWriter<byte> output) =>
        Encoding.UTF8.GetBytes(
            string.Create(
                CultureInfo.InvariantCulture,
                $"<input type=\"hidden\" name=\"{Shown}\" value=\"{clock.GetUtcNow().ToUnixTimeSeconds()}\">\n"
            ),
            output
        );

    protected override Task NoteAsync(Section section, IFormCollection fields, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(section);
        ArgumentNullException.ThrowIfNull(fields);
        var now = clock.GetUtcNow().UtcDateTime;
        return site.NoteAsync(
            notes =>
            {
                foreach (var item in section.Items.Where(item => fields.ContainsKey(Remark + item.Key)))
                {
                    var text = SectionForm.Plain(fields[Remark + item.Key].ToString());
                    notes = notes.With(
                        item.Key,
                        new(fields.ContainsKey(Unclear + item.Key), text.Length > TrialRemark.Longest ? text[..TrialRemark.Longest] : text)
                    );
                }
                return
                    long.TryParse(fields[Shown], NumberStyles.None, CultureInfo.InvariantCulture, out var shown)
                    && shown <= new DateTimeOffset(now, TimeSpan.Zero).ToUnixTimeSeconds()
                    ? notes.Seen(section.Key, DateTimeOffset.FromUnixTimeSeconds(shown).UtcDateTime, now)
                    : notes;
            },
            cancel
        );
    }

    private static string Encoded(string text) => TemplateText.Encoder.Encode(text);
}
