using Hal.Api.Http;
using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.Account.Contacts;

/// <summary>Contract 3 and 5: contacts and companies are many to many, and members say who belongs where.</summary>
public class LinkCompanyTests
{
    private const string Companies = "select name from companies where project_id = @p order by id";

    [Test]
    public async Task Links_once_and_shows_it_in_the_contact()
    {
        var (workspace, contact, company) = await OneOfEachAsync();

        var first = await workspace.Owner.PutAsync($"contacts/{contact}/companies/{company}");
        var again = await workspace.Owner.PutAsync($"contacts/{contact}/companies/{company}");

        first.MustMatch();
        Assert.That((again.Status, again.Headers["ETag"]), Is.EqualTo((204, "\"2\"")), "nothing has changed");
        var seen = await workspace.Owner.GetAsync($"contacts/{contact}");
        Assert.That(seen.Headers["ETag"], Is.EqualTo("\"2\""), "company_ids is shown in it");
        Assert.That(
            seen.Body.GetProperty("contact").GetProperty("company_ids").EnumerateArray().Select(c => c.GetGuid()),
            Is.EqualTo([company])
        );
        Assert.That(
            await workspace.Project.OneAsync<long>(
                "select count(*) from audit_entries where account_id = @a and action = 'link_company'",
                new { a = workspace.AccountId }
            ),
            Is.EqualTo(1)
        );
    }

    [Test]
    public async Task Unlinks_and_no_visitor_acts_on_the_company_any_longer()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var project = workspace.Project;
        var contact = (
            await project.MustPostAsync(
                "identify",
                new
                {
                    visitor_id = "v-1",
                    user_id = "u-1",
                    company = new { id = "acme" },
                }
            )
        ).Text("contact", "id");
        await project.MustPostAsync(
            "identify",
            new
            {
                visitor_id = "v-2",
                user_id = "u-1",
                company = new { id = "globex" },
            }
        );
        await project.MustPostAsync(
            "track",
            new
            {
                visitor_id = "v-1",
                name = "kept",
                entity = "company",
            }
        );
        await project.MustPostAsync(
            "identify",
            new
            {
                visitor_id = "v-3",
                user_id = "u-3",
                company = new { id = "acme" },
            }
        );
        var acme = await project.OneAsync<Guid>("select id from companies where project_id = @p and external_id = 'acme'");
        var tag = (await workspace.Owner.GetAsync($"contacts/{contact}")).Headers["ETag"];

        var exchange = await workspace.Owner.DeleteAsync($"contacts/{contact}/companies/{acme}", ("If-Match", tag));

