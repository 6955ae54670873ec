using Hal.Api.Domain.Members;
using Hal.Api.Http;
using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.Account.Contacts;

/// <summary>Contract 5: a deleted contact is gone, and the events stay.</summary>
public class DeleteContactTests
{
    [Test]
    public async Task Deletes_the_contact()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var id = (await workspace.Owner.PostAsync("contacts", new { email = "ana@acme.example" }).MustAsync()).Text("contact", "id");

        (await workspace.Owner.DeleteAsync($"contacts/{id}")).MustMatch();

        (await workspace.Owner.GetAsync($"contacts/{id}")).MustBe(404, "not_found");
        (await workspace.Owner.DeleteAsync($"contacts/{id}")).MustBe(404, "not_found");
        var again = await workspace.Owner.PostAsync("contacts", new { email = "ana@acme.example" }).MustAsync();
        Assert.That(again.Text("contact", "id"), Is.Not.EqualTo(id), "The e-mail is free again.");
    }

    [Test]
    public async Task Keeps_the_events_of_visitors_and_companies()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var project = workspace.Project;
        var identified = await project.MustPostAsync(
            "identify",
            new
            {
                visitor_id = "v-1",
                user_id = "u-1",
                company = new { id = "acme", stage = "Qualified" },
                user_hash = project.Hash("u-1"),
            }
        );
        await project.MustPostAsync(
            "track",
            new
            {
                visitor_id = "v-1",
                name = "of visitor",
                user_hash = project.Hash("v-1"),
            }
        );
        await project.MustPostAsync(
            "track",
            new
            {
                visitor_id = "v-1",
                name = "of both",
                entity = "company",
                user_hash = project.Hash("v-1"),
            }
        );
        var values = new
        {
            contact = Guid.Parse(identified.Text("contact", "id")!),
            company = Guid.Parse(identified.Text("company", "id")!),
        };
        await project.ExecuteAsync(
            """
            insert into events (project_id, id, contact_id, company_id, entity, name, source, occurred_at, created_at)
            values (@p, gen_random_uuid(), @contact, @company, 'company', 'of company', 'v1', now(), now()),
                   (@p, gen_random_uuid(), @contact, null, 'visitor', 'of nobody else', 'v1', now(), now());
            insert into conversations (project_id, id, visitor_id, contact_id, last_message_at, created_at, updated_at)
            select @p, gen_random_uuid(), id, contact_id, now(), now(), now() from visitors where project_id = @p
            """,
            values
        );

        await workspace.Owner.DeleteAsync($"contacts/{values.contact}").MustAsync();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                await project.OneAsync<string>(
                    """
                    select concat_ws(' ', visitor_id, contact_id, active_company_id, verified, version)
                    from visitors
                    where project_id = @p
                    """
                ),
                Is.EqualTo("v-1 f 2"),
                "The visitor is anonymous and has a new version."
            );
            Assert.That(
                await project.RowsAsync<string>(
                    """
                    select concat_ws('/', name, visitor_id is not null, contact_id is not null, company_id is not null)
                    from events
                    where project_id = @p
                    order by 1
                    """
                ),
                Is.EqualTo(["of both/t/f/t", "of company/f/f/t", "of visitor/t/f/f"])
            );
            Assert.That(
                await project.OneAsync<string>(
                    "select concat_ws('/', visitor_id is not null, contact_id is not null) from conversations where project_id = @p"
                ),
                Is.EqualTo("t/f")
            );
            Assert.That(await project.OneAsync<long>("select count(*) from contact_companies where project_id = @p"), Is.Zero);
            Assert.That(await project.OneAsync<string>("select external_id from companies where project_id = @p"), Is.EqualTo("acme"));
            Assert.That(await project.OneAsync<long>("select count(*) from stage_changes where project_id = @p"), Is.EqualTo(1));
        }

        await project.MustPostAsync("track", new { visitor_id = "v-1", name = "anonymous again" });
    }

    [Test]
    public async Task Deletes_the_records_of_contacts_merged_into_it()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var gone = (await workspace.Owner.PostAsync("contacts", new { name = "Gone" }).MustAsync()).Text("contact", "id");
        var id = (await workspace.Owner.PostAsync("contacts", new { name = "Ana" }).MustAsync()).Text("contact", "id");
        await workspace.Owner.PostAsync($"contacts/{id}/merge", new { other_id = gone }).MustAsync();
        (await workspace.Owner.DeleteAsync($"contacts/{gone}")).MustBe(410, "contact_merged");

        await workspace.Owner.DeleteAsync($"contacts/{id}").MustAsync();

        (await workspace.Owner.GetAsync($"contacts/{gone}")).MustBe(404, "not_found");
    }

    [TestCase("")]
    [TestCase("?erase=true")]
    public async Task Refuses_to_delete_a_newer_version(string query)
    {
        var workspace = await TestWorkspace.CreateAsync();
        var id = (await workspace.Owner.PostAsync("contacts", new { name = "Ana" }).MustAsync()).Text("contact", "id");
        await workspace.Owner.PatchAsync($"contacts/{id}", new { name = "Ana Novak" }).MustAsync();

        (await workspace.Owner.DeleteAsync($"contacts/{id}{query}", ("If-Match", "\"1\""))).MustBe(412, "precondition_failed");
        await workspace.Owner.DeleteAsync($"contacts/{id}{query}", ("If-Match", "\"2\"")).MustAsync();
    }

    [TestCase("erase=")]
    [TestCase("erase=yes")]
    [TestCase("erase=1")]
    [TestCase("erase=True")]
    [TestCase("erase=true&erase=false")]
    public async Task Erase_is_true_or_false(string query)
    {
        var workspace = await TestWorkspace.CreateAsync();
        var id = (await workspace.Owner.PostAsync("contacts", new { name = "Ana" }).MustAsync()).Text("contact", "id");

        (await workspace.Owner.DeleteAsync($"contacts/{id}?{query}")).MustName("erase");

        await workspace.Owner.GetAsync($"contacts/{id}").MustAsync();
    }

    [TestCase(Role.Agent, 403)]
    [TestCase(Role.Admin, 204)]
    [TestCase(Role.Owner, 204)]
    public async Task Erasing_needs_an_admin(Role role, int status)
    {
        var workspace = await TestWorkspace.CreateAsync();
        var member = await workspace.AddMemberAsync(role);
        var id = (await workspace.Owner.PostAsync("contacts", new { name = "Ana" }).MustAsync()).Text("contact", "id");

        var exchange = await member.DeleteAsync($"contacts/{id}?erase=true");

        Assert.That(exchange.Status, Is.EqualTo(status), exchange.Text);
        if (status == 403)
        {
            exchange.MustBe(403, "role_required");
            Assert.That(exchange.Body.Text("detail"), Does.Contain("admin"));
            await member.DeleteAsync($"contacts/{id}?erase=false").MustAsync();
        }
    }

    [Test]
    public async Task A_new_admin_may_erase_at_once()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var member = await workspace.AddMemberAsync(Role.Agent);
        var id = (await workspace.Owner.PostAsync("contacts", new { name = "Ana" }).MustAsync()).Text("contact", "id");
        (await member.DeleteAsync($"contacts/{id}?erase=true")).MustBe(403, "role_required");

        await workspace.Project.ExecuteAsync("update members set role = 'admin' where id = @id", new { id = member.Id });

        Assert.That((await member.DeleteAsync($"contacts/{id}?erase=true")).Status, Is.EqualTo(204));
    }
}
