using Hal.Api.Families;
using Hal.Api.Families.Account;
using Hal.Api.Families.Help;
using Hal.Api.Families.Open;
using Hal.Api.Families.V1;
using Hal.Api.Families.Widget;
using Hal.Api.Limits;

namespace Hal.Api.Startup;

/// <summary>Registers what the route families need: their credentials, their calls and their limits (contract 1, 2).</summary>
public static class FamilyServices
{
    /// <summary>Registers the families.</summary>
    public static IServiceCollection AddFamilies(this IServiceCollection services)
    {
        services.AddSingleton<ProjectStore>();
        services.AddScoped<WidgetCall>().AddSingleton<WidgetLimits>().AddSingleton<VisitorTokens>();
        services.AddAccountAuthentication().AddSingleton<AccountLimits>();
        services.AddSingleton<OpenLimits>();
        services.AddKeyAuthentication().AddSingleton<V1Limits>();
        services.AddScoped<HelpCall>();
        services
            .AddOptions<LimitOptions>()
            .BindConfiguration(LimitOptions.Section)
            .Validate(o => o.IsValid, "Limits are 1 or more.")
            .ValidateOnStart();
        return services;
    }
}
