using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.Account.Events;

public class ListEventsTests
{
    [Test]
    public async Task Lists_the_last_that_occurred_first()
    {
        var workspace = await StartAsync();

        (await workspace.Owner.GetAsync("events")).MustMatch();
    }

    [TestCase("name=page_viewed", "e0|e3")]
    [TestCase("name=page", "")]
    [TestCase("contact_id={contact}", "e0|e1|e2")]
    [TestCase("company_id={company}", "e1|e2")]
    [TestCase("visitor_id={visitor}", "e0|e1|e2")]
    [TestCase("visitor_id=v-2", "e3")]
    [TestCase("visitor_id=v-9", "")]
    [TestCase("since=2026-01-02T00:00:00Z", "e1|e2|e3")]
    [TestCase("since=2026-01-02T00:00:00.001Z", "e2|e3")]
    [TestCase("until=2026-01-03T01:00:00%2B01:00", "e0|e1")]
    [TestCase("since=2026-01-02T00:00:00Z&until=2026-01-03T00:00:00Z", "e1")]
    [TestCase("name=page_viewed&visitor_id=v-1", "e0")]
    [TestCase("name=&contact_id=&company_id=&visitor_id=&since=&until=", "e0|e1|e2|e3")]
    public async Task Filters(string filter, string expected)
    {
        var workspace = await StartAsync();
        foreach (
            var (part, sql) in ((string, string)[])
                [
                    ("{contact}", "select id::text from contacts where project_id = @p"),
                    ("{company}", "select id::text from companies where project_id = @p"),
                    ("{visitor}", "select id::text from visitors where project_id = @p and visitor_id = 'v-1'"),
                ]
        )
            filter = filter.Replace(part, await workspace.Project.OneAsync<string>(sql), StringComparison.Ordinal);

        var found = await workspace.Owner.WalkAsync($"events?{filter}", "events", limit: 1);

        Assert.That(found.Texts("event_key"), Is.EqualTo(expected.Split('|', StringSplitOptions.RemoveEmptyEntries).Reverse()));
    }

    [TestCase("events")]
    [TestCase("events?name=page_viewed")]
    public async Task A_walk_repeats_none_and_misses_none_among_equal_instants_and_while_more_happens(string path)
    {
        var workspace = await TestWorkspace.CreateAsync();
        Task TrackAsync(string key, string at) =>
            workspace.Project.MustPostAsync(
                "track",
                new
                {
                    visitor_id = "v-1",
                    name = "page_viewed",
                    event_key = key,
                    occurred_at = at,
                }
            );
        for (var i = 0; i < 7; i++)
            await TrackAsync($"k{i}", "2026-01-01T00:00:00Z");

        var late = 0;
        var walked = await workspace.Owner.WalkAsync(path, "events", between: async () =>
        {
            await TrackAsync($"late{late++}", "2026-01-02T00:00:00Z");
            await TrackAsync($"late{late++}", "2026-01-01T00:00:00Z");
        });

        Assert.That(
            walked.Texts("event_key").Where(key => key!.StartsWith('k')),
            Is.EqualTo(Enumerable.Range(0, 7).Reverse().Select(i => $"k{i}"))
        );
        Assert.That(walked.Texts("id"), Is.Unique);
    }

    [TestCase("contact_id=x", "contact_id")]
    [TestCase("company_id=acme", "company_id")]
    [TestCase("visitor_id=%00", "visitor_id")]
    [TestCase("name=a%00", "name")]
    [TestCase("since=yesterday", "since")]
    [TestCase("since=2026-01-01T00:00:00+01:00", "since")]
    [TestCase("until=2026-02-30T00:00:00Z", "until")]
    [TestCase("until=2026-01-01T00:00:00", "until")]
    [TestCase("limit=201", "limit")]
    [TestCase("cursor=x", "cursor")]
    public async Task Refuses_a_filter_that_cannot_be_one(string query, string field)
    {
        var workspace = await TestWorkspace.CreateAsync();

        (await workspace.Owner.GetAsync($"events?{query}")).MustName(field);
    }

    [TestCase("since=0001-01-01T00:00:00Z")]
    [TestCase("until=9999-12-31T23:59:59.9999999Z")]
    [TestCase("since=0001-01-01T00:00:00%2B14:00")]
    public async Task The_ends_of_time_are_no_defect(string query)
    {
        var workspace = await TestWorkspace.CreateAsync();

        Assert.That((await workspace.Owner.GetAsync($"events?{query}")).Status, Is.EqualTo(200).Or.EqualTo(422));
    }

    [TestCase("events")]
    [TestCase("events?visitor_id=v-1")]
    public async Task Anothers_events_are_not_listed(string path)
    {
        await StartAsync();
        var stranger = await TestWorkspace.CreateAsync();

        Assert.That((await stranger.Owner.GetAsync(path).MustAsync()).GetProperty("events").GetArrayLength(), Is.Zero);
    }

    private static async Task<TestWorkspace> StartAsync()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var project = workspace.Project;
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
                name = "page_viewed",
                event_key = "e0",
                occurred_at = "2026-01-01T00:00:00Z",
                value = "home",
                metadata = new { a = 1 },
            }
        );
        await project.MustPostAsync(
            "track",
            new
            {
                visitor_id = "v-1",
                name = "seat_added",
                event_key = "e1",
                occurred_at = "2026-01-02T00:00:00Z",
                value = 1.10m,
                entity = "company",
            }
        );
        await project.MustPostAsync(
            "track",
            new
            {
                visitor_id = "v-1",
                name = "invited",
                event_key = "e2",
                occurred_at = "2026-01-03T00:00:00Z",
                company_id = "acme",
            }
        );
        await project.MustPostAsync(
            "track",
            new
            {
                visitor_id = "v-2",
                name = "page_viewed",
                event_key = "e3",
                occurred_at = "2026-01-04T00:00:00Z",
            }
        );
        return workspace;
    }
}
