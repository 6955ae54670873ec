using System.Text.Json;
using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.Widget.Visitors;

public class TrackBatchTests
{
    [Test]
    public async Task Answers_for_each_event_in_order()
    {
        var project = await TestProject.CreateAsync();
        await project.MustPostAsync(
            "identify",
            new
            {
                visitor_id = "v-1",
                user_id = "u-1",
                company = new { id = "acme" },
            }
        );
        await project.MustPostAsync(
            "track",
            new
            {
                visitor_id = "v-1",
                name = "known",
                event_key = "k",
                occurred_at = "2026-01-31T09:30:00Z",
            }
        );

        var exchange = await project.PostAsync(
            "track/batch",
            new
            {
                visitor_id = "v-1",
                events = new object?[]
                {
                    new { name = "viewed", value = "/pricing" },
                    new { name = "" },
                    new { name = "known again", event_key = "k" },
                    new { name = "started", entity = "company" },
                    new { name = "elsewhere", company_id = "nowhere" },
                    new
                    {
                        name = "odd",
                        value = Array.Empty<int>(),
                        metadata = 7,
                    },
                    7,
                    null,
                    new { name = 7 },
                },
            }
        );

        exchange.MustMatch();
        Assert.That(
            await project.RowsAsync<string>("select name from events where project_id = @p"),
            Is.EquivalentTo((string[])["known", "viewed", "started"])
        );
    }

    [TestCase(1)]
    [TestCase(100)]
    public async Task Takes_up_to_a_hundred_events(int count)
    {
        var project = await TestProject.CreateAsync();

        var answer = await project.MustPostAsync("track/batch", new { visitor_id = "v-1", events = Events(count) });

        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                answer.GetProperty("results").EnumerateArray().Select(r => r.GetProperty("event").GetProperty("name").GetString()),
                Is.EqualTo(Enumerable.Range(0, count).Select(i => $"n-{i}"))
            );
            Assert.That(Statuses(answer), Is.All.EqualTo("created"));
            Assert.That(await project.OneAsync<int>("select count(distinct id)::int from events where project_id = @p"), Is.EqualTo(count));
        }
    }

    [TestCase(0)]
    [TestCase(101)]
    public async Task Refuses_none_and_too_many(int count)
    {
        var project = await TestProject.CreateAsync();
        var before = await project.FingerprintAsync();

        (await project.PostAsync("track/batch", new { visitor_id = "v-1", events = Events(count) })).MustName("events").MustMatch();
        Assert.That(await project.FingerprintAsync(), Is.EqualTo(before));
    }

    [Test]
    public async Task Makes_no_visitor_for_events_that_are_all_rejected()
    {
        var project = await TestProject.CreateAsync();

        var answer = await project.MustPostAsync(
            "track/batch",
            new { visitor_id = "v-1", events = new[] { new { name = "" }, new { name = " " } } }
        );

        using (Assert.EnterMultipleScope())
        {
            Assert.That(Statuses(answer), Is.EqualTo((string[])["rejected", "rejected"]));
            Assert.That(await project.OneAsync<int>("select count(*)::int from visitors where project_id = @p"), Is.Zero);
        }
    }

    [Test]
    public async Task Stores_the_first_of_two_events_with_one_key()
    {
        var project = await TestProject.CreateAsync();

        var answer = await project.MustPostAsync(
            "track/batch",
            new { visitor_id = "v-1", events = new[] { new { name = "first", event_key = "k" }, new { name = "second", event_key = "k" } } }
        );

        var ids = answer.GetProperty("results").EnumerateArray().Select(r => r.GetProperty("event").GetProperty("id").GetGuid()).ToList();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Statuses(answer), Is.EqualTo((string[])["created", "duplicate"]));
            Assert.That(ids[1], Is.EqualTo(ids[0]));
            Assert.That(answer.GetProperty("results")[1].GetProperty("event").GetProperty("duplicate").GetBoolean());
            Assert.That(await project.RowsAsync<string>("select name from events where project_id = @p"), Is.EqualTo((string[])["first"]));
        }
    }

    [Test]
    public async Task A_rejected_event_does_not_use_up_its_key()
    {
        var project = await TestProject.CreateAsync();

        var answer = await project.MustPostAsync(
            "track/batch",
            new
            {
                visitor_id = "v-1",
                events = new object[]
                {
                    new
                    {
                        name = "n",
                        event_key = "k",
                        entity = "company",
                    },
                    new { name = "n", event_key = "k" },
                },
            }
        );

        Assert.That(Statuses(answer), Is.EqualTo((string[])["rejected", "created"]));
    }

    [Test]
    public async Task A_batch_sent_again_stores_nothing()
    {
        var project = await TestProject.CreateAsync();
        var body = new
        {
            visitor_id = "v-1",
            events = new[] { new { name = "a", event_key = "k-1" }, new { name = "b", event_key = "k-2" } },
        };
        await project.MustPostAsync("track/batch", body);
        var before = await project.FingerprintAsync();

        var answer = await project.MustPostAsync("track/batch", body);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(Statuses(answer), Is.All.EqualTo("duplicate"));
            Assert.That(await project.FingerprintAsync(), Is.EqualTo(before));
        }
    }

    [Test]
    public async Task An_event_of_another_visitor_returns_only_ids()
    {
        var project = await TestProject.CreateAsync();
        await project.MustPostAsync(
            "track",
            new
            {
                visitor_id = "v-1",
                name = "secret_name",
                value = "secret value",
                event_key = "k",
            }
        );

        var answer = await project.MustPostAsync(
            "track/batch",
            new { visitor_id = "v-2", events = new[] { new { name = "mine", event_key = "k" } } }
        );

        using (Assert.EnterMultipleScope())
        {
            Assert.That(Statuses(answer), Is.EqualTo((string[])["duplicate"]));
            Assert.That(answer.GetRawText(), Does.Not.Contain("secret"));
        }
    }

    [Test]
    public async Task A_key_of_another_project_is_another_key()
    {
        var (one, other) = (await TestProject.CreateAsync(), await TestProject.CreateAsync());
        var body = new { visitor_id = "v-1", events = new[] { new { name = "n", event_key = "k" } } };
        await one.MustPostAsync("track/batch", body);

        Assert.That(Statuses(await other.MustPostAsync("track/batch", body)), Is.EqualTo((string[])["created"]));
    }

    [Test]
    public async Task Wants_a_proof_for_an_identified_visitor_where_the_project_requires_it()
    {
        var project = await TestProject.CreateAsync();
        await project.MustPostAsync("identify", new { visitor_id = "v-1", user_id = "u-1" });
        await project.SetAsync("identity_verification_required = true");
        var before = await project.FingerprintAsync();

        (await project.PostAsync("track/batch", new { visitor_id = "v-1", events = Events(2) }))
            .MustBe(401, "identity_verification_required")
            .MustMatch();
        Assert.That(await project.FingerprintAsync(), Is.EqualTo(before));
    }

    private static object[] Events(int count) => [.. Enumerable.Range(0, count).Select(i => new { name = $"n-{i}" })];

    private static IEnumerable<string?> Statuses(JsonElement answer) =>
        answer.GetProperty("results").EnumerateArray().Select(r => r.GetProperty("status").GetString());
}
