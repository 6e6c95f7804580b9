using System.Diagnostics;

namespace Befragung.Load.Sessions;

/// <summary>How often something was done, and how long each request took.</summary>
internal sealed class Measured
{
    private readonly List<double> milliseconds = [];

    public int Done { get; private set; }

    public double Seconds { get; set; }

    public double PerSecond => Done / Seconds;

    /// <summary>What the server computed meanwhile; unlike the time that passes, it hardly depends on what else the machine does.</summary>
    public TimeSpan Computed { get; set; }

    public double MicrosecondsEach => Computed.TotalMicroseconds / Done;

    /// <summary>A quantile of the requests, in milliseconds.</summary>
    public double At(double share)
    {
        milliseconds.Sort();
        return milliseconds[(int)(share * (milliseconds.Count - 1))];
    }

    public async Task OneAsync(Func<Task> act)
    {
        var start = Stopwatch.GetTimestamp();
        await act();
        milliseconds.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        Done++;
    }

    /// <summary>Something of several requests, each of which is timed, and which counts as one.</summary>
    public async Task SessionAsync(Func<Func<Func<Task<Answer>>, Task<Answer>>, Task> act)
    {
        await act(async request =>
        {
            var start = Stopwatch.GetTimestamp();
            var answer = await request();
            milliseconds.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            return answer;
        });
        Done++;
    }

    public void Add(Measured other)
    {
        milliseconds.AddRange(other.milliseconds);
        Done += other.Done;
        Seconds += other.Seconds;
        Computed += other.Computed;
    }
}
