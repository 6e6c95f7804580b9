using Befragung.Delphi.Questionnaires;

namespace Befragung.Delphi.Reporting;

/// <summary>What experts agree to where a questionnaire has no text of its own.</summary>
public static class UsualConsent
{
    /// <summary>What those have to know, whatever text they agree to, whose saved answers count.</summary>
    private static Sentence Saved { get; } =
        new(
            "Was Sie gespeichert haben, zählt auch dann, wenn Sie den Bogen nicht abgeben und die Runde schließt. Möchten Sie das nicht, sagen Sie vorher ab; den Link dazu finden Sie auf der ersten Seite Ihres Bogens."
        );

    /// <summary>What those have to know, whatever text they agree to, who may reply to the reasons of others.</summary>
    private static Sentence Replies { get; } =
        new(
            "Ab der zweiten Runde können Sie auf Begründungen anderer antworten. Ihre Antwort liest zuerst das Projektteam. Gibt es sie frei, lesen alle Befragten sie in der nächsten Runde und alle, die den Bericht lesen: ohne Ihren Namen."
        );

    /// <summary>What those have to know, whatever text they agree to, whose words the report may quote.</summary>
    private static Sentence Quotations { get; } =
        new(
            "Aus dem, was Sie zu offenen Fragen schreiben, kann der Bericht einzelne Sätze zitieren: ohne Ihren Namen und ohne Angaben zu Ihrer Person. Schreiben Sie deshalb nichts, woran man Sie erkennt."
        );

    /// <summary>What they have to know, whatever text they agree to, by the rules of the study.</summary>
    public static IEnumerable<Sentence> Always(StudySettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        if (settings.CountSaved)
            yield return Saved;
        if (settings is { Replies: true, Rounds: > 1 })
            yield return Replies;
        if (settings.Quotations)
            yield return Quotations;
    }

    public static IReadOnlyList<Sentence> Of(StudySettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return
        [
            new("Die Teilnahme ist freiwillig. Sie können jederzeit aufhören, ohne Gründe zu nennen."),
            new(
                "Ihre Antworten werden getrennt von Ihrem Namen und Ihrer Adresse gespeichert. Das Projektteam sieht, wer geantwortet hat, aber nicht, wer was geantwortet hat."
            ),
            new(
                "Ergebnisse werden nur zusammengefasst gezeigt. Gruppen mit weniger als {0:Antwort|Antworten} erscheinen nirgends.",
                settings.SmallestCell
            ),
        ];
    }
}
