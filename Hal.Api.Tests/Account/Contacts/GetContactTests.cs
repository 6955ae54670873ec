using Hal.Api.Http;
using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.Account.Contacts;

public class GetContactTests
{
    [Test]
    public async Task Shows_the_contact_with_its_version_and_companies()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var identified = await workspace.Project.MustPostAsync(
            "identify",
            new
            {
                visitor_id = "v-1",
                email = "ana@acme.example",
                company = new { id = "acme" },
            }
        );
        var path = $"contacts/{identified.Text("contact", "id")}";

        var exchange = await workspace.Owner.GetAsync(path);

        var contact = exchange.Body.GetProperty("contact");
        Assert.That(contact.Text("email"), Is.EqualTo("ana@acme.example"));
        Assert.That(
            contact.GetProperty("company_ids").EnumerateArray().Select(c => c.GetString()),
            Is.EqualTo([identified.Text("company", "id")])
        );
        Assert.That((await workspace.Owner.GetAsync(path, ("If-None-Match", exchange.Headers["ETag"]))).Status, Is.EqualTo(304));
    }

    [Test]
    public async Task A_contact_of_another_project_is_not_found()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var id = (await workspace.Owner.PostAsync("contacts", new { name = "Ana" }).MustAsync()).Text("contact", "id");
        var stranger = await TestWorkspace.CreateAsync();

        (await stranger.Owner.GetAsync($"contacts/{id}")).MustBe(404, "not_found");
        (await workspace.Owner.GetAsync($"contacts/{Guid.CreateVersion7()}")).MustBe(404, "not_found");
        (await workspace.Owner.GetAsync("contacts/ana")).MustBe(404, "not_found");
    }

    [Test]
    public async Task A_merged_contact_is_gone_and_links_to_the_survivor()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var merged = (await workspace.Owner.PostAsync("contacts", new { name = "A." }).MustAsync()).Text("contact", "id");
        var survivor = (await workspace.Owner.PostAsync("contacts", new { name = "Ana" }).MustAsync()).Text("contact", "id");
        await workspace.Owner.PostAsync($"contacts/{survivor}/merge", new { other_id = merged }).MustAsync();

        var exchange = await workspace.Owner.GetAsync($"contacts/{merged}");

        exchange.MustBe(410, "contact_merged");
        Assert.That(exchange.Headers["Link"], Is.EqualTo($"</api/contacts/{survivor}>; rel=\"canonical\""));
    }
}
