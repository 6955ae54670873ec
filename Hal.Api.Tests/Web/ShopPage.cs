using System.Collections.Concurrent;
using System.Text.Json;
using Hal.Api.Tests.Harness;
using Microsoft.Playwright;

namespace Hal.Api.Tests.Web;

/// <summary>
/// A customer's page with the widget, in a browser. It has an origin of its own, and a content security policy that allows only what the
/// widget needs.
/// </summary>
internal sealed class ShopPage : IAsyncDisposable
{
    /// <summary>A secure origin, where browsers have locks that tabs share.</summary>
    public const string Safe = "https://shop.example";

    /// <summary>An origin that is not secure.</summary>
    public const string Plain = "http://shop.example";

    private ShopPage(TestProject project, Uri service, IPage page, string origin) =>
        (Project, Service, Page, Origin) = (project, service, page, origin);

    public string Origin { get; }

    public TestProject Project { get; }

    /// <summary>The address of the service.</summary>
    public Uri Service { get; }

    public IPage Page { get; }

    /// <summary>The errors that the page logged or threw.</summary>
    public ConcurrentQueue<string> Errors { get; } = new();

    /// <summary>The script tag that a site writes.</summary>
    public string Tag => $"""<script src="{Service}widget.js" data-project-id="{Project.Id}" async></script>""";

    /// <summary>The widget's stub as a site has it.</summary>
    public static string Stub => File.ReadAllText(Path.Combine(Architecture.SourceTree.Root, "Hal.Api/wwwroot/demo/stub.js"));

    /// <summary>A page that has not loaded anything yet.</summary>
    /// <param name="project">The project of its widget; a new one if absent.</param>
    /// <param name="options">Options of the browser.</param>
    /// <param name="origin">The origin of the page.</param>
    /// <param name="service">The address of the service as the page sees it, if it is another one.</param>
    public static async Task<ShopPage> CreateAsync(
        TestProject? project = null,
        BrowserNewContextOptions? options = null,
        string origin = Safe,
        Uri? service = null
    )
    {
        project ??= await TestProject.CreateAsync();
        var running = await TestHost.RunningAsync();
        var shop = new ShopPage(project, service ?? running.Client.BaseAddress!, await Browser.OpenAsync(options), origin);
        shop.Page.PageError += (_, error) => shop.Errors.Enqueue(error);
        shop.Page.Console += (_, message) =>
        {
            if (message.Type == "error")
                shop.Errors.Enqueue(message.Text);
        };
        return shop;
    }

    /// <summary>A page that shows the widget's tag and nothing else, once the widget has loaded.</summary>
    public static async Task<ShopPage> OpenAsync(TestProject? project = null)
    {
        var shop = await CreateAsync(project);
        await shop.ServeAsync("/", shop.Tag);
        await shop.GoAsync("/");
        return shop;
    }

    /// <summary>Sets what the shop answers at a path. The shop's own script is at <c>/own.js</c>.</summary>
    /// <param name="head">The content of the page's head.</param>
    /// <param name="script">The shop's own script, run before anything in the head.</param>
    /// <param name="headers">Headers in addition to the policy.</param>
    public async Task ServeAsync(string path, string head, string script = "", params (string Name, string Value)[] headers)
    {
        var own = $"/own{path.Replace('/', '-')}.js";
        var all = new Dictionary<string, string>
        {
            ["Content-Security-Policy"] = $"default-src 'none'; script-src {Origin} {Service}; connect-src {Service}",
        };
        foreach (var (name, value) in headers)
            all[name] = value;

        await Page.Context.RouteAsync($"{Origin}{own}", route =>
            route.FulfillAsync(new() { ContentType = "text/javascript", Body = script })
        );
        await Page.Context.RouteAsync($"{Origin}{path}", route => route.FulfillAsync(
                new()
                {
                    ContentType = "text/html; charset=utf-8",
                    Headers = all,
                    Body =
                        """<!doctype html><html lang="en"><head><title>Shop</title>"""
                        + (script.Length > 0 ? $"<script src=\"{own}\"></script>" : "")
                        + $"{head}</head><body><h1>Shop</h1></body></html>",
                }
            ));
    }

    /// <summary>Goes to a page and waits for its widget.</summary>
    public async Task GoAsync(string path)
    {
        await Page.GotoAsync(Origin + path);
        await Page.WaitForFunctionAsync("() => window.HalWidget && !window.HalWidget.q");
    }

    /// <summary>
    /// Runs a script in the page and returns its result. A promise that never settles fails its test instead of blocking the run.
    /// </summary>
    public Task<JsonElement> RunAsync(string script) => Page.EvaluateAsync<JsonElement>(script).WaitAsync(Eventually.Patience);

    /// <summary>Calls the widget. Returns the answer, or the problem as <c>{code, status, errors}</c>.</summary>
    public Task<JsonElement> CallAsync(string call) =>
        RunAsync(
            $"() => HalWidget.{call}.then((answer) => answer ?? null, (e) => ({{ code: e.code, status: e.status, errors: e.errors, "
                + $"isError: e instanceof Error }}))"
        );

    /// <summary>How many events the project has.</summary>
    public Task<long> EventsAsync() => Project.OneAsync<long>("select count(*) from events where project_id = @p");

    public async ValueTask DisposeAsync() => await Page.Context.DisposeAsync();
}
