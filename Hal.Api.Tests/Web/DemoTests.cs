using System.Collections.Concurrent;
using Hal.Api.Tests.Harness;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Hal.Api.Tests.Web;

/// <summary>The page that shows the widget, in Development.</summary>
public class DemoTests
{
    private static readonly string[] Calls =
    [
        "identify",
        "setProperties",
        "track",
        "setStage",
        "setDeal",
        "open",
        "close",
        "toggle",
        "show",
        "hide",
        "reset",
    ];

    [Test]
    public async Task It_has_a_button_for_each_call_and_logs_the_answers()
    {
        await using var database = await SpareDatabase.CreateAsync();
        await using var app = new HalApp(database.ConnectionString, ("environment", "Development"));
        using var client = app.Start();
        var page = await Browser.OpenAsync();
        var errors = new ConcurrentQueue<string>();
        page.PageError += (_, error) => errors.Enqueue(error);
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
                errors.Enqueue(message.Text);
        };

        var answer = await page.GotoAsync($"{client.BaseAddress}demo");
        Assert.That(
            answer!.Headers["content-security-policy"],
            Does.StartWith("default-src 'none'; script-src 'self';").And.Not.Contain("unsafe")
        );
        var log = page.GetByRole(AriaRole.Log).GetByRole(AriaRole.Listitem);
        for (var i = 0; i < Calls.Length; i++)
        {
            await page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Button, new() { Name = Calls[i], Exact = true }).ClickAsync();
            await Expect(log).ToHaveCountAsync(i + 1);
        }

        using (Assert.EnterMultipleScope())
        {
            Assert.That((await log.AllInnerTextsAsync()).Reverse().Select(line => line.Split(':')[0]), Is.EqualTo(Calls));
            Assert.That(await page.Locator("#log .refused").CountAsync(), Is.Zero);
            Assert.That(await database.OneAsync<long>("select count(*) from events where company_id is not null"), Is.EqualTo(1));
            Assert.That(
                errors.Where(e => !e.Contains("favicon", StringComparison.Ordinal) && !e.Contains("404", StringComparison.Ordinal)),
                Is.Empty
            );
        }

        await page.Context.DisposeAsync();
    }
}
