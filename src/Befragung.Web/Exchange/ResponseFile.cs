using System.Globalization;
using Befragung.Delphi;
using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Results;
using Befragung.Web.Exchange.Reading;

namespace Befragung.Web.Exchange;

/// <summary>What is wrong with a file, and on which line.</summary>
public sealed class ResponseFileException(long line, Sentence sentence) : Exception(sentence.ToString())
{
    public long Line { get; } = line;

    public Sentence Sentence { get; } = sentence;
}

/// <summary>
/// Answers that any tool gathered, as a long table: <c>round,panelist,group,item,value,comment</c>, one answer a line, in any order. Kept as a row of small
/// numbers per person and round, so that 100 000 persons with 30 answers take some megabytes, however long the file is.
/// </summary>
public sealed class ResponseFile
{
    internal static readonly string[] Header = ["round", "panelist", "group", "item", "value", "comment"];

    private const short Missing = -1;
    private const int MostRowsAboveHeader = 10;

    private readonly Questionnaire questionnaire;
    private readonly SheetSlots slots;
    private readonly Dictionary<string, Part> parts;
    private readonly Dictionary<string, int[]> rankings;
    private readonly Dictionary<string, (int Slot, short Chosen)[]> rivals;
    private readonly HashSet<string> groups;
    private readonly Dictionary<string, string> together;
    private readonly Dictionary<string, int> panelists = new(StringComparer.Ordinal);
    private readonly List<string?> groupOf = [];
    private readonly SortedDictionary<int, List<short[]?>> rounds = [];

    // Where the last part of an answer stood that only the whole of it can be checked of; few items are such.
    private readonly Dictionary<(int Round, int Person, string Item), long> lines = [];

    // Only of those who answered in numbers.
    private readonly Dictionary<(int Round, int Person), double[]> numbers = [];

    private ResponseFile(Questionnaire questionnaire)
    {
        this.questionnaire = questionnaire;
        slots = new SheetSlots(questionnaire);
        parts = questionnaire.Items.SelectMany(item => item.Parts).ToDictionary(part => part.Key, StringComparer.Ordinal);
        // An option's ranking, as the slots of all its options.
        rankings = questionnaire
            .Items.OfType<RankingItem>()
            .Select(item => item.Parts.Select(part => part.Key).ToArray())
            .SelectMany(keys => keys.Select(key => (key, Slots: keys.Select(one => slots.IndexOf(one)!.Value).ToArray())))
            .ToDictionary(one => one.key, one => one.Slots, StringComparer.Ordinal);
        // What may not be chosen beside an option, where one of the two is exclusive.
        rivals = questionnaire
            .Items.OfType<MultipleChoiceItem>()
            .Where(item => item.Options.Any(option => option.Exclusive))
            .SelectMany(item => item.Parts.Select(part => (part.Key, Slots: RivalsOf(part, item))))
            .ToDictionary(one => one.Key, one => one.Slots, StringComparer.Ordinal);
        groups = [.. questionnaire.Groups.Select(group => group.Key)];
        together = questionnaire
            .Items.Where(item => item is PointsItem or EstimateItem or MultipleChoiceItem)
            .SelectMany(item => item.Parts.Select(part => (part.Key, Item: item.Key)))
            .ToDictionary(one => one.Key, one => one.Item, StringComparer.Ordinal);
    }

    /// <exception cref="ResponseFileException">The first line that cannot be read, or does not fit the questionnaire.</exception>
    public static ResponseFile Read(Stream content, Questionnaire questionnaire)
    {
        ArgumentNullException.ThrowIfNull(questionnaire);
        var file = new ResponseFile(questionnaire);
        try
        {
            using var table = Table.Open(content);
            FindHeader(table);
            while (table.Read())
                file.Take(table);
        }
        catch (UnreadableFileException refused)
        {
            throw new ResponseFileException(refused.Line, refused.Sentence);
        }
        if (file.rounds.Count == 0)
            throw new ResponseFileException(1, new("Unter der Kopfzeile steht keine einzige Antwort."));
        file.CheckMarks();
        file.CheckNumbers();
        return file;
    }

