using Hal.Api.Tests.Harness;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Hal.Api.Tests.Web;

/// <summary>Articles are found and read in the panel.</summary>
public class ChatHelpTests
{
    [Test]
    public async Task Articles_are_found_and_read_in_the_visitor_s_language()
    {
        var workspace = await BeginAsync();
        await workspace.Owner.PublishAsync(
            "Getting a refund",
            "## How\n\nYou get a **refund** in `14` days.\n\n- one\n- two\n\n![A picture](https://hal.example/x.png)\n\n| a | b |"
                + "\n|---|---|\n| 1 < 2 | & |"
        );
        await workspace.Owner.PublishAsync("Shipping", "By post.");
        await workspace.Owner.PublishAsync("Rückgabe", "Geld zurück, auch Refund genannt.", "de");
        await using var chat = await ChatPage.OpenAsync(workspace);
        await chat.ShowAsync();

        await chat.Panel.GetByRole(AriaRole.Searchbox).PressSequentiallyAsync("refu");
        var found = chat.Panel.Locator(".found .card");
        await Expect(found).ToHaveCountAsync(1);
        await Expect(found.Locator("mark")).ToHaveTextAsync(["refund", "refund"]);
        await Expect(chat.Panel.Locator(".unseen[role=status]")).ToHaveTextAsync("Articles found: 1");
        await found.ClickAsync();

        var article = chat.Panel.GetByRole(AriaRole.Article);
        await Expect(article.GetByRole(AriaRole.Heading, new() { Name = "Getting a refund" })).ToBeVisibleAsync();
        await Expect(article.GetByRole(AriaRole.Heading, new() { Name = "How" })).ToBeVisibleAsync();
        await Expect(article.Locator("strong")).ToHaveTextAsync("refund");
        await Expect(article.GetByRole(AriaRole.Listitem)).ToHaveTextAsync(["one", "two"]);
        await Expect(article.GetByRole(AriaRole.Cell)).ToHaveTextAsync(["1 < 2", "&"]);
        await Expect(article.GetByRole(AriaRole.Link, new() { Name = "A picture" }))
            .ToHaveAttributeAsync("href", "https://hal.example/x.png");
        await Expect(article.GetByRole(AriaRole.Link, new() { Name = "Open in the help center" }))
            .ToHaveAttributeAsync("href", $"{chat.Shop.Service}help/{workspace.Project.Id}/en/getting-a-refund");
        await Expect(article).ToBeFocusedAsync();

        await chat.Button("Back").ClickAsync();
        await Expect(found).ToBeFocusedAsync();
        await chat.Panel.GetByRole(AriaRole.Searchbox).FillAsync("zzzz");
        await Expect(chat.Panel.GetByText("Nothing was found.").First).ToBeVisibleAsync();
        Assert.That(chat.Shop.Errors, Is.Empty);

        await using var german = await ChatPage.OpenAsync(workspace, attributes: "data-locale=\"de\"");
        await german.ShowAsync();
        await german.Panel.GetByRole(AriaRole.Searchbox).FillAsync("refund");
        await Expect(german.Panel.Locator(".found .card")).ToContainTextAsync("Rückgabe");

        // Where a language has no articles, those in the nearest language are found.
        await using var arab = await ChatPage.OpenAsync(workspace, attributes: "data-locale=\"ar\"");
        await arab.ShowAsync();
        await arab.Panel.GetByRole(AriaRole.Searchbox).FillAsync("refund");
        await arab.Panel.Locator(".found .card").ClickAsync();
        await Expect(arab.Panel.GetByRole(AriaRole.Article).Locator("strong")).ToHaveTextAsync("refund");
    }

    [Test]
    public async Task Where_the_help_center_is_off_there_is_nothing_of_it()
    {
        var workspace = await TestWorkspace.CreateAsync();
        await workspace.Project.SetAsync("help_center_enabled = false");
        await using var chat = await ChatPage.OpenAsync(workspace);
        await chat.BeginAsync();
        await chat.Button("Back").ClickAsync();
        await Expect(chat.Cards).ToBeVisibleAsync();

        await Expect(chat.Panel.Locator("[role=search]")).ToBeHiddenAsync();
    }

    // Whatever the service answers, only elements on the list are created.
    [TestCase("<p onclick=\"x\" class=\"y\" style=\"color:red\">a</p>", "<p>a</p>")]
    [TestCase("<script>x</script><img src=\"x\" onerror=\"x\"><p>a", "x<p>a</p>")]
    [TestCase(
        "<a href=\"javascript:x\">a</a><a href=\"https://x.example/?a=1&amp;b=2\" onclick=\"x\">b</a>",
        "<span>a</span><a href=\"https://x.example/?a=1&amp;b=2\" target=\"_blank\" rel=\"noopener noreferrer nofollow\">b</a>"
    )]
    [TestCase("<a href=\"java&#x0A;script:x\">a</a><a href=\"/x\">b</a>", "<span>a</span><span>b</span>")]
    [TestCase("<svg><a xlink:href=\"javascript:x\">a</a></svg><math>b</math>", "<span>a</span>b")]
    [TestCase(
        "&lt;img src=x onerror=x&gt; &amp;lt; &#39;&#x27;&quot;&nbsp;&#x110000;&unknown;",
        "&lt;img src=x onerror=x&gt; &amp;lt; ''\"&nbsp;&amp;unknown;"
    )]
    [TestCase("<h1>a</h1><h6 id=\"x\">b</h6><pre><code>c\n d</code></pre>", "<h4>a</h4><h4>b</h4><pre><code>c\n d</code></pre>")]
    [TestCase("<p>a<strong>b</p>c</strong></div>d<br><hr/>e", "<p>a<strong>b</strong></p>cd<br><hr>e")]
    [TestCase("<!-- <p>a</p> -->b < c <", "b &lt; c &lt;")]
    [TestCase("<p title=\"><script>x</script>\">a</p>", "<p>a</p>")]
    [TestCase("<constructor>a</constructor><__proto__>b", "a&lt;__proto__&gt;b")]
    public async Task Only_what_is_on_the_list_is_made_of_html(string html, string made)
    {
        await using var chat = await ChatPage.OpenAsync();

        var built = await chat.Page.EvaluateAsync<string>(
            "([address, html]) => import(address).then(({ built }) => { const one = document.createElement('div'); "
                + "one.append(built(html)); return one.innerHTML; })",
            new[] { $"{chat.Shop.Service}widget/chat/html.js", html }
        );

        Assert.That(built, Is.EqualTo(made));
    }

    private static async Task<TestWorkspace> BeginAsync()
    {
        var workspace = await TestWorkspace.CreateAsync();
        await workspace.Project.SetAsync("help_center_enabled = true");
        return workspace;
    }
}
