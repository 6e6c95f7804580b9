using Befragung.Delphi.Reporting;

namespace Befragung.Web.Data;

/// <summary>Results that were withdrawn after they had been released.</summary>
/// <param name="At">When.</param>
/// <param name="Offer">What the team wants to be said of it.</param>
public sealed record WithdrawnResults(DateTime At, ResultsOffer Offer);
