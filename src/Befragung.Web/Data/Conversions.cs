using System.Text.Json;
using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Results;
using Befragung.Delphi.Rounds;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Befragung.Web.Data;

internal sealed class UtcConverter()
    : ValueConverter<DateTime, DateTime>(
        time => DateTime.SpecifyKind(time, DateTimeKind.Utc),
        time => DateTime.SpecifyKind(time, DateTimeKind.Utc)
    );

internal sealed class AnswersConverter() : ValueConverter<Answers, string>(answers => answers.ToJson(), json => Answers.Parse(json));

/// <summary>A document that is only ever replaced whole: the same reference is the same document.</summary>
internal sealed class DocumentConverter<T>()
    : ValueConverter<T, string>(
        document => JsonSerializer.Serialize(document, RoundResult.Format),
        json => JsonSerializer.Deserialize<T>(json, RoundResult.Format)!
    )
    where T : class;

internal sealed class SameDocument<T>()
    : ValueComparer<T>((one, other) => ReferenceEquals(one, other), document => document.GetHashCode(), document => document)
    where T : class;

internal static class Conversions
{
    public static PropertyBuilder<T> IsDocument<T>(this PropertyBuilder<T> property)
        where T : class => property.HasConversion(new DocumentConverter<T>(), new SameDocument<T>());
}
