namespace Befragung.Web.Exchange.Import;

/// <summary>What a condition of the source asks, before it is said in terms of the questionnaire.</summary>
internal abstract record Test
{
    /// <summary>The opposite.</summary>
    public abstract Test Negated();
}

/// <summary>A question compared with a value: "==", "!=", "&lt;", "&lt;=", "&gt;" or "&gt;="; "?" where it stands alone.</summary>
internal sealed record Comparison(string Name, string Sign, string Value) : Test
{
    public override Test Negated() =>
        this with
        {
            Sign = Sign switch
            {
                "==" => "!=",
                "!=" => "==",
                "<" => ">=",
                "<=" => ">",
                ">" => "<=",
                ">=" => "<",
                _ => Sign,
            },
        };
}

/// <summary>Whether one option of several was chosen.</summary>
internal sealed record Chosen(string Name, string Option, bool IsNot) : Test
{
    public override Test Negated() => this with { IsNot = !IsNot };
}

internal sealed record Answered(string Name, bool IsNot) : Test
{
    public override Test Negated() => this with { IsNot = !IsNot };
}

internal sealed record AllOf(IReadOnlyList<Test> Tests) : Test
{
    public override Test Negated() => new AnyOf([.. Tests.Select(test => test.Negated())]);
}

internal sealed record AnyOf(IReadOnlyList<Test> Tests) : Test
{
    public override Test Negated() => new AllOf([.. Tests.Select(test => test.Negated())]);
}

/// <summary>True or false, whatever was answered.</summary>
internal sealed record Always(bool Holds) : Test
{
    public override Test Negated() => new Always(!Holds);
}

/// <summary>What no condition of a questionnaire can ask.</summary>
internal sealed record Beyond : Test
{
    public override Test Negated() => this;
}
