using System.Net;
using Carter;
using Hal.Api.Platform.Auth;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Health;
using Hal.Api.Platform.Http;
using Hal.Api.Platform.Limits;
using Hal.Api.Platform.OpenApi;
using Hal.Api.Platform.Pipeline;
using Hal.Api.Platform.Streams;
using Hal.Api.Platform.Telemetry;
using Hal.Api.Platform.Web;
using Microsoft.AspNetCore.HttpOverrides;

namespace Hal.Api.Platform.Startup;

/// <summary>Puts the service together.</summary>
public static class HalHost
{
    /// <summary>Registers everything the service consists of.</summary>
    /// <param name="builder">The host's builder.</param>
    public static void AddHal(this WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            // JsonBody is what refuses a body, with an answer that arrives: the server's own limit counts the framing of chunks, up to six bytes for
            // one, and closes the connection on a client that is still sending.
            kestrel.Limits.MaxRequestBodySize = 8 * JsonBody.MaxBytes;
        });

        // Says at length what Program says in one sentence.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);

        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddHttpContextAccessor();
        builder.Services.AddDatabase();
        builder.Services.AddStreams();
        builder.Services.AddHalPipeline();
        builder.Services.AddProblems();
        builder.Services.AddOpenApiDocuments();
        builder.Services.AddHealthChecks().AddCheck<DatabaseHealth>("database");
        builder.Services.AddTelemetry(builder.Configuration);
        builder.Services.AddCarter(configurator: c => c.WithEmptyValidators());
        builder.Services.AddSingleton<ProjectStore>().AddScoped<WidgetCall>();
        builder.Services.AddSingleton<RememberedPages>().AddSingleton<RenderedArticles>().AddSingleton<Voters>().AddScoped<HelpCall>();
        builder.Services.AddAccountAuthentication().AddKeyAuthentication();
        builder.Services.AddSingleton<WidgetLimits>().AddSingleton<AccountLimits>().AddSingleton<V1Limits>().AddOptions<LimitOptions>().BindConfiguration(LimitOptions.Section)
            .Validate(o => o.IsValid, "Limits are 1 or more.").ValidateOnStart();
        builder.Services.AddCors(cors => cors.AddPolicy(WidgetEndpoints.CorsPolicy, WidgetEndpoints.ConfigureCors));
        builder.Services.Configure<ForwardedHeadersOptions>(options => TrustProxies(options, builder.Configuration));
    }

    /// <summary>Orders the HTTP pipeline and maps the routes.</summary>
    /// <param name="app">The built host.</param>
    public static void UseHal(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        app.UseForwardedHeaders();
        app.UseMiddleware<RequestId>();
        // By prefix and first of all: a page has to be able to read a refusal too, also of a route or a database that is not there.
        app.UseWhen(context => context.Request.Path.StartsWithSegments(WidgetEndpoints.Prefix), widget => widget.UseCors(WidgetEndpoints.CorsPolicy));
        app.UseProblems();
        app.UseRouting();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapHealth();
        app.MapDocuments();
        app.MapWebFiles();
        app.MapCarter();
    }

    private static void TrustProxies(ForwardedHeadersOptions options, IConfiguration configuration)
    {
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var proxy in configuration.GetSection("Hal:TrustedProxies").Get<string[]>() ?? [])
        {
            options.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
            options.KnownProxies.Add(IPAddress.Parse(proxy));
        }
    }
}
