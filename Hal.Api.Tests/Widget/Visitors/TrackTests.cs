using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.Widget.Visitors;

public class TrackTests
{
    private const string Row = """
        select concat_ws(' ', v.visitor_id, e.entity, e.name, e.value::text, coalesce(e.event_key, '-'), e.metadata::text, e.source,
            to_char(e.occurred_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), e.contact_id is not distinct from v.contact_id)
        from events e
        join visitors v on v.project_id = e.project_id and v.id = e.visitor_id
        where e.project_id = @p
        order by e.id
        """;

    [Test]
    public async Task Stores_the_event_of_a_new_visitor()
    {
        var project = await TestProject.CreateAsync();

        var exchange = await project.PostAsync("track", new { visitor_id = "v-1", name = "page_viewed" });

        exchange.MustMatch();
        Assert.That(
            await project.OneAsync<int>("select count(*)::int from visitors where project_id = @p and visitor_id = 'v-1'"),
            Is.EqualTo(1)
        );
    }

    [Test]
    public async Task Stores_all_that_is_sent_for_an_identified_visitor()
    {
        var project = await TestProject.CreateAsync();
        await project.MustPostAsync("identify", new { visitor_id = "v-1", user_id = "u-1" });

        var exchange = await project.PostAsync(
            "track",
            new
            {
                visitor_id = "v-1",
                name = " plan_upgraded ",
                value = 49.90m,
                entity = "visitor",
                event_key = "up-1",
                occurred_at = "2026-01-31T09:30:00.1239+02:00",
                metadata = new { plan = "pro 😀", none = (string?)null },
            }
        );

        exchange.MustMatch();
        Assert.That(
            await project.OneAsync<string>(Row),
            Is.EqualTo("""v-1 visitor plan_upgraded 49.90 up-1 {"plan": "pro 😀"} widget 2026-01-31T07:30:00.123Z t""")
        );
    }

    [TestCase("\"\"")]
    [TestCase("\"pro\"")]
    [TestCase("1.10")]
    [TestCase("12345678901234567890.5")]
    [TestCase("true")]
    [TestCase("false")]
    [TestCase("null")]
    public async Task Answers_the_value_as_it_was_sent(string value)
    {
        var project = await TestProject.CreateAsync();

        var exchange = await project.PostRawAsync(
            "track",
            $$"""{"project_id":"{{project.Id}}","visitor_id":"v-1","name":"n","value":{{value}}}"""
        );

        using (Assert.EnterMultipleScope())
        {
            Assert.That(exchange.Status, Is.EqualTo(201), exchange.Text);
            Assert.That(exchange.Body.GetProperty("event").GetProperty("value").GetRawText(), Is.EqualTo(value));
            Assert.That(
                await project.OneAsync<string?>("select value::text from events where project_id = @p"),
                Is.EqualTo(value == "null" ? null : value)
            );
        }
    }

    [Test]
    public async Task Stores_one_event_for_each_call_without_a_key()
    {
        var project = await TestProject.CreateAsync();
        var body = new
        {
            visitor_id = "v-1",
            name = "clicked",
            event_key = " ",
        };

        var (first, second) = (await project.PostAsync("track", body), await project.PostAsync("track", body));

        using (Assert.EnterMultipleScope())
        {
            Assert.That((first.Status, second.Status), Is.EqualTo((201, 201)));
            Assert.That(await project.OneAsync<int>("select count(*)::int from events where project_id = @p"), Is.EqualTo(2));
        }
    }

    [Test]
    public async Task Takes_the_longest_name_value_and_key()
    {
        var project = await TestProject.CreateAsync();

        await project.MustPostAsync(
            "track",
            new
            {
                visitor_id = new string('v', 255),
                name = new string('n', 100),
                value = new string('x', 1_000),
                event_key = new string('k', 255),
            }
        );

        Assert.That(
            await project.OneAsync<int>(
                "select length(name) + length(value #>> '{}') + length(event_key) from events where project_id = @p"
            ),
            Is.EqualTo(1_355)
        );
    }

