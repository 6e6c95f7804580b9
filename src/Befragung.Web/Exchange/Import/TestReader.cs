using System.Text;

namespace Befragung.Web.Exchange.Import;

/// <summary>
/// Reads the conditions of LimeSurvey, SurveyJS and XLSForm, which differ in how they spell names and a few functions. What is beyond comparing answers with
/// values becomes <see cref="Beyond"/>; nothing is ever run.
/// </summary>
internal sealed class TestReader
{
    private const int Deepest = 40;
    private const int MostTokens = 2_000;

    private static readonly string[] Signs = ["==", "!=", "<>", "<=", ">=", "&&", "||", "=", "<", ">", "!", "(", ")", ",", "[", "]"];

    private readonly List<Token> tokens;
    private int at;

    private TestReader(List<Token> tokens) => this.tokens = tokens;

    private enum Kind
    {
        Name,
        Text,
        Sign,
        End,
    }

    public static Test Read(string expression)
    {
        if (Tokens(expression) is not { } read)
            return new Beyond();
        var reader = new TestReader(read);
        try
        {
            var test = reader.Any(0);
            return reader.Current.Kind == Kind.End ? test : new Beyond();
        }
        catch (FormatException)
        {
            return new Beyond();
        }
    }

    private Token Current => tokens[at];

    private Test Any(int depth)
    {
        if (depth > Deepest)
            throw new FormatException();
        var tests = new List<Test> { All(depth) };
        while (Takes("||", "or"))
            tests.Add(All(depth));
        return tests.Count == 1 ? tests[0] : new AnyOf(tests);
    }

    private Test All(int depth)
    {
        var tests = new List<Test> { One(depth) };
        while (Takes("&&", "and"))
            tests.Add(One(depth));
        return tests.Count == 1 ? tests[0] : new AllOf(tests);
    }

    private Test One(int depth)
    {
        if (depth > Deepest)
            throw new FormatException();
        if (Takes("!") || (IsWord("not") && TakesWord()))
            return One(depth + 1).Negated();
        if (Takes("("))
        {
            var inner = Any(depth + 1);
            if (!Takes(")"))
                throw new FormatException();
            // A name in brackets is compared with something behind them.
            return inner is Comparison { Sign: "?" } bare ? Compared(new(Kind.Name, bare.Name)) : inner;
        }
        if (Current.Kind == Kind.Name && !Current.IsQuoted && tokens[at + 1] is { Kind: Kind.Sign, Text: "(" })
            return Function();
        var left = Current;
        if (left.Kind is not (Kind.Name or Kind.Text))
            throw new FormatException();
        at++;
        return Compared(left);
    }

    private Test Compared(Token left)
    {
        var sign = Sign();
        if (sign is null)
        {
            if (left.Kind == Kind.Text)
                return new Always(left.Text is not ("0" or "" or "false"));
            // What it means by itself is known only where its brackets end, or not at all.
            return new Comparison(left.Text, "?", "");
        }
        if (sign is "empty" or "notempty")
            return new Answered(left.Text, sign == "empty");
        if (Takes("["))
            return OneOf(left, sign);
        var right = Current;
        if (right.Kind is not (Kind.Name or Kind.Text))
            throw new FormatException();
        at++;
        if (tokens[at] is { Kind: Kind.Sign, Text: "(" })
            throw new FormatException();
        if (left.Kind == right.Kind)
        {
            // Bare words of SurveyJS are values.
            if (right is { Kind: Kind.Name, IsQuoted: false } && left is { Kind: Kind.Name, IsQuoted: true })
                return Made(left.Text, sign, right.Text);
            return left.Kind == Kind.Name || sign is not ("==" or "!=")
                ? new Beyond()
                : new Always(left.Text == right.Text == (sign == "=="));
        }
        return left.Kind == Kind.Name ? Made(left.Text, sign, right.Text) : Made(right.Text, Mirrored(sign), left.Text);
    }

    private static Test Made(string name, string sign, string value) =>
        sign switch
        {
            "contains" => new Chosen(name, value, IsNot: false),
            "notcontains" => new Chosen(name, value, IsNot: true),
            "anyof" => new Chosen(name, value, IsNot: false),
            "==" or "!=" when value.Length == 0 => new Answered(name, sign == "=="),
            "==" or "!=" or "<" or "<=" or ">" or ">=" => new Comparison(name, sign, value),
            _ => new Beyond(),
        };

    private Test OneOf(Token left, string sign)
    {
        var values = new List<string>();
        while (!Takes("]"))
        {
            if (Current.Kind is not (Kind.Text or Kind.Name))
                throw new FormatException();
            values.Add(Current.Text);
            at++;
            Takes(",");
        }
        return left.Kind == Kind.Name && values.Count > 0 && sign is "anyof" or "contains" or "allof" or "noneof"
            ? sign switch
            {
                "anyof" => new AnyOf([.. values.Select(value => new Chosen(left.Text, value, IsNot: false))]),
                "noneof" => new AllOf([.. values.Select(value => new Chosen(left.Text, value, IsNot: true))]),
                _ => new AllOf([.. values.Select(value => new Chosen(left.Text, value, IsNot: false))]),
            }
            : new Beyond();
    }

