using System.Collections.Concurrent;
using Hal.Api.Tests.Harness;
using static Microsoft.Playwright.Assertions;

namespace Hal.Api.Tests.Web;

/// <summary>Each message arrives once and in order, whatever the network does, and the visitor misses no message.</summary>
public class ChatSendingTests
{
    [Test]
    public async Task What_is_written_offline_is_shown_at_once_and_arrives_once()
    {
        await using var chat = await ChatPage.OpenAsync();
        await chat.ShowAsync();
        await chat.Page.Context.SetOfflineAsync(true);
        await Expect(chat.Panel.GetByText("You are offline.", new() { Exact = false })).ToBeVisibleAsync();

        await chat.TypeAsync("one");
        await chat.TypeAsync("two");
        await Expect(chat.Bubbles).ToHaveTextAsync(["one", "two"]);
        await Expect(chat.Log.Locator("[data-state=pending]")).ToHaveCountAsync(2);
        await chat.Page.Context.SetOfflineAsync(false);

        await Expect(chat.Log.Locator("[data-state=pending]")).ToHaveCountAsync(0);
        await Expect(chat.Panel.GetByText("You are offline.", new() { Exact = false })).ToBeHiddenAsync();
        await Expect(chat.Bubbles).ToHaveTextAsync(["one", "two"]);
        Assert.That(await chat.StoredAsync(), Is.EqualTo((string[])["one", "two"]));
        Assert.That(await chat.Shop.Project.OneAsync<long>("select count(*) from conversations where project_id = @p"), Is.EqualTo(1));
    }

