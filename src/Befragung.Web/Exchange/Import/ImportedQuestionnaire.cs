using Befragung.Delphi;
using Befragung.Delphi.Drafts;

namespace Befragung.Web.Exchange.Import;

/// <summary>A survey of another tool as a questionnaire, as far as it could be carried over.</summary>
/// <param name="Draft">May be incomplete where the source was.</param>
/// <param name="Notes">What became something else or could not come along, in the order of the source.</param>
public sealed record ImportedQuestionnaire(Draft Draft, IReadOnlyList<ImportNote> Notes);

/// <summary>Something that was carried over differently, or not at all.</summary>
/// <param name="Place">Where it stands in the source: a question by its code, a row, a paragraph.</param>
/// <param name="What">What became of it.</param>
public sealed record ImportNote(Sentence Place, Sentence What);