    [Test]
    public async Task Refuses_what_is_not_an_event()
    {
        var project = await TestProject.CreateAsync();
        var before = await project.FingerprintAsync();

        var exchange = await project.PostAsync(
            "track",
            new
            {
                visitor_id = "v-1",
                name = new string('n', 101),
                value = new { amount = 1 },
                entity = "contact",
                company_id = "",
                event_key = new string('k', 256),
                occurred_at = "yesterday",
                metadata = new { a = new { b = new { c = new { d = new { e = new { f = 1 } } } } } },
            }
        );

        exchange.MustBe(422, "validation_failed").MustMatch();
        Assert.That(await project.FingerprintAsync(), Is.EqualTo(before));
    }

    [Test]
    public async Task Refuses_an_event_long_ago_or_far_ahead()
    {
        var project = await TestProject.CreateAsync();

        (
            await project.PostAsync(
                "track",
                new
                {
                    visitor_id = "v-1",
                    name = "n",
                    occurred_at = "1999-12-31T23:59:59.999Z",
                }
            )
        ).MustName("occurred_at");
        (
            await project.PostAsync(
                "track",
                new
                {
                    visitor_id = "v-1",
                    name = "n",
                    occurred_at = DateTimeOffset.UtcNow.AddHours(25),
                }
            )
        ).MustName("occurred_at");
        await project.MustPostAsync(
            "track",
            new
            {
                visitor_id = "v-1",
                name = "n",
                occurred_at = DateTimeOffset.UtcNow.AddHours(23),
            }
        );
        await project.MustPostAsync(
            "track",
            new
            {
                visitor_id = "v-1",
                name = "n",
                occurred_at = "2000-01-01T00:00:00Z",
            }
        );
    }

    [Test]
    public async Task Refuses_a_value_that_is_a_list_or_an_object()
    {
        var project = await TestProject.CreateAsync();

        (
            await project.PostAsync(
                "track",
                new
                {
                    visitor_id = "v-1",
                    name = "n",
                    value = Array.Empty<int>(),
                }
            )
        ).MustName("value");
        (
            await project.PostAsync(
                "track",
                new
                {
                    visitor_id = "v-1",
                    name = "n",
                    value = new { },
                }
            )
        ).MustName("value");
        (
            await project.PostAsync(
                "track",
                new
                {
                    visitor_id = "v-1",
                    name = "n",
                    value = new string('x', 1_001),
                }
            )
        ).MustName("value");
    }

    [Test]
    public async Task Refuses_a_number_of_more_digits_than_can_be_kept()
    {
        var project = await TestProject.CreateAsync();
        var digits = new string('7', 140_000);

        (
            await project.PostRawAsync("track", $$"""{"project_id":"{{project.Id}}","visitor_id":"v-1","name":"n","value":{{digits}}}""")
        ).MustName("value");
        (
            await project.PostRawAsync("track", $$"""{"project_id":"{{project.Id}}","visitor_id":"v-1","name":"n","value":0.{{digits}}}""")
        ).MustName("value");
    }

    [Test]
    public async Task Wants_a_proof_for_an_identified_visitor_where_the_project_requires_it()
    {
        var project = await TestProject.CreateAsync();
        await project.MustPostAsync("identify", new { visitor_id = "v-1", user_id = "u-1" });
        await project.SetAsync("identity_verification_required = true");
        var before = await project.FingerprintAsync();

        (await project.PostAsync("track", new { visitor_id = "v-1", name = "n" }))
            .MustBe(401, "identity_verification_required")
            .MustMatch();
        Assert.That(await project.FingerprintAsync(), Is.EqualTo(before));
        await project.MustPostAsync(
            "track",
            new
            {
                visitor_id = "v-1",
                name = "n",
                user_hash = project.Hash("v-1"),
            }
        );
        await project.MustPostAsync("track", new { visitor_id = "v-anonymous", name = "n" });
    }
}
