using System.Collections.Concurrent;
using Hal.Api.Tests.Harness;
using Microsoft.Playwright;

namespace Hal.Api.Tests.Help.Pages;

/// <summary>
/// The help center in a real browser: it is readable on a phone and on a desktop, and no script that a member writes runs.
/// </summary>
public class BrowserTests
{
    private const string Trace = "window.__xss=1";

    // Well-known attack vectors. Each sets the trace if it runs.
    private static readonly string[] Vectors =
    [
        $"<script>{Trace}</script>",
        $"<ScRiPt>{Trace}</sCrIpT>",
        $"<script\n>{Trace}</script\n>",
        $"<scr<script>ipt>{Trace}</scr</script>ipt>",
        $"\"><script>{Trace}</script>",
        $"'><script>{Trace}</script>",
        $"</title><script>{Trace}</script>",
        $"</style><script>{Trace}</script>",
        $"</textarea><script>{Trace}</script>",
        $"--><script>{Trace}</script>",
        $"]]><script>{Trace}</script>",
        $"<img src=x onerror={Trace}>",
        $"<img src=x onerror=\"{Trace}\">",
        $"<img/src=x/onerror={Trace}>",
        $"<img src=\"x`\"onerror={Trace}>",
        $"\" onmouseover=\"{Trace}\" x=\"",
        $"\" autofocus onfocus=\"{Trace}\" x=\"",
        $"<svg onload={Trace}>",
        $"<svg><script>{Trace}</script></svg>",
        $"<svg><script href=\"data:text/javascript,{Trace}\" /></svg>",
        $"<svg><animate onbegin={Trace} attributeName=x dur=1s>",
        $"<svg><a xlink:href=\"javascript:{Trace}\"><text x=20 y=20>x</text></a></svg>",
        $"<svg><style><img src=x onerror={Trace}></style></svg>",
        $"<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror={Trace}&gt;\">",
        $"<math><mi//xlink:href=\"data:x,<script>{Trace}</script>\">",
        $"<form><math><mtext></form><form><mglyph><style></math><img src onerror={Trace}>",
        $"<noscript><p title=\"</noscript><img src=x onerror={Trace}>\">",
        $"<template><script>{Trace}</script></template><img src=x onerror={Trace}>",
        $"<a href=\"javascript:{Trace}\">x</a>",
        $"<a href=\"  javascript:{Trace}\">x</a>",
        $"<a href=\"java\tscript:{Trace}\">x</a>",
        $"<a href=\"java&#10;script:{Trace}\">x</a>",
        $"<a href=\"jav&#x0A;ascript&colon;{Trace}\">x</a>",
        $"<a href=\"&#106;&#97;&#118;&#97;&#115;&#99;&#114;&#105;&#112;&#116;&#58;{Trace}\">x</a>",
        $"<a href=\"\u0001javascript:{Trace}\">x</a>",
        $"<a href=\"data:text/html,<script>{Trace}</script>\">x</a>",
        $"<a href=\"vbscript:{Trace}\">x</a>",
        $"[x](javascript:{Trace})",
        $"[x](JaVaScRiPt:{Trace})",
        $"[x](<javascript:{Trace}>)",
        $"[x](java&#115;cript:{Trace})",
        $"[x](data:text/html;base64,PHNjcmlwdD53aW5kb3cuX194c3M9MTwvc2NyaXB0Pg==)",
        $"![x](javascript:{Trace})",
        $"![x\" onerror=\"{Trace}](x)",
        $"[x](x \"t\" onmouseover=\"{Trace}\")",
        $"[x]: javascript:{Trace}\n\n[x]",
        $"<javascript:{Trace}>",
        $"```\"><img src=x onerror={Trace}>\nx\n```",
        $"| <img src=x onerror={Trace}> |\n|---|\n| x |",
        $"*[x]: \"><img src=x onerror={Trace}>\n\nx",
        $"<iframe src=\"javascript:{Trace}\"></iframe>",
        $"<iframe srcdoc=\"<script>parent.{Trace}</script>\"></iframe>",
        $"<object data=\"javascript:{Trace}\"></object>",
        $"<embed src=\"javascript:{Trace}\">",
        $"<form action=\"javascript:{Trace}\"><button>x</button></form>",
        $"<button formaction=\"javascript:{Trace}\">x</button>",
        $"<input onfocus={Trace} autofocus>",
        $"<select onfocus={Trace} autofocus>",
        $"<details open ontoggle={Trace}><summary>x</summary></details>",
        $"<video><source onerror={Trace}></video>",
        $"<audio src=x onerror={Trace}></audio>",
        $"<body onload={Trace}>",
        $"<marquee onstart={Trace}>x</marquee>",
        $"<meta http-equiv=refresh content=\"0;url=javascript:{Trace}\">",
        $"<base href=\"javascript:{Trace}//\">",
        $"<link rel=stylesheet href=\"javascript:{Trace}\">",
        $"<style>@keyframes x{{}}</style><b style=\"animation-name:x\" onanimationstart={Trace}>x</b>",
        $"<div style=\"width:expression({Trace})\">x</div>",
        $"<div style=\"background:url(javascript:{Trace})\">x</div>",
        $"<xss id=x tabindex=1 onfocus={Trace}></xss>",
        $"<b onclick={Trace}>x</b>",
        $"\u003cimg src=x onerror={Trace}\u003e&lt;img src=x onerror={Trace}&gt;",
    ];

