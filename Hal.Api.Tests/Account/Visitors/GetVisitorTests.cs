using System.Text.Json;
using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.Account.Visitors;

/// <summary>Contract 5: members read a visitor.</summary>
public class GetVisitorTests
{
    [Test]
    public async Task Shows_an_anonymous_visitor_with_its_properties()
    {
        var workspace = await TestWorkspace.CreateAsync();
        await workspace.Project.MustPostAsync(
            "set-properties",
            new
            {
                visitor_id = "v-1",
                name = "Ana",
                phone = "1",
                metadata = new { theme = "dark" },
            }
        );

        var list = await workspace.Owner.GetAsync("visitors?visitor_id=v-1").MustAsync();
        var exchange = await workspace.Owner.GetAsync($"visitors/{list.GetProperty("visitors")[0].Text("id")}");

        (
            exchange with
            {
                Headers = exchange.Headers.Where(h => h.Key != "ETag").ToDictionary(StringComparer.OrdinalIgnoreCase),
            }
        ).MustMatch();
        Assert.That(JsonElement.DeepEquals(list.GetProperty("visitors")[0], exchange.Body.GetProperty("visitor")), exchange.Text);
    }

    [Test]
    public async Task Shows_an_identified_one_with_its_contact_and_company()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var ana = await workspace.Project.MustPostAsync(
            "identify",
            new
            {
                visitor_id = "v-1",
                user_id = "u-1",
                company = new { id = "acme" },
                user_hash = workspace.Project.Hash("v-1"),
            }
        );

        var visitor = (await workspace.Owner.GetAsync($"visitors/{ana.Text("visitor", "id")}").MustAsync()).GetProperty("visitor");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(visitor.Text("visitor_id"), Is.EqualTo("v-1"));
            Assert.That(visitor.Text("contact_id"), Is.EqualTo(ana.Text("contact", "id")));
            Assert.That(visitor.Text("active_company_id"), Is.EqualTo(ana.Text("company", "id")));
            Assert.That(visitor.GetProperty("verified").GetBoolean(), Is.True);
        }
    }

    [Test]
    public async Task The_ETag_fits_until_the_visitor_is_written_or_seen_again()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var made = await workspace.Project.MustPostAsync("set-properties", new { visitor_id = "v-1", metadata = new { a = 1 } });
        var path = $"visitors/{made.Text("visitor", "id")}";
        async Task<int> StatusAsync(string tag) => (await workspace.Owner.GetAsync(path, ("If-None-Match", tag))).Status;
        var first = (await workspace.Owner.GetAsync(path)).Headers["ETag"];
        Assert.That(await StatusAsync(first), Is.EqualTo(304));

        await workspace.Project.ExecuteAsync("update visitors set last_seen_at = last_seen_at + interval '1 ms' where project_id = @p");
        var second = (await workspace.Owner.GetAsync(path)).Headers["ETag"];
        await workspace.Project.MustPostAsync("set-properties", new { visitor_id = "v-1", metadata = new { a = 2 } });

        Assert.That(new[] { await StatusAsync(first), await StatusAsync(second) }, Is.All.EqualTo(200));
    }

    [Test]
    public async Task Answers_another_project_s_visitor_like_one_that_does_not_exist()
    {
        var (workspace, stranger) = (await TestWorkspace.CreateAsync(), await TestWorkspace.CreateAsync());
        var made = await workspace.Project.MustPostAsync("track", new { visitor_id = "v-1", name = "page_viewed" });
        Assert.That(made.ValueKind, Is.EqualTo(JsonValueKind.Object));
        var id = await workspace.Project.OneAsync<Guid>("select id from visitors where project_id = @p");

        (await stranger.Owner.GetAsync($"visitors/{id}")).MustBe(404, "not_found");
        Assert.That(
            (await stranger.Owner.GetAsync("visitors?visitor_id=v-1").MustAsync()).GetProperty("visitors").GetArrayLength(),
            Is.Zero
        );
    }
}
