using Hal.Api.Tests.Harness;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Hal.Api.Tests.Web;

/// <summary>The chat with a keyboard, with a screen reader, in right-to-left languages, in dark mode and on a phone.</summary>
public class ChatAccessTests
{
    // The lowest contrast among all visible texts, and the text that has it. Colours are opaque, so the background of a text is that of
    // the nearest element that has one.
    private const string LowestContrast = """
        () => {
          const part = (c) => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
          const parse = (color) => color.match(/[\d.]+/g).map(Number);
          const light = ([r, g, b]) => 0.2126 * part(r / 255) + 0.7152 * part(g / 255) + 0.0722 * part(b / 255);
          const root = document.querySelector('hal-widget').shadowRoot;
          const behind = (one) => {
            for (let at = one; at; at = at.parentElement) {
              const color = parse(getComputedStyle(at).backgroundColor);
              if (color[3] === undefined || color[3] === 1) return color;
            }
            throw new Error('no background');
          };
          const found = [];
          const add = (one, color) => {
            const [a, b] = [light(parse(color)), light(behind(one))];
            found.push({ contrast: (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05), of: one.className || one.localName,
                text: one.textContent });
          };
          for (const one of root.querySelectorAll('.panel *, .launcher')) {
            if (!one.checkVisibility() || !one.getClientRects().length) continue;
            if ([...one.childNodes].some((n) => n.nodeType === 3 && n.data.trim()) || one.localName === 'svg')
                add(one, getComputedStyle(one).color);
            if (one.placeholder) add(one, getComputedStyle(one, '::placeholder').color);
          }
          return { count: found.length, lowest: found.sort((x, y) => x.contrast - y.contrast)[0] };
        }
        """;

    [Test]
    public async Task The_keyboard_is_enough()
    {
        await using var chat = await ChatPage.OpenAsync();
        var keyboard = chat.Page.Keyboard;
        await keyboard.PressAsync("Tab");
        await Expect(chat.Launcher).ToBeFocusedAsync();
        await keyboard.PressAsync("Enter");
        await Expect(chat.Field).ToBeFocusedAsync();

        await keyboard.TypeAsync("one line");
        await keyboard.PressAsync("Shift+Enter");
        await keyboard.TypeAsync("and another");
        await keyboard.PressAsync("Enter");
        await Expect(chat.Bubbles).ToHaveTextAsync(["one line\nand another"]);
        await Expect(chat.Field).ToBeFocusedAsync();
        await Expect(chat.Field).ToHaveValueAsync("");
        await keyboard.PressAsync("Enter");
        await keyboard.TypeAsync(" ");
        await keyboard.PressAsync("Enter");
        await keyboard.TypeAsync("by the button");
        await keyboard.PressAsync("Tab");
        await keyboard.PressAsync("Space");
        await Expect(chat.Bubbles).ToHaveCountAsync(2);
        await Expect(chat.Log.Locator("[data-state=pending]")).ToHaveCountAsync(0);

        await keyboard.PressAsync("Escape");
        await Expect(chat.Panel).ToBeHiddenAsync();
        await Expect(chat.Launcher).ToBeFocusedAsync();
        await keyboard.PressAsync("Enter");
        await Expect(chat.Field).ToBeFocusedAsync();
        await chat.Button("Back").FocusAsync();
        await keyboard.PressAsync("Enter");
        await Expect(chat.Button("Close chat")).ToBeFocusedAsync();
        await chat.Cards.FocusAsync();
        await keyboard.PressAsync("Enter");
        await Expect(chat.Bubbles).ToHaveCountAsync(2);
        await chat.Button("Back").FocusAsync();
        await keyboard.PressAsync("Enter");
        await Expect(chat.Cards).ToBeFocusedAsync();
        await chat.AnswerAsync(await chat.ConversationAsync(), "Hi");
        await Expect(chat.Cards).ToContainTextAsync("Hi");
        await Expect(chat.Cards).ToBeFocusedAsync();
        await keyboard.PressAsync("Escape");
        await Expect(chat.Launcher).ToBeFocusedAsync();
        Assert.That(await chat.StoredAsync(), Is.EqualTo((string[])["one line\nand another", "by the button", "Hi"]));
    }

    [Test]
    public async Task A_letter_that_is_still_being_composed_is_not_sent()
    {
        await using var chat = await ChatPage.OpenAsync();
        await chat.ShowAsync();
        await chat.Field.FillAsync("に");

        await chat.Field.EvaluateAsync(
            "(field) => field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', isComposing: true, bubbles: true }))"
        );

        await Expect(chat.Field).ToHaveValueAsync("に");
        await Expect(chat.Bubbles).ToHaveCountAsync(0);
    }

