using Befragung.Web.Mail;
using Microsoft.Extensions.DependencyInjection;

namespace Befragung.Web.Tests;

/// <summary>A platform whose letters go nowhere by themselves, so that what became of them is what a test says, however slow the machine is.</summary>
public sealed class QuietApp : SurveyApp
{
    protected override void Change(IServiceCollection services) =>
        services.Remove(services.Single(service => service.ImplementationType == typeof(Postman)));
}
