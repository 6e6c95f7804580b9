using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
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
    private readonly Dictionary<string, ResponsePlace> placeOf;
    private readonly HashSet<string> groups;
    private readonly Dictionary<string, int> panelists = new(StringComparer.Ordinal);
    private readonly List<string> nameOf = [];
    private readonly List<string?> groupOf = [];
    private readonly SortedDictionary<int, List<short[]?>> rounds = [];

    // Where the last part of an answer stood that only the whole of it can be checked of; few items are such.
    private readonly Dictionary<(int Round, int Person, string Item), long> lines = [];

    // Only of those who answered in numbers.
    private readonly Dictionary<(int Round, int Person), double[]> numbers = [];

    internal ResponseFile(Questionnaire questionnaire)
    {
        this.questionnaire = questionnaire;
        slots = new SheetSlots(questionnaire);
        placeOf = questionnaire
            .Items.Concat<Item>(questionnaire.Expertise)
            .SelectMany(item => item.Parts.Select(part => new ResponsePlace(item, part, slots)))
            .ToDictionary(place => place.Part.Key, StringComparer.Ordinal);
        groups = [.. questionnaire.Groups.Select(group => group.Key)];
    }

    /// <exception cref="ResponseFileException">The first line that cannot be read, or does not fit the questionnaire.</exception>
    public static ResponseFile Read(Stream content, Questionnaire questionnaire)
    {
        ArgumentNullException.ThrowIfNull(questionnaire);
        return PlainResponses.Read(content, questionnaire) ?? ReadTable(content, questionnaire);
    }

    /// <summary>Reads any file there is.</summary>
    internal static ResponseFile ReadTable(Stream content, Questionnaire questionnaire)
    {
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
        file.CheckWhole();
        return file;
    }

    /// <summary>The questionnaire of each round, which is what was asked in it, and its result.</summary>
    public IReadOnlyList<(Questionnaire Questionnaire, RoundResult Result)> Evaluate()
    {
        var results = new List<(Questionnaire, RoundResult)>();
        foreach (var (number, rows) in rounds)
        {
            var asked = AskedIn(rows);
            var lastAsked = LastAsked.Of(asked, results.Select(one => (one.Item2.Round, one.Item1)));
            var tally = new RoundTally(asked, lastAsked);
            // A round that asks less has fewer slots; this says where they are in the full rows.
            var places = asked
                .Items.Concat<Item>(asked.Expertise)
                .SelectMany(item => item.Parts)
                .Select(part => slots.IndexOf(part.Key)!.Value)
                .ToArray();
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
            foreach (var part in keys.SelectMany(key => (asked.ItemOf(key) ?? asked.Expertise.First(knows => knows.Key == key)).Parts))
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
            if (IsHeader(table.Fields))
                return;
        }
        throw first == 0
            ? new ResponseFileException(1, new("Die Datei ist leer."))
            : new ResponseFileException(first, new("Die Kopfzeile muss heißen: {0}.", string.Join(',', Header)));
    }

    internal static bool IsHeader(IEnumerable<string> cells) => cells.SequenceEqual(Header, StringComparer.OrdinalIgnoreCase);

    private void Take(Table table)
    {
        if (table.Width < 5 || table.Fields.Count > Header.Length)
            throw Problem(table.Line, "Die Zeile hat {0:Feld|Felder} statt 5 oder 6.", Math.Max(table.Width, table.Fields.Count));
        var line = new ResponseLine(table.Line, table[0], table[1], table[2], table[3], table[4], table.MayHaveDecimalCommas);
        Put(line, Check(line));
    }

    /// <summary>What a line says, which it alone can tell; knows the person afterwards.</summary>
    /// <exception cref="ResponseFileException">Something in the line is wrong.</exception>
    internal ResponseAnswer Check(ResponseLine line)
    {
        if (!int.TryParse(line.Round, NumberStyles.None, CultureInfo.InvariantCulture, out var round) || round is < 1 or > 99)
            throw Problem(line.Number, "„{0}“ ist keine Runde von 1 bis 99.", line.Round);
        if (line.Panelist.Length == 0)
            throw Problem(line.Number, "Das Pseudonym („panelist“) fehlt.");
        foreach (var cell in (ReadOnlySpan<string>)[line.Panelist, line.Group, line.Part])
            if (Invisible.IndexIn(cell) is >= 0 and var index)
                throw Problem(
                    line.Number,
                    "In „{0}“ ist das {1}. Zeichen eines, das man nicht sieht ({2}). Löschen Sie es.",
                    cell,
                    index + 1,
                    Invisible.CodeOf(cell[index])
                );
        var person = PersonOf(line.Number, line.Panelist, line.Group);
        if (!placeOf.TryGetValue(line.Part, out var place))
            throw Problem(line.Number, "Die Frage „{0}“ gibt es im Fragebogen nicht.", line.Part);
        // An apostrophe that keeps a text from being run as a formula is none of its characters.
        var value = place.Part switch
        {
            TextPart => Cell.Restored(line.Value),
            NumberPart when line.MayHaveDecimalCommas => WithPoint(line.Value),
            _ => line.Value,
        };
        if (value.Length > 0 && place.Part.Check(value) is { } problem)
            throw Problem(line.Number, problem.German, problem.Values);
        return new(
            new(round, person, RowOf(round, person) ??= new short[slots.Count]),
            place,
            value.Length == 0 ? Missing : SheetSlots.CodeOf(place.Part, value),
            value.Length > 0 && place.Part is NumberPart ? SheetSlots.NumberOf(place.Part, value) : null
        );
    }

    /// <exception cref="ResponseFileException">It does not go with what the person answered before.</exception>
    private void Put(ResponseLine line, ResponseAnswer answer)
    {
        if (TryPut(line.Number, answer))
            return;
        throw answer.Place.CodeIn(answer.Sheet.Row) != 0
            ? Problem(
                line.Number,
                "„{0}“ hat die Frage „{1}“ in Runde {2} schon beantwortet.",
                line.Panelist,
                line.Part,
                answer.Sheet.Round
            )
        : answer.Place.Item is MultipleChoiceItem
            ? Problem(
                line.Number,
                "„{0}“ hat in Runde {1} bei „{2}“ mehreres gewählt, darunter eine Antwort, die die anderen ausschließt.",
                line.Panelist,
                answer.Sheet.Round,
                answer.Place.Item.Key
            )
        : Problem(
            line.Number,
            "„{0}“ hat in Runde {1} bei „{2}“ den Rang {3} mehrfach vergeben.",
            line.Panelist,
            answer.Sheet.Round,
            answer.Place.Item.Key,
            line.Value
        );
    }

    /// <summary>Keeps an answer; false where it does not go with what the person answered before.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal bool TryPut(long line, in ResponseAnswer answer)
    {
        if (!answer.Place.TryPut(answer.Code, answer.Sheet.Row))
            return false;
        if (answer.Place.IsCheckedWhole)
            lines[(answer.Sheet.Round, answer.Sheet.Person, answer.Place.Item.Key)] = line;
        if (answer.Number is { } number)
            NumbersOf(answer.Sheet.Round, answer.Sheet.Person)[slots.NumberIndexOf(answer.Place.Part.Key)!.Value] = number;
        return true;
    }

    /// <summary>Takes in the answers that stood behind these in the same file; false where they do not go with them.</summary>
    /// <exception cref="ResponseFileException">The same.</exception>
    internal bool TryAdd(ResponseFile later)
    {
        var persons = new int[later.groupOf.Count];
        for (var person = 0; person < persons.Length; person++)
            persons[person] = PersonOf(0, later.nameOf[person], later.groupOf[person] ?? "");
        foreach (var (round, rows) in later.rounds)
            for (var person = 0; person < rows.Count; person++)
                if (rows[person] is { } row && !TryAdd(row, ref RowOf(round, persons[person])))
                    return false;
        foreach (var (answer, line) in later.lines)
            lines[answer with { Person = persons[answer.Person] }] = line;
        foreach (var ((round, person), values) in later.numbers)
        {
            var own = NumbersOf(round, persons[person]);
            for (var index = 0; index < own.Length; index++)
                own[index] = double.IsNaN(values[index]) ? own[index] : values[index];
        }
        return true;
    }

    private bool TryAdd(short[] later, ref short[]? row)
    {
        if (row is null)
        {
            row = later;
            return true;
        }
        foreach (var place in placeOf.Values)
            if (place.CodeIn(later) is not 0 and var code && !place.TryPut(code, row))
                return false;
        return true;
    }

    private double[] NumbersOf(int round, int person)
    {
        if (numbers.TryGetValue((round, person), out var own))
            return own;
        numbers.Add((round, person), own = new double[slots.Numbers]);
        Array.Fill(own, double.NaN);
        return own;
    }

    private static ResponseFileException Problem(long line, string german, params object[] values) => new(line, new(german, values));

    /// <summary>A number as spreadsheets of many languages write it; a comma between thousands is none of theirs.</summary>
    private static string WithPoint(string value) =>
        value.Count(character => character == ',') == 1 && !value.Contains('.', StringComparison.Ordinal) ? value.Replace(',', '.') : value;

    private int PersonOf(long line, string name, string group)
    {
        if (group.Length > 0 && !groups.Contains(group))
            throw Problem(line, "Die Gruppe „{0}“ gibt es nicht. Vorhanden sind: {1}.", group, string.Join(", ", groups));
        if (!panelists.TryGetValue(name, out var person))
        {
            panelists.Add(name, person = groupOf.Count);
            nameOf.Add(name);
            groupOf.Add(null);
        }
        if (group.Length == 0)
            return person;
        if (groupOf[person] is { } known && known != group)
            throw Problem(line, "„{0}“ gehörte bisher zur Gruppe „{1}“, hier zu „{2}“.", name, known, group);
        groupOf[person] = group;
        return person;
    }

    private ref short[]? RowOf(int round, int person)
    {
        if (!rounds.TryGetValue(round, out var rows))
            rounds.Add(round, rows = []);
        while (rows.Count <= person)
            rows.Add(null);
        return ref CollectionsMarshal.AsSpan(rows)[person];
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

    /// <summary>What the round asked: that of which it has a line at all, be it one without a value.</summary>
    private Questionnaire AskedIn(List<short[]?> rows)
    {
        var kept = questionnaire.Keep(questionnaire.Items.Where(IsAsked).Select(item => item.Key).ToHashSet());
        return kept with
        {
            Sections = [.. kept.Sections.Select(section => section with { Expertise = section.Knows is { } knows && IsAsked(knows) })],
        };

        bool IsAsked(Item item) =>
            item.Parts.Select(part => slots.IndexOf(part.Key)!.Value).ToArray() is var own
            && rows.Exists(row => row is not null && Array.Exists(own, slot => row[slot] != 0));
    }

    /// <summary>Who answered at all; how many were invited is not in the file.</summary>
    private Dictionary<string, Response> Participation(List<short[]?> rows) =>
        Enumerable
            .Range(0, rows.Count)
            .Where(person => rows[person] is not null && groupOf[person] is not null)
            .CountBy(person => groupOf[person]!)
            .ToDictionary(group => group.Key, group => new Response(group.Value, group.Value, group.Value));

    /// <summary>What only the whole file tells.</summary>
    /// <exception cref="ResponseFileException">What is wrong, where it ends.</exception>
    internal void CheckWhole()
    {
        if (rounds.Count == 0)
            throw new ResponseFileException(1, new("Unter der Kopfzeile steht keine einzige Antwort."));
        CheckMarks();
        CheckNumbers();
    }

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
                new("„{0}“ in Runde {1} bei „{2}“: {3}", nameOf[person], round, item.Key, problem)
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
                    new("„{0}“ in Runde {1} bei „{2}“: {3}", nameOf[person], round, item.Key, problem)
                );
            }
    }
}
