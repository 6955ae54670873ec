using System.Text.Json;
using Hal.Api.Http;
using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.Account.Companies;

public class ListCompanyContactsTests
{
    [Test]
    public async Task Lists_whole_contacts_the_last_linked_first()
    {
        var workspace = await TestWorkspace.CreateAsync();
        // The older contact is linked later.
        await workspace.Project.MustPostAsync("identify", new { visitor_id = "v-1", user_id = "u-1" });
        var made = await workspace.Project.MustPostAsync(
            "identify",
            new
            {
                visitor_id = "v-2",
                user_id = "u-2",
                company = new { id = "acme" },
            }
        );
        await workspace.Project.MustPostAsync(
            "identify",
            new
            {
                visitor_id = "v-1",
                user_id = "u-1",
                company_ids = new[] { "acme" },
            }
        );

        var page = await workspace.Owner.GetAsync($"companies/{made.Text("company", "id")}/contacts").MustAsync();

        var contacts = page.GetProperty("contacts").EnumerateArray().ToList();
        var read = await workspace.Owner.GetAsync($"contacts/{contacts[0].Text("id")}").MustAsync();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(contacts.Texts("user_id"), Is.EqualTo((string[])["u-1", "u-2"]));
            Assert.That(JsonElement.DeepEquals(read.GetProperty("contact"), contacts[0]), $"{contacts[0]}");
        }
    }

    [Test]
    public async Task Pages_repeat_and_miss_nothing_while_contacts_are_linked()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var project = workspace.Project;
        Task LinkAsync(string user) =>
            project.MustPostAsync(
                "identify",
                new
                {
                    visitor_id = user,
                    user_id = user,
                    company = new { id = "acme" },
                }
            );
        for (var i = 0; i < 5; i++)
            await LinkAsync($"u-{i}");

        await project.ExecuteAsync("update contact_companies set created_at = '2026-01-01T00:00:00Z' where project_id = @p");
        var company = await project.OneAsync<Guid>("select id from companies where project_id = @p");
        var late = 0;

        var walked = await workspace.Owner.WalkAsync($"companies/{company}/contacts", "contacts", between: () =>
            LinkAsync($"late-{late++}")
        );

        Assert.That(walked.Texts("user_id"), Is.EquivalentTo(Enumerable.Range(0, 5).Select(i => $"u-{i}")));
    }

    [Test]
    public async Task An_unknown_company_is_404_and_a_company_without_contacts_is_empty()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var id = await workspace.AddCompanyAsync(new { name = "Acme" });

        (await workspace.Owner.GetAsync($"companies/{id}/contacts")).MustMatch();
        (await workspace.Owner.GetAsync($"companies/{Guid.NewGuid()}/contacts")).MustBe(404, "not_found");
        (await workspace.Owner.GetAsync("companies/x/contacts")).MustBe(404, "not_found");
    }
}
