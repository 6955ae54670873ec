using Microsoft.Playwright;

namespace Hal.Api.Tests.Harness;

/// <summary>
/// The browser of the run: the machine's Chromium, without a window. Where there is none, a test that needs it is ignored, unless
/// <c>HAL_REQUIRE_BROWSER=1</c> says that there has to be one.
/// </summary>
internal static class Browser
{
    private const string Required = "HAL_REQUIRE_BROWSER";
    private const string Chosen = "HAL_CHROMIUM";

    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

    // A page that is not asked for by a test shall not be asked for at all.
    private static readonly string[] Arguments =
    [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--disable-dev-shm-usage",
        // Pages of other origins may ask the service, which the tests run on 127.0.0.1.
        "--disable-features=LocalNetworkAccessChecks",
    ];

    private static readonly float Patience = (float)Eventually.Patience.TotalMilliseconds;

    private static readonly Lazy<Task<Running>> Started = new(StartAsync);

    /// <summary>A page in a profile of its own.</summary>
    /// <param name="options">How wide it is, and what else differs.</param>
    public static async Task<IPage> OpenAsync(BrowserNewContextOptions? options = null)
    {
        if (Find() is null)
        {
            var reason =
                $"There is no Chromium on this machine (looked for {string.Join(", ", Names)} in PATH, and for the file in {Chosen}).";
            if (Environment.GetEnvironmentVariable(Required) == "1")
                Assert.Fail(reason);

            Assert.Ignore(reason);
        }

        var running = await Started.Value;
        var context = await running.Chromium.NewContextAsync(options);
        context.SetDefaultTimeout(Patience);
        return await context.NewPageAsync();
    }

    /// <summary>Closes the browser, if it was opened.</summary>
    public static async Task CloseAsync()
    {
        if (!Started.IsValueCreated)
            return;

        var running = await Started.Value;
        await running.Chromium.DisposeAsync();
        running.Playwright.Dispose();
    }

    private static async Task<Running> StartAsync()
    {
        Assertions.SetDefaultExpectTimeout(Patience);
        var playwright = await Playwright.CreateAsync();
        return new Running(
            playwright,
            await playwright.Chromium.LaunchAsync(
                new()
                {
                    ExecutablePath = Find(),
                    Args = Arguments,
                    Timeout = Patience,
                }
            )
        );
    }

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable(Chosen) is { Length: > 0 } chosen)
            return File.Exists(chosen) ? chosen : null;

        var places = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return Names.SelectMany(name => places.Select(place => Path.Combine(place, name))).FirstOrDefault(File.Exists);
    }

    private sealed record Running(IPlaywright Playwright, IBrowser Chromium);
}