    [Test]
    public async Task Nothing_that_a_member_writes_is_run_even_without_the_content_security_policy()
    {
        // Without the policy, only the sanitizer protects the page.
        var page = await Browser.OpenAsync(new() { BypassCSP = true });
        await using var context = page.Context;
        var fired = new List<string>();
        page.Dialog += async (_, dialog) =>
        {
            lock (fired)
                fired.Add($"dialog: {dialog.Message}");

            await dialog.DismissAsync();
        };
        await context.RouteAsync("**/*", route =>
        {
            if (route.Request.Url.StartsWith("http://127.0.0.1:", StringComparison.Ordinal))
                return route.ContinueAsync();

            lock (fired)
                fired.Add($"request: {route.Request.Url}");

            return route.AbortAsync();
        });
        Assert.That(await ShowAsync(page, $"<img src=x onerror={Trace}>"), Is.True, "A browser that would not run it proves nothing.");

        var workspace = await TestWorkspace.CreateAsync();
        var origin = (await TestHost.RunningAsync()).Client.BaseAddress!;
        await workspace.Project.ExecuteAsync("update projects set name = @name where id = @p", new { name = Vectors[4] });
        var group = await workspace.Owner.GroupAsync(Vectors[5]);
        var slugs = new List<string>();
        foreach (var vector in Vectors)
        {
            (await workspace.Owner.PostAsync("articles", new { title = "x", slug = vector[..Math.Min(vector.Length, 90)] })).MustName(
                "slug"
            );
            var made = await workspace
                .Owner.PostAsync(
                    "articles",
                    new
                    {
                        title = vector,
                        content = vector,
                        group_id = group,
                        status = "published",
                    }
                )
                .MustAsync();
            slugs.Add(made.GetProperty("article").GetProperty("slug").GetString()!);
        }

        string[] paths =
        [
            "/en",
            $"/en/groups/{group}",
            "/en?q=xss",
            "/en?q=script",
            .. slugs.Select(slug => $"/en/{slug}"),
            .. Vectors
                .Take(12)
                .SelectMany(v =>
                    new[] { $"/en?q={Uri.EscapeDataString(v)}", $"/en/{Uri.EscapeDataString(v)}", $"/{Uri.EscapeDataString(v)}" }
                ),
        ];
        foreach (var path in paths)
        {
            var address = new Uri(origin, $"/help/{workspace.Project.Id}{path}").AbsoluteUri;
            await page.GotoAsync(address, new() { WaitUntil = WaitUntilState.Load });
            Assert.That(await ProvokeAsync(page), Is.False, path);
        }

        // What a widget puts into the page it is on.
        foreach (var slug in slugs)
        {
            var article = (
                await workspace.Project.GetAsync($"/api/widget/articles/{slug}?project_id={workspace.Project.Id}")
            ).Body.GetProperty("article");
            Assert.That(await ShowAsync(page, article.GetProperty("html").GetString()!), Is.False, slug);
        }

        foreach (var found in (await workspace.Project.FindAsync("xss")).Concat(await workspace.Project.FindAsync("script")))
            Assert.That(
                await ShowAsync(page, found.GetProperty("title_html").GetString() + found.GetProperty("excerpt_html").GetString()),
                Is.False,
                $"{found}"
            );

        Assert.That(fired, Is.Empty);
    }

    [TestCase(390, 844, false)]
    [TestCase(1280, 900, false)]
    [TestCase(390, 844, true)]
    public async Task Can_be_read_on_a_phone_and_on_a_desk_without_a_script(int width, int height, bool isDark)
    {
        var page = await Browser.OpenAsync(
            new()
            {
                ViewportSize = new() { Width = width, Height = height },
                ColorScheme = isDark ? ColorScheme.Dark : ColorScheme.Light,
                JavaScriptEnabled = true,
            }
        );
        await using var context = page.Context;
        var complaints = new ConcurrentQueue<string>();
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
                complaints.Enqueue(message.Text);
        };
        var workspace = await TestWorkspace.CreateAsync();
        var group = await workspace.Owner.GroupAsync("Billing");
        var refunds = await workspace.Owner.PublishAsync(
            "How refunds work",
            $"You get your **money** back.\n\n| a | {new string('w', 200)} |\n|---|---|\n| 1 | 2 |"
                + $"\n\n```\n{new string('c', 300)}\n```\n\n{new string('x', 300)}\n\n> Quoted.\n\n1. One\n2. Two",
            group: group
        );
        await workspace
            .Owner.PatchAsync(
                $"articles/{refunds}",
                new
                {
                    locale = "de",
                    title = "Rückerstattung",
                    content = "Geld zurück.",
                }
            )
            .MustAsync();
        await workspace.Owner.PostAsync($"articles/{refunds}/publish", null).MustAsync();
        var origin = (await TestHost.RunningAsync()).Client.BaseAddress!;

