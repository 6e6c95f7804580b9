using Befragung.Delphi;

namespace Befragung.Web.Exchange.Import;

/// <summary>Says what a text had that a questionnaire has not.</summary>
internal static class Markup
{
    private static readonly (LostMarkup What, Sentence Note)[] Notes =
    [
        (LostMarkup.Script, new Sentence("Ein Programm im Text (JavaScript) ist weggefallen.")),
        (LostMarkup.Picture, new Sentence("Ein Bild im Text ist weggefallen.")),
        (LostMarkup.Media, new Sentence("Eingebettete Inhalte im Text (Video, Ton, Rahmen) sind weggefallen.")),
        (LostMarkup.Form, new Sentence("Ein Formularfeld im Text ist weggefallen.")),
        (LostMarkup.Table, new Sentence("Eine Tabelle im Text steht jetzt in Zeilen.")),
    ];

    public static void Note(ImportDraft target, Sentence place, LostMarkup lost)
    {
        foreach (var (what, note) in Notes)
            if (lost.HasFlag(what))
                target.Note(place, note);
    }
}