    [Test]
    public async Task What_was_written_before_the_page_was_left_arrives_from_the_next_and_is_shown_there([Values] bool hasBegun)
    {
        await using var chat = await ChatPage.OpenAsync();
        await chat.ShowAsync();
        if (hasBegun)
            await chat.SayAsync("one");

        var way = $"{chat.Shop.Service}api/widget/conversations{(hasBegun ? "/*/messages" : "")}";
        await chat.Page.Context.RouteAsync(way, route => route.Request.Method == "POST" ? route.AbortAsync() : route.ContinueAsync());
        foreach (var text in (string[])(hasBegun ? ["two", "three"] : ["one", "two", "three"]))
            await chat.TypeAsync(text);

        await Expect(chat.Log.Locator("[data-state=pending]")).ToHaveCountAsync(hasBegun ? 2 : 3);
        await chat.Page.GotoAsync("about:blank");
        await chat.Page.Context.UnrouteAsync(way);

        await chat.GoAsync();
        await Eventually.HoldsAsync(async () => (await chat.StoredAsync()).SequenceEqual(["one", "two", "three"]), "all has arrived");
        await chat.ShowAsync();
        await chat.Cards.ClickAsync();

        await Expect(chat.Bubbles).ToHaveTextAsync(["one", "two", "three"]);
        Assert.That((await chat.Shop.RunAsync($"() => localStorage.getItem('hal:{chat.Shop.Project.Id}:chat')")).ToString(), Is.Empty);
    }

    [Test]
    public async Task Messages_keep_their_order_when_the_page_is_left()
    {
        await using var chat = await ChatPage.OpenAsync();
        await chat.ShowAsync();
        await chat.SayAsync("one");
        await chat.Shop.RunAsync(
            "() => "
                + "{ window.fetch = (_, { body }) => { localStorage.tried = `${localStorage.tried ?? ''}${body}`; "
                + "return Promise.reject(new TypeError()); }; }"
        );
        await chat.TypeAsync("two");
        await chat.TypeAsync("three");
        await Expect(chat.Log.Locator("[data-state=pending]")).ToHaveCountAsync(2);
        await chat.Page.GotoAsync("about:blank");

        await chat.GoAsync();

        // What is sent as the page is left may arrive in any order, so only the first goes then.
        Assert.That((await chat.Shop.RunAsync("() => localStorage.tried")).GetString(), Does.Contain("two").And.Not.Contain("three"));
        await Eventually.HoldsAsync(async () => (await chat.StoredAsync()).SequenceEqual(["one", "two", "three"]), "all has arrived");
    }

    [Test]
    public async Task An_answer_that_is_lost_makes_no_second_message([Values("conversations", "conversations/*/messages")] string route)
    {
        await using var chat = await ChatPage.OpenAsync();
        await chat.ShowAsync();
        if (route.Contains('*', StringComparison.Ordinal))
            await chat.SayAsync("one");

        var lost = 0;
        await chat.Page.Context.RouteAsync($"{chat.Shop.Service}api/widget/{route}", async handled =>
        {
            if (handled.Request.Method != "POST" || lost++ > 0)
            {
                await handled.ContinueAsync();
                return;
            }

            await handled.FetchAsync();
            await handled.AbortAsync();
        });
        await chat.SayAsync("two");
        await chat.SayAsync("three");

        Assert.That(lost, Is.GreaterThan(1));
        Assert.That(
            await chat.StoredAsync(),
            Is.EqualTo(route.Contains('*', StringComparison.Ordinal) ? (string[])["one", "two", "three"] : ["two", "three"])
        );
        await Expect(chat.Bubbles).ToHaveCountAsync(3 - (route.Contains('*', StringComparison.Ordinal) ? 0 : 1));
    }

    [Test]
    public async Task A_message_that_is_refused_says_so_and_can_be_sent_again([Values] bool isFirst)
    {
        await using var chat = await ChatPage.OpenAsync();
        await chat.ShowAsync();
        if (!isFirst)
            await chat.SayAsync("one");

        var path = $"{chat.Shop.Service}api/widget/conversations{(isFirst ? "" : "/*/messages")}";
        await chat.Page.Context.RouteAsync(path, route => route.Request.Method != "POST"
                ? route.ContinueAsync()
                : route.FulfillAsync(
                    new()
                    {
                        Status = 403,
                        ContentType = "application/problem+json",
                        Headers = new Dictionary<string, string> { ["Access-Control-Allow-Origin"] = "*" },
                        Body = """{"code":"origin_not_allowed","status":403}""",
                    }
                ));
        await chat.TypeAsync("two");
        await Expect(chat.Log.Locator("[data-state=failed]")).ToHaveTextAsync(new System.Text.RegularExpressions.Regex("Not sent\\."));
        await Expect(chat.Panel.Locator(".unseen[role=status]")).ToHaveTextAsync("Not sent.");
        await chat.Page.Context.UnrouteAsync(path);

        await chat.Button("Try again").ClickAsync();

        await Expect(chat.Log.Locator("[data-state=failed], [data-state=pending]")).ToHaveCountAsync(0);
        await Expect(chat.Field).ToBeFocusedAsync();
        Assert.That(await chat.StoredAsync(), Is.EqualTo(isFirst ? (string[])["two"] : ["one", "two"]));
        await chat.SayAsync("three");
        Assert.That(await chat.Shop.Project.OneAsync<long>("select count(*) from conversations where project_id = @p"), Is.EqualTo(1));
    }

    [Test]
    public async Task A_visitor_that_cannot_show_any_more_who_it_is_begins_anew_and_can_write()
    {
        await using var chat = await ChatPage.OpenAsync();
        // The answer with the token was lost.
        await chat.Shop.CallAsync("identify({ user_id: 'ana' })");
        await chat.Shop.RunAsync(
            $"() => {{ const key = 'hal:{chat.Shop.Project.Id}'; const {{ token, ...rest }} = "
                + $"JSON.parse(localStorage.getItem(key)); localStorage.setItem(key, JSON.stringify(rest)); }}"
        );

        await chat.ShowAsync();
        await chat.TypeAsync("one");
        await chat.TypeAsync("two");

        await Expect(chat.Log.Locator("[data-state=failed], [data-state=pending]")).ToHaveCountAsync(0);
        await Expect(chat.Bubbles).ToHaveTextAsync(["one", "two"]);
        Assert.That(await chat.StoredAsync(), Is.EqualTo((string[])["one", "two"]));
        Assert.That(
            await chat.Shop.Project.OneAsync<string>(
                "select c.user_id from conversations t join contacts c on c.project_id = t.project_id and c.id = t.contact_id "
                    + "where t.project_id = @p"
            ),
            Is.EqualTo("ana")
        );
    }

    [Test]
    public async Task What_is_said_while_the_connection_is_cut_is_not_missed_and_comes_once()
    {
        await using var wire = new Wire((await TestHost.RunningAsync()).Client.BaseAddress!);
        await using var chat = await ChatPage.OpenAsync(service: wire.Address);
        var resumed = new ConcurrentQueue<string?>();
        chat.Page.Request += (_, request) =>
        {
            if (request.Url.Contains("/api/widget/stream?", StringComparison.Ordinal) && request.Method == "GET")
                resumed.Enqueue(request.Headers.GetValueOrDefault("last-event-id"));
        };
        var id = await chat.BeginAsync();
        await chat.AnswerAsync(id, "before");
        await Expect(chat.Bubble("before")).ToBeVisibleAsync();

        for (var round = 1; round <= 2; round++)
        {
            wire.Cut();
            await chat.AnswerAsync(id, $"meanwhile {round}");
            await chat.TypeAsync($"own {round}");
            wire.Mend();
            await Expect(chat.Bubble($"meanwhile {round}")).ToBeVisibleAsync();
            await Expect(chat.Log.Locator("[data-state=pending]")).ToHaveCountAsync(0);
            await chat.AnswerAsync(id, $"after {round}");
            await Expect(chat.Bubble($"after {round}")).ToBeVisibleAsync();
        }

        Assert.That((await chat.Bubbles.AllInnerTextsAsync()).Order(), Is.EqualTo((await chat.StoredAsync()).Order()));
        Assert.That(resumed.Skip(1), Is.Not.Empty.And.All.Not.Null, "It goes on where it was.");
    }

    [Test]
    public async Task When_too_much_was_missed_all_is_loaded_anew()
    {
        await using var wire = new Wire((await TestHost.RunningAsync()).Client.BaseAddress!);
        await using var chat = await ChatPage.OpenAsync(service: wire.Address);
        // What the service answers to an id that it no longer knows.
        await chat.Page.Context.RouteAsync($"{wire.Address}api/widget/stream?**", route =>
            route.ContinueAsync(new() { Headers = route.Request.Headers.Select(h => h.Key == "last-event-id" ? new(h.Key, "unknown") : h) })
        );
        var id = await chat.BeginAsync();
        await chat.AnswerAsync(id, "before");
        await Expect(chat.Bubble("before")).ToBeVisibleAsync();

        wire.Cut();
        await chat.AnswerAsync(id, "meanwhile");
        wire.Mend();

        await Expect(chat.Bubbles).ToHaveTextAsync(["Hello", "before", "meanwhile"]);
    }
}
