namespace Befragung.Web.Pages.Team.Auswertung;

/// <summary>How long a reason is; named as in the address.</summary>
public enum ReasonLength
{
    Kurz,
    Mittel,
    Lang,
}

/// <summary>Which reasons the page shows; named as in its address.</summary>
public enum ReasonFilter
{
    Wartend,
    Freigegeben,
    Zurueckgehalten,
    Alle,
}