        exchange.MustMatch();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                await project.RowsAsync<string>(
                    "select concat_ws('/', v.visitor_id, c.external_id) from visitors v left join companies c on c.project_id = v.project_id and c.id = v.active_company_id where v.project_id = @p order by 1"
                ),
                Is.EqualTo(["v-1", "v-2/globex", "v-3/acme"])
            );
            Assert.That(
                await project.OneAsync<Guid>("select company_id from events where project_id = @p"),
                Is.EqualTo(acme),
                "what happened stays in the company's history"
            );
            Assert.That(
                (await workspace.Owner.GetAsync($"contacts/{contact}")).Headers["ETag"],
                Is.EqualTo(exchange.Headers["ETag"]).And.Not.EqualTo(tag)
            );
        }

        (
            await project.PostAsync(
                "set-stage",
                new
                {
                    visitor_id = "v-1",
                    stage = "Won",
                    company_id = "acme",
                }
            )
        ).MustBe(409, "company_not_linked");
        (await workspace.Owner.DeleteAsync($"contacts/{contact}/companies/{acme}")).MustBe(404, "not_found");
    }

    [Test]
    public async Task What_is_not_there_cannot_be_linked_or_unlinked()
    {
        var (workspace, contact, company) = await OneOfEachAsync();
        var other = await workspace.AddProjectAsync();
        await other.MustPostAsync(
            "identify",
            new
            {
                visitor_id = "v-1",
                user_id = "u-1",
                company = new { id = "acme" },
            }
        );
        var foreign = await other.OneAsync<Guid>("select id from companies where project_id = @p");
        var here = ("X-Project-Id", workspace.Project.Id.ToString());
        var before = await workspace.Project.FingerprintAsync();
        foreach (var method in new[] { HttpMethod.Put, HttpMethod.Delete })
        {
            foreach (
                var path in new[]
                {
                    $"{contact}/companies/{foreign}",
                    $"{contact}/companies/{Guid.CreateVersion7()}",
                    $"{contact}/companies/acme",
                    $"{Guid.CreateVersion7()}/companies/{company}",
                }
            )
                (await workspace.Owner.SendAsync(method, $"contacts/{path}", null, here)).MustBe(404, "not_found");
        }

        Assert.That(await workspace.Project.FingerprintAsync(), Is.EqualTo(before));
    }

    [TestCase("ana@acme.example")]
    [TestCase("ana@gmail.com")]
    public async Task A_placeholder_that_nobody_touched_makes_room_for_a_real_company(string email)
    {
        var (workspace, _, company) = await OneOfEachAsync();
        var project = workspace.Project;
        var contact = (await project.MustPostAsync("identify", new { visitor_id = "v-1", email })).Text("contact", "id");
        var placeholder = await project.OneAsync<Guid>("select id from companies where project_id = @p and placeholder");
        await project.MustPostAsync(
            "track",
            new
            {
                visitor_id = "v-1",
                name = "seen",
                company_id = placeholder,
            }
        );
        await project.MustPostAsync("identify", new { visitor_id = "v-1", company_ids = new[] { placeholder } });
        await project.ExecuteAsync("update visitors set active_company_id = @placeholder where project_id = @p", new { placeholder });

        await workspace.Owner.PutAsync($"contacts/{contact}/companies/{company}").MustAsync();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(await project.RowsAsync<string>(Companies), Is.EqualTo(["Globex"]));
            Assert.That(
                await project.OneAsync<Guid>("select company_id from events where project_id = @p"),
                Is.EqualTo(company),
                "with all that hangs on it"
            );
            Assert.That(await project.OneAsync<Guid>("select active_company_id from visitors where project_id = @p"), Is.EqualTo(company));
            Assert.That(await project.OneAsync<long>("select count(*) from contact_companies where project_id = @p"), Is.EqualTo(1));
        }
    }

    [TestCase("deal_value = 0")]
    [TestCase("notes = 'call them'")]
    [TestCase("industry = 'retail'")]
    public async Task A_placeholder_that_was_touched_stays(string assignment)
    {
        var (workspace, _, company) = await OneOfEachAsync();
        var contact = (await workspace.Project.MustPostAsync("identify", new { visitor_id = "v-1", email = "ana@acme.example" })).Text(
            "contact",
            "id"
        );
        await workspace.Project.ExecuteAsync($"update companies set {assignment} where project_id = @p and placeholder");

        await workspace.Owner.PutAsync($"contacts/{contact}/companies/{company}").MustAsync();

        Assert.That(await workspace.Project.RowsAsync<string>(Companies), Is.EqualTo(["Globex", "acme.example"]));
    }

    [Test]
    public async Task A_placeholder_stays_for_others_and_for_another_placeholder()
    {
        var (workspace, _, company) = await OneOfEachAsync();
        var project = workspace.Project;
        var ana = (await project.MustPostAsync("identify", new { visitor_id = "v-1", email = "ana@acme.example" })).Text("contact", "id");
        await project.MustPostAsync("identify", new { visitor_id = "v-2", email = "bo@acme.example" });
        var cy = (await project.MustPostAsync("identify", new { visitor_id = "v-3", email = "cy@gmail.com" })).Text("contact", "id");
        var shared = await project.OneAsync<Guid>("select id from companies where project_id = @p and name = 'acme.example'");

        await workspace.Owner.PutAsync($"contacts/{ana}/companies/{company}").MustAsync();
        await workspace.Owner.PutAsync($"contacts/{cy}/companies/{shared}").MustAsync();

        Assert.That(await project.RowsAsync<string>(Companies), Is.EqualTo(["Globex", "acme.example", "cy@gmail.com"]));
    }

    [Test]
    public async Task Links_only_what_one_has_seen()
    {
        var (workspace, contact, company) = await OneOfEachAsync();
        await workspace.Owner.PatchAsync($"contacts/{contact}", new { name = "Ana Novak" }).MustAsync();

        (await workspace.Owner.PutAsync($"contacts/{contact}/companies/{company}", null, ("If-Match", "\"1\""))).MustBe(
            412,
            "precondition_failed"
        );
        await workspace.Owner.PutAsync($"contacts/{contact}/companies/{company}", null, ("If-Match", "\"2\"")).MustAsync();
    }

    private static async Task<(TestWorkspace Workspace, string Contact, Guid Company)> OneOfEachAsync()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var company = Guid.CreateVersion7();
        await workspace.Project.ExecuteAsync(
            "insert into companies (project_id, id, name, name_key, created_at, updated_at) values (@p, @company, 'Globex', 'globex', now(), now())",
            new { company }
        );
        return (workspace, (await workspace.Owner.PostAsync("contacts", new { name = "Ana" }).MustAsync()).Text("contact", "id")!, company);
    }
}
