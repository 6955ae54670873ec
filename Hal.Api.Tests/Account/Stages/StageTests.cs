using Hal.Api.Domain.Members;
using Hal.Api.Tests.Account.Companies;
using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.Account.Stages;

/// <summary>Contract 5: admins change the pipeline, and widgets see each change from their next call on.</summary>
public class StageTests
{
    [Test]
    public async Task Changes_take_an_admin()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var agent = await workspace.AddMemberAsync(Role.Agent);
        var id = await workspace.StageAsync("Lead");

        (await agent.PostAsync("stages", new { name = "x" })).MustBe(403, "role_required");
        (await agent.PatchAsync($"stages/{id}", new { name = "x" })).MustBe(403, "role_required");
        (await agent.DeleteAsync($"stages/{id}")).MustBe(403, "role_required");
        (await agent.PutAsync("stages/order", new { stage_ids = new[] { id } })).MustBe(403, "role_required");
        Assert.That(await workspace.StageOrderAsync(), Is.EqualTo("Lead 0 Qualified 1 Proposal 2 Won 3 Lost 4"));
    }

    [Test]
    public async Task The_ETag_is_that_of_the_pipeline_from_write_to_write()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var lead = await workspace.StageAsync("Lead");
        var ids = (await workspace.Owner.GetAsync("stages").MustAsync())
            .GetProperty("stages")
            .EnumerateArray()
            .Texts("id")
            .Reverse()
            .ToArray();
        var tag = (await workspace.Owner.GetAsync("stages")).Headers["ETag"];
        foreach (
            var write in (Func<(string, string), Task<Exchange>>[])
                [
                    held => workspace.Owner.PatchAsync($"stages/{lead}", new { name = "Fresh", position = 4 }, held),
                    held => workspace.Owner.PatchAsync($"stages/{lead}", new { name = "Fresh" }, held),
                    held => workspace.Owner.PutAsync("stages/order", new { stage_ids = ids }, held),
                    held => workspace.Owner.PostAsync("stages", new { name = "Trial", position = 0 }, held),
                ]
        )
        {
            (await write(("If-Match", "\"0\""))).MustBe(412, "precondition_failed");
            var exchange = await write(("If-Match", tag));

            Assert.That(exchange.Status, Is.LessThan(300), exchange.Text);
            tag = exchange.Headers["ETag"];
            Assert.That((await workspace.Owner.GetAsync("stages")).Headers["ETag"], Is.EqualTo(tag));
        }

        (await workspace.Owner.DeleteAsync($"stages/{lead}", ("If-Match", "\"0\""))).MustBe(412, "precondition_failed");
        await workspace.Owner.DeleteAsync($"stages/{lead}", ("If-Match", tag)).MustAsync();
        (await workspace.Owner.PatchAsync($"stages/{ids[0]}", new { name = "x" }, ("If-Match", tag))).MustBe(412, "precondition_failed");
    }

    [Test]
    public async Task A_widget_on_another_instance_sees_each_change_from_its_next_call_on()
    {
        var workspace = await TestWorkspace.CreateAsync();
        await using var app = new HalApp((await TestHost.RunningAsync()).Database.ConnectionString);
        using var client = app.Start();
        var other = workspace.Project.Through(client);
        object To(string stage) => new { visitor_id = "v-1", stage };
        await other.MustPostAsync(
            "identify",
            new
            {
                visitor_id = "v-1",
                user_id = "u-1",
                company = new { id = "acme", stage = "Proposal" },
            }
        );
        (await other.PostAsync("set-stage", To("Trial"))).MustBe(422, "unknown_stage");

        var made = await workspace.Owner.PostAsync("stages", new { name = "Trial", position = 0 }).MustAsync();
        Assert.That((await other.MustPostAsync("set-stage", To("Trial"))).Text("reason"), Is.EqualTo("would_downgrade"));

        await workspace.Owner.PatchAsync($"stages/{made.Text("stage", "id")}", new { name = "Pilot", position = 3 }).MustAsync();
        (await other.PostAsync("set-stage", To("Trial"))).MustBe(422, "unknown_stage");
        Assert.That((await other.MustPostAsync("set-stage", To("pilot"))).GetProperty("applied").GetBoolean(), Is.True);

        await workspace.Owner.DeleteAsync($"stages/{made.Text("stage", "id")}?move_to={await workspace.StageAsync("Lead")}").MustAsync();
        (await other.PostAsync("set-stage", To("Pilot"))).MustBe(422, "unknown_stage");
        Assert.That((await other.MustPostAsync("set-stage", To("Qualified"))).GetProperty("applied").GetBoolean(), Is.True);
    }
}
