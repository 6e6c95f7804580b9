using System.Text.RegularExpressions;
using Befragung.Delphi.Questionnaires;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Befragung.Delphi.Drafts;

/// <summary>Drafts as YAML: one way of writing, whoever wrote it first. Remarks and the order of fields that were there stay only in what nobody changed.</summary>
internal static partial class DraftYaml
{
    /// <summary>What a text is; remarks are left out.</summary>
    public static DraftNode Of(Node node) =>
        node switch
        {
            MapNode map => map.Entries.Aggregate(new DraftMap(), (made, entry) => made.Append(entry.Name.Value, Of(entry.Value))),
            ListNode list => new DraftList(list.Entries.Select(Of)),
            ScalarNode text => new DraftText(text.Value, text.IsPlain),
            _ => throw new ArgumentOutOfRangeException(nameof(node)),
        };

    public static string Write(DraftNode root)
    {
        using var text = new StringWriter { NewLine = "\n" };
        var emitter = new Emitter(text, new EmitterSettings(2, int.MaxValue, isCanonical: false, maxSimpleKeyLength: 1024));
        emitter.Emit(new StreamStart());
        emitter.Emit(new DocumentStart(null, null, isImplicit: true));
        Write(root, emitter);
        emitter.Emit(new DocumentEnd(isImplicit: true));
        emitter.Emit(new StreamEnd());
        return text.ToString();
    }

    private static void Write(DraftNode node, Emitter emitter)
    {
        switch (node)
        {
            case DraftMap map:
                emitter.Emit(new MappingStart(AnchorName.Empty, TagName.Empty, isImplicit: true, MappingStyle.Block));
                foreach (var (name, value) in map.Fields)
                {
                    emitter.Emit(Word(name, SafeWord().IsMatch(name)));
                    Write(value, emitter);
                }
                emitter.Emit(new MappingEnd());
                break;
            case DraftList list:
                emitter.Emit(new SequenceStart(AnchorName.Empty, TagName.Empty, isImplicit: true, StyleOf(list)));
                foreach (var entry in list.Entries)
                    Write(entry, emitter);
                emitter.Emit(new SequenceEnd());
                break;
            case DraftText text:
                emitter.Emit(Word(text.Value, text.IsPlain && SafeWord().IsMatch(text.Value)));
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(node));
        }
    }

    /// <summary>A few words stand in one line.</summary>
    private static SequenceStyle StyleOf(DraftList list) =>
        list.Entries.TrueForAll(entry => entry is DraftText { IsPlain: true }) ? SequenceStyle.Flow : SequenceStyle.Block;

    private static Scalar Word(string text, bool isPlain) =>
        new(
            AnchorName.Empty,
            TagName.Empty,
            text,
            isPlain ? ScalarStyle.Plain
                : IsParagraphs(text) ? ScalarStyle.Literal
                : ScalarStyle.DoubleQuoted,
            isPlainImplicit: isPlain,
            isQuotedImplicit: !isPlain
        );

    /// <summary>Whether lines can stand as they are below each other: none of their blanks would be lost or taken for indentation.</summary>
    private static bool IsParagraphs(string text) =>
        text.Contains('\n', StringComparison.Ordinal) && !Unsafe().IsMatch(text) && text.TrimEnd('\n').Length >= text.Length - 1;

    [GeneratedRegex(@"^([A-Za-z0-9_.-]+|~)?$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex SafeWord();

    [GeneratedRegex(@"^\s|[ \t]\n|[^\P{C}\n]|[\u2028\u2029\u0085]|[ \t]$", RegexOptions.NonBacktracking)]
    private static partial Regex Unsafe();
}