    /// <summary>The questionnaire of each round, which is what was asked in it, and its result.</summary>
    public IReadOnlyList<(Questionnaire Questionnaire, RoundResult Result)> Evaluate()
    {
        var results = new List<(Questionnaire, RoundResult)>();
        foreach (var (number, rows) in rounds)
        {
            var asked = questionnaire.Keep(AskedIn(rows));
            var lastAsked = LastAsked.Of(asked, results.Select(one => (one.Item2.Round, one.Item1)));
            var tally = new RoundTally(asked, lastAsked);
            // A round that asks less has fewer slots; this says where they are in the full rows.
            var places = asked.Items.SelectMany(item => item.Parts).Select(part => slots.IndexOf(part.Key)!.Value).ToArray();
            var compared = lastAsked.Rounds;
            var first = results.Count == 0 ? null : rounds[results[0].Item2.Round];
            var measured = asked
                .Items.SelectMany(item => item.Parts)
                .OfType<NumberPart>()
                .Select(part => slots.NumberIndexOf(part.Key)!.Value)
                .ToArray();
            short[] now = new short[places.Length],
                other = new short[places.Length],
                before = new short[places.Length];
            var left = LeaveOut(number, asked);
            for (var person = 0; person < groupOf.Count; person++)
            {
                var answered = Row(rows, person, places, now);
                var answeredBefore = false;
                Array.Clear(before);
                foreach (var one in compared)
                    if (Row(rounds[one], person, places, other))
                    {
                        tally.TakeOver(one, other, before);
                        answeredBefore = true;
                    }
                if (answered)
                    tally.Add(
                        groupOf[person],
                        now,
                        answeredBefore ? before : [],
                        numbers.TryGetValue((number, person), out var all) ? Array.ConvertAll(measured, place => all[place]) : [],
                        left.GetValueOrDefault(person)
                    );
                if (first is not null && Row(first, person, places, other))
                    tally.AddFirst(other, answered);
            }
            results.Add((asked, tally.ToResult(number, Participation(rows), [.. results.Select(one => one.Item2)])));
        }
        return results;
    }

    /// <summary>
    /// Takes out of a round's rows what the conditions left out, so that later rounds do not find it either, and says what that was by person; nothing without conditions.
    /// </summary>
    private Dictionary<int, IReadOnlySet<string>> LeaveOut(int round, Questionnaire asked)
    {
        var left = new Dictionary<int, IReadOnlySet<string>>();
        if (!asked.HasConditions)
            return left;
        var rows = rounds[round];
        for (var person = 0; person < rows.Count; person++)
        {
            if (rows[person] is not { } row || LeftOut(round, person, asked) is not { Count: > 0 } keys)
                continue;
            left.Add(person, keys);
            foreach (var part in keys.SelectMany(key => asked.ItemOf(key)!.Parts))
            {
                row[slots.IndexOf(part.Key)!.Value] = Missing;
                if (slots.NumberIndexOf(part.Key) is { } number && numbers.TryGetValue((round, person), out var own))
                    own[number] = double.NaN;
            }
        }
        return left;
    }

    /// <summary>What the conditions left out for a person in a round. What the round did not ask may have been answered in an earlier one; the newest answer counts.</summary>
    private IReadOnlySet<string> LeftOut(int round, int person, Questionnaire asked) =>
        asked.LeftOut(
            groupOf[person],
            key =>
                rounds
                    .Keys.Where(one => one == round || (one < round && asked.ItemOf(key) is null))
                    .Reverse()
                    .Select(one =>
                        person < rounds[one].Count && rounds[one][person] is { } row
                            ? slots.ValueOf(key, row, numbers.GetValueOrDefault((one, person), []))
                            : null
                    )
                    .FirstOrDefault(value => value is not null)
        );

    /// <summary>Above the header there may be a title.</summary>
    private static void FindHeader(Table table)
    {
        var first = 0;
        for (var row = 0; row < MostRowsAboveHeader && table.Read(); row++)
        {
            if (first == 0)
                first = table.Line;
            if (table.Fields.SequenceEqual(Header, StringComparer.OrdinalIgnoreCase))
                return;
        }
        throw first == 0
            ? new ResponseFileException(1, new("Die Datei ist leer."))
            : new ResponseFileException(first, new("Die Kopfzeile muss heißen: {0}.", string.Join(',', Header)));
    }

