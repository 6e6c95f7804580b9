namespace Befragung.Web.Tests.Pages;

/// <summary>Of the design system only what is used is served; what pages put together at run time must not be lost on the way.</summary>
public sealed class DesignTests(SurveyApp app) : IClassFixture<SurveyApp>
{
    [Theory]
    [InlineData("alert", "info", "success", "warning", "danger")]
    [InlineData("icon", "info", "success", "warning", "danger")]
    [InlineData("btn", "primary", "secondary", "tertiary")]
    public async Task Each_kind_that_is_put_together_is_in_the_style_sheet(string part, params string[] kinds)
    {
        using var visitor = app.Visitor();
        var css = (await visitor.GetAsync("/kern/kern.min.css")).Body;
        Assert.All(kinds, kind => Assert.Contains($".kern-{part}--{kind}", css, StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_nobody_uses_is_not_served()
    {
        using var visitor = app.Visitor();
        Assert.DoesNotContain(".kern-kopfzeile", (await visitor.GetAsync("/kern/kern.min.css")).Body, StringComparison.Ordinal);
    }
}
