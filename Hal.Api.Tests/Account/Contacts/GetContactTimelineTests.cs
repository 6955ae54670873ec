using Hal.Api.Http;
using Hal.Api.Tests.Account.Companies;
using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.Account.Contacts;

public class GetContactTimelineTests
{
    [Test]
    public async Task Shows_each_kind_of_entry_with_family_and_actor()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var project = workspace.Project;
        await project.MustPostAsync("identify", new { visitor_id = "v-2", email = "ana@acme.example" });
        var ana = await project.MustPostAsync(
            "identify",
            new
            {
                visitor_id = "v-1",
                user_id = "u-1",
                company = new
                {
                    id = "acme",
                    stage = "Lead",
                    deal_value = 7,
                },
            }
        );
        await project.MustPostAsync(
            "track",
            new
            {
                visitor_id = "v-1",
                name = "page_viewed",
                value = "a",
            }
        );
        // The proven user takes over the contact that had only the e-mail.
        await project.MustPostAsync(
            "identify",
            new
            {
                visitor_id = "v-1",
                user_id = "u-1",
                email = "ana@acme.example",
                user_hash = project.Hash("u-1"),
            }
        );
        await workspace.Owner.PatchAsync($"companies/{ana.Text("company", "id")}", new { deal_value = (int?)null }).MustAsync();
        await Timelines.SpreadAsync(project);

        (await workspace.Owner.GetAsync($"contacts/{ana.Text("contact", "id")}/timeline")).MustMatch();
    }

    [Test]
    public async Task Pages_repeat_and_miss_nothing_with_equal_instants_and_new_entries()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var contact = await Timelines.FillAsync(workspace, "contacts");
        var all = (await workspace.Owner.GetAsync($"{contact}/timeline?limit=200").MustAsync())
            .GetProperty("entries")
            .EnumerateArray()
            .Texts("id")
            .ToList();

        var walked = await workspace.Owner.WalkAsync($"{contact}/timeline", "entries", limit: 3, between: () =>
            Timelines.GoOnAsync(workspace)
        );

        Assert.That(all, Has.Count.EqualTo(5 + 1 + 4 + 4).And.Unique);
        Assert.That(walked.Texts("id"), Is.EqualTo(all));
    }

    [Test]
    public async Task Shows_the_changes_of_its_companies_and_of_no_others()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var project = workspace.Project;
        var ana = await project.MustPostAsync(
            "identify",
            new
            {
                visitor_id = "v-1",
                user_id = "u-1",
                company = new { id = "acme", stage = "Lead" },
            }
        );
        await project.MustPostAsync(
            "identify",
            new
            {
                visitor_id = "v-1",
                user_id = "u-1",
                company = new { id = "globex", stage = "Won" },
            }
        );
        await project.MustPostAsync(
            "identify",
            new
            {
                visitor_id = "v-2",
                user_id = "u-2",
                company = new { id = "other", stage = "Lost" },
            }
        );

        var entries = await workspace.EntriesAsync($"contacts/{ana.Text("contact", "id")}");

        Assert.That(
            entries.Where(e => e.Text("type") == "stage_change").Select(e => e.Text("stage_change", "to", "name")),
            Is.EquivalentTo((string[])["Lead", "Won"])
        );
    }

    [Test]
    public async Task A_contact_that_was_merged_is_gone_with_a_link_to_the_other()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var project = workspace.Project;
        var gone = await project.MustPostAsync("identify", new { visitor_id = "v-2", email = "ana@acme.example" });
        var ana = await project.MustPostAsync("identify", new { visitor_id = "v-1", user_id = "u-1" });
        await project.MustPostAsync(
            "identify",
            new
            {
                visitor_id = "v-1",
                user_id = "u-1",
                email = "ana@acme.example",
                user_hash = project.Hash("u-1"),
            }
        );

        var exchange = await workspace.Owner.GetAsync($"contacts/{gone.Text("contact", "id")}/timeline");

        exchange.MustBe(410, "contact_merged");
        Assert.That(exchange.Headers["Link"], Does.Contain(ana.Text("contact", "id")!));
    }

    [Test]
    public async Task An_unknown_contact_is_404_and_a_new_one_has_no_entries()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var made = await workspace.Owner.PostAsync("contacts", new { name = "Ana" }).MustAsync();

        Assert.That(await workspace.EntriesAsync($"contacts/{made.Text("contact", "id")}"), Is.Empty);
        (await workspace.Owner.GetAsync($"contacts/{Guid.NewGuid()}/timeline")).MustBe(404, "not_found");
        (await workspace.Owner.GetAsync($"contacts/{made.Text("contact", "id")}/timeline?cursor=x")).MustName("cursor");
    }
}