    private void Take(Table table)
    {
        ResponseFileException Problem(string german, params object[] values) => new(table.Line, new(german, values));

        if (table.Width < 5 || table.Fields.Count > Header.Length)
            throw Problem("Die Zeile hat {0} Felder statt 5 oder 6.", Math.Max(table.Width, table.Fields.Count));
        if (!int.TryParse(table[0], NumberStyles.None, CultureInfo.InvariantCulture, out var round) || round is < 1 or > 99)
            throw Problem("„{0}“ ist keine Runde von 1 bis 99.", table[0]);
        var name = table[1];
        if (name.Length == 0)
            throw Problem("Das Pseudonym („panelist“) fehlt.");
        for (var column = 1; column <= 3; column++)
            if (Invisible.IndexIn(table[column]) is >= 0 and var index)
                throw Problem(
                    "In „{0}“ ist das {1}. Zeichen eines, das man nicht sieht ({2}). Löschen Sie es.",
                    table[column],
                    index + 1,
                    Invisible.CodeOf(table[column][index])
                );
        var person = PersonOf(name, table[2], Problem);
        var key = table[3];
        if (!parts.TryGetValue(key, out var part))
            throw Problem("Die Frage „{0}“ gibt es im Fragebogen nicht.", key);
        // An apostrophe that keeps a text from being run as a formula is none of its characters.
        var value = part switch
        {
            TextPart => Cell.Restored(table[4]),
            NumberPart when table.MayHaveDecimalCommas => WithPoint(table[4]),
            _ => table[4],
        };
        if (value.Length > 0 && part.Check(value) is { } problem)
            throw Problem(problem.German, problem.Values);
        var row = RowOf(round, person);
        ref var slot = ref row[slots.IndexOf(key)!.Value];
        if (slot != 0)
            throw Problem("„{0}“ hat die Frage „{1}“ in Runde {2} schon beantwortet.", name, key, round);
        var code = value.Length == 0 ? Missing : SheetSlots.CodeOf(part, value);
        if (code > 0 && rankings.TryGetValue(key, out var ranks) && Array.Exists(ranks, other => row[other] == code))
            throw Problem("„{0}“ hat in Runde {1} bei „{2}“ den Rang {3} mehrfach vergeben.", name, round, key.Split('.')[0], value);
        if (
            code == ChosenOf(part)
            && rivals.TryGetValue(key, out var others)
            && Array.Exists(others, other => row[other.Slot] == other.Chosen)
        )
            throw Problem(
                "„{0}“ hat in Runde {1} bei „{2}“ mehreres gewählt, darunter eine Antwort, die die anderen ausschließt.",
                name,
                round,
                key.Split('.')[0]
            );
        slot = code;
        if (together.TryGetValue(key, out var whole))
            lines[(round, person, whole)] = table.Line;
        if (value.Length == 0 || slots.NumberIndexOf(key) is not { } place)
            return;
        if (!numbers.TryGetValue((round, person), out var own))
        {
            numbers.Add((round, person), own = new double[slots.Numbers]);
            Array.Fill(own, double.NaN);
        }
        own[place] = SheetSlots.NumberOf(part, value);
    }

    private (int Slot, short Chosen)[] RivalsOf(Part part, MultipleChoiceItem item) =>
        [
            .. item
                .Parts.Where(other => other != part && (part is MarkPart { Exclusive: true } || other is MarkPart { Exclusive: true }))
                .Select(other => (slots.IndexOf(other.Key)!.Value, ChosenOf(other))),
        ];

    /// <summary>What stands in the slot of an option that was chosen, or of an answer of one's own that was given.</summary>
    private static short ChosenOf(Part part) => part is TextPart ? (short)1 : (short)2;

    /// <summary>A number as spreadsheets of many languages write it; a comma between thousands is none of theirs.</summary>
    private static string WithPoint(string value) =>
        value.Count(character => character == ',') == 1 && !value.Contains('.', StringComparison.Ordinal) ? value.Replace(',', '.') : value;

