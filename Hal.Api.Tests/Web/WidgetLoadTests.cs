using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.Web;

/// <summary>The ways to load the widget into a page, and how it works without storage.</summary>
public class WidgetLoadTests
{
    private const string VisitorOfPage =
        "() => HalWidget.track('seen').then(() => JSON.parse(localStorage.getItem(Object.keys(localStorage).find((k) => "
        + "/^hal:[^:]+$/.test(k)))).visitor_id)";

    [Test]
    public async Task A_tag_may_name_the_project_as_app_and_have_attributes_of_others()
    {
        await using var shop = await ShopPage.CreateAsync();
        await shop.ServeAsync("/", shop.Tag.Replace("data-project-id", "data-consent=\"1\" data-app-id", StringComparison.Ordinal));
        await shop.GoAsync("/");

        await shop.CallAsync("track('seen')");

        Assert.That(await shop.EventsAsync(), Is.EqualTo(1));
    }

    [Test]
    public async Task A_tag_may_be_injected_later()
    {
        await using var shop = await ShopPage.CreateAsync();
        await shop.ServeAsync(
            "/",
            "",
            $$"""
            addEventListener('load', () => {
              const tag = document.createElement('script');
              tag.src = '{{shop.Service}}widget.js';
              tag.dataset.projectId = '{{shop.Project.Id}}';
              document.head.append(tag);
            });
            """
        );
        await shop.GoAsync("/");

        await shop.CallAsync("track('seen')");

        Assert.That(await shop.EventsAsync(), Is.EqualTo(1));
    }

    [Test]
    public async Task A_module_may_load_it_beside_a_tag_that_only_says_where()
    {
        await using var shop = await ShopPage.CreateAsync();
        await shop.ServeAsync(
            "/",
            "",
            $$"""
            addEventListener('load', () => {
              const tag = document.createElement('script');
              tag.type = 'text/plain';
              tag.src = '{{shop.Service}}widget.js';
              tag.dataset.projectId = '{{shop.Project.Id}}';
              document.head.append(tag);
              import(tag.src);
            });
            """
        );
        await shop.GoAsync("/");

        await shop.CallAsync("track('seen')");

        Assert.That(await shop.EventsAsync(), Is.EqualTo(1));
    }

    [Test]
    public async Task Without_a_project_it_waits_for_init_and_then_calls_in_order()
    {
        await using var shop = await ShopPage.CreateAsync();
        await shop.ServeAsync("/", $"""<script src="{shop.Service}widget.js" async></script>""");
        await shop.GoAsync("/");

        await shop.RunAsync(
            $$"""
            () => {
              const all = [HalWidget.identify({ email: 'ana@acme.example' }), HalWidget.track('first'), HalWidget.track('second')];
              HalWidget.init({ projectId: '{{shop.Project.Id}}' });
              return Promise.all([...all, HalWidget.track('third')]);
            }
            """
        );

        Assert.That(
            await shop.Project.RowsAsync<string>("select name from events where project_id = @p and contact_id is not null order by id"),
            Is.EqualTo((string[])["first", "second", "third"])
        );
    }

    [Test]
    public async Task Init_without_a_project_is_refused()
    {
        await using var shop = await ShopPage.CreateAsync();
        await shop.ServeAsync("/", $"""<script src="{shop.Service}widget.js" async></script>""");
        await shop.GoAsync("/");

        Assert.That((await shop.CallAsync("init()")).GetProperty("code").GetString(), Is.EqualTo("not_configured"));
    }

    [Test]
    public async Task Init_may_say_where_the_service_is()
    {
        await using var shop = await ShopPage.CreateAsync();
        await shop.ServeAsync("/", $"""<script src="{shop.Origin}/copy/widget.js" async></script>""");
        await shop.Page.Context.RouteAsync($"{shop.Origin}/copy/widget.js", route =>
            route.FulfillAsync(
                new() { ContentType = "text/javascript", Path = Path.Combine(Architecture.SourceTree.Root, "Hal.Api/wwwroot/widget.js") }
            )
        );
        await shop.GoAsync("/");

        await shop.CallAsync($"init({{ projectId: '{shop.Project.Id}', apiBase: '{shop.Service.OriginalString.TrimEnd('/')}' }})");
        await shop.CallAsync("track('seen')");

        Assert.That(await shop.EventsAsync(), Is.EqualTo(1));
    }

    [Test]
    public async Task Loaded_twice_it_is_there_once()
    {
        await using var shop = await ShopPage.CreateAsync();
        await shop.ServeAsync("/", shop.Tag + shop.Tag);
        await shop.Page.GotoAsync(shop.Origin + "/", new() { WaitUntil = Microsoft.Playwright.WaitUntilState.Load });

        await shop.RunAsync("() => HalWidget.open()");
        await shop.CallAsync("track('seen')");

        Assert.That(await shop.EventsAsync(), Is.EqualTo(1));
        Assert.That(await shop.Page.Locator("hal-widget").CountAsync(), Is.EqualTo(1));
        Assert.That(shop.Errors, Is.Empty);
    }

