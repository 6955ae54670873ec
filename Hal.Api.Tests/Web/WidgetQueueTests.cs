using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.Web;

/// <summary>No call of a page is lost, repeated or reordered.</summary>
public class WidgetQueueTests
{
    private const int Events = 100;

    // Replaces fetch, because the browser's own means do not reach what a page sends while it unloads.
    private const string NoNetwork = "() => { window.fetch = () => Promise.reject(new TypeError('no network')); }";

    [Test]
    public async Task Of_a_hundred_events_at_the_moment_of_leaving_each_arrives_once([Values(ShopPage.Safe, ShopPage.Plain)] string origin)
    {
        await using var shop = await ShopPage.CreateAsync(origin: origin);
        await shop.ServeAsync("/", shop.Tag);
        await shop.ServeAsync("/next", shop.Tag);
        await shop.GoAsync("/");

        await shop.RunAsync($"() => {{ for (let i = 0; i < {Events}; i++) HalWidget.track(`event ${{i}}`); location.href = '/next'; }}");

        await EachOnceAsync(shop);
    }

    [Test]
    public async Task They_arrive_though_no_page_with_a_widget_follows([Values(ShopPage.Safe, ShopPage.Plain)] string origin)
    {
        await using var shop = await ShopPage.CreateAsync(origin: origin);
        await shop.ServeAsync(
            "/",
            shop.Tag,
            $"addEventListener('pagehide', () => {{ for (let i = 0; i < 2 * {Events}; i++) HalWidget.track(`event ${{i}}`); }});"
        );
        await shop.ServeAsync("/plain", "");
        await shop.GoAsync("/");

        await shop.Page.GotoAsync($"{shop.Origin}/plain");

        await Eventually.HoldsAsync(async () => await shop.EventsAsync() >= 2 * Events, "all events have arrived");
        Assert.That(await shop.EventsAsync(), Is.EqualTo(2 * Events));
    }

    [Test]
    public async Task More_than_may_be_on_its_way_from_a_page_that_is_left_comes_with_the_next(
        [Values(ShopPage.Safe, ShopPage.Plain)] string origin
    )
    {
        await using var shop = await ShopPage.CreateAsync(origin: origin);
        await shop.ServeAsync("/", shop.Tag);
        await shop.ServeAsync("/next", shop.Tag);
        await shop.GoAsync("/");

        await shop.RunAsync(
            $"() => {{ for (let i = 0; i < {Events}; i++) "
                + $"HalWidget.track(`event ${{i}}`, 'x'.repeat(990), {{ metadata: {{ text: 'ü'.repeat(990) }} }}); "
                + "location.href = '/next'; }"
        );

        await EachOnceAsync(shop);
    }

    [Test]
    public async Task They_outlast_a_page_whose_calls_all_fail([Values(ShopPage.Safe, ShopPage.Plain)] string origin)
    {
        await using var shop = await ShopPage.CreateAsync(origin: origin);
        await shop.ServeAsync("/", shop.Tag);
        await shop.ServeAsync("/next", shop.Tag);
        await shop.GoAsync("/");
        await shop.RunAsync(NoNetwork);
        await shop.RunAsync(
            $"() => {{ HalWidget.identify({{ email: 'ana@acme.example' }}); for (let i = 0; i < {Events}; i++) "
                + $"HalWidget.track(`event ${{i}}`); }}"
        );
        await shop.Page.GotoAsync("about:blank");
        Assert.That(await shop.EventsAsync(), Is.Zero);

        await shop.GoAsync("/next");

        await EachOnceAsync(shop);
        Assert.That(
            await shop.Project.OneAsync<long>("select count(*) from events where project_id = @p and contact_id is null"),
            Is.Zero,
            "What was called first goes first."
        );
    }

