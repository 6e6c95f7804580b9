namespace Befragung.Web.Tests;

/// <summary>Two rounds of twenty experts, of whom some keep their answers in the second.</summary>
internal static class KeptStudy
{
    private const int Experts = 20;

    /// <summary>
    /// Round 2 closed: of r1, fifteen of twenty are at the top both times, the others in the middle. Ten of the fifteen keep all they see by one button, five keep this one
    /// answer, and the five others answer again. The choice is answered again by nobody but those ten.
    /// </summary>
    public static async Task<string> ClosedAsync(SurveyApp app)
    {
        var key = await app.OpenStudyAsync(Experts, Sample.Yaml.Replace("rounds: 2", "rounds: 3", StringComparison.Ordinal));
        using (await app.ExpertAsync(key)) { }
        for (var expert = 0; expert < Experts; expert++)
            await app.HandInAsync(key, expert, new("r1", expert < 15 ? "5" : "3"), new("c1", "hin"));
        await app.CloseAsync(key);
        await app.NextAsync(key);
        for (var expert = 0; expert < Experts; expert++)
        {
            using var visitor = await app.ReturningAsync(key, expert);
            await visitor.SubmitAsync(
                await visitor.GetAsync("/bogen/abschnitt/eins"),
                "form.sheet",
                expert < 15 ? ("keep", expert < 10 ? "*" : "r1") : ("a.r1", "3")
            );
            await visitor.SubmitAsync(await visitor.GetAsync("/bogen/abgeben"), "form.handin", ("anyway", "true"));
        }
        await app.CloseAsync(key);
        return key;
    }
}
