using System.Globalization;
using Befragung.Delphi;
using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Reporting;
using Befragung.Delphi.Results;
using Befragung.Delphi.Rounds;
using Befragung.Web.Access;

namespace Befragung.Web.Text;

/// <summary>German words for states and verdicts; keys of the texts like every sentence.</summary>
public static class Words
{
    public static string State(RoundState state) =>
        state switch
        {
            RoundState.Planned => "geplant",
            RoundState.Open => "offen",
            RoundState.Closed => "geschlossen",
            _ => "freigegeben",
        };

    public static string State(SheetState state) =>
        state switch
        {
            SheetState.Invited => "eingeladen",
            SheetState.Started => "begonnen",
            _ => "abgegeben",
        };

    public static string State(ReasonState state) =>
        state switch
        {
            ReasonState.Released => "freigegeben",
            ReasonState.Withheld => "zurückgehalten",
            _ => "wartet",
        };

    public static string Of(TeamRole role) =>
        role switch
        {
            TeamRole.Administrator => "Verwaltung",
            _ => "Mitglied",
        };

    public static string Of(StudyRole role) =>
        role switch
        {
            StudyRole.Owner => "Leitung",
            StudyRole.Editor => "Bearbeitung",
            _ => "Lesen",
        };

    public static string Of(Verdict verdict) =>
        verdict switch
        {
            Verdict.Consensus => "Konsens",
            Verdict.Majority => "Mehrheit",
            Verdict.Moving => "in Bewegung",
            Verdict.Undecidable => "nicht entscheidbar",
            Verdict.Polarised => "zwei Lager",
            Verdict.Dissent => "Dissens",
            Verdict.NoMajority => "keine Mehrheit",
            _ => "offen",
        };

    /// <summary>A verdict where the side it goes to stands nowhere near.</summary>
    public static string Of(Verdict verdict, Band? side) =>
        (verdict, side) switch
        {
            (Verdict.Consensus, Band.Bottom) => "Konsens unten",
            (Verdict.Consensus, Band.Middle) => "Konsens in der Mitte",
            (Verdict.Majority, Band.Bottom) => "Mehrheit unten",
            (Verdict.Majority, Band.Middle) => "Mehrheit in der Mitte",
            _ => Of(verdict),
        };

    public static string Of(StabilityState state) =>
        state switch
        {
            StabilityState.Stable => "stabil",
            StabilityState.Undecidable => "nicht entscheidbar",
            _ => "in Bewegung",
        };

    public static string Of(FirmnessWord word) =>
        word switch
        {
            FirmnessWord.Firm => "fest",
            FirmnessWord.FairlyFirm => "eher fest",
            _ => "knapp",
        };

    public static string Of(HighlightReason why) =>
        why switch
        {
            HighlightReason.Divided => "das Panel ist uneinig",
            HighlightReason.GroupsApart => "Gruppen unterscheiden sich",
            HighlightReason.Moved => "die Antworten haben sich bewegt",
            _ => "vom Projektteam ausgewählt",
        };

    public static string Of(ReasonSide side) =>
        side switch
        {
            ReasonSide.For => "Spricht dafür",
            ReasonSide.Against => "Spricht dagegen",
            _ => "Begründung",
        };

    public static string Of(QuestionFate fate) =>
        fate switch
        {
            QuestionFate.First => "gestellt",
            QuestionFate.Same => "unverändert",
            QuestionFate.Reworded => "umformuliert",
            QuestionFate.Merged => "zusammengeführt",
            QuestionFate.Split => "geteilt",
            QuestionFate.Returned => "wieder aufgenommen",
            QuestionFate.OfAnswers => "neu, aus Antworten",
            QuestionFate.New => "neu",
            QuestionFate.Dropped => "entfallen",
            _ => "ersetzt",
        };

    /// <summary>A probability as tables of statistics write it.</summary>
    public static string P(double? p) =>
        p switch
        {
            null => "–",
            < 0.001 => "<\u00a0" + 0.001.ToString("0.000", CultureInfo.CurrentCulture),
            _ => p.Value.ToString("0.000", CultureInfo.CurrentCulture),
        };

    /// <summary>The beginning of what is long, with "…"; no character is cut in two.</summary>
    public static string Shortened(string text, int most)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length <= most ? text : text[..(char.IsHighSurrogate(text[most - 1]) ? most - 1 : most)] + "…";
    }

    /// <summary>A number for a table: two decimals at most, marks between thousands from five digits on, as in sentences; "–" where there is none.</summary>
    public static string Number(double? value) =>
        value is not { } number ? "–" : number.ToString(CountFormat.IsLong(number) ? "#,0.##" : "0.##", CultureInfo.CurrentCulture);

    /// <summary>Whole per cent, "–" where there is none.</summary>
    public static string Percent(double? value) => value is { } percent ? percent.ToString("0", CultureInfo.CurrentCulture) + " %" : "–";
}
