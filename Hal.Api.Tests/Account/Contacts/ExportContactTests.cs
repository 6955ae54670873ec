using System.Text.RegularExpressions;
using Hal.Api.Http;
using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.Account.Contacts;

/// <summary>Contract 5: one file with everything that is held on a person. The audit records the export.</summary>
public partial class ExportContactTests
{
    [Test]
    public async Task Contains_every_row_that_mentions_the_person()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var project = workspace.Project;
        await project.MustPostAsync(
            "identify",
            new
            {
                visitor_id = "v-2",
                email = "ana@acme.example",
                phone = "+2",
            }
        );
        var merged = await project.OneAsync<Guid>("select id from contacts where project_id = @p");
        await project.MustPostAsync(
            "track",
            new
            {
                visitor_id = "v-1",
                name = "came",
                occurred_at = "2026-05-01T10:00:00Z",
            }
        );
        var id = (
            await project.MustPostAsync(
                "identify",
                new
                {
                    visitor_id = "v-1",
                    user_id = "u-1",
                    name = "Ana",
                    company = new
                    {
                        id = "acme",
                        name = "Acme",
                        stage = "Lead",
                    },
                }
            )
        ).Text("contact", "id");
        await project.MustPostAsync("set-deal", new { visitor_id = "v-1", deal_value = 12.50m });
        await project.MustPostAsync(
            "track",
            new
            {
                visitor_id = "v-1",
                name = "bought",
                value = 12.50m,
                entity = "company",
                event_key = "k",
                occurred_at = "2026-05-01T11:00:00Z",
                metadata = new { plan = "pro" },
            }
        );
        await workspace.Owner.PostAsync($"contacts/{id}/merge", new { other_id = merged }).MustAsync();
        await project.ExecuteAsync(
            """
            insert into conversations (project_id, id, visitor_id, contact_id, last_message_at, created_at, updated_at)
            select project_id, gen_random_uuid(), id, contact_id, now(), now(), now()
            from visitors
            where project_id = @p and visitor_id = 'v-1';
            insert into messages (project_id, id, conversation_id, position, author_type, author_id, content, internal, created_at)
            select project_id, gen_random_uuid(), id, 2, 'member', gen_random_uuid(), 'A note', true, now()
            from conversations
            where project_id = @p;
            insert into messages (project_id, id, conversation_id, position, author_type, author_id, content, created_at)
            select project_id, gen_random_uuid(), id, 1, 'visitor', visitor_id, 'Hello', now()
            from conversations
            where project_id = @p
            """
        );

        var exchange = await workspace.Owner.GetAsync($"contacts/{id}/export");

        Masked(exchange).MustMatch();
        Assert.That(exchange.Headers["Content-Disposition"], Is.EqualTo($"attachment; filename=\"contact-{id}.json\""));
    }

    [Test]
    public async Task Contains_nothing_of_others()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var project = workspace.Project;
        await project.MustPostAsync(
            "identify",
            new
            {
                visitor_id = "shared",
                user_id = "bo",
                company = new { id = "acme", stage = "Lead" },
            }
        );
        await project.MustPostAsync("track", new { visitor_id = "shared", name = "of bo" });
        await project.MustPostAsync(
            "identify",
            new
            {
                visitor_id = "v-bo",
                user_id = "bo",
                name = "Bo",
            }
        );
        await project.MustPostAsync("set-stage", new { visitor_id = "v-bo", stage = "Won" });
        var id = (await project.MustPostAsync("identify", new { visitor_id = "shared", user_id = "ana" })).Text("contact", "id");

        var export = (await workspace.Owner.GetAsync($"contacts/{id}/export").MustAsync()).GetProperty("export");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(export.GetProperty("events").GetArrayLength(), Is.Zero);
            Assert.That(export.GetProperty("visitors").GetArrayLength(), Is.EqualTo(1));
            Assert.That(export.GetProperty("companies").GetArrayLength(), Is.Zero);
            Assert.That(export.GetRawText(), Does.Not.Contain("\"Bo\"").And.Not.Contain("v-bo").And.Not.Contain("Won"));
        }
    }

    [Test]
    public async Task Is_complete_for_a_person_with_many_events()
    {
        const int Many = 20_000;
        var workspace = await TestWorkspace.CreateAsync();
        var project = workspace.Project;
        var id = (await project.MustPostAsync("identify", new { visitor_id = "v-1", user_id = "u-1" })).Text("contact", "id");
        await project.ExecuteAsync(
            """
            insert into events (project_id, id, visitor_id, contact_id, entity, name, source, occurred_at, created_at)
            select v.project_id, uuid_v7(now()), v.id, v.contact_id, 'visitor', 'e' || i, 'widget', now() + i * interval '1 ms', now()
            from visitors v, generate_series(1, @Many) i
            where v.project_id = @p
            """,
            new { Many }
        );

        var export = (await workspace.Owner.GetAsync($"contacts/{id}/export").MustAsync()).GetProperty("export");

        Assert.That(
            export.GetProperty("events").EnumerateArray().Select(e => e.GetProperty("name").GetString()),
            Is.EqualTo(Enumerable.Range(1, Many).Select(i => $"e{i}"))
        );
    }

    [Test]
    public async Task Is_recorded_in_the_audit()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var id = (await workspace.Owner.PostAsync("contacts", new { name = "Ana" }).MustAsync()).Text("contact", "id");

        var first = await workspace.Owner.GetAsync($"contacts/{id}/export");
        var second = await workspace.Owner.GetAsync($"contacts/{id}/export").MustAsync();

        Assert.That(
            await workspace.Project.RowsAsync<string>(
                """
                select concat_ws(' ', action, actor, project = @p, target, fields, request)
                from audit_entries
                where account_id = @account and action = 'export_contact'
                order by id
                limit 1
                """,
                new { account = workspace.AccountId }
            ),
            Is.EqualTo([$"export_contact member:{workspace.Owner.Id} t {id} {{}} {first.Headers["X-Request-Id"]}"])
        );
        Assert.That(
            second.GetProperty("export").GetProperty("audit").EnumerateArray().Texts("action"),
            Is.EqualTo(["create_contact", "export_contact"])
        );
    }

    [Test]
    public async Task An_unknown_contact_is_404_and_leaves_no_record()
    {
        var workspace = await TestWorkspace.CreateAsync();

        var refused = (await workspace.Owner.GetAsync($"contacts/{Guid.CreateVersion7()}/export")).MustBe(404, "not_found");

        Assert.That(refused.Headers, Does.Not.ContainKey("Content-Disposition"));
        Assert.That(
            await workspace.Project.OneAsync<long>(
                "select count(*) from audit_entries where account_id = @account",
                new { account = workspace.AccountId }
            ),
            Is.Zero
        );
    }

    // last_seen_at is written in the background, and any two instants may be equal.
    private static Exchange Masked(Exchange exchange) =>
        exchange with
        {
            Text = Instant().Replace(exchange.Text, "2026-01-01T00:00:00.000Z"),
        };

    [GeneratedRegex(@"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|\+00:00)")]
    private static partial Regex Instant();
}