    [Test]
    public async Task What_happens_is_said_once_where_somebody_listens()
    {
        await using var chat = await ChatPage.OpenAsync();
        var id = await chat.BeginAsync();
        // What is added to the log, and nothing else, is read out.
        await Expect(chat.Log).ToHaveAttributeAsync("role", "log");
        await chat.Log.EvaluateAsync(
            "(log) => { window.added = []; new MutationObserver((all) => all.forEach((m) => m.addedNodes.forEach((n) => "
                + "added.push(n.querySelector('.bubble').textContent)))).observe(log, { childList: true }); }"
        );
        await chat.AnswerAsync(id, "first");
        await Expect(chat.Bubble("first")).ToBeVisibleAsync();
        await chat.AnswerAsync(id, "second");
        await Expect(chat.Bubble("second")).ToBeVisibleAsync();
        Assert.That(
            (await chat.Shop.RunAsync("() => added")).EnumerateArray().Select(e => e.GetString()),
            Is.EqualTo((string[])["first", "second"])
        );

        var status = chat.Panel.Locator(".unseen[role=status]");
        await Expect(status).ToHaveTextAsync("");
        await chat.Button("Back").ClickAsync();
        await chat.AnswerAsync(id, "elsewhere");
        await Expect(status).ToHaveTextAsync("New message from Mia Member: elsewhere");
        await Expect(chat.Cards)
            .ToHaveAccessibleNameAsync(new System.Text.RegularExpressions.Regex("Mia Member.*Unread messages: 1.*elsewhere"));

        await chat.Button("Close chat").ClickAsync();
        await chat.AnswerAsync(id, "while closed");
        await Expect(chat.Page.Locator("hal-widget > .unseen[role=status]")).ToHaveTextAsync("Unread messages: 2");
        await Expect(chat.Launcher).ToHaveAccessibleNameAsync("Open chat. Unread messages: 2");
    }

    [TestCase("de-AT", "de", "Nachricht schreiben …")]
    [TestCase("fr", "fr", "Écrivez un message…")]
    [TestCase("sl-SI", "sl", "Napišite sporočilo …")]
    [TestCase("hr", "hr", "Napišite poruku…")]
    [TestCase("pt-BR", "en", "Write a message…")]
    public async Task It_speaks_the_language(string asked, string spoken, string label)
    {
        await using var chat = await ChatPage.OpenAsync(attributes: $"data-locale=\"{asked}\"");
        await chat.ShowAsync();

        await Expect(chat.Field).ToHaveAccessibleNameAsync(label);
        await Expect(chat.Panel).ToHaveAttributeAsync("lang", spoken);
        await Expect(chat.Panel).ToHaveCSSAsync("direction", "ltr");
        Assert.That(chat.Shop.Errors, Is.Empty);
    }

    [Test]
    public async Task Every_language_says_all_there_is_to_say()
    {
        await using var chat = await ChatPage.OpenAsync();

        var texts = await chat.Shop.RunAsync(
            $"() => import('{chat.Shop.Service}widget/texts.js').then(({{ textsOf }}) => ['en', 'de', 'fr', 'sl', 'hr'].map(textsOf))"
        );

        var english = texts[0].EnumerateObject().ToDictionary(p => p.Name, p => p.Value.GetString()!);
        foreach (var language in texts.EnumerateArray().Skip(1))
        {
            Assert.That(language.EnumerateObject().Select(p => p.Name), Is.EquivalentTo(english.Keys));
            foreach (var text in language.EnumerateObject().Where(p => english[p.Name].Contains('{', StringComparison.Ordinal)))
                Assert.That(Places(text.Value.GetString()!), Is.EqualTo(Places(english[text.Name])), text.Name);
        }

        static IEnumerable<string> Places(string text) =>
            System.Text.RegularExpressions.Regex.Matches(text, @"\{\d\}").Select(m => m.Value).Order();
    }

    [TestCase("ar")]
    [TestCase("he-IL")]
    [TestCase("az-Arab")]
    public async Task Languages_that_are_read_from_the_right_mirror_it(string locale)
    {
        await using var chat = await ChatPage.OpenAsync(
            options: new()
            {
                ViewportSize = new() { Width = 800, Height = 600 },
            },
            attributes: $"data-locale=\"{locale}\""
        );
        var id = await chat.BeginAsync("مرحبا");
        await chat.AnswerAsync(id, "Hi");
        await Expect(chat.Bubble("Hi")).ToBeVisibleAsync();

        await Expect(chat.Panel).ToHaveCSSAsync("direction", "rtl");
        await Expect(chat.Field).ToHaveAccessibleNameAsync("Write a message…");
        var (launcher, panel, own, other) = (
            await BoxAsync(chat.Launcher),
            await BoxAsync(chat.Panel),
            await BoxAsync(chat.Bubble("مرحبا")),
            await BoxAsync(chat.Bubble("Hi"))
        );
        using (Assert.EnterMultipleScope())
        {
            Assert.That(launcher.X, Is.EqualTo(20));
            Assert.That(panel.X, Is.EqualTo(20));
            Assert.That(own.X, Is.LessThan(other.X));
            Assert.That((await BoxAsync(chat.Button("Back"))).X, Is.GreaterThan((await BoxAsync(chat.Button("Close chat"))).X));
        }
    }