    [Test]
    public async Task What_was_called_before_is_answered_in_order_also_through_a_kept_stub()
    {
        await using var shop = await ShopPage.CreateAsync();
        await shop.ServeAsync(
            "/",
            shop.Tag,
            ShopPage.Stub
                + """
                window.early = window.HalWidget;
                window.calls = [HalWidget.identify({ email: 'ana@acme.example' }), HalWidget.track('first'), HalWidget.track('second', 2),
                    HalWidget.setStage('None'), HalWidget.nothing()]
                  .map((call) => call.then((answer) => answer, (error) => error.code ?? error.name));
                """
        );
        await shop.GoAsync("/");

        var answers = await shop.RunAsync("() => Promise.all(calls)");
        var late = await shop.RunAsync("() => early.track('third')");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(answers[0].GetProperty("contact").GetProperty("created").GetBoolean(), Is.True);
            Assert.That(answers[2].GetProperty("event").GetProperty("value").GetInt32(), Is.EqualTo(2));
            Assert.That(answers[3].GetString(), Is.EqualTo("unknown_stage"));
            Assert.That(answers[4].GetString(), Is.EqualTo("TypeError"));
            Assert.That(late.GetProperty("event").GetProperty("name").GetString(), Is.EqualTo("third"));
            Assert.That(
                await shop.Project.RowsAsync<string>(
                    "select name from events where project_id = @p and contact_id is not null order by id"
                ),
                Is.EqualTo((string[])["first", "second", "third"])
            );
        }
    }

    [Test]
    public async Task A_visitor_stays_the_same_from_page_to_page_and_differs_from_browser_to_browser()
    {
        var project = await TestProject.CreateAsync();
        await using var one = await ShopPage.OpenAsync(project);
        await using var other = await ShopPage.OpenAsync(project);

        var first = (await one.RunAsync(VisitorOfPage)).GetString();
        await one.GoAsync("/");
        var second = (await one.RunAsync(VisitorOfPage)).GetString();
        var third = (await other.RunAsync(VisitorOfPage)).GetString();

        Assert.That(first, Does.Match("^[0-9a-f]{32}$"));
        Assert.That((second, third), Is.EqualTo((first, third)));
        Assert.That(third, Is.Not.EqualTo(first));
    }

    [Test]
    public async Task Where_storage_is_blocked_it_works_for_the_life_of_the_page()
    {
        await using var shop = await ShopPage.CreateAsync();
        await shop.ServeAsync(
            "/",
            shop.Tag,
            "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('blocked', 'SecurityError'); } });"
        );
        await shop.GoAsync("/");

        var one = await shop.CallAsync("identify({ email: 'ana@acme.example' })");
        var other = await shop.CallAsync("setProperties({ a: 1 })");
        await shop.CallAsync("track('seen')");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(other.GetProperty("visitor").ToString(), Is.EqualTo(one.GetProperty("visitor").ToString()));
            Assert.That(await shop.EventsAsync(), Is.EqualTo(1));
            Assert.That(shop.Errors, Is.Empty);
        }
    }

    [Test]
    public async Task Where_storage_is_full_nothing_is_lost()
    {
        await using var shop = await ShopPage.CreateAsync();
        await shop.ServeAsync(
            "/",
            shop.Tag,
            "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };"
        );
        await shop.GoAsync("/");

        await shop.RunAsync("() => Promise.all(['a', 'b', 'c'].map((name) => HalWidget.track(name)))");

        Assert.That(
            await shop.Project.OneAsync<long>("select count(distinct visitor_id) from events where project_id = @p"),
            Is.EqualTo(1)
        );
        Assert.That(await shop.EventsAsync(), Is.EqualTo(3));
    }

    [Test]
    public async Task What_is_broken_in_storage_is_passed_over()
    {
        await using var shop = await ShopPage.CreateAsync();
        var space = $"hal:{shop.Project.Id}";
        await shop.ServeAsync(
            "/",
            shop.Tag,
            $$"""
            localStorage.setItem('{{space}}', '[7');
            ['x', '{', '{}', 'null', '7', '{"who":{}, "body":{} }', '{"who":1,"body":1,"at":"x"}'].forEach(
                (text, i) => localStorage.setItem('{{space}}:' + i, text));
            """
        );
        await shop.GoAsync("/");

        await shop.CallAsync("track('seen')");

        Assert.That(await shop.EventsAsync(), Is.EqualTo(1));
        Assert.That(shop.Errors, Is.Empty);
    }
}