    [Test]
    public async Task What_the_last_page_left_goes_before_what_this_one_says()
    {
        await using var shop = await ShopPage.CreateAsync();
        var sent = new ConcurrentQueue<string>();
        await shop.ServeAsync("/", shop.Tag);
        // The lock is released only after the page's own call could have been sent.
        await shop.ServeAsync(
            "/next",
            shop.Tag,
            ShopPage.Stub
                + $$"""
                navigator.locks.request('hal:{{shop.Project.Id}}:', () => new Promise((release) => HalWidget.on('ready',
                    () => setTimeout(() => setTimeout(release)))));
                window.call = HalWidget.setProperties({ page: 2 });
                """
        );
        await shop.GoAsync("/");
        await shop.RunAsync(NoNetwork);
        await shop.RunAsync("() => { HalWidget.track('left'); }");
        await shop.Page.GotoAsync("about:blank");
        shop.Page.Request += (_, request) =>
        {
            if (request.Method == "POST")
                sent.Enqueue(new Uri(request.Url).AbsolutePath);
        };

        await shop.GoAsync("/next");
        await shop.RunAsync("() => call");

        Assert.That(sent, Is.EqualTo((string[])["/api/widget/track/batch", "/api/widget/set-properties"]));
    }

    [Test]
    public async Task Offline_they_wait_and_online_they_go()
    {
        await using var shop = await ShopPage.OpenAsync();
        var failed = new TaskCompletionSource();
        shop.Page.RequestFailed += (_, _) => failed.TrySetResult();
        await shop.Page.Context.SetOfflineAsync(true);
        await shop.RunAsync(
            $$"""
            () => {
              window.calls = [HalWidget.identify({ email: 'ana@acme.example' })];
              for (let i = 0; i < {{Events}}; i++) calls.push(HalWidget.track(`event ${i}`));
            }
            """
        );
        await failed.Task;

        await shop.Page.Context.SetOfflineAsync(false);
        await shop.RunAsync("() => Promise.all(calls)");

        await EachOnceAsync(shop);
        Assert.That(await shop.Project.OneAsync<long>("select count(*) from events where project_id = @p and contact_id is null"), Is.Zero);
    }

    [TestCase(429)]
    [TestCase(500)]
    [TestCase(502)]
    [TestCase(503)]
    public async Task What_may_pass_is_tried_again(int status)
    {
        await using var shop = await ShopPage.OpenAsync();
        var tries = 0;
        await shop.Page.Context.RouteAsync($"{shop.Service}api/widget/track/batch", route => Interlocked.Increment(ref tries) > 2
                ? route.ContinueAsync()
                : route.FulfillAsync(
                    new()
                    {
                        Status = status,
                        ContentType = "application/problem+json",
                        Headers = new Dictionary<string, string>
                        {
                            ["Access-Control-Allow-Origin"] = "*",
                            ["Access-Control-Expose-Headers"] = "Retry-After",
                            ["Retry-After"] = "1",
                        },
                        Body = """{"code":"later"}""",
                    }
                ));

        var answer = await shop.CallAsync("track('event 0')");

        Assert.That(answer.GetProperty("event").GetProperty("duplicate").GetBoolean(), Is.False);
        Assert.That((tries, await shop.EventsAsync()), Is.EqualTo((3, 1)));
    }

    [Test]
    public async Task An_answer_that_is_lost_makes_no_second_event()
    {
        await using var shop = await ShopPage.OpenAsync();
        var tries = 0;
        await shop.Page.Context.RouteAsync($"{shop.Service}api/widget/track/batch", async route =>
        {
            if (Interlocked.Increment(ref tries) > 1)
            {
                await route.ContinueAsync();
                return;
            }

            await route.FetchAsync();
            await route.AbortAsync();
        });

        var answer = await shop.CallAsync("track('event 0')");

        Assert.That(answer.GetProperty("event").GetProperty("duplicate").GetBoolean(), Is.True);
        Assert.That((tries, await shop.EventsAsync()), Is.EqualTo((2, 1)));
    }

