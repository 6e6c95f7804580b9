using Befragung.Web.Data.Providers;

namespace Befragung.Web.Data;

public static class DataServices
{
    /// <summary>The database, what is asked of it often, the steps of a study, and what tidies up behind them.</summary>
    public static IServiceCollection AddData(this IServiceCollection services, DataFolder folder, SurveyDatabase database)
    {
        ArgumentNullException.ThrowIfNull(database);
        services.AddSingleton(folder);
        services.AddSingleton<WorkFolder>();
        // By a function, so that it is disposed of with all else.
        services.AddSingleton(_ => database);
        services.AddSingleton<WriteCounter>();
        services.AddSingleton<ChronicleInterceptor>();
        database.AddTo(services);
        services.AddSingleton<FrozenRounds>();
        services.AddSingleton<DeskQuery>();
        services.AddSingleton<InvitationQuery>();
        services.AddSingleton<Releases>();
        services.AddSingleton<Pseudonyms>();
        services.AddScoped<ExpertDesks>();
        services.AddScoped<StudyExports>();
        services.AddSingleton<LongSteps>();
        services.AddHostedService(provider => provider.GetRequiredService<LongSteps>());
        services.AddScoped<StepProgress>();
        services.AddScoped<Portions>();
        services.AddScoped<Drafting>();
        services.AddScoped<Trials>();
        services.AddSingleton<OpenLinkQuery>();
        services.AddSingleton<CorrectionAskedQuery>();
        services.AddScoped<OpenLinks>();
        services.AddScoped<Codings>();
        services.AddScoped<Codebooks>();
        services.AddScoped<CodedExchange>();
        services.AddScoped<NextRounds>();
        services.AddScoped<Statements>();
        services.AddScoped<Corrections>();
        services.AddSingleton<SimilarMentions>();
        services.AddScoped<Fieldwork>();
        services.AddScoped<Declining>();
        services.AddScoped<Contacting>();
        services.AddSingleton<StudyTongues>();
        services.AddScoped<PanelFiles>();
        services.AddScoped<PanelEdits>();
        services.AddScoped<PanelBulk>();
        services.AddScoped<Panels>();
        services.AddSingleton<DeletionJournal>();
        services.AddScoped<Deletions>();
        services.AddScoped<Backups>();
        services.AddScoped<Restoring>();
        services.AddScoped<UnfinishedSteps>();
        services.AddHostedService<Tidying>();
        return services;
    }
}
