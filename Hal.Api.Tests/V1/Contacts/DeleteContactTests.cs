using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.V1.Contacts;

/// <summary>Contract 6: a contact goes, and what others still have stays.</summary>
public class DeleteContactTests
{
    [Test]
    public async Task Frees_the_visitors_and_keeps_what_a_visitor_or_company_still_has()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var project = workspace.Project;
        var key = await workspace.AddKeyAsync();
        var identified = await project.MustPostAsync(
            "identify",
            new
            {
                visitor_id = "v-1",
                email = "ana@acme.example",
                company = new { id = "acme" },
                user_hash = project.Hash("v-1"),
            }
        );
        var id = identified.GetProperty("contact").GetProperty("id").GetGuid();
        await project.MustPostAsync(
            "identify",
            new
            {
                visitor_id = "v-2",
                email = "bo@acme.example",
                company = new { id = "acme" },
            }
        );
        await project.MustPostAsync(
            "track",
            new
            {
                visitor_id = "v-1",
                name = "of the visitor",
                user_hash = project.Hash("v-1"),
            }
        );
        await project.MustPostAsync("track", new { visitor_id = "v-2", name = "of another" });
        await project.ExecuteAsync(
            """
            insert into events (project_id, id, contact_id, company_id, entity, name, source, occurred_at, created_at)
            values (@p, gen_random_uuid(), @id, (select id from companies where project_id = @p and external_id = 'acme'), 'company',
                    'of the company', 'v1', now(), now()),
                   (@p, gen_random_uuid(), @id, null, 'visitor', 'of the contact alone', 'v1', now(), now())
            """,
            new { id }
        );

        (await key.DeleteAsync($"contacts/{id}")).MustMatch();

        (await key.GetAsync($"contacts/{id}")).MustBe(404, "not_found");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                await project.OneAsync<string>(
                    "select concat_ws('|', contact_id is null, active_company_id is null, verified, version > 1) from visitors "
                        + "where project_id = @p and visitor_id = 'v-1'"
                ),
                Is.EqualTo("t|t|f|t")
            );
            Assert.That(
                await project.RowsAsync<string>("select email from contacts where project_id = @p"),
                Is.EqualTo(new[] { "bo@acme.example" })
            );
            Assert.That(await project.OneAsync<long>("select count(*) from contact_companies where project_id = @p"), Is.EqualTo(1));
            Assert.That(await project.OneAsync<long>("select count(*) from companies where project_id = @p"), Is.EqualTo(1));
            Assert.That(
                await project.RowsAsync<string>("select name from events where project_id = @p and contact_id is null order by name"),
                Is.EqualTo(new[] { "of the company", "of the visitor" })
            );
            Assert.That(
                await project.RowsAsync<string>("select name from events where project_id = @p and contact_id is not null"),
                Is.EqualTo(new[] { "of another" })
            );
        }

        // Nobody's proof is wanted any more, since nobody is there to be proven.
        await project.MustPostAsync("track", new { visitor_id = "v-1", name = "again" });
    }

    [Test]
    public async Task Forgets_what_was_merged_into_it()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var project = workspace.Project;
        var key = await workspace.AddKeyAsync();
        var absorbed = (await project.MustPostAsync("identify", new { visitor_id = "v-1", email = "ana@acme.example" }))
            .GetProperty("contact")
            .GetProperty("id");
        var survivor = (await project.MustPostAsync("identify", new { visitor_id = "v-2", user_id = "u-1" }))
            .GetProperty("contact")
            .GetProperty("id");
        await project.MustPostAsync(
            "identify",
            new
            {
                visitor_id = "v-3",
                user_id = "u-1",
                email = "ana@acme.example",
                user_hash = project.Hash("u-1"),
            }
        );

        await key.DeleteAsync($"contacts/{survivor}").MustAsync();

        (await key.GetAsync($"contacts/{absorbed}")).MustBe(404, "not_found");
        Assert.That(await project.OneAsync<long>("select count(*) from contact_merges where project_id = @p"), Is.Zero);
    }

    [Test]
    public async Task Deletes_only_what_the_caller_has_seen()
    {
        var key = await (await TestWorkspace.CreateAsync()).AddKeyAsync();
        var path =
            $"contacts/{(await key.PostAsync("contacts", new { name = "Ana" }).MustAsync()).GetProperty("contact").GetProperty("id")}";
        await key.PatchAsync(path, new { name = "Bo" }).MustAsync();

        (await key.DeleteAsync(path, ("If-Match", "\"1\""))).MustBe(412, "precondition_failed");
        await key.DeleteAsync(path, ("If-Match", "\"2\"")).MustAsync();
        (await key.DeleteAsync(path)).MustBe(404, "not_found");
    }

    [Test]
    public async Task Is_decided_again_while_widgets_act_for_the_contact()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var project = workspace.Project;
        var key = await workspace.AddKeyAsync();
        for (var round = 0; round < 4; round++)
        {
            var id = (await project.MustPostAsync("identify", new { visitor_id = "v-0", email = "ana@acme.example" }))
                .GetProperty("contact")
                .GetProperty("id");
            var calls = Enumerable
                .Range(0, 12)
                .Select(i =>
                    i % 3 == 0
                        ? project.PostAsync("track", new { visitor_id = "v-0", name = "page_viewed" })
                        : project.PostAsync(
                            "identify",
                            new
                            {
                                visitor_id = $"v-{i}",
                                email = "ana@acme.example",
                                metadata = new { i },
                            }
                        )
                );
            var answers = await Task.WhenAll(calls.Append(key.DeleteAsync($"contacts/{id}")));

            Assert.That(answers.Select(a => a.Status), Is.All.InRange(200, 204), string.Join('\n', answers.Select(a => a.Text)));
            Assert.That(
                await project.OneAsync<long>("select count(*) from contacts where project_id = @p and id = @id", new { id = id.GetGuid() }),
                Is.Zero
            );
        }
    }
}
