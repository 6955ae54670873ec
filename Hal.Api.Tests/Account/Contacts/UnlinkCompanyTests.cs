using Hal.Api.Http;
using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.Account.Contacts;

/// <summary>Contract 3 and 5: members take contacts out of companies.</summary>
public class UnlinkCompanyTests
{
    [Test]
    public async Task Unlinks_and_clears_the_active_company_of_its_visitors()
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
                    """
                    select concat_ws('/', v.visitor_id, c.external_id)
                    from visitors v
                    left join companies c on c.project_id = v.project_id and c.id = v.active_company_id
                    where v.project_id = @p
                    order by 1
                    """
                ),
                Is.EqualTo(["v-1", "v-2/globex", "v-3/acme"])
            );
            Assert.That(
                await project.OneAsync<Guid>("select company_id from events where project_id = @p"),
                Is.EqualTo(acme),
                "The company keeps its history."
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
    public async Task Only_a_company_that_the_contact_belongs_to_can_be_unlinked()
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
                $"{contact}/companies/{company}",
                $"{contact}/companies/{foreign}",
                $"{contact}/companies/{Guid.CreateVersion7()}",
                $"{contact}/companies/acme",
                $"{Guid.CreateVersion7()}/companies/{company}",
            }
        )
            (await workspace.Owner.DeleteAsync($"contacts/{path}", here)).MustBe(404, "not_found");

        Assert.That(await workspace.Project.FingerprintAsync(), Is.EqualTo(before));
    }
}
