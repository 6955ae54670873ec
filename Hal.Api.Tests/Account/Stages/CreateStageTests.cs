using Hal.Api.Domain.Members;
using Hal.Api.Tests.Account.Companies;
using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.Account.Stages;

/// <summary>Contract 5: an admin adds a stage.</summary>
public class CreateStageTests
{
    [Test]
    public async Task Adds_a_stage_at_the_end()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var admin = await workspace.AddMemberAsync(Role.Admin);

        (await admin.PostAsync("stages", new { name = " Paused " })).MustMatch();

        Assert.That(await workspace.StageOrderAsync(), Is.EqualTo("Lead 0 Qualified 1 Proposal 2 Won 3 Lost 4 Paused 5"));
    }

    [TestCase(0, "Trial 0 Lead 1 Qualified 2 Proposal 3 Won 4 Lost 5")]
    [TestCase(2, "Lead 0 Qualified 1 Trial 2 Proposal 3 Won 4 Lost 5")]
    [TestCase(99, "Lead 0 Qualified 1 Proposal 2 Won 3 Lost 4 Trial 5")]
    public async Task Adds_a_stage_at_the_position_that_is_asked_for(int position, string order)
    {
        var workspace = await TestWorkspace.CreateAsync();

        var answer = await workspace
            .Owner.PostAsync(
                "stages",
                new
                {
                    name = "Trial",
                    type = "won",
                    position,
                }
            )
            .MustAsync();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(await workspace.StageOrderAsync(), Is.EqualTo(order));
            Assert.That(order, Does.Contain($"Trial {answer.GetProperty("stage").GetProperty("position")}"));
            Assert.That(answer.Text("stage", "type"), Is.EqualTo("won"));
        }
    }

    [TestCase("{}", "name")]
    [TestCase("""{"name":" "}""", "name")]
    [TestCase("""{"name":"Trial","type":"closed"}""", "type")]
    [TestCase("""{"name":"Trial","position":-1}""", "position")]
    [TestCase("""{"name":"Trial","position":"1"}""", "position")]
    [TestCase("""{"name":"Trial","position":1.5}""", "position")]
    [TestCase("""{"name":"Tri\u0000al"}""", "name")]
    public async Task Refuses_an_invalid_field_and_names_it(string json, string field)
    {
        var workspace = await TestWorkspace.CreateAsync();

        (await workspace.Owner.PostAsync("stages", json)).MustName(field);
        (await workspace.Owner.PostAsync("stages", new { name = new string('x', 201) })).MustName("name");
    }

    [Test]
    public async Task A_name_is_unique_in_its_project_in_any_case()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var other = await workspace.AddProjectAsync();
        (string, string) first = ("X-Project-Id", workspace.Project.Id.ToString()),
            second = ("X-Project-Id", other.Id.ToString());
        await workspace.Owner.PostAsync("stages", new { name = "Trial" }, second).MustAsync();

        var exchange = await workspace.Owner.PostAsync("stages", new { name = " lEAD" }, first);

        exchange.MustBe(409, "stage_name_taken");
        Assert.That(exchange.Body.Text("detail"), Does.Contain("name"));
        (await workspace.Owner.PatchAsync($"stages/{await workspace.StageAsync("Lead")}", new { name = "WON" }, first)).MustBe(
            409,
            "stage_name_taken"
        );
        await workspace.Owner.PostAsync("stages", new { name = "Trial" }, first).MustAsync();
    }

    [Test]
    public async Task A_pipeline_has_room_for_100()
    {
        var workspace = await TestWorkspace.CreateAsync();
        await workspace.Project.ExecuteAsync(
            """
            insert into stages (project_id, id, name, name_key, position, created_at)
            select @p, gen_random_uuid(), 's' || n, 's' || n, n, now() from generate_series(5, 98) n
            """
        );
        await workspace.Owner.PostAsync("stages", new { name = "the 100th" }).MustAsync();

        (await workspace.Owner.PostAsync("stages", new { name = "one more" })).MustBe(409, "too_many_stages");
    }
}
