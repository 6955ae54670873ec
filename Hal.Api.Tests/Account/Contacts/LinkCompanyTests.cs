using Hal.Api.Http;
using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.Account.Contacts;

/// <summary>Contract 3 and 5: contacts and companies are many to many, and members link them.</summary>
public class LinkCompanyTests
{
    private const string Companies = "select name from companies where project_id = @p order by id";

    [Test]
    public async Task Links_once_and_shows_it_in_the_contact()
    {
        var (workspace, contact, company) = await Links.ContactAndCompanyAsync();

        var first = await workspace.Owner.PutAsync($"contacts/{contact}/companies/{company}");
        var again = await workspace.Owner.PutAsync($"contacts/{contact}/companies/{company}");

        first.MustMatch();
        Assert.That((again.Status, again.Headers["ETag"]), Is.EqualTo((204, "\"2\"")), "Nothing has changed.");
        var seen = await workspace.Owner.GetAsync($"contacts/{contact}");
        Assert.That(seen.Headers["ETag"], Is.EqualTo("\"2\""), "The contact shows its company_ids.");
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
    public async Task A_contact_or_company_that_does_not_exist_cannot_be_linked()
    {
        var (workspace, contact, company) = await Links.ContactAndCompanyAsync();
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
        foreach (
            var path in new[]
            {
                $"{contact}/companies/{foreign}",
                $"{contact}/companies/{Guid.CreateVersion7()}",
                $"{contact}/companies/acme",
                $"{Guid.CreateVersion7()}/companies/{company}",
            }
        )
            (await workspace.Owner.PutAsync($"contacts/{path}", null, here)).MustBe(404, "not_found");

        Assert.That(await workspace.Project.FingerprintAsync(), Is.EqualTo(before));
    }

    [TestCase("ana@acme.example")]
    [TestCase("ana@gmail.com")]
    public async Task An_untouched_placeholder_is_replaced_by_a_real_company(string email)
    {
        var (workspace, _, company) = await Links.ContactAndCompanyAsync();
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
                "Its events move too."
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
        var (workspace, _, company) = await Links.ContactAndCompanyAsync();
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
        var (workspace, _, company) = await Links.ContactAndCompanyAsync();
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
    public async Task Refuses_to_link_a_newer_version()
    {
        var (workspace, contact, company) = await Links.ContactAndCompanyAsync();
        await workspace.Owner.PatchAsync($"contacts/{contact}", new { name = "Ana Novak" }).MustAsync();

        (await workspace.Owner.PutAsync($"contacts/{contact}/companies/{company}", null, ("If-Match", "\"1\""))).MustBe(
            412,
            "precondition_failed"
        );
        await workspace.Owner.PutAsync($"contacts/{contact}/companies/{company}", null, ("If-Match", "\"2\"")).MustAsync();
    }
}
