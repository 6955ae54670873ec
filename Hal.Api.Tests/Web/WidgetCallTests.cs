using System.Collections.Concurrent;
using System.Text.Json;

namespace Hal.Api.Tests.Web;

/// <summary>Each call of the widget, on a page of another origin with a strict policy.</summary>
public class WidgetCallTests
{
    [Test]
    public async Task Each_call_is_answered_by_the_service()
    {
        await using var shop = await ShopPage.OpenAsync();

        var identified = await shop.CallAsync(
            "identify({ user_id: 'u-1', email: 'Ana@Acme.example', name: 'Ana', metadata: { plan: 'pro' }, company: { id: 'acme', "
                + "stage: 'Lead' } })"
        );
        var set = await shop.CallAsync("setProperties({ seats: 12 })");
        var told = await shop.CallAsync("setProperties({ metadata: { theme: 'dark' }, phone: '123' })");
        var tracked = await shop.CallAsync("track('trial_started', 14.5, { entity: 'company', event_key: 'k-1', metadata: { a: 1 } })");
        var repeated = await shop.CallAsync("track('trial_started', 14.5, { entity: 'company', event_key: 'k-1' })");
        var moved = await shop.CallAsync("setStage('Qualified')");
        var kept = await shop.CallAsync("setStage({ stage: 'Lead', stage_update_mode: 'advance_only' })");
        var valued = await shop.CallAsync("setDeal({ deal_value: 12000.5, stage: 'Proposal' })");
        var reset = await shop.CallAsync("reset()");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(identified.GetProperty("contact").GetProperty("created").GetBoolean(), Is.True);
            Assert.That(
                set.GetProperty("contact").GetProperty("id").GetString(),
                Is.EqualTo(identified.GetProperty("contact").GetProperty("id").GetString())
            );
            Assert.That(told.GetProperty("visitor").GetProperty("visitor_id").GetString(), Does.Match("^[0-9a-f]{32}$"));
            Assert.That(tracked.GetProperty("event").GetProperty("value").GetDouble(), Is.EqualTo(14.5));
            Assert.That(tracked.GetProperty("event").GetProperty("duplicate").GetBoolean(), Is.False);
            Assert.That(repeated.GetProperty("event").GetProperty("duplicate").GetBoolean(), Is.True);
            Assert.That(moved.GetProperty("applied").GetBoolean(), Is.True);
            Assert.That(kept.GetProperty("reason").GetString(), Is.EqualTo("would_downgrade"));
            Assert.That(valued.GetProperty("deal_value").GetDecimal(), Is.EqualTo(12000.5m));
            Assert.That(reset.ValueKind, Is.EqualTo(JsonValueKind.Null));
            Assert.That(
                await shop.Project.OneAsync<string>("select metadata::text from contacts where project_id = @p"),
                Is.EqualTo("""{"plan": "pro", "seats": 12, "theme": "dark"}""")
            );
            Assert.That(
                await shop.Project.OneAsync<string>(
                    "select s.name from companies c join stages s on s.id = c.stage_id where c.project_id = @p"
                ),
                Is.EqualTo("Proposal")
            );
            Assert.That(shop.Errors, Is.Empty);
        }
    }

    [Test]
    public async Task A_refusal_is_an_error_with_its_problem_and_does_not_hold_up_what_follows()
    {
        await using var shop = await ShopPage.OpenAsync();

        var calls = await shop.RunAsync(
            """
            () => Promise.allSettled([
              HalWidget.setStage('Won'),
              HalWidget.identify({ email: 'no address' }),
              HalWidget.track('first'),
              HalWidget.track('', 1),
              HalWidget.track('lone \ud800 half'),
              HalWidget.track('object', {}),
              HalWidget.track('last'),
            ]).then((all) => all.map((one) => one.reason ? { code: one.reason.code, status: one.reason.status,
                errors: one.reason.errors } : one.value.event.name))
            """
        );

        using (Assert.EnterMultipleScope())
        {
            Assert.That(calls[0].GetProperty("code").GetString(), Is.EqualTo("visitor_not_identified"));
            Assert.That(calls[0].GetProperty("status").GetInt32(), Is.EqualTo(409));
            Assert.That(calls[1].GetProperty("code").GetString(), Is.EqualTo("validation_failed"));
            Assert.That(calls[1].GetProperty("errors").TryGetProperty("email", out _), Is.True);
            Assert.That(calls[2].GetString(), Is.EqualTo("first"));
            Assert.That(new[] { 3, 4, 5 }.Select(i => calls[i].GetProperty("status").GetInt32()), Is.All.EqualTo(422));
            Assert.That(calls[6].GetString(), Is.EqualTo("last"));
            Assert.That(await shop.EventsAsync(), Is.EqualTo(2));
        }
    }

    [Test]
    public async Task A_refusal_that_nobody_looks_at_is_no_error_of_the_page()
    {
        await using var shop = await ShopPage.CreateAsync();
        // Without crossorigin, the browser hides the errors of a script from another origin.
        await shop.ServeAsync("/", shop.Tag.Replace(" async", " crossorigin async", StringComparison.Ordinal));
        await shop.GoAsync("/");

        await shop.RunAsync(
            """
            async () => {
              window.thrown = 0;
              addEventListener('unhandledrejection', () => { thrown++; });
              addEventListener('error', () => { thrown++; });
              const loop = {};
              loop.loop = loop;
              HalWidget.setProperties(loop);
              HalWidget.setDeal();
              HalWidget.identify(null);
              HalWidget.setStage('Won');
              HalWidget.on('answer', () => { throw new Error('of the page'); });
              await HalWidget.track('last');
            }
            """
        );

        Assert.That((await shop.RunAsync("() => thrown")).GetInt32(), Is.Zero);
    }

    [Test]
    public async Task What_is_called_in_one_go_is_one_batch()
    {
        await using var shop = await ShopPage.OpenAsync();
        var sent = new ConcurrentQueue<string>();
        shop.Page.Request += (_, request) =>
        {
            if (request.Method == "POST")
                sent.Enqueue(request.Url);
        };

        await shop.RunAsync("() => Promise.all(Array.from({ length: 150 }, (_, i) => HalWidget.track(`e${i}`)))");

        Assert.That(sent, Is.EqualTo((string[])[$"{shop.Service}api/widget/track/batch", $"{shop.Service}api/widget/track/batch"]));
        Assert.That(await shop.EventsAsync(), Is.EqualTo(150));
    }

    [Test]
    public async Task Listeners_hear_of_answers_refusals_and_the_start_until_they_are_taken_off()
    {
        await using var shop = await ShopPage.OpenAsync();

        var heard = await shop.RunAsync(
            """
            async () => {
              const heard = [];
              const hear = (said) => heard.push(said.call);
              HalWidget.on('ready', () => heard.push('ready'));
              HalWidget.on('answer', hear);
              HalWidget.on('error', (said) => heard.push(said.error.code));
              HalWidget.on('reset', () => heard.push('reset'));
              await HalWidget.setProperties({ a: 1 });
              await HalWidget.setStage('Won').catch(() => {});
              await HalWidget.reset();
              HalWidget.off('answer', hear);
              await HalWidget.track('unheard');
              return heard;
            }
            """
        );

        Assert.That(
            heard.EnumerateArray().Select(e => e.GetString()),
            Is.EqualTo((string[])["ready", "set-properties", "visitor_not_identified", "reset"])
        );
    }

    [Test]
    public async Task The_page_has_one_global_more_no_cookie_and_its_own_styles()
    {
        await using var shop = await ShopPage.CreateAsync();
        await shop.ServeAsync("/", shop.Tag, "window.before = Object.keys(window);");
        await shop.GoAsync("/");
        await shop.CallAsync("open()");

        var added = await shop.RunAsync("() => Object.keys(window).filter((key) => !before.includes(key) && key !== 'before')");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(added.EnumerateArray().Select(k => k.GetString()), Is.EqualTo((string[])["HalWidget"]));
            Assert.That(await shop.Page.Context.CookiesAsync(), Is.Empty);
            Assert.That(
                (await shop.RunAsync("() => document.styleSheets.length + document.adoptedStyleSheets.length")).GetInt32(),
                Is.Zero
            );
            Assert.That(shop.Errors, Is.Empty);
        }
    }
}
