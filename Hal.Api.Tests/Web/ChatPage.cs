using System.Collections.Concurrent;
using System.Text.Json;
using Hal.Api.Tests.Harness;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Hal.Api.Tests.Web;

/// <summary>A visitor with the chat in a browser, and a member who answers over the account API.</summary>
internal sealed class ChatPage : IAsyncDisposable
{
    private ChatPage(TestWorkspace workspace, ShopPage shop)
    {
        (Workspace, Shop) = (workspace, shop);
        shop.Page.Request += (_, request) =>
        {
            if (new Uri(request.Url) is { AbsolutePath: var path } && path.StartsWith("/api/widget/", StringComparison.Ordinal))
                Asked.Enqueue($"{request.Method} {path["/api/widget/".Length..]}");
        };
    }

    public TestWorkspace Workspace { get; }

    public ShopPage Shop { get; }

    /// <summary>What the widget has asked the service, in order.</summary>
    public ConcurrentQueue<string> Asked { get; } = new();

    public IPage Page => Shop.Page;

    public TestMember Member => Workspace.Owner;

    public ILocator Launcher => Page.Locator("hal-widget .launcher");

    public ILocator Badge => Page.Locator("hal-widget .launcher .badge");

    public ILocator Panel => Page.Locator("hal-widget .panel");

    public ILocator Log => Panel.GetByRole(AriaRole.Log);

    public ILocator Bubbles => Log.Locator(".bubble");

    public ILocator Field => Panel.Locator("textarea");

    public ILocator Cards => Panel.Locator("section .card");

    public ILocator Button(string name) => Panel.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    public ILocator Bubble(string text) => Bubbles.And(Page.GetByText(text, new() { Exact = true }));

    /// <summary>A page with the chat, still closed.</summary>
    /// <param name="workspace">The workspace; if absent, a new one without help center, so that the chat opens ready to write.</param>
    /// <param name="options">Options of the browser.</param>
    /// <param name="attributes">Further attributes of the script tag.</param>
    /// <param name="service">The address of the service as the page sees it, if it is another one.</param>
    /// <param name="headers">Further headers of the page.</param>
    public static async Task<ChatPage> OpenAsync(
        TestWorkspace? workspace = null,
        BrowserNewContextOptions? options = null,
        string attributes = "",
        Uri? service = null,
        params (string Name, string Value)[] headers
    )
    {
        if (workspace is null)
        {
            workspace = await TestWorkspace.CreateAsync();
            await workspace.Project.SetAsync("help_center_enabled = false");
        }

        var chat = new ChatPage(workspace, await ShopPage.CreateAsync(workspace.Project, options, service: service));
        await chat.Shop.ServeAsync(
            "/",
            "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
                + chat.Shop.Tag.Replace(" async", $" {attributes} async", StringComparison.Ordinal),
            "",
            headers
        );
        await chat.GoAsync();
        return chat;
    }

    /// <summary>Loads the page, again if it was loaded before.</summary>
    public async Task GoAsync()
    {
        await Shop.GoAsync("/");
        await Expect(Launcher).ToBeVisibleAsync();
    }

    /// <summary>Opens the chat with a click, if it is closed.</summary>
    public async Task ShowAsync()
    {
        await Launcher.ClickAsync();
        await Expect(Panel).ToBeVisibleAsync();
    }

    /// <summary>Writes a message, and waits until the service has stored it.</summary>
    public async Task SayAsync(string text)
    {
        await TypeAsync(text);
        await Expect(Bubbles.Last).ToHaveTextAsync(text);
        await Expect(Log.Locator("[data-state=pending], [data-state=failed]")).ToHaveCountAsync(0);
    }

    /// <summary>Writes and presses Enter.</summary>
    public async Task TypeAsync(string text)
    {
        await Field.FillAsync(text);
        await Field.PressAsync("Enter");
    }

    /// <summary>Opens the chat and starts a conversation. Returns its id.</summary>
    public async Task<string> BeginAsync(string text = "Hello")
    {
        await ShowAsync();
        await SayAsync(text);
        return await ConversationAsync();
    }

    /// <summary>The id of the project's newest conversation.</summary>
    public async Task<string> ConversationAsync() =>
        $"{(await Shop.Project.RowsAsync<Guid>("select id from conversations where project_id = @p order by id desc limit 1")).Single()}";

    /// <summary>A member writes.</summary>
    public Task<JsonElement> AnswerAsync(string conversation, string content, bool isInternal = false) =>
        Member.PostAsync($"conversations/{conversation}/messages", new { content, @internal = isInternal }).MustAsync();

    /// <summary>The contents of the stored messages, in order.</summary>
    public async Task<IReadOnlyList<string>> StoredAsync() =>
        await Shop.Project.RowsAsync<string>(
            "select m.content from messages m where m.project_id = @p order by m.conversation_id, m.position"
        );

    /// <summary>Waits until the widget has opened its stream.</summary>
    public Task ListensAsync(int times = 1) =>
        Eventually.HoldsAsync(() => Asked.Count(a => a == "GET stream") >= times, $"the stream is asked for {times} times");

    public ValueTask DisposeAsync() => Shop.DisposeAsync();
}
