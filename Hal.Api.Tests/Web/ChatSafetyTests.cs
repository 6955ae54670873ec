using Hal.Api.Tests.Harness;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Hal.Api.Tests.Web;

/// <summary>No text of a visitor or member runs as script in a customer's page, and the chat does not change the page.</summary>
public class ChatSafetyTests
{
    private const string Trace = "window.__xss=1";

    private static readonly string[] Vectors =
    [
        $"<script>{Trace}</script>",
        $"<img src=x onerror={Trace}>",
        $"<svg onload={Trace}>",
        $"<svg><script>{Trace}</script></svg>",
        $"\"><script>{Trace}</script>",
        $"'><img src=x onerror={Trace}>",
        $"</p></div></template><img src=x onerror={Trace}>",
        $"</textarea><script>{Trace}</script>",
        $"</style><script>{Trace}</script>",
        $"<iframe srcdoc=\"<script>parent.{Trace}</script>\"></iframe>",
        $"<a href=\"javascript:{Trace}\">x</a>",
        $"javascript:{Trace}",
        $"data:text/html,<script>{Trace}</script>",
        $"https://hal.example/\"onmouseover=\"{Trace}",
        $"https://hal.example/'onmouseover='{Trace}",
        $"https://hal.example/<script>{Trace}</script>",
        $"https://javascript:{Trace}",
        $"[x](javascript:{Trace})",
        $"&lt;script&gt;{Trace}&lt;/script&gt;",
        $"<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror={Trace}&gt;\">",
        $"{{{{constructor.constructor('{Trace}')()}}}}",
        $"${{{Trace}}}",
        $"<details open ontoggle={Trace}>",
        $"<input autofocus onfocus={Trace}>",
    ];

    // Pages with a strict policy, and pages without one.
    private static readonly (string, string)[] Open = [("Content-Security-Policy", "default-src * 'unsafe-inline' 'unsafe-eval' data:")];

    [Test]
    public async Task What_visitors_and_members_write_is_text()
    {
        await using var chat = await ChatPage.OpenAsync(headers: Open);
        var id = await chat.BeginAsync();
        foreach (var vector in Vectors)
        {
            await chat.TypeAsync(vector);
            await chat.AnswerAsync(id, vector);
        }

        await Expect(chat.Bubbles).ToHaveCountAsync((Vectors.Length * 2) + 1);
        await Expect(chat.Log.Locator("[data-state=pending]")).ToHaveCountAsync(0);
        Assert.That(
            (await chat.Bubbles.AllTextContentsAsync()).Skip(1).Order(StringComparer.Ordinal),
            Is.EqualTo(Vectors.Concat(Vectors).Order(StringComparer.Ordinal))
        );
        await NothingRanAsync(chat);
        await chat.Button("Back").ClickAsync();
        await NothingRanAsync(chat);

        await chat.GoAsync();
        await chat.ShowAsync();
        await chat.Cards.ClickAsync();
        await Expect(chat.Bubbles).ToHaveCountAsync((Vectors.Length * 2) + 1);
        await NothingRanAsync(chat);
    }

    [Test]
    public async Task Names_and_the_greeting_are_text([Values] bool hasHelp)
    {
        foreach (var vector in Vectors.Where(v => v.Length <= 100).Take(8))
        {
            var workspace = await TestWorkspace.CreateAsync();
            await workspace.Project.ExecuteAsync(
                "update projects set name = @vector, greeting = @vector, help_center_enabled = @hasHelp where id = @p",
                new { vector, hasHelp }
            );
            await workspace.Project.ExecuteAsync(
                "update members set name = @vector where id = @id",
                new { vector, id = workspace.Owner.Id }
            );
            await using var chat = await ChatPage.OpenAsync(workspace, headers: Open);
            await chat.ShowAsync();
            await Expect(chat.Panel).ToHaveAccessibleNameAsync(vector);
            await Expect(chat.Panel.GetByText(vector).And(chat.Panel.Locator(hasHelp ? ".greeting" : ".bubble"))).ToBeVisibleAsync();
            if (hasHelp)
                await chat.Button("New conversation").ClickAsync();

            await chat.SayAsync("Hello");
            var id = await chat.ConversationAsync();
            await chat.ListensAsync();
            await chat.AnswerAsync(id, "Hi");
            await Expect(chat.Bubble("Hi")).ToBeVisibleAsync();
            await Expect(chat.Log.Locator(".meta").Last).ToContainTextAsync(vector);
            await Eventually.HoldsAsync(
                async () =>
                {
                    await chat.Member.PostAsync($"conversations/{id}/typing", new { }).MustAsync();
                    return (await chat.Panel.Locator(".typing").TextContentAsync())!.StartsWith(vector, StringComparison.Ordinal);
                },
                "typing is shown"
            );
            await chat.Button("Back").ClickAsync();
            await chat.AnswerAsync(id, "Hi again");
            await Expect(chat.Panel.Locator(".unseen[role=status]")).ToContainTextAsync(vector);
            await NothingRanAsync(chat);
        }
    }