    private int PersonOf(string name, string group, Func<string, object[], ResponseFileException> problem)
    {
        if (group.Length > 0 && !groups.Contains(group))
            throw problem("Die Gruppe „{0}“ gibt es nicht. Vorhanden sind: {1}.", [group, string.Join(", ", groups)]);
        if (!panelists.TryGetValue(name, out var person))
        {
            panelists.Add(name, person = groupOf.Count);
            groupOf.Add(null);
        }
        if (group.Length == 0)
            return person;
        if (groupOf[person] is { } known && known != group)
            throw problem("„{0}“ gehörte bisher zur Gruppe „{1}“, hier zu „{2}“.", [name, known, group]);
        groupOf[person] = group;
        return person;
    }

    private short[] RowOf(int round, int person)
    {
        if (!rounds.TryGetValue(round, out var rows))
            rounds.Add(round, rows = []);
        while (rows.Count <= person)
            rows.Add(null);
        return rows[person] ??= new short[slots.Count];
    }

    /// <summary>Fills a row with the answers of a person; false where there are none.</summary>
    private static bool Row(List<short[]?> rows, int person, int[] places, short[] row)
    {
        if (person >= rows.Count || rows[person] is not { } stored)
            return false;
        for (var i = 0; i < places.Length; i++)
            row[i] = Math.Max((short)0, stored[places[i]]);
        return true;
    }

    /// <summary>The items of which the round has a line at all, be it one without a value.</summary>
    private HashSet<string> AskedIn(List<short[]?> rows) =>
        [
            .. questionnaire
                .Items.Where(item =>
                    item.Parts.Select(part => slots.IndexOf(part.Key)!.Value).ToArray() is var own
                    && rows.Exists(row => row is not null && Array.Exists(own, slot => row[slot] != 0))
                )
                .Select(item => item.Key),
        ];

    /// <summary>Who answered at all; how many were invited is not in the file.</summary>
    private Dictionary<string, Response> Participation(List<short[]?> rows) =>
        Enumerable
            .Range(0, rows.Count)
            .Where(person => rows[person] is not null && groupOf[person] is not null)
            .CountBy(person => groupOf[person]!)
            .ToDictionary(group => group.Key, group => new Response(group.Value, group.Value, group.Value));

    /// <summary>Points that do not add up, and estimates out of order; only the whole row tells.</summary>
    private void CheckNumbers()
    {
        foreach (var item in questionnaire.Items.Where(item => item is PointsItem or EstimateItem))
        foreach (var ((round, person), all) in numbers)
        {
            var values = item
                .Parts.Select(part => (part.Key, Value: all[slots.NumberIndexOf(part.Key)!.Value]))
                .Where(part => !double.IsNaN(part.Value))
                .ToDictionary(
                    part => part.Key,
                    part => ((decimal)part.Value).ToString(CultureInfo.InvariantCulture),
                    StringComparer.Ordinal
                );
            if (item.CheckTogether(values) is not { } problem)
                continue;
            throw new ResponseFileException(
                lines[(round, person, item.Key)],
                new("„{0}“ in Runde {1} bei „{2}“: {3}", panelists.First(known => known.Value == person).Key, round, item.Key, problem)
            );
        }
    }

    /// <summary>Too few or too many choices; only the whole row tells.</summary>
    private void CheckMarks()
    {
        foreach (var item in questionnaire.Items.OfType<MultipleChoiceItem>())
        foreach (var (round, rows) in rounds)
            for (var person = 0; person < rows.Count; person++)
            {
                if (rows[person] is not { } row)
                    continue;
                var marks = item
                    .Parts.Select(part => (part.Key, Code: row[slots.IndexOf(part.Key)!.Value], IsText: part is TextPart))
                    .Where(part => part.Code > 0)
                    .ToDictionary(
                        part => part.Key,
                        part => part.IsText || part.Code == 2 ? MarkPart.Chosen : MarkPart.NotChosen,
                        StringComparer.Ordinal
                    );
                if (item.CheckTogether(marks) is not { } problem)
                    continue;
                throw new ResponseFileException(
                    lines[(round, person, item.Key)],
                    new("„{0}“ in Runde {1} bei „{2}“: {3}", panelists.First(known => known.Value == person).Key, round, item.Key, problem)
                );
            }
    }
}