    [Test]
    public async Task A_page_that_is_read_from_the_right_does_not_mirror_what_is_not()
    {
        await using var chat = await ChatPage.OpenAsync(
            options: new()
            {
                ViewportSize = new() { Width = 800, Height = 600 },
            }
        );

        await chat.Shop.RunAsync("() => { document.documentElement.dir = 'rtl'; }");

        Assert.That((await BoxAsync(chat.Launcher)).X, Is.EqualTo(800 - 20 - 56));
    }

    [Test]
    public async Task All_can_be_read(
        [Values("#2563eb", "#ffcc00", "#ffffff", "#000000", "#767676", "#ff0000")] string color,
        [Values(ColorScheme.Light, ColorScheme.Dark)] ColorScheme scheme
    )
    {
        var workspace = await TestWorkspace.CreateAsync();
        await workspace.Project.SetAsync($"primary_color = '{color}', greeting = 'Hello', help_center_enabled = true");
        await workspace.Owner.PublishAsync("Refunds", "You get a refund.");
        await using var chat = await ChatPage.OpenAsync(workspace, new() { ColorScheme = scheme });
        await chat.ShowAsync();
        await chat.Button("New conversation").ClickAsync();
        await chat.SayAsync("Hello https://hal.example/");
        var id = await chat.ConversationAsync();
        await chat.AnswerAsync(id, "Hi https://hal.example/");
        await Expect(chat.Bubbles).ToHaveCountAsync(2);
        await chat.Member.PatchAsync($"conversations/{id}", new { status = "resolved" }).MustAsync();
        await Expect(chat.Panel.GetByText("This conversation is closed.", new() { Exact = false })).ToBeVisibleAsync();
        await chat.Page.Context.SetOfflineAsync(true);
        await chat.TypeAsync("waits");
        await Expect(chat.Panel.Locator(".notice")).ToBeVisibleAsync();
        await ReadableAsync(chat, 10);
        await chat.Page.Context.SetOfflineAsync(false);
        await Expect(chat.Log.Locator("[data-state=pending]")).ToHaveCountAsync(0);

        await chat.Button("Back").ClickAsync();
        await chat.AnswerAsync(id, "unread");
        await Expect(chat.Cards.Locator(".badge")).ToBeVisibleAsync();
        await ReadableAsync(chat, 8);
        await chat.Panel.GetByRole(AriaRole.Searchbox).FillAsync("refund");
        await Expect(chat.Panel.Locator(".found mark").First).ToBeVisibleAsync();
        await ReadableAsync(chat, 6);

        await Expect(chat.Panel).ToHaveCSSAsync("background-color", scheme == ColorScheme.Dark ? "rgb(28, 28, 30)" : "rgb(255, 255, 255)");
    }

    [Test]
    public async Task On_a_phone_it_covers_the_screen_and_holds_the_focus()
    {
        await using var chat = await ChatPage.OpenAsync(
            options: new()
            {
                ViewportSize = new() { Width = 390, Height = 844 },
                HasTouch = true,
                IsMobile = true,
            }
        );
        await chat.Launcher.TapAsync();
        await Expect(chat.Panel).ToBeVisibleAsync();

        var panel = await BoxAsync(chat.Panel);
        Assert.That((panel.X, panel.Y, panel.Width, panel.Height), Is.EqualTo((0f, 0f, 390f, 844f)));
        await Expect(chat.Launcher).ToBeHiddenAsync();
        await Expect(chat.Panel).ToHaveAttributeAsync("aria-modal", "true");
        await Expect(chat.Button("Close chat")).ToBeFocusedAsync();
        for (var i = 0; i < 8; i++)
        {
            await chat.Page.Keyboard.PressAsync(i < 4 ? "Tab" : "Shift+Tab");
            Assert.That(
                (
                    await chat.Shop.RunAsync(
                        "() => document.querySelector('hal-widget').shadowRoot.activeElement?.closest('.panel') !== null && "
                            + "document.activeElement.localName === 'hal-widget'"
                    )
                ).GetBoolean()
            );
        }

        foreach (var target in await chat.Panel.Locator("button:visible, textarea:visible").AllAsync())
            Assert.That(
                (await target.BoundingBoxAsync())!.Height,
                Is.GreaterThanOrEqualTo(44),
                await target.EvaluateAsync<string>("(one) => one.outerHTML")
            );

        await chat.SayAsync("Hello");
        await chat.Button("Close chat").TapAsync();
        await Expect(chat.Launcher).ToBeVisibleAsync();
        await Expect(chat.Launcher).ToBeFocusedAsync();
    }

    private static async Task ReadableAsync(ChatPage chat, int atLeast)
    {
        var found = await chat.Shop.RunAsync(LowestContrast);
        Assert.That(found.GetProperty("count").GetInt32(), Is.GreaterThanOrEqualTo(atLeast));
        Assert.That(found.GetProperty("lowest").GetProperty("contrast").GetDouble(), Is.GreaterThanOrEqualTo(4.5), found.ToString());
    }

    private static async Task<LocatorBoundingBoxResult> BoxAsync(ILocator of) => (await of.BoundingBoxAsync())!;
}