    [Test]
    public async Task Only_what_leads_to_the_web_can_be_followed()
    {
        await using var chat = await ChatPage.OpenAsync();
        await chat.BeginAsync(
            "See https://hal.example/a?b=1&c=2, (http://other.example/x). Not ftp://x.example nor javascript:alert(1) nor "
                + "https:// nor https://["
        );

        var links = chat.Log.GetByRole(AriaRole.Link);
        await Expect(links).ToHaveTextAsync(["https://hal.example/a?b=1&c=2", "http://other.example/x"]);
        foreach (var link in await links.AllAsync())
        {
            await Expect(link).ToHaveAttributeAsync("target", "_blank");
            await Expect(link).ToHaveAttributeAsync("rel", "noopener noreferrer nofollow");
        }
    }

    [Test]
    public async Task It_needs_no_more_than_scripts_and_answers_of_the_service_and_no_trusted_types()
    {
        var workspace = await TestWorkspace.CreateAsync();
        await workspace.Project.SetAsync("help_center_enabled = true, greeting = 'Hello'");
        await workspace.Owner.PublishAsync("Refunds", "You get a **refund**, see [there](https://hal.example/).");
        var service = (await TestHost.RunningAsync()).Client.BaseAddress!;
        await using var chat = await ChatPage.OpenAsync(
            workspace,
            headers:
            [
                (
                    "Content-Security-Policy",
                    $"default-src 'none'; script-src {service}; connect-src {service}; require-trusted-types-for 'script'; "
                        + "trusted-types 'none'"
                ),
            ]
        );
        await chat.ShowAsync();
        await chat.Panel.GetByRole(AriaRole.Searchbox).FillAsync("refund");
        await chat.Panel.Locator(".found .card").ClickAsync();
        await Expect(chat.Panel.GetByRole(AriaRole.Link, new() { Name = "there" })).ToBeVisibleAsync();
        await chat.Button("Back").ClickAsync();
        await chat.Button("New conversation").ClickAsync();
        await chat.SayAsync("Hello");
        await chat.AnswerAsync(await chat.ConversationAsync(), "Hi");
        await Expect(chat.Bubble("Hi")).ToBeVisibleAsync();

        Assert.That(chat.Shop.Errors, Is.Empty);
    }

    [Test]
    public async Task The_page_is_left_as_it_was()
    {
        await using var chat = await ChatPage.OpenAsync();
        const string Look =
            "() => JSON.stringify([Object.getOwnPropertyNames(window).filter((n) => isNaN(n)), document.head.innerHTML, "
            + "[...document.body.children].map((c) => c.localName), document.documentElement.outerHTML.length, "
            + "document.adoptedStyleSheets.length, document.title])";
        var before = (await chat.Shop.RunAsync(Look)).GetString();

        var id = await chat.BeginAsync();
        await chat.AnswerAsync(id, "Hi");
        await Expect(chat.Bubble("Hi")).ToBeVisibleAsync();
        await chat.Page.Keyboard.PressAsync("Escape");

        Assert.That((await chat.Shop.RunAsync(Look)).GetString(), Is.EqualTo(before));
        Assert.That(chat.Shop.Errors, Is.Empty);
    }

    private static async Task NothingRanAsync(ChatPage chat)
    {
        Assert.That((await chat.Shop.RunAsync("() => window.__xss === undefined")).GetBoolean());
        Assert.That(
            await chat.Page.Locator("hal-widget :is(script, img, iframe, style, object, embed, math, details)").CountAsync(),
            Is.Zero
        );
        Assert.That(
            (
                await chat.Shop.RunAsync(
                    "() => [...document.querySelector('hal-widget').shadowRoot.querySelectorAll('*')].flatMap((e) => "
                        + "[...e.attributes].filter((a) => a.name.startsWith('on') || a.name === 'style' || (a.name === 'href' && "
                        + "!/^https?:/.test(a.value))).map((a) => e.outerHTML))"
                )
            ).ToString(),
            Is.EqualTo("[]")
        );
    }
}
