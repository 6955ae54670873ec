using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Hal.Api.Tests.Harness;
using static Microsoft.Playwright.Assertions;

namespace Hal.Api.Tests.Web;

/// <summary>A visitor in a browser and a member talk.</summary>
public class ChatTests
{
    [Test]
    public async Task A_visitor_and_a_member_talk()
    {
        await using var chat = await ChatPage.OpenAsync();
        var id = await chat.BeginAsync("Is anybody there?");
        await Expect(chat.Field).ToBeFocusedAsync();
        await chat.ListensAsync();
        await chat.SayAsync("I have a question.");

        await chat.AnswerAsync(id, "Only for us", isInternal: true);
        // Typing is not stored, so the member types again until the visitor sees it.
        await Eventually.HoldsAsync(
            async () =>
            {
                await chat.Member.PostAsync($"conversations/{id}/typing", new { }).MustAsync();
                return await chat.Panel.GetByText("Mia Member is typing…").IsVisibleAsync();
            },
            "the visitor sees that a member types"
        );
        await chat.AnswerAsync(id, "Yes, I am.");
        await Expect(chat.Bubble("Yes, I am.")).ToBeVisibleAsync();
        await Expect(chat.Panel.GetByText("Mia Member is typing…")).ToBeHiddenAsync();
        await UnreadIsAsync(chat, 0);

        await chat.Page.Keyboard.PressAsync("Escape");
        await Expect(chat.Panel).ToBeHiddenAsync();
        await chat.AnswerAsync(id, "Still there?");
        await Expect(chat.Badge).ToHaveTextAsync("1");
        await chat.AnswerAsync(id, "Hello?");
        await Expect(chat.Badge).ToHaveTextAsync("2");
        await Expect(chat.Launcher).ToHaveAttributeAsync("aria-label", "Open chat. Unread messages: 2");

        await chat.ShowAsync();
        await Expect(chat.Badge).ToBeHiddenAsync();
        await UnreadIsAsync(chat, 0);

        await chat.Member.PatchAsync($"conversations/{id}", new { status = "resolved" }).MustAsync();
        await Expect(chat.Panel.GetByText("This conversation is closed.", new() { Exact = false })).ToBeVisibleAsync();
        await chat.SayAsync("One more thing.");
        await Expect(chat.Panel.GetByText("This conversation is closed.", new() { Exact = false })).ToBeHiddenAsync();
        Assert.That(await chat.Shop.Project.OneAsync<string>("select status from conversations where project_id = @p"), Is.EqualTo("open"));

        await chat.GoAsync();
        await chat.ShowAsync();
        await chat.Cards.ClickAsync();
        await Expect(chat.Bubbles)
            .ToHaveTextAsync(["Is anybody there?", "I have a question.", "Yes, I am.", "Still there?", "Hello?", "One more thing."]);
        await Expect(chat.Page.GetByText("Only for us")).ToHaveCountAsync(0);
        Assert.That(chat.Shop.Errors, Is.Empty);
    }

    [Test]
    public async Task Members_see_that_the_visitor_types()
    {
        await using var chat = await ChatPage.OpenAsync();
        await chat.BeginAsync();
        // However long the keys take, it is one moment.
        await chat.Page.Clock.SetFixedTimeAsync(DateTime.UtcNow);

        await chat.Field.PressSequentiallyAsync("And so");

        await Eventually.HoldsAsync(() => chat.Asked.Any(a => a.EndsWith("/typing", StringComparison.Ordinal)), "typing is told");
        Assert.That(chat.Asked.Count(a => a.EndsWith("/typing", StringComparison.Ordinal)), Is.EqualTo(1), "Not with each key.");
    }

    [Test]
    public async Task What_came_while_the_page_was_away_is_counted_without_opening_the_chat()
    {
        await using var chat = await ChatPage.OpenAsync();
        var id = await chat.BeginAsync();
        await chat.Page.GotoAsync("about:blank");
        await chat.AnswerAsync(id, "Hi");

        await chat.GoAsync();

        await Expect(chat.Badge).ToHaveTextAsync("1");
        await chat.ShowAsync();
        await Expect(chat.Cards).ToContainTextAsync("Hi");
        await chat.Cards.ClickAsync();
        await Expect(chat.Bubbles).ToHaveTextAsync(["Hello", "Hi"]);
        await Expect(chat.Badge).ToBeHiddenAsync();
        await UnreadIsAsync(chat, 0);
    }

