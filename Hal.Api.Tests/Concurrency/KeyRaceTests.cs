using Hal.Api.Http;
using Hal.Api.Tests.Account.Companies;
using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.Concurrency;

/// <summary>A backend sends the same call many times at once, through two instances of the service (contract 6).</summary>
public class KeyRaceTests
{
    private const int Calls = 64;

    [Test]
    public async Task Of_many_calls_with_one_event_key_one_makes_the_event_the_contact_and_the_company()
    {
        var (workspace, keys) = await BeginAsync("events:write");
        for (var round = 0; round < 5; round++)
        {
            var body = new
            {
                name = "a",
                event_key = $"k-{round}",
                user_id = $"u-{round}",
                email = $"p{round}@acme.example",
                company_id = $"acme-{round}",
                metadata = new { round },
            };

            var answers = await Race.AtOnceAsync(Calls, i => keys[i % 2].PostAsync("events/track", body));

            Assert.That(answers.Select(a => a.Status), Has.Exactly(1).EqualTo(201).And.Exactly(Calls - 1).EqualTo(200), Failures(answers));
            Assert.That(
                answers
                    .Select(a => (a.Body.Text("event", "id"), a.Body.Text("event", "contact_id"), a.Body.Text("event", "company_id")))
                    .Distinct()
                    .Count(),
                Is.EqualTo(1)
            );
            foreach (var table in new[] { "events", "contacts", "companies", "contact_companies" })
                Assert.That(
                    await workspace.Project.OneAsync<long>($"select count(*) from {table} where project_id = @p"),
                    Is.EqualTo(round + 1),
                    table
                );
        }
    }

    [Test]
    public async Task Of_many_events_of_one_new_contact_and_company_none_is_lost_and_no_key_of_metadata()
    {
        var (workspace, keys) = await BeginAsync("events:write");
        for (var round = 0; round < 3; round++)
        {
            var answers = await Race.AtOnceAsync(Calls, i => keys[i % 2]
                    .PostAsync(
                        "events/track",
                        new
                        {
                            name = "a",
                            email = $"p{round}@acme.example",
                            company_id = $"acme-{round}",
                            metadata = new Dictionary<string, int> { [$"k{i}"] = i },
                            company = new { metadata = new Dictionary<string, int> { [$"k{i}"] = i } },
                        }
                    ));

            Assert.That(answers.Select(a => a.Status), Is.All.EqualTo(201), Failures(answers));
            Assert.That(
                answers.Select(a => (a.Body.Text("event", "contact_id"), a.Body.Text("event", "company_id"))).Distinct().Count(),
                Is.EqualTo(1)
            );
            Assert.That(
                await workspace.Project.OneAsync<long>("select count(*) from events where project_id = @p"),
                Is.EqualTo(Calls * (round + 1))
            );
            foreach (var table in new[] { "contacts", "companies" })
            {
                Assert.That(
                    await workspace.Project.OneAsync<long>(
                        $"select count(*) from {table} t, jsonb_object_keys(t.metadata) where t.project_id = @p"
                    ),
                    Is.EqualTo(Calls * (round + 1)),
                    table
                );
            }
        }
    }

    [Test]
    public async Task While_members_delete_what_an_event_belongs_to_it_is_decided_again()
    {
        var (workspace, keys) = await BeginAsync("events:write");
        var body = new
        {
            name = "a",
            user_id = "u-1",
            company_id = "acme",
        };
        for (var round = 0; round < 4; round++)
        {
            var made = await keys[0].PostAsync("events/track", body).MustAsync();

            var answers = await Race.AtOnceAsync(16, i => i switch
                {
                    5 => workspace.Owner.DeleteAsync($"contacts/{made.Text("event", "contact_id")}"),
                    9 => workspace.Owner.DeleteAsync($"companies/{made.Text("event", "company_id")}"),
                    _ => keys[i % 2].PostAsync("events/track", body),
                });

            Assert.That(answers.Select(a => a.Status), Is.All.InRange(200, 204), Failures(answers));
        }
    }

    [Test]
    public async Task Of_many_changes_of_one_company_none_is_lost()
    {
        var (workspace, keys) = await BeginAsync("companies:write");
        var id = await workspace.AddCompanyAsync(new { name = "Acme" });

        var answers = await Race.AtOnceAsync(Calls, i =>
            keys[i % 2].PatchAsync($"companies/{id}", new { metadata = new Dictionary<string, int> { [$"k{i}"] = i } })
        );

        Assert.That(answers.Select(a => a.Status), Is.All.EqualTo(200), Failures(answers));
        Assert.That((await workspace.CompanyAsync(id)).GetProperty("metadata").EnumerateObject().Count(), Is.EqualTo(Calls));
        Assert.That(answers.Select(a => a.Headers["ETag"]), Is.Unique);
    }

    [Test]
    public async Task Of_many_sends_with_one_client_message_id_one_is_stored()
    {
        var (workspace, keys) = await BeginAsync("conversations:write");
        var (_, started) = await TestVisitor.BeginAsync(workspace.Project, "v-1");
        var path = $"conversations/{started.Text("conversation", "id")}/messages";
        for (var round = 0; round < 5; round++)
        {
            var answers = await Race.AtOnceAsync(Calls, i =>
                keys[i % 2].PostAsync(path, new { content = $"{i}", client_message_id = $"m-{round}" })
            );

            Assert.That(answers.Select(a => a.Status), Has.Exactly(1).EqualTo(201).And.Exactly(Calls - 1).EqualTo(200), Failures(answers));
            Assert.That(answers.Select(a => a.Body.GetProperty("message").ToString()).Distinct().Count(), Is.EqualTo(1));
            Assert.That(
                await workspace.Project.OneAsync<string>(
                    "select concat_ws('|', message_count, (select count(*) from messages where project_id = @p)) "
                        + "from conversations where project_id = @p"
                ),
                Is.EqualTo($"{round + 2}|{round + 2}")
            );
        }
    }

    [Test]
    public async Task Of_many_sends_at_once_none_is_lost()
    {
        var (workspace, keys) = await BeginAsync("conversations:write");
        var (_, started) = await TestVisitor.BeginAsync(workspace.Project, "v-1");
        var path = $"conversations/{started.Text("conversation", "id")}/messages";

        var answers = await Race.AtOnceAsync(Calls, i =>
            keys[i % 2].PostAsync(path, new { content = $"{i}", client_message_id = $"m-{i}" })
        );

        Assert.That(answers.Select(a => a.Status), Is.All.EqualTo(201), Failures(answers));
        Assert.That(
            await workspace.Project.RowsAsync<int>("select position::int from messages where project_id = @p order by position"),
            Is.EqualTo(Enumerable.Range(1, Calls + 1))
        );
    }

    private static async Task<(TestWorkspace Workspace, TestKey[] Keys)> BeginAsync(params string[] scopes)
    {
        var workspace = await TestWorkspace.CreateAsync();
        var key = await workspace.AddKeyAsync(scopes);
        return (workspace, [key, key.Through(await Race.SecondClientAsync())]);
    }

    private static string Failures(IEnumerable<Exchange> answers) =>
        string.Join('\n', answers.Where(a => a.Status >= 300).Select(a => a.Text).Distinct());
}
