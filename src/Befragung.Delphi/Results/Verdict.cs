using System.Text.Json;
using System.Text.Json.Serialization;

namespace Befragung.Delphi.Results;

/// <summary>What can be said of an item after a round: stability first, consensus second.</summary>
public enum Verdict
{
    /// <summary>Asked once, or too few experts answered twice: no verdict yet.</summary>
    Open,

    /// <summary>The answers still move.</summary>
    Moving,

    /// <summary>A movement that so few cannot tell from chance.</summary>
    Undecidable,

    /// <summary>Stable, and the study's rule holds.</summary>
    Consensus,

    /// <summary>Stable, and the panel is in two camps, one at each end.</summary>
    Polarised,

    /// <summary>Stable, more than half in one band.</summary>
    Majority,

    /// <summary>Stable, no majority, and at least a fifth at each end: a result, not a failure.</summary>
    Dissent,

    /// <summary>Stable, and neither a majority nor a disagreement.</summary>
    NoMajority,
}

/// <summary>Writes verdicts by their names, and reads those of method version 1 too.</summary>
internal sealed class VerdictJson : JsonConverter<Verdict>
{
    private const string MovingInVersion1 = "unstable";

    public override Verdict Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.GetString() is var name && name == MovingInVersion1 ? Verdict.Moving
        : Enum.TryParse<Verdict>(name, ignoreCase: true, out var verdict) ? verdict
        : throw new JsonException($"There is no verdict {name}.");

    public override void Write(Utf8JsonWriter writer, Verdict value, JsonSerializerOptions options) =>
        writer.WriteStringValue(JsonNamingPolicy.CamelCase.ConvertName(value.ToString()));
}
