using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Hal.Api.Tests.Harness;

/// <summary>The service itself, on a real port, with a test's settings.</summary>
/// <param name="connectionString">The database.</param>
/// <param name="settings">Settings that differ from the defaults of the tests.</param>
internal sealed class HalApp(string connectionString, params (string Key, string Value)[] settings) : WebApplicationFactory<Program>
{
    /// <summary>What the service has logged so far.</summary>
    public CapturedLogs Logs { get; } = new();

    /// <summary>The clock of the service; null for the system's.</summary>
    public TimeProvider? Clock { get; init; }

    /// <summary>Registers what takes the place of the service's own parts.</summary>
    public Action<IServiceCollection>? Parts { get; init; }

    public HttpClient Start()
    {
        UseKestrel(0);
        StartServer();
        var addresses = Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses;
        return new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
        {
            BaseAddress = new Uri(addresses.First()),
            Timeout = Eventually.Patience,
        };
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Testing");
        builder.UseSetting("ConnectionStrings:Hal", connectionString);
        builder.UseSetting("Urls", "http://127.0.0.1:0");
        // All tests share one address; the limits have tests of their own.
        builder.UseSetting("Hal:Limits:WidgetAddressPerMinute", "100000000");
        builder.UseSetting("Hal:Limits:WidgetVisitorPerMinute", "100000000");
        builder.UseSetting("Hal:Limits:AccountMemberPerMinute", "100000000");
        builder.UseSetting("Hal:Limits:SignInPerMinute", "100000000");
        builder.UseSetting("Hal:Limits:KeyPerMinute", "100000000");
        builder.UseSetting("Hal:Limits:StreamsPerMember", "100000000");
        builder.UseSetting("Hal:Limits:StreamsPerVisitor", "100000000");
        // What makes a password slow to guess would only make the tests slow.
        builder.UseSetting("Hal:Auth:Password:IterationCount", "1000");
        foreach (var (key, value) in settings)
            builder.UseSetting(key, value);

        if (Clock is { } clock)
            builder.ConfigureTestServices(services => services.AddSingleton(clock));

        if (Parts is { } parts)
            builder.ConfigureTestServices(parts);

        builder.ConfigureLogging(logging => logging.ClearProviders().AddProvider(Logs));
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        Logs.Dispose();
    }
}