        await page.GotoAsync(new Uri(origin, $"/help/{workspace.Project.Id}/en").AbsoluteUri);
        await FitsAsync(page, width);
        await page.GetByRole(AriaRole.Searchbox).FillAsync("refnud");
        await page.GetByRole(AriaRole.Button, new() { Name = "Search" }).ClickAsync();
        await FitsAsync(page, width);
        await page.GetByRole(AriaRole.Link, new() { Name = "How refunds work" }).ClickAsync();
        await FitsAsync(page, width);
        Assert.That(await page.TitleAsync(), Is.EqualTo("How refunds work – Test"));
        Assert.That(await page.Locator("strong").EvaluateAsync<string>("e => getComputedStyle(e).color"), Is.Not.Empty);
        var background = await page.EvaluateAsync<string>("() => getComputedStyle(document.body).backgroundColor");
        Assert.That(background, Is.EqualTo(isDark ? "rgb(20, 23, 28)" : "rgb(251, 251, 253)"), "The style was let in by the policy.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Yes" }).ClickAsync();
        Assert.That(await page.GetByRole(AriaRole.Status).TextContentAsync(), Is.EqualTo("Thank you for telling us."));
        await page.GetByRole(AriaRole.Link, new() { Name = "Deutsch" }).ClickAsync();
        Assert.That(await page.GetByRole(AriaRole.Heading, new() { Level = 1 }).TextContentAsync(), Is.EqualTo("Rückerstattung"));
        await FitsAsync(page, width);
        await workspace.Owner.PublishAsync("كيف تعمل عمليات الاسترداد", "نص", "ar");
        await page.GotoAsync(new Uri(origin, $"/help/{workspace.Project.Id}/ar").AbsoluteUri);
        await FitsAsync(page, width);
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        Assert.That(await page.Locator(".search").IsVisibleAsync(), Is.False);

        Assert.That(complaints, Is.Empty);
        Assert.That(
            await workspace.Project.OneAsync<long>("select count(*) from article_feedback where project_id = @p and helpful"),
            Is.EqualTo(1)
        );
    }

    private static async Task FitsAsync(IPage page, int width)
    {
        Assert.That(
            await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth"),
            Is.LessThanOrEqualTo(width),
            $"{page.Url} has to be scrolled sideways."
        );
        var gap = await page.EvaluateAsync<double>(
            "() => document.querySelector('main').firstElementChild.getBoundingClientRect().top - "
                + "document.querySelector('header').getBoundingClientRect().bottom"
        );
        Assert.That(gap, Is.GreaterThanOrEqualTo(16), $"{page.Url} begins too close to its head.");
    }

    // Does everything that a reader could do by accident. Returns whether the trace was set.
    private static Task<bool> ProvokeAsync(IPage page) =>
        page.EvaluateAsync<bool>(
            """
            async () => {
                const stay = e => { if (!(e.target.closest && e.target.closest('a')?.protocol === 'javascript:')) e.preventDefault(); };
                document.addEventListener('click', stay, true);
                document.addEventListener('submit', e => e.preventDefault(), true);
                for (const e of document.querySelectorAll('*')) {
                    for (const type of ['mouseover', 'focus', 'error', 'load', 'toggle', 'animationstart', 'begin'])
                        e.dispatchEvent(new Event(type, { bubbles: true }));
                    e.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }));
                }
                const bad = [...document.querySelectorAll('[href],[src],[action],[formaction]')].some(e =>
                    ['href', 'src', 'action', 'formaction'].some(a =>
                        /^\W*(javascript|vbscript|data:text)/i.test((e.getAttribute(a) || '').replace(/[\s\x00-\x20]/g, ''))));
                await new Promise(done => setTimeout(done, 20));
                return window.__xss === 1 || bad || document.querySelector('script,iframe,object,embed,base,meta[http-equiv]') !== null;
            }
            """
        );

    private static async Task<bool> ShowAsync(IPage page, string html)
    {
        await page.GotoAsync("about:blank");
        await page.EvaluateAsync("html => { document.body.innerHTML = html; }", html);
        await page.WaitForTimeoutAsync(30);
        return await ProvokeAsync(page) || await page.EvaluateAsync<bool>("() => window.__xss === 1");
    }
}