    [Test]
    public async Task Two_tabs_share_a_visitor_and_do_each_other_no_harm([Values(ShopPage.Safe, ShopPage.Plain)] string origin)
    {
        await using var shop = await ShopPage.CreateAsync(origin: origin);
        await shop.ServeAsync("/", shop.Tag);
        await shop.GoAsync("/");
        await shop.CallAsync("setProperties({ tabs: 2 })");
        var other = await shop.Page.Context.NewPageAsync();
        await other.GotoAsync(shop.Origin + "/");
        await other.WaitForFunctionAsync("() => window.HalWidget && !window.HalWidget.q");
        const string Half = "(start) => Promise.all(Array.from({ length: 50 }, (_, i) => HalWidget.track(`event ${start + i}`)))";

        await Task.WhenAll(shop.Page.EvaluateAsync(Half, 0), other.EvaluateAsync(Half, 50));

        await EachOnceAsync(shop);
        Assert.That(
            await shop.Project.OneAsync<long>("select count(distinct visitor_id) from events where project_id = @p"),
            Is.EqualTo(1)
        );
    }

    [Test]
    public async Task Two_tabs_that_find_what_a_third_left_send_it_once([Values(ShopPage.Safe, ShopPage.Plain)] string origin)
    {
        await using var shop = await ShopPage.CreateAsync(origin: origin);
        await shop.ServeAsync("/", shop.Tag);
        await shop.GoAsync("/");
        await shop.RunAsync(NoNetwork);
        await shop.RunAsync($"() => {{ for (let i = 0; i < {Events}; i++) HalWidget.track(`event ${{i}}`); }}");
        await shop.Page.GotoAsync("about:blank");
        var other = await shop.Page.Context.NewPageAsync();

        await Task.WhenAll(shop.Page.GotoAsync(shop.Origin + "/"), other.GotoAsync(shop.Origin + "/"));

        await EachOnceAsync(shop);
    }

