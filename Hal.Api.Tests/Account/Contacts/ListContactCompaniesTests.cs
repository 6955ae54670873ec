using System.Text.Json;
using Hal.Api.Http;
using Hal.Api.Tests.Account.Companies;
using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.Account.Contacts;

public class ListContactCompaniesTests
{
    [Test]
    public async Task Lists_whole_companies_the_last_linked_first()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var contact = await AddContactAsync(workspace, "Ana");
        var other = await AddContactAsync(workspace, "Bea");
        // The older company is linked later.
        var older = await workspace.AddCompanyAsync(new { name = "Acme", deal_value = 7.5 });
        var newer = await workspace.AddCompanyAsync(new { name = "Globex" });
        var others = await workspace.AddCompanyAsync(new { name = "Initech" });
        await LinkAsync(workspace, contact, newer);
        await LinkAsync(workspace, contact, older);
        await LinkAsync(workspace, other, others);

        var page = await workspace.Owner.GetAsync($"contacts/{contact}/companies").MustAsync();

        var companies = page.GetProperty("companies").EnumerateArray().ToList();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(companies.Texts("id"), Is.EqualTo([older, newer]));
            Assert.That(JsonElement.DeepEquals(await workspace.CompanyAsync(older), companies[0]), $"{companies[0]}");
            Assert.That(page.GetProperty("next_cursor").ValueKind, Is.EqualTo(JsonValueKind.Null));
        }
    }

    [Test]
    public async Task A_page_has_as_many_companies_as_the_limit_and_the_cursor_leads_to_the_rest()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var contact = await AddContactAsync(workspace, "Ana");
        var ids = await LinkNewAsync(workspace, contact, 3);
        var path = $"contacts/{contact}/companies?limit=2";

        var first = await workspace.Owner.GetAsync(path).MustAsync();
        var second = await workspace.Owner.GetAsync($"{path}&cursor={first.Text("next_cursor")}").MustAsync();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(first.GetProperty("companies").EnumerateArray().Texts("id"), Is.EqualTo([ids[2], ids[1]]));
            Assert.That(second.GetProperty("companies").EnumerateArray().Texts("id"), Is.EqualTo([ids[0]]));
            Assert.That(second.GetProperty("next_cursor").ValueKind, Is.EqualTo(JsonValueKind.Null));
        }

        (await workspace.Owner.GetAsync($"contacts/{contact}/companies?limit=201")).MustName("limit");
        (await workspace.Owner.GetAsync($"contacts/{contact}/companies?cursor=x")).MustName("cursor");
    }

    [Test]
    public async Task Pages_repeat_and_miss_nothing_while_companies_are_linked()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var contact = await AddContactAsync(workspace, "Ana");
        var ids = await LinkNewAsync(workspace, contact, 5);
        // Links of the same instant are told apart by their ids.
        await workspace.Project.ExecuteAsync("update contact_companies set created_at = '2026-01-01T00:00:00Z' where project_id = @p");

        var walked = await workspace.Owner.WalkAsync($"contacts/{contact}/companies", "companies", between: () =>
            LinkNewAsync(workspace, contact, 1)
        );

        Assert.That(walked.Texts("id"), Is.EquivalentTo(ids));
    }

    [Test]
    public async Task A_contact_without_companies_has_an_empty_page()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var contact = await AddContactAsync(workspace, "Ana");

        var page = await workspace.Owner.GetAsync($"contacts/{contact}/companies").MustAsync();

        Assert.That(page.GetRawText(), Is.EqualTo("""{"companies":[],"next_cursor":null}"""));
    }

    [Test]
    public async Task An_unknown_contact_is_404()
    {
        var workspace = await TestWorkspace.CreateAsync();

        (await workspace.Owner.GetAsync($"contacts/{Guid.CreateVersion7()}/companies")).MustBe(404, "not_found");
        (await workspace.Owner.GetAsync("contacts/ana/companies")).MustBe(404, "not_found");
    }

    [Test]
    public async Task A_contact_of_another_project_is_404()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var contact = await AddContactAsync(workspace, "Ana");
        await LinkNewAsync(workspace, contact, 1);
        var stranger = await TestWorkspace.CreateAsync();
        var sibling = await workspace.AddProjectAsync();
        var path = $"contacts/{contact}/companies";

        (await stranger.Owner.GetAsync(path)).MustBe(404, "not_found");
        (await workspace.Owner.GetAsync(path, ("X-Project-Id", $"{sibling.Id}"))).MustBe(404, "not_found");
    }

    [Test]
    public async Task A_merged_contact_is_gone_and_its_companies_are_the_survivors()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var merged = await AddContactAsync(workspace, "A.");
        var survivor = await AddContactAsync(workspace, "Ana");
        var ids = await LinkNewAsync(workspace, merged, 1);
        await workspace.Owner.PostAsync($"contacts/{survivor}/merge", new { other_id = merged }).MustAsync();

        var gone = await workspace.Owner.GetAsync($"contacts/{merged}/companies");
        var page = await workspace.Owner.GetAsync($"contacts/{survivor}/companies").MustAsync();

        gone.MustBe(410, "contact_merged");
        Assert.That(gone.Headers["Link"], Is.EqualTo($"</api/contacts/{survivor}>; rel=\"canonical\""));
        Assert.That(page.GetProperty("companies").EnumerateArray().Texts("id"), Is.EqualTo(ids));
    }

    private static async Task<string> AddContactAsync(TestWorkspace workspace, string name) =>
        (await workspace.Owner.PostAsync("contacts", new { name }).MustAsync()).Text("contact", "id")!;

    private static async Task LinkAsync(TestWorkspace workspace, string contact, string company) =>
        Assert.That((await workspace.Owner.PutAsync($"contacts/{contact}/companies/{company}")).Status, Is.EqualTo(204));

    /// <summary>Links new companies to the contact; returns their ids, the first linked first.</summary>
    private static async Task<IReadOnlyList<string>> LinkNewAsync(TestWorkspace workspace, string contact, int count)
    {
        var ids = new List<string>();
        for (var i = 0; i < count; i++)
        {
            ids.Add(await workspace.AddCompanyAsync(new { name = $"Company {i}" }));
            await LinkAsync(workspace, contact, ids[^1]);
        }

        return ids;
    }
}
