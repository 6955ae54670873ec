using Hal.Api.Http;
using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.Account.Companies;

public class GetCompanyTimelineTests
{
    [Test]
    public async Task Shows_each_kind_of_entry_with_family_and_actor()
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
            "track",
            new
            {
                visitor_id = "v-1",
                name = "seat_added",
                value = 1.10m,
                entity = "company",
                metadata = new { plan = "pro" },
            }
        );
        var company = ana.Text("company", "id");
        await workspace
            .Owner.PatchAsync($"companies/{company}", new { stage_id = await workspace.StageAsync("Won"), deal_value = 12.50m })
            .MustAsync();
        await Timelines.SpreadAsync(project);

        (await workspace.Owner.GetAsync($"companies/{company}/timeline")).MustMatch();
    }

    [Test]
    public async Task A_deleted_stage_keeps_its_last_name()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var (lead, won) = (await workspace.StageAsync("Lead"), await workspace.StageAsync("Won"));
        var id = await workspace.AddCompanyAsync(new { name = "Acme", stage_id = lead });
        await workspace.Owner.PatchAsync($"stages/{lead}", new { name = "Fresh" }).MustAsync();
        await workspace.Owner.DeleteAsync($"stages/{lead}?move_to={won}").MustAsync();

        var page = await workspace.Owner.GetAsync($"companies/{id}/timeline").MustAsync();

        var changes = page.GetProperty("entries").EnumerateArray().Select(e => e.GetProperty("stage_change")).ToList();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(changes.Select(c => c.Text("to", "name")), Is.EqualTo((string[])["Won", "Lead"]));
            Assert.That(changes[0].Text("from", "name"), Is.EqualTo("Fresh"));
            Assert.That(changes[0].Text("from", "id"), Is.Null);
            Assert.That(changes[1].GetProperty("from").ValueKind, Is.EqualTo(System.Text.Json.JsonValueKind.Null));
        }
    }

    [Test]
    public async Task Pages_repeat_and_miss_nothing_with_equal_instants_and_new_entries()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var company = await Timelines.FillAsync(workspace, "companies");
        var all = (await workspace.Owner.GetAsync($"{company}/timeline?limit=200").MustAsync())
            .GetProperty("entries")
            .EnumerateArray()
            .Texts("id")
            .ToList();

        var walked = await workspace.Owner.WalkAsync($"{company}/timeline", "entries", limit: 3, between: () =>
            Timelines.GoOnAsync(workspace)
        );

        Assert.That(all, Has.Count.EqualTo(5 + 1 + 4 + 4).And.Unique);
        Assert.That(walked.Texts("id"), Is.EqualTo(all));
    }

    [Test]
    public async Task Entries_of_other_companies_and_projects_are_not_shown()
    {
        var workspace = await TestWorkspace.CreateAsync();
        await Timelines.FillAsync(workspace, "companies");
        var id = await workspace.AddCompanyAsync(new { name = "Other" });
        var stranger = await TestWorkspace.CreateAsync();

        Assert.That(
            (await workspace.Owner.GetAsync($"companies/{id}/timeline").MustAsync()).GetProperty("entries").GetArrayLength(),
            Is.Zero
        );
        (await stranger.Owner.GetAsync($"companies/{id}/timeline")).MustBe(404, "not_found");
    }
}
