namespace Befragung.Web.Reports.Printing;

/// <summary>What a print goes through, in this order.</summary>
public enum PrintStep
{
    Waiting,
    Building,
    Printing,
    Finishing,
}

/// <summary>How far a print is; written by the printer, read by whoever waits.</summary>
public sealed class PrintProgress
{
    private volatile PrintStep step;

    public PrintStep Step
    {
        get => step;
        internal set => step = value;
    }

    /// <summary>How many are printed before it.</summary>
    internal Func<int> Ahead { get; set; } = () => 0;

    public int Before => step == PrintStep.Waiting ? Ahead() : 0;
}
