using System.Collections.Concurrent;
using Hal.Api.Tests.Harness;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Hal.Api.Tests.Web;

/// <summary>The button in the page, and the panel that it opens.</summary>
public class LauncherTests
{
    private static readonly string[] Opening = ["open", "close", "open", "close", "hide", "show"];

    [Test]
    public async Task The_keyboard_opens_and_closes_the_panel_and_the_focus_follows()
    {
        var project = await TestProject.CreateAsync();
        await project.SetAsync("name = 'Shop & <Co>', greeting = 'Hello <b>you</b>', primary_color = '#ffcc00'");
        await using var shop = await ShopPage.OpenAsync(project);
        var launcher = shop.Page.GetByRole(AriaRole.Button, new() { Name = "Open chat" });
        await Expect(launcher).ToBeVisibleAsync();
        await Expect(launcher).ToHaveAttributeAsync("aria-expanded", "false");
        await Expect(launcher).ToHaveCSSAsync("background-color", "rgb(255, 204, 0)");
        await Expect(launcher).ToHaveCSSAsync("color", "rgb(0, 0, 0)");

        await shop.Page.Keyboard.PressAsync("Tab");
        await Expect(launcher).ToBeFocusedAsync();
        await shop.Page.Keyboard.PressAsync("Enter");

        var panel = shop.Page.GetByRole(AriaRole.Dialog, new() { Name = "Shop & <Co>" });
        await Expect(panel).ToBeVisibleAsync();
        await Expect(panel.GetByText("Hello <b>you</b>")).ToBeVisibleAsync();
        await Expect(panel.GetByRole(AriaRole.Button, new() { Name = "Close chat" })).ToBeFocusedAsync();
        await shop.Page.Keyboard.PressAsync("Escape");
        await Expect(panel).ToBeHiddenAsync();
        await Expect(launcher).ToBeFocusedAsync();
        Assert.That(shop.Errors, Is.Empty);
    }

    [Test]
    public async Task The_page_opens_closes_shows_and_hides_it_and_hears_of_it()
    {
        await using var shop = await ShopPage.OpenAsync();
        var panel = shop.Page.GetByRole(AriaRole.Dialog);
        var launcher = shop.Page.Locator("hal-widget .launcher");
        await Expect(launcher).ToBeVisibleAsync();
        await shop.RunAsync(
            "() => { window.heard = []; ['open', 'close', 'show', 'hide'].forEach((name) => HalWidget.on(name, () => heard.push(name))); }"
        );

        await shop.CallAsync("open()");
        await Expect(panel).ToBeVisibleAsync();
        await shop.CallAsync("open()");
        await shop.CallAsync("close()");
        await Expect(panel).ToBeHiddenAsync();
        await shop.CallAsync("toggle()");
        await Expect(panel).ToBeVisibleAsync();
        await shop.CallAsync("hide()");
        await Expect(panel).ToBeHiddenAsync();
        await Expect(launcher).ToBeHiddenAsync();
        await shop.CallAsync("show()");
        await Expect(launcher).ToBeVisibleAsync();
        await Expect(panel).ToBeHiddenAsync();

        Assert.That((await shop.RunAsync("() => heard")).EnumerateArray().Select(e => e.GetString()), Is.EqualTo(Opening));
    }

    [Test]
    public async Task The_chat_is_loaded_when_it_is_opened_and_settings_once()
    {
        await using var shop = await ShopPage.CreateAsync();
        var asked = new ConcurrentQueue<string>();
        shop.Page.Request += (_, request) => asked.Enqueue(new Uri(request.Url).AbsolutePath);
        await shop.ServeAsync("/", shop.Tag);
        await shop.GoAsync("/");
        await Expect(shop.Page.Locator("hal-widget .launcher")).ToBeVisibleAsync();
        Assert.That(asked, Has.No.Member("/widget/chat.js"));

        await shop.CallAsync("open()");
        await shop.CallAsync("toggle()");
        await shop.CallAsync("open()");

        Assert.That(asked.Count(path => path == "/widget/chat.js"), Is.EqualTo(1));
        Assert.That(asked.Count(path => path == "/api/widget/config"), Is.EqualTo(1));
    }

