namespace Hal.Api.Background;

/// <summary>Registers the work that is done beside the requests.</summary>
public static class BackgroundServices
{
    /// <summary>
    /// Registers the background services. They start in this order after the database, and stop in reverse order after the last request.
    /// </summary>
    public static IServiceCollection AddBackgroundWork(this IServiceCollection services)
    {
        services.AddSingleton<LastSeen>().AddHostedService(provider => provider.GetRequiredService<LastSeen>());
        services.AddSingleton<DeletedProjects>().AddHostedService(provider => provider.GetRequiredService<DeletedProjects>());
        services.AddSingleton<ExpiredRows>().AddHostedService(provider => provider.GetRequiredService<ExpiredRows>());
        services.AddHostedService<EndedSnoozes>();
        services.AddSingleton<KeyUse>().AddHostedService(provider => provider.GetRequiredService<KeyUse>());
        services.AddSingleton<ArticleViews>().AddHostedService(provider => provider.GetRequiredService<ArticleViews>());
        return services.AddHostedService<StreamRetention>();
    }
}
