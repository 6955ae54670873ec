using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.V1.Contacts;

/// <summary>Contract 6: one contact of the key's project.</summary>
public class GetContactTests
{
    [Test]
    public async Task Shows_the_contact_with_its_version()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var key = await workspace.AddKeyAsync();
        var identified = await workspace.Project.MustPostAsync(
            "identify",
            new
            {
                visitor_id = "v-1",
                email = "ana@acme.example",
                metadata = new { plan = "pro" },
                company = new { id = "acme" },
            }
        );
        var path = $"contacts/{identified.GetProperty("contact").GetProperty("id")}";

        var exchange = await key.GetAsync(path);

        exchange.MustMatch();
        Assert.That((await key.GetAsync(path, ("If-None-Match", exchange.Headers["ETag"]))).Status, Is.EqualTo(304));
        (await key.GetAsync(path, ("If-Match", "\"77\""))).MustBe(412, "precondition_failed");
    }

    [Test]
    public async Task Answers_another_project_s_contact_like_one_that_does_not_exist()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var (key, other) = (await workspace.AddKeyAsync(), await workspace.AddKeyAsync(await workspace.AddProjectAsync()));
        var id = (await key.PostAsync("contacts", new { name = "Ana" }).MustAsync()).GetProperty("contact").GetProperty("id").GetString();

        var foreign = await other.GetAsync($"contacts/{id}", ("X-Request-Id", "same"));
        var missing = await other.GetAsync($"contacts/{Guid.NewGuid()}", ("X-Request-Id", "same"));
        var malformed = await other.GetAsync("contacts/ana", ("X-Request-Id", "same"));

        foreign.MustBe(404, "not_found").MustMatch();
        Assert.That(new[] { missing.Text, malformed.Text }, Is.All.EqualTo(foreign.Text));
        (await other.PatchAsync($"contacts/{id}", new { name = "Bo" })).MustBe(404, "not_found");
        (await other.DeleteAsync($"contacts/{id}")).MustBe(404, "not_found");
        Assert.That((await key.GetAsync($"contacts/{id}")).Headers["ETag"], Is.EqualTo("\"1\""));
    }

    [Test]
    public async Task Says_where_a_merged_contact_went_within_the_family()
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

        var exchange = await key.GetAsync($"contacts/{absorbed}");

        exchange.MustBe(410, "contact_merged");
        Assert.That(exchange.Headers["Link"], Is.EqualTo($"</api/v1/contacts/{survivor}>; rel=\"canonical\""));
        foreach (
            var refused in new[]
            {
                await key.PatchAsync($"contacts/{absorbed}", new { name = "Ana" }),
                await key.DeleteAsync($"contacts/{absorbed}"),
            }
        )
            Assert.That((refused.MustBe(410, "contact_merged")).Headers["Link"], Is.EqualTo(exchange.Headers["Link"]));
    }
}