    private Test Function()
    {
        var name = Current.Text.ToLowerInvariant();
        at += 2;
        var arguments = new List<Token>();
        while (!Takes(")"))
        {
            if (Current.Kind is not (Kind.Text or Kind.Name) || tokens[at + 1] is { Kind: Kind.Sign, Text: "(" })
                throw new FormatException();
            arguments.Add(Current);
            at++;
            Takes(",");
        }
        return (name, arguments) switch
        {
            ("is_empty", [{ Kind: Kind.Name } one]) => new Answered(one.Text, IsNot: true),
            ("selected", [{ Kind: Kind.Name } one, { Kind: Kind.Text } option]) => new Chosen(one.Text, option.Text, IsNot: false),
            ("true", []) => new Always(true),
            ("false", []) => new Always(false),
            ("string-length", [{ Kind: Kind.Name } one]) when Sign() == ">" && TakesZero() => new Answered(one.Text, IsNot: false),
            ("count-selected", [{ Kind: Kind.Name } one]) when Sign() == ">" && TakesZero() => new Answered(one.Text, IsNot: false),
            _ => throw new FormatException(),
        };
    }

    private bool TakesZero()
    {
        if (Current is not { Kind: Kind.Text, Text: "0" })
            throw new FormatException();
        at++;
        return true;
    }

    /// <summary>The sign of a comparison in one spelling; null where there is none.</summary>
    private string? Sign()
    {
        var sign = Current switch
        {
            { Kind: Kind.Sign, Text: "==" or "=" } => "==",
            { Kind: Kind.Sign, Text: "!=" or "<>" } => "!=",
            { Kind: Kind.Sign, Text: "<" or "<=" or ">" or ">=" } same => same.Text,
            { Kind: Kind.Name, IsQuoted: false } word => word.Text.ToLowerInvariant() switch
            {
                "eq" or "equal" => "==",
                "ne" or "notequal" => "!=",
                "lt" or "less" => "<",
                "le" or "lessorequal" => "<=",
                "gt" or "greater" => ">",
                "ge" or "greaterorequal" => ">=",
                "empty" => "empty",
                "notempty" => "notempty",
                "contains" => "contains",
                "notcontains" => "notcontains",
                "anyof" => "anyof",
                "allof" => "allof",
                "noneof" => "noneof",
                _ => null,
            },
            _ => null,
        };
        if (sign is not null)
            at++;
        return sign;
    }

    private static string Mirrored(string sign) =>
        sign switch
        {
            "<" => ">",
            "<=" => ">=",
            ">" => "<",
            ">=" => "<=",
            _ => sign,
        };

    private bool IsWord(string word) =>
        Current is { Kind: Kind.Name, IsQuoted: false } && Current.Text.Equals(word, StringComparison.OrdinalIgnoreCase);

    private bool TakesWord()
    {
        at++;
        return true;
    }

    private bool Takes(string sign, string? word = null)
    {
        if (!(Current.Kind == Kind.Sign && Current.Text == sign) && !(word is not null && IsWord(word)))
            return false;
        at++;
        return true;
    }

    /// <summary>Null where there is anything that no such condition has.</summary>
    private static List<Token>? Tokens(string text)
    {
        var found = new List<Token>();
        var from = 0;
        while (from < text.Length)
        {
            if (char.IsWhiteSpace(text[from]))
            {
                from++;
                continue;
            }
            if (found.Count > MostTokens || Next(text, ref from) is not { } token)
                return null;
            found.Add(token);
        }
        // Two, so that looking one ahead is always possible.
        return [.. found, new(Kind.End, ""), new(Kind.End, "")];
    }

    private static Token? Next(string text, ref int at)
    {
        var first = text[at];
        if (first is '"' or '\'')
            return Until(text, ref at, first, Kind.Text);
        if (first == '{')
            return Until(text, ref at, '}', Kind.Name);
        if (first == '$' && at + 1 < text.Length && text[at + 1] == '{')
        {
            at++;
            return Until(text, ref at, '}', Kind.Name);
        }
        var rest = text.AsSpan(at);
        foreach (var sign in Signs)
            if (rest.StartsWith(sign))
            {
                at += sign.Length;
                return new(Kind.Sign, sign);
            }
        var word = new StringBuilder();
        while (at < text.Length && (char.IsLetterOrDigit(text[at]) || text[at] is '_' or '.' or '-' or '#' or ':'))
            word.Append(text[at++]);
        if (word.Length == 0)
            return null;
        var written = word.ToString();
        return new(
            decimal.TryParse(
                written,
                System.Globalization.NumberStyles.AllowDecimalPoint | System.Globalization.NumberStyles.AllowLeadingSign,
                System.Globalization.CultureInfo.InvariantCulture,
                out _
            )
                ? Kind.Text
                : Kind.Name,
            written
        );
    }

    private static Token? Until(string text, ref int at, char end, Kind kind)
    {
        var close = text.IndexOf(end, at + 1);
        if (close < 0)
            return null;
        var inner = text[(at + 1)..close];
        at = close + 1;
        return new(kind, kind == Kind.Name ? inner.Trim() : inner, IsQuoted: true);
    }

    /// <param name="IsQuoted">Whether marks around it say what it is.</param>
    private sealed record Token(Kind Kind, string Text, bool IsQuoted = false);
}
