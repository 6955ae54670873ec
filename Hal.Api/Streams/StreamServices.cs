using Hal.Api.Platform.Data;

namespace Hal.Api.Streams;

/// <summary>Registers what live streams need.</summary>
public static class StreamServices
{
    /// <summary>Registers the hub, its settings, and the connection that hears notifications.</summary>
    public static IServiceCollection AddStreams(this IServiceCollection services)
    {
        services
            .AddOptions<StreamOptions>()
            .BindConfiguration(StreamOptions.Section)
            .Validate(
                o => o.IsValid,
                "Hal:Streams:Buffer is 1 or more, and Hal:Streams:Heartbeat between 10 milliseconds and an hour, as 00:00:15."
            )
            .ValidateOnStart();
        services.AddSingleton<Notifications>();
        return services.AddSingleton<StreamHub>().AddHostedService(provider => provider.GetRequiredService<StreamHub>());
    }
}