    [Test]
    public async Task A_stage_that_was_sent_and_whose_page_left_long_ago_is_not_set_again()
    {
        await using var shop = await ShopPage.CreateAsync();
        var old = DateTimeOffset.UtcNow.AddMinutes(-10).ToUnixTimeMilliseconds();
        string Kept(int id, string route, object body, long? sent = null)
        {
            var entry = JsonSerializer.Serialize(
                new
                {
                    id = $"{id}",
                    project = shop.Project.Id,
                    route,
                    at = old,
                    who = new { visitor_id = "v-old" },
                    body,
                    free = true,
                    sent,
                }
            );
            return $"localStorage.setItem('hal:{shop.Project.Id}:{id}', '{entry}');";
        }

        await shop.ServeAsync(
            "/",
            shop.Tag,
            Kept(1, "set-properties", new { metadata = new { sent = true } }, old)
                + Kept(2, "set-properties", new { metadata = new { unsent = true } })
                + Kept(3, "track", new { name = "event 0", event_key = "k" }, old)
        );
        await shop.GoAsync("/");
        await shop.CallAsync("track('last')");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                await shop.Project.OneAsync<string>("select properties::text from visitors where project_id = @p and visitor_id = 'v-old'"),
                Is.EqualTo("""{"unsent": true}""")
            );
            Assert.That(
                await shop.Project.OneAsync<DateTime>("select occurred_at from events where project_id = @p and name = 'event 0'"),
                Is.EqualTo(DateTimeOffset.FromUnixTimeMilliseconds(old).UtcDateTime),
                "It happened when it was called."
            );
        }
    }

    [TestCase("track('one')", "track('two')", "track/batch")]
    [TestCase("setProperties({ one: 1 })", "setProperties({ two: 2 })", "set-properties")]
    public async Task What_is_called_while_another_call_is_on_its_way_is_sent_too(string first, string second, string route)
    {
        await using var shop = await ShopPage.OpenAsync();
        var (isOnItsWay, mayGoOn, requests) = (new TaskCompletionSource(), new TaskCompletionSource(), 0);
        await shop.Page.Context.RouteAsync($"{shop.Service}api/widget/{route}", async handled =>
        {
            requests++;
            isOnItsWay.TrySetResult();
            await mayGoOn.Task;
            await handled.ContinueAsync();
        });

        await shop.RunAsync($"() => {{ window.one = HalWidget.{first}; }}");
        await isOnItsWay.Task;
        await shop.RunAsync($"() => {{ window.two = HalWidget.{second}; }}");
        mayGoOn.SetResult();
        await shop.RunAsync("() => Promise.all([one, two])");

        Assert.That(requests, Is.EqualTo(2));
    }

    [Test]
    public async Task Somebody_else_at_the_browser_is_another_visitor_and_events_stay_with_whom_they_were_called_for()
    {
        await using var shop = await ShopPage.OpenAsync();

        await shop.RunAsync(
            """
            () => Promise.all([
              HalWidget.track('before'),
              HalWidget.identify({ user_id: 'ana', email: 'ana@acme.example' }),
              HalWidget.track('of ana'),
              HalWidget.identify({ user_id: 'ana', email: 'ana@new.example' }),
              HalWidget.track('of ana still'),
              HalWidget.identify({ user_id: 'bo', email: 'bo@globex.example' }),
              HalWidget.track('of bo'),
              HalWidget.reset(),
              HalWidget.track('of nobody'),
            ])
            """
        );

        var events = await shop.Project.RowsAsync<string>(
            """
            select concat_ws(':', e.name, c.user_id) from events e join visitors v on v.id = e.visitor_id and v.project_id = e.project_id
            left join contacts c on c.id = e.contact_id and c.project_id = e.project_id where e.project_id = @p order by e.id
            """
        );
        using (Assert.EnterMultipleScope())
        {
            Assert.That(events.Skip(1), Is.EqualTo((string[])["of ana:ana", "of ana still:ana", "of bo:bo", "of nobody"]));
            Assert.That(
                await shop.Project.OneAsync<long>("select count(distinct visitor_id) from events where project_id = @p"),
                Is.EqualTo(3)
            );
        }
    }

    [Test]
    public async Task Reset_forgets_the_visitor_but_not_what_it_had_said()
    {
        await using var shop = await ShopPage.OpenAsync();
        await shop.Page.Context.SetOfflineAsync(true);
        await shop.RunAsync(
            """
            () => {
              window.calls = [HalWidget.identify({ user_id: 'ana' }), HalWidget.track('of ana'), HalWidget.reset(),
                  HalWidget.track('of nobody')];
              return calls[2];
            }
            """
        );
        await shop.Page.Context.SetOfflineAsync(false);

        await shop.RunAsync("() => Promise.all(calls)");

        Assert.That(
            await shop.Project.RowsAsync<string>(
                """
                select concat_ws(':', e.name, c.user_id) from events e
                    left join contacts c on c.id = e.contact_id and c.project_id = e.project_id where e.project_id = @p order by e.id
                """
            ),
            Is.EqualTo((string[])["of ana:ana", "of nobody"])
        );
    }

    [Test]
    public async Task A_proof_goes_along_with_what_follows_until_reset()
    {
        await using var shop = await ShopPage.OpenAsync();
        await shop.Project.SetAsync("identity_verification_required = true");

        await shop.CallAsync($"identify({{ user_id: 'ana', company: {{ id: 'acme' }}, user_hash: '{shop.Project.Hash("ana")}' }})");
        var moved = await shop.CallAsync("setStage('Won')");
        await shop.GoAsync("/");
        var tracked = await shop.CallAsync("track('seen')");
        await shop.CallAsync("reset()");
        var unproven = await shop.CallAsync("identify({ user_id: 'ana' })");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(moved.TryGetProperty("applied", out _), Is.True, moved.ToString());
            Assert.That(tracked.TryGetProperty("event", out _), Is.True, tracked.ToString());
            Assert.That(unproven.GetProperty("code").GetString(), Is.EqualTo("identity_verification_required"));
        }
    }

    [Test]
    public async Task A_wrong_proof_is_not_kept()
    {
        await using var shop = await ShopPage.OpenAsync();

        var refused = await shop.CallAsync("identify({ user_id: 'ana', user_hash: 'wrong' })");
        var tracked = await shop.CallAsync("track('seen')");

        Assert.That(refused.GetProperty("code").GetString(), Is.EqualTo("identity_verification_failed"));
        Assert.That(tracked.TryGetProperty("event", out _), Is.True, tracked.ToString());
    }

    [Test]
    public async Task Once_the_network_is_back_the_next_try_comes_soon()
    {
        await using var shop = await ShopPage.CreateAsync();
        // Each wait is noted, and cut short.
        await shop.ServeAsync(
            "/",
            shop.Tag,
            """
            window.waits = [];
            const later = window.setTimeout;
            window.setTimeout = (run, wait, ...rest) => {
              if (wait >= 500) waits.push(wait);
              return later(run, Math.min(wait ?? 0, 10), ...rest);
            };
            """
        );
        await shop.GoAsync("/");
        await shop.RunAsync(NoNetwork);
        await shop.RunAsync("() => { HalWidget.track('seen'); }");
        await Eventually.HoldsAsync(
            async () => (await shop.RunAsync("() => waits.some((wait) => wait > 10000)")).GetBoolean(),
            "there is a long time between two tries"
        );

        // Browsers say so before anything gets through.
        await shop.RunAsync("() => { waits.length = 0; dispatchEvent(new Event('online')); }");
        await Eventually.HoldsAsync(
            async () => (await shop.RunAsync("() => waits.length > 0")).GetBoolean(),
            "it is tried in vain once more"
        );

        Assert.That((await shop.RunAsync("() => waits[0]")).GetDouble(), Is.LessThanOrEqualTo(1000));
    }

    [Test]
    public async Task A_visitor_token_is_sent_along_once_it_is_known_and_forgotten_with_its_visitor()
    {
        await using var shop = await ShopPage.OpenAsync();
        var sent = new List<string?>();
        await shop.Page.Context.RouteAsync($"{shop.Service}api/widget/set-properties", async route =>
        {
            if (route.Request.Method == "OPTIONS")
            {
                await route.ContinueAsync();
                return;
            }

            sent.Add(await route.Request.HeaderValueAsync("authorization"));
            var answer = await route.FetchAsync();
            var body = JsonNode.Parse(await answer.TextAsync())!.AsObject();
            body["visitor_token"] = $"token-{sent.Count}";
            await route.FulfillAsync(new() { Response = answer, Body = body.ToJsonString() });
        });

        await shop.RunAsync(
            """
            async () => {
              await HalWidget.setProperties({ a: 1 });
              await HalWidget.setProperties({ a: 2 });
              const late = HalWidget.setProperties({ a: 3 });
              await HalWidget.reset();
              await late;
              await HalWidget.setProperties({ a: 4 });
            }
            """
        );

        Assert.That(
            sent,
            Is.EqualTo((string?[])[null, "Visitor token-1", null, null]),
            "Neither an earlier nor a late answer gives one visitor the token of another."
        );
    }

    private static async Task EachOnceAsync(ShopPage shop)
    {
        await Eventually.HoldsAsync(async () => await shop.EventsAsync() >= Events, $"{Events} events have arrived");
        await Eventually.HoldsAsync(async () => await WaitingAsync(shop) == 0, "nothing waits in the browser");
        Assert.That(
            await shop.Project.RowsAsync<string>("select name from events where project_id = @p"),
            Is.EquivalentTo(Enumerable.Range(0, Events).Select(i => $"event {i}"))
        );
    }

    // A page without the widget, so that nothing removes its entries from storage.
    private static async Task<int> WaitingAsync(ShopPage shop) =>
        shop.Page.Url.EndsWith("/plain", StringComparison.Ordinal)
            ? 0
            : (await shop.RunAsync("() => Object.keys(localStorage).filter((key) => /^hal:[^:]+:/.test(key)).length")).GetInt32();
}
