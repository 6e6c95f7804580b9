namespace Befragung.Web.Exchange;

/// <summary>What a person answered in a round: for each slot its code, 0 where there is no line of it.</summary>
internal readonly record struct ResponseSheet(int Round, int Person, short[] Row);

/// <summary>What a line of a <see cref="ResponseFile"/> says.</summary>
/// <param name="Number">Null where it is no number.</param>
internal readonly record struct ResponseAnswer(ResponseSheet Sheet, ResponsePlace Place, short Code, double? Number);
