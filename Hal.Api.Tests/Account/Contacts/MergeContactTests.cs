using System.Text.Json;
using Hal.Api.Http;
using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.Account.Contacts;

/// <summary>Contract 5: two contacts of one person become one, and the merged id leads to the survivor.</summary>
public class MergeContactTests
{
    [Test]
    public async Task The_survivor_s_values_win_and_gaps_are_filled()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var id = await MakeAsync(
            workspace,
            new
            {
                user_id = "u-1",
                name = "Ana",
                tags = new[] { "vip" },
                metadata = new { plan = "pro" },
            }
        );
        var other = await MakeAsync(
            workspace,
            new
            {
                user_id = "u-2",
                email = "ana@acme.example",
                name = "A. Novak",
                phone = "+1",
                notes = "n",
                tags = new[] { "new", "vip" },
                metadata = new { plan = "free", seats = 3 },
            }
        );

        var exchange = await workspace.Owner.PostAsync($"contacts/{id}/merge", new { other_id = other });

        exchange.MustMatch();
        var stored = await workspace.Owner.GetAsync($"contacts/{id}");
        Assert.That(JsonElement.DeepEquals(stored.Body, exchange.Body), stored.Text);
        Assert.That(stored.Headers["ETag"], Is.EqualTo(exchange.Headers["ETag"]));
        Assert.That(await workspace.Project.RowsAsync<string>("select user_id from contacts where project_id = @p"), Is.EqualTo(["u-1"]));
    }

    [Test]
    public async Task Everything_of_the_other_contact_moves()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var project = workspace.Project;
        await project.MustPostAsync(
            "identify",
            new
            {
                visitor_id = "v-1",
                user_id = "u-1",
                company = new { id = "shared" },
            }
        );
        await project.MustPostAsync(
            "identify",
            new
            {
                visitor_id = "v-2",
                user_id = "u-2",
                company = new { id = "others" },
            }
        );
        await project.MustPostAsync("identify", new { visitor_id = "v-2", company_ids = new[] { "shared" } });
        await project.MustPostAsync("track", new { visitor_id = "v-2", name = "other's" });
        await project.ExecuteAsync(
            """
            insert into conversations (project_id, id, visitor_id, contact_id, last_message_at, created_at, updated_at)
            select project_id, gen_random_uuid(), id, contact_id, now(), now(), now()
            from visitors
            where project_id = @p and visitor_id = 'v-2'
            """
        );
        var (id, other) = await IdsAsync(project);

        var answer = await workspace.Owner.PostAsync($"contacts/{id}/merge", new { other_id = other }).MustAsync();

        var ids = new { id };
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                await project.OneAsync<long>("select count(*) from visitors where project_id = @p and contact_id = @id", ids),
                Is.EqualTo(2)
            );
            Assert.That(
                await project.OneAsync<long>("select count(*) from events where project_id = @p and contact_id = @id", ids),
                Is.EqualTo(1)
            );
            Assert.That(
                await project.OneAsync<long>("select count(*) from conversations where project_id = @p and contact_id = @id", ids),
                Is.EqualTo(1)
            );
            Assert.That(
                await project.RowsAsync<Guid>(
                    "select company_id from contact_companies where project_id = @p and contact_id = @id order by id",
                    ids
                ),
                Is.EqualTo(answer.GetProperty("contact").GetProperty("company_ids").EnumerateArray().Select(c => c.GetGuid()))
            );
            Assert.That(
                await project.OneAsync<string>(
                    """
                    select c.external_id
                    from visitors v
                    join companies c on c.project_id = v.project_id and c.id = v.active_company_id
                    where v.project_id = @p and visitor_id = 'v-2'
                    """
                ),
                Is.EqualTo("others")
            );
        }

        Assert.That(answer.GetProperty("contact").GetProperty("company_ids").GetArrayLength(), Is.EqualTo(2));
        await project.MustPostAsync("set-stage", new { visitor_id = "v-2", stage = "Won" });
    }

    [Test]
    public async Task Leaves_a_record_of_what_was_merged()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var project = workspace.Project;
        await project.MustPostAsync("identify", new { visitor_id = "v-1", user_id = "u-1" });
        await project.MustPostAsync(
            "identify",
            new
            {
                visitor_id = "v-2",
                user_id = "u-2",
                name = "Other",
                company = new { id = "acme" },
            }
        );
        await project.MustPostAsync("track", new { visitor_id = "v-2", name = "other's" });
        var (id, other) = await IdsAsync(project);
        await project.ExecuteAsync(
            "update contacts set notes = 'noted', tags = '{vip}', metadata = '{\"a\": 1}' where project_id = @p and id = @other",
            new { other }
        );
        var columns = await project.RowsAsync<string>(
            """
            select column_name
            from information_schema.columns
            where table_schema = 'public' and table_name = 'contacts' and column_name <> 'project_id'
            order by 1
            """
        );
        var before = await project.OneAsync<string>(
            "select (to_jsonb(c) - 'project_id')::text from contacts c where project_id = @p and id = @other",
            new { other }
        );

        await workspace.Owner.PostAsync($"contacts/{id}/merge", new { other_id = other }).MustAsync();

        var (survivor, source, actor, moved) = await project.OneAsync<(Guid, string, string, string)>(
            "select survivor_id, source, actor, moved::text from contact_merges where project_id = @p and id = @other",
            new { other }
        );
        var record = JsonElement.Parse(moved);
        using (Assert.EnterMultipleScope())
        {
            Assert.That((survivor, source, actor), Is.EqualTo((id, "account", $"member:{workspace.Owner.Id}")));
            Assert.That(JsonElement.DeepEquals(record.GetProperty("contact"), JsonElement.Parse(before)), moved);
            Assert.That(
                record.GetProperty("contact").EnumerateObject().Select(m => m.Name),
                Is.EquivalentTo(columns),
                "The record has every column, also one that a later migration adds."
            );
            Assert.That(record.GetProperty("visitor_ids").GetArrayLength(), Is.EqualTo(1));
            Assert.That(record.GetProperty("company_ids").GetArrayLength(), Is.EqualTo(1));
            Assert.That(record.GetProperty("conversation_ids").GetArrayLength(), Is.Zero);
            Assert.That(record.GetProperty("events").GetInt32(), Is.EqualTo(1));
        }
    }

    [Test]
    public async Task Every_route_answers_the_merged_id_with_a_link_to_the_survivor()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var (first, second, last) = (
            await MakeAsync(workspace, new { name = "1" }),
            await MakeAsync(workspace, new { name = "2" }),
            await MakeAsync(workspace, new { name = "3" })
        );
        await workspace.Owner.PostAsync($"contacts/{second}/merge", new { other_id = first }).MustAsync();
        await workspace.Owner.PostAsync($"contacts/{last}/merge", new { other_id = second }).MustAsync();
        var company = Guid.CreateVersion7();
        foreach (var id in new[] { first, second })
        {
            Exchange[] answers =
            [
                await workspace.Owner.GetAsync($"contacts/{id}"),
                await workspace.Owner.PatchAsync($"contacts/{id}", new { name = "x" }),
                await workspace.Owner.DeleteAsync($"contacts/{id}"),
                await workspace.Owner.DeleteAsync($"contacts/{id}?erase=true"),
                await workspace.Owner.GetAsync($"contacts/{id}/timeline"),
                await workspace.Owner.GetAsync($"contacts/{id}/export"),
                await workspace.Owner.PostAsync($"contacts/{id}/merge", new { other_id = last }),
                await workspace.Owner.PutAsync($"contacts/{id}/companies/{company}"),
                await workspace.Owner.DeleteAsync($"contacts/{id}/companies/{company}"),
            ];
            foreach (var answer in answers)
                Assert.That(answer.MustBe(410, "contact_merged").Headers["Link"], Is.EqualTo($"</api/contacts/{last}>; rel=\"canonical\""));
        }
    }

    [Test]
    public async Task Needs_another_contact_of_the_project()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var id = await MakeAsync(workspace, new { name = "Ana" });
        var gone = await MakeAsync(workspace, new { name = "Gone" });
        await workspace.Owner.PostAsync($"contacts/{id}/merge", new { other_id = gone }).MustAsync();
        var other = await workspace.AddProjectAsync();
        var foreign = (await other.MustPostAsync("identify", new { visitor_id = "v-1", user_id = "u-1" })).Text("contact", "id");
        var here = ("X-Project-Id", workspace.Project.Id.ToString());
        var before = await workspace.Project.FingerprintAsync() + await other.FingerprintAsync();

        foreach (
            var body in new object[]
            {
                "{}",
                """{"other_id":null}""",
                """{"other_id":""}""",
                """{"other_id":7}""",
                new { other_id = id },
                new { other_id = id.ToUpperInvariant() },
                new { other_id = "x" },
                new { other_id = gone },
            }
        )
            (await workspace.Owner.PostAsync($"contacts/{id}/merge", body, here)).MustName("other_id");

        var missing = (await workspace.Owner.PostAsync($"contacts/{id}/merge", new { other_id = Guid.CreateVersion7() }, here)).MustName(
            "other_id"
        );
        var strange = (await workspace.Owner.PostAsync($"contacts/{id}/merge", new { other_id = foreign }, here)).MustName("other_id");
        Assert.That(strange.Body.Text("detail"), Is.EqualTo(missing.Body.Text("detail")));
        (await workspace.Owner.PostAsync($"contacts/{foreign}/merge", new { other_id = id }, here)).MustBe(404, "not_found");
        Assert.That(await workspace.Project.FingerprintAsync() + await other.FingerprintAsync(), Is.EqualTo(before));
    }

    [Test]
    public async Task A_placeholder_is_replaced_if_the_other_contact_has_a_real_company()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var project = workspace.Project;
        await project.MustPostAsync("identify", new { visitor_id = "v-1", email = "ana@acme.example" });
        await project.MustPostAsync(
            "track",
            new
            {
                visitor_id = "v-1",
                name = "seen",
                company_id = (await project.OneAsync<Guid>("select id from companies where project_id = @p")).ToString(),
            }
        );
        await project.MustPostAsync(
            "identify",
            new
            {
                visitor_id = "v-2",
                user_id = "u-2",
                company = new { id = "real", name = "Real" },
            }
        );
        var (other, id) = await IdsAsync(project, "email nulls last");
        (id, other) = (other, id);

        var answer = await workspace.Owner.PostAsync($"contacts/{id}/merge", new { other_id = other }).MustAsync();

        var real = await project.OneAsync<Guid>("select id from companies where project_id = @p");
        Assert.That(answer.GetProperty("contact").GetProperty("company_ids").EnumerateArray().Select(c => c.GetGuid()), Is.EqualTo([real]));
        Assert.That(await project.OneAsync<Guid>("select company_id from events where project_id = @p"), Is.EqualTo(real));
    }

    [Test]
    public async Task Placeholders_stay_if_there_is_no_real_company()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var project = workspace.Project;
        await project.MustPostAsync("identify", new { visitor_id = "v-1", email = "ana@acme.example" });
        await project.MustPostAsync("identify", new { visitor_id = "v-2", email = "ana@gmail.com" });
        var (id, other) = await IdsAsync(project, "email");

        var answer = await workspace.Owner.PostAsync($"contacts/{id}/merge", new { other_id = other }).MustAsync();

        Assert.That(answer.GetProperty("contact").GetProperty("company_ids").GetArrayLength(), Is.EqualTo(2));
    }

    [Test]
    public async Task The_proof_of_either_contact_is_kept_and_tags_stay_within_their_limit()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var project = workspace.Project;
        var other = (
            await project.MustPostAsync(
                "identify",
                new
                {
                    visitor_id = "v-1",
                    user_id = "u-1",
                    user_hash = project.Hash("u-1"),
                }
            )
        ).Text("contact", "id");
        await workspace
            .Owner.PatchAsync($"contacts/{other}", new { tags = Enumerable.Range(0, 100).Select(i => $"other {i}") })
            .MustAsync();
        var id = await MakeAsync(workspace, new { email = "ana@acme.example", tags = Enumerable.Range(0, 60).Select(i => $"own {i}") });

        var contact = (await workspace.Owner.PostAsync($"contacts/{id}/merge", new { other_id = other }).MustAsync()).GetProperty(
            "contact"
        );

        Assert.That(contact.GetProperty("verified").GetBoolean());
        Assert.That(contact.GetProperty("tags").GetArrayLength(), Is.EqualTo(100));
        (await project.PostAsync("identify", new { visitor_id = "v-9", email = "ana@acme.example" })).MustBe(
            401,
            "identity_verification_required"
        );
    }

    [Test]
    public async Task A_search_finds_the_survivor_by_what_the_other_had()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var id = await MakeAsync(workspace, new { name = "Ana" });
        var other = await MakeAsync(workspace, new { email = "novak@acme.example" });

        await workspace.Owner.PostAsync($"contacts/{id}/merge", new { other_id = other }).MustAsync();

        var found = await workspace.Owner.GetAsync("contacts?search=novak").MustAsync();
        Assert.That(found.GetProperty("contacts").EnumerateArray().Texts("id"), Is.EqualTo([id]));
    }

    private static async Task<string> MakeAsync(TestWorkspace workspace, object body) =>
        (await workspace.Owner.PostAsync("contacts", body).MustAsync()).Text("contact", "id")!;

    private static async Task<(Guid First, Guid Second)> IdsAsync(TestProject project, string order = "user_id")
    {
        var ids = await project.RowsAsync<Guid>($"select id from contacts where project_id = @p order by {order}");
        return (ids[0], ids[1]);
    }
}
