using System.Net;
using Carter;
using Hal.Api.Background;
using Hal.Api.Credentials;
using Hal.Api.Demo;
using Hal.Api.Families.Widget;
using Hal.Api.Health;
using Hal.Api.Http;
using Hal.Api.OpenApi;
using Hal.Api.Pages;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Telemetry;
using Hal.Api.Rendering;
using Hal.Api.Streams;
using Hal.Api.Web;
using Microsoft.AspNetCore.HttpOverrides;

namespace Hal.Api.Startup;

/// <summary>Puts the service together.</summary>
public static class HalHost
{
    /// <summary>Registers everything the service consists of.</summary>
    /// <param name="builder">The host's builder.</param>
    public static void AddHal(this WebApplicationBuilder builder)
    {
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            // JsonBody refuses bodies that are too large, with an answer that arrives. The server's own limit counts the framing of chunks,
            // up to six bytes for one, and closes the connection on a client that is still sending.
            kestrel.Limits.MaxRequestBodySize = 8 * JsonBody.MaxBytes;
        });

        // Logs at length what Program says in one sentence.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);

        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddHttpContextAccessor();
        builder.Services.AddDatabase();
        // Hosted services start in the order of their registration: the database first, and streams last.
        builder.Services.AddSingleton<DemoProject>().AddHostedService<DatabaseStartup>();
        builder.Services.AddBackgroundWork();
        builder.Services.AddStreams();
        builder.Services.AddHalPipeline();
        builder.Services.AddProblems();
        builder.Services.AddOpenApiDocuments();
        builder.Services.AddHealthChecks().AddCheck<DatabaseHealth>("database");
        builder.Services.AddTelemetry(builder.Configuration);
        builder.Services.AddCarter(configurator: c => c.WithEmptyValidators());
        builder.Services.AddFamilies();
        builder.Services.AddSingleton<PageCache>().AddSingleton<RenderedArticles>().AddSingleton<FeedbackFingerprints>();
        builder.Services.AddCors(cors => cors.AddPolicy(WidgetEndpoints.CorsPolicy, WidgetEndpoints.ConfigureCors));
        builder.Services.Configure<ForwardedHeadersOptions>(options => TrustProxies(options, builder.Configuration));
    }

    /// <summary>Orders the HTTP pipeline and maps the routes.</summary>
    /// <param name="app">The built host.</param>
    public static void UseHal(this WebApplication app)
    {
        app.UseForwardedHeaders();
        app.UseMiddleware<RequestId>();
        // By prefix, and first: a page must be able to read every refusal, also that of an unknown route or while the database is away.
        app.UseWhen(
            context => context.Request.Path.StartsWithSegments(WidgetEndpoints.Prefix),
            widget => widget.UseCors(WidgetEndpoints.CorsPolicy)
        );
        app.UseProblems();
        app.UseRouting();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapHealth();
        app.MapDocuments();
        app.MapWebFiles();
        app.MapDemo();
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