    [Test]
    public async Task Somebody_without_a_token_is_not_asked_about_and_nothing_is_stored()
    {
        await using var chat = await ChatPage.OpenAsync();
        await chat.ShowAsync();
        await Expect(chat.Field).ToBeFocusedAsync();

        Assert.That(chat.Asked, Is.EqualTo((string[])["GET config"]));
        Assert.That((await chat.Shop.RunAsync("() => localStorage.length")).GetInt32(), Is.Zero);
    }

    [Test]
    public async Task Who_has_a_token_but_no_conversation_is_asked_about_once_and_does_not_listen()
    {
        await using var chat = await ChatPage.OpenAsync();
        await chat.Shop.CallAsync("track('seen')");
        chat.Asked.Clear();

        await chat.GoAsync();
        await Eventually.HoldsAsync(() => chat.Asked.Contains("GET conversations"), "conversations are asked for");
        await chat.Shop.CallAsync("track('seen')");

        Assert.That(chat.Asked, Is.EqualTo((string[])["GET config", "GET conversations", "POST track/batch"]));
    }

    [Test]
    public async Task A_reset_and_somebody_else_empty_the_panel_at_once([Values("reset()", "identify({ user_id: 'bo' })")] string call)
    {
        await using var chat = await ChatPage.OpenAsync();
        await chat.Shop.CallAsync("identify({ user_id: 'ana' })");
        var id = await chat.BeginAsync("of Ana");
        await chat.ListensAsync();
        await chat.Field.FillAsync("not yet sent");

        await chat.Shop.RunAsync($"() => {{ HalWidget.{call}; }}");

        await Expect(chat.Bubbles).ToHaveCountAsync(0);
        await Expect(chat.Field).ToHaveValueAsync("");
        await chat.AnswerAsync(id, "for Ana");
        await chat.SayAsync("of another");
        await Expect(chat.Bubbles).ToHaveTextAsync(["of another"]);
        await Expect(chat.Badge).ToBeHiddenAsync();
        Assert.That(
            await chat.Shop.Project.OneAsync<long>("select count(distinct visitor_id) from conversations where project_id = @p"),
            Is.EqualTo(2)
        );
    }

    [Test]
    public async Task A_list_that_comes_late_does_not_hide_what_was_heard_since()
    {
        await using var chat = await ChatPage.OpenAsync();
        var id = await chat.BeginAsync();
        await chat.AnswerAsync(id, "first");
        await Expect(chat.Bubble("first")).ToBeVisibleAsync();
        await chat.Button("Back").ClickAsync();
        var (read, heard) = (new TaskCompletionSource(), new TaskCompletionSource());
        await chat.Page.Context.RouteAsync(new Regex(@"/api/widget/conversations\?"), async route =>
        {
            var answer = await route.FetchAsync();
            var list = JsonNode.Parse(await answer.TextAsync())!.AsObject();
            read.TrySetResult();
            await heard.Task;
            // Shows that the list has come.
            list["next_cursor"] = "more";
            await route.FulfillAsync(new() { Response = answer, Body = list.ToJsonString() });
        });
        await chat.Shop.RunAsync("() => { HalWidget.identify({ name: 'Ana' }); }");
        await read.Task.WaitAsync(Eventually.Patience);

        await chat.AnswerAsync(id, "second");
        await Expect(chat.Cards).ToContainTextAsync("second");
        heard.SetResult();
        await Expect(chat.Panel.Locator("section > .quiet")).ToBeVisibleAsync();

        Assert.That(await chat.Cards.TextContentAsync(), Does.Contain("second"));
        Assert.That(await chat.Cards.Locator(".badge").IsVisibleAsync());
    }

    [Test]
    public async Task Two_pages_of_a_visitor_show_the_same()
    {
        await using var chat = await ChatPage.OpenAsync();
        var id = await chat.BeginAsync();
        var other = await chat.Page.Context.NewPageAsync();
        await other.GotoAsync(chat.Shop.Origin + "/");
        await other.Locator("hal-widget .launcher").ClickAsync();
        await other.Locator("hal-widget section .card").ClickAsync();
        await Expect(other.Locator("hal-widget .log .bubble")).ToHaveTextAsync(["Hello"]);

        await chat.SayAsync("from one");
        await chat.AnswerAsync(id, "for both");

        await Expect(other.Locator("hal-widget .log .bubble")).ToHaveTextAsync(["Hello", "from one", "for both"]);
        await Expect(chat.Bubbles).ToHaveTextAsync(["Hello", "from one", "for both"]);
    }

    private static Task UnreadIsAsync(ChatPage chat, int count) =>
        Eventually.HoldsAsync(
            async () => await chat.Shop.Project.OneAsync<int>("select unread_by_visitor from conversations where project_id = @p") == count,
            $"{count} are unread"
        );
}