    [Test]
    public async Task Hidden_from_the_start_it_asks_for_nothing()
    {
        await using var shop = await ShopPage.CreateAsync();
        var asked = new ConcurrentQueue<string>();
        shop.Page.Request += (_, request) => asked.Enqueue(new Uri(request.Url).AbsolutePath);
        await shop.ServeAsync("/", shop.Tag, ShopPage.Stub + "HalWidget.hide();");
        await shop.GoAsync("/");

        await shop.CallAsync("track('seen')");
        await shop.RunAsync("() => new Promise((resolve) => requestIdleCallback(resolve))");

        Assert.That(
            asked.Where(path =>
                path.StartsWith("/widget/", StringComparison.Ordinal) || path.EndsWith("/config", StringComparison.Ordinal)
            ),
            Is.Empty
        );
        await shop.CallAsync("show()");
        await Expect(shop.Page.Locator("hal-widget .launcher")).ToBeVisibleAsync();
    }

    [TestCase("data-locale=\"de-AT\"", "fr", "en-US", "Chat öffnen", Description = "The page's word goes first,")]
    [TestCase("", "fr", "de-DE", "Ouvrir le chat", Description = "then the project's,")]
    [TestCase("data-locale=\"tlh\"", "fr", "de-DE", "Open chat", Description = "and what it does not speak it says in English.")]
    public async Task It_speaks_the_language_that_is_asked_for(string attribute, string projects, string browsers, string label)
    {
        var project = await TestProject.CreateAsync();
        await project.SetAsync($"default_locale = '{projects}'");
        await using var shop = await ShopPage.CreateAsync(project, new() { Locale = browsers });
        await shop.ServeAsync("/", shop.Tag.Replace(" async", $" {attribute} async", StringComparison.Ordinal));
        await shop.GoAsync("/");

        await Expect(shop.Page.GetByRole(AriaRole.Button, new() { Name = label })).ToBeVisibleAsync();
    }

    [Test]
    public async Task The_styles_of_the_page_do_not_reach_it()
    {
        await using var shop = await ShopPage.CreateAsync();
        await shop.ServeAsync(
            "/",
            $"<link rel=\"stylesheet\" href=\"{shop.Origin}/all.css\">{shop.Tag}",
            "",
            (
                "Content-Security-Policy",
                $"default-src 'none'; script-src {shop.Service}; connect-src {shop.Service}; style-src {shop.Origin}"
            )
        );
        await shop.Page.Context.RouteAsync($"{shop.Origin}/all.css", route =>
            route.FulfillAsync(
                new()
                {
                    ContentType = "text/css",
                    Body =
                        "* { display: none !important; } html, body { display: block !important; } "
                        + "button { background: red !important; width: 1px !important; }",
                }
            )
        );
        await shop.GoAsync("/");

        var launcher = shop.Page.Locator("hal-widget .launcher");
        await Expect(launcher).ToBeVisibleAsync();
        await Expect(launcher).ToHaveCSSAsync("width", "56px");
        await Expect(launcher).ToHaveCSSAsync("background-color", "rgb(37, 99, 235)");
    }

    [Test]
    public async Task A_panel_that_could_not_be_loaded_can_be_opened_later()
    {
        await using var shop = await ShopPage.OpenAsync();
        await Expect(shop.Page.Locator("hal-widget .launcher")).ToBeVisibleAsync();
        await shop.Page.Context.RouteAsync($"{shop.Service}widget/chat.js", route => route.AbortAsync());

        await shop.Page.Locator("hal-widget .launcher").ClickAsync();
        await Expect(shop.Page.Locator("hal-widget .launcher")).ToHaveAttributeAsync("aria-expanded", "false");
        var refused = await shop.RunAsync("() => HalWidget.open().then(() => null, (error) => error.name)");
        await shop.Page.Context.UnrouteAsync($"{shop.Service}widget/chat.js");
        await shop.CallAsync("open()");

        Assert.That(refused.GetString(), Is.Null.Or.EqualTo("TypeError"));
        await Expect(shop.Page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
    }

    [Test]
    public async Task For_a_project_that_does_not_let_the_page_call_there_is_no_launcher()
    {
        var project = await TestProject.CreateAsync();
        await project.SetAsync("allowed_origins = array['https://other.example']");
        await using var shop = await ShopPage.OpenAsync(project);

        var refused = await shop.RunAsync("() => HalWidget.open().then(() => null, (error) => error.code)");

        Assert.That(refused.GetString(), Is.EqualTo("origin_not_allowed"));
        await Expect(shop.Page.Locator("hal-widget")).ToHaveCountAsync(0);
    }
}
