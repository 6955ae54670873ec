namespace Hal.Api.Tests.Widget.Companies;

public class StageHistoryTests
{
    [Test]
    public async Task Each_change_is_recorded_with_where_from_where_to_who_and_when()
    {
        var project = await Deals.StartAsync("Lead");

        await project.MustPostAsync("set-stage", new { visitor_id = "v-1", stage = "Proposal" });
        await project.MustPostAsync(
            "set-deal",
            new
            {
                visitor_id = "v-1",
                deal_value = 5,
                stage = "Qualified",
                stage_update_mode = "exact",
            }
        );
        await project.MustPostAsync(
            "identify",
            new
            {
                visitor_id = "v-2",
                user_id = "u-1",
                company = new { id = "acme", stage = "Won" },
            }
        );

        Assert.That(
            await Deals.StageHistoryAsync(project),
            Is.EqualTo(
                (string[])
                    [
                        "- > Lead by widget visitor v-1",
                        "Lead > Proposal by widget visitor v-1",
                        "Proposal > Qualified by widget visitor v-1",
                        "Qualified > Won by widget visitor v-2 last",
                    ]
            )
        );
    }

    [Test]
    public async Task No_change_is_recorded_when_the_stage_stays()
    {
        var project = await Deals.StartAsync("Proposal");

        await project.MustPostAsync("set-stage", new { visitor_id = "v-1", stage = "Proposal" });
        await project.MustPostAsync("set-stage", new { visitor_id = "v-1", stage = "Lead" });
        await project.MustPostAsync(
            "set-stage",
            new
            {
                visitor_id = "v-1",
                stage = "Proposal",
                stage_update_mode = "exact",
            }
        );
        await project.MustPostAsync(
            "set-deal",
            new
            {
                visitor_id = "v-1",
                deal_value = 1,
                stage = "Lead",
            }
        );
        await project.MustPostAsync("set-deal", new { visitor_id = "v-1", deal_value = 2 });
        (await project.PostAsync("set-stage", new { visitor_id = "v-1", stage = "Nirvana" })).MustBe(422, "unknown_stage");

        Assert.That(await Deals.StageHistoryAsync(project), Is.EqualTo((string[])["- > Proposal by widget visitor v-1"]));
    }

    [Test]
    public async Task A_stage_that_stays_writes_nothing_at_all()
    {
        var project = await Deals.StartAsync("Proposal");
        var before = await project.FingerprintAsync();

        await project.MustPostAsync("set-stage", new { visitor_id = "v-1", stage = "Lead" });

        Assert.That(await project.FingerprintAsync(), Is.EqualTo(before));
    }

    [Test]
    public async Task The_names_stay_as_they_were_when_a_stage_is_renamed()
    {
        var project = await Deals.StartAsync("Lead");
        await project.ExecuteAsync("update stages set name = 'Suspect', name_key = 'suspect' where project_id = @p and name = 'Lead'");

        await project.MustPostAsync("set-stage", new { visitor_id = "v-1", stage = "Proposal" });

        Assert.That(
            await Deals.StageHistoryAsync(project),
            Is.EqualTo((string[])["- > Lead by widget visitor v-1", "Suspect > Proposal by widget visitor v-1 last"])
        );
    }
}
