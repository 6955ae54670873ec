using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.Widget.Companies;

public class SetStageTests
{
    [Test]
    public async Task Moves_the_company_and_answers_the_stage_asked_for()
    {
        var project = await Deals.StartAsync();

        var exchange = await project.PostAsync("set-stage", new { visitor_id = "v-1", stage = "qualified" });

        exchange.MustMatch();
        Assert.That(await Deals.StageAsync(project), Is.EqualTo("Qualified"));
    }

    [Test]
    public async Task Answers_the_stage_asked_for_when_it_does_not_move()
    {
        var project = await Deals.StartAsync("Proposal");

        var exchange = await project.PostAsync("set-stage", new { visitor_id = "v-1", stage = "Lead" });

        exchange.MustMatch();
        Assert.That(await Deals.StageAsync(project), Is.EqualTo("Proposal"));
    }

    [TestCase(null, "Lead", null, null)]
    [TestCase("Lead", "Lead", null, "already_in_stage")]
    [TestCase("Qualified", "Lead", null, "would_downgrade")]
    [TestCase("Won", "Lost", null, "closed")]
    [TestCase("Lost", "Lead", "advance_only", "closed")]
    [TestCase("Won", "Won", "exact", "already_in_stage")]
    [TestCase("Won", "Lead", "exact", null)]
    [TestCase("Proposal", "Lead", "exact", null)]
    public async Task Follows_the_mode(string? current, string wanted, string? mode, string? reason)
    {
        var project = await Deals.StartAsync(current);

        var answer = await project.MustPostAsync(
            "set-stage",
            new
            {
                visitor_id = "v-1",
                stage = wanted,
                stage_update_mode = mode,
            }
        );

        using (Assert.EnterMultipleScope())
        {
            Assert.That(answer.GetProperty("applied").GetBoolean(), Is.EqualTo(reason is null));
            Assert.That(answer.GetProperty("reason").GetString(), Is.EqualTo(reason));
            Assert.That(await Deals.StageAsync(project), Is.EqualTo(reason is null ? wanted : current));
        }
    }

    [TestCase("exact", null, "Lead")]
    [TestCase("exact", "advance_only", "Proposal")]
    [TestCase("advance_only", null, "Proposal")]
    [TestCase("advance_only", "exact", "Lead")]
    public async Task Takes_the_mode_of_the_request_before_that_of_the_project(string ofProject, string? ofRequest, string expected)
    {
        var project = await Deals.StartAsync("Proposal");
        await project.SetAsync($"stage_update_mode = '{ofProject}'");

        await project.MustPostAsync(
            "set-stage",
            new
            {
                visitor_id = "v-1",
                stage = "Lead",
                stage_update_mode = ofRequest,
            }
        );

        Assert.That(await Deals.StageAsync(project), Is.EqualTo(expected));
    }

    [Test]
    public async Task Goes_by_the_order_that_the_pipeline_has_now()
    {
        var project = await Deals.StartAsync("Proposal");
        await project.ExecuteAsync("update stages set position = 10 where project_id = @p and name = 'Lead'");

        await project.MustPostAsync("set-stage", new { visitor_id = "v-1", stage = "Lead" });

        Assert.That(await Deals.StageAsync(project), Is.EqualTo("Lead"));
    }

    [Test]
    public async Task Finds_a_stage_by_its_id_or_by_its_name_in_any_case([Values("id", "PROPOSAL", " proposal ")] string reference)
    {
        var project = await Deals.StartAsync();
        var id = await project.OneAsync<Guid>("select id from stages where project_id = @p and name = 'Proposal'");

        var answer = await project.MustPostAsync(
            "set-stage",
            new { visitor_id = "v-1", stage = reference == "id" ? id.ToString() : reference }
        );

        using (Assert.EnterMultipleScope())
        {
            Assert.That(answer.GetProperty("stage").GetProperty("id").GetGuid(), Is.EqualTo(id));
            Assert.That(answer.GetProperty("stage").GetProperty("name").GetString(), Is.EqualTo("Proposal"));
        }
    }

    [Test]
    public async Task Refuses_an_unknown_stage()
    {
        var project = await Deals.StartAsync("Lead");
        var before = await project.FingerprintAsync();

        var exchange = await project.PostAsync("set-stage", new { visitor_id = "v-1", stage = "Nirvana" });

        exchange.MustName("stage", "unknown_stage").MustMatch();
        Assert.That(await project.FingerprintAsync(), Is.EqualTo(before));
    }

    [Test]
    public async Task Refuses_the_stage_of_another_project()
    {
        var (project, other) = (await Deals.StartAsync("Lead"), await TestProject.CreateAsync());
        var foreign = await other.OneAsync<Guid>("select id from stages where project_id = @p and name = 'Won'");

        var exchange = await project.PostAsync("set-stage", new { visitor_id = "v-1", stage = foreign });

        exchange.MustName("stage", "unknown_stage");
        Assert.That(await Deals.StageAsync(project), Is.EqualTo("Lead"));
    }

    [Test]
    public async Task Refuses_a_missing_stage_and_an_unknown_mode()
    {
        var project = await Deals.StartAsync("Lead");
        var before = await project.FingerprintAsync();

        var exchange = await project.PostAsync(
            "set-stage",
            new
            {
                visitor_id = "v-1",
                stage = " ",
                stage_update_mode = "backwards",
            }
        );

        exchange.MustName("stage").MustName("stage_update_mode").MustMatch();
        Assert.That(await project.FingerprintAsync(), Is.EqualTo(before));
    }
}
