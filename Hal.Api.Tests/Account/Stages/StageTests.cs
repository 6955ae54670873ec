using Hal.Api.Domain.Members;
using Hal.Api.Http;
using Hal.Api.Tests.Account.Companies;
using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.Account.Stages;

/// <summary>
/// Contract 5: the pipeline is read by all members and changed by admins, and widgets know each change from their next call on.
/// </summary>
public class StageTests
{
    [Test]
    public async Task Lists_the_stages_in_their_order_with_the_ETag_of_the_pipeline()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var agent = await workspace.AddMemberAsync(Role.Agent);

        var exchange = await agent.GetAsync("stages");

        exchange.MustMatch();
        Assert.That((await agent.GetAsync("stages", ("If-None-Match", exchange.Headers["ETag"]))).Status, Is.EqualTo(304));
    }

    [Test]
    public async Task The_list_has_pages()
    {
        var workspace = await TestWorkspace.CreateAsync();

        var walked = await workspace.Owner.WalkAsync("stages", "stages");

        Assert.That(walked.Texts("name"), Is.EqualTo((string[])["Lead", "Qualified", "Proposal", "Won", "Lost"]));
        (await workspace.Owner.GetAsync("stages?limit=201")).MustName("limit");
    }

    [Test]
    public async Task Adds_a_stage_at_the_end()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var admin = await workspace.AddMemberAsync(Role.Admin);

        (await admin.PostAsync("stages", new { name = " Paused " })).MustMatch();

        Assert.That(await OrderAsync(workspace), Is.EqualTo("Lead 0 Qualified 1 Proposal 2 Won 3 Lost 4 Paused 5"));
    }

    [TestCase(0, "Trial 0 Lead 1 Qualified 2 Proposal 3 Won 4 Lost 5")]
    [TestCase(2, "Lead 0 Qualified 1 Trial 2 Proposal 3 Won 4 Lost 5")]
    [TestCase(99, "Lead 0 Qualified 1 Proposal 2 Won 3 Lost 4 Trial 5")]
    public async Task Adds_a_stage_where_it_is_asked_to(int position, string order)
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
            Assert.That(await OrderAsync(workspace), Is.EqualTo(order));
            Assert.That(order, Does.Contain($"Trial {answer.GetProperty("stage").GetProperty("position")}"));
            Assert.That(answer.Text("stage", "type"), Is.EqualTo("won"));
        }
    }

    [Test]
    public async Task Changes_name_type_and_place()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var id = await workspace.StageAsync("Lead");

        var exchange = await workspace.Owner.PatchAsync(
            $"stages/{id}",
            new
            {
                name = " fresh ",
                type = "lost",
                position = 2,
            }
        );

        exchange.MustMatch();
        Assert.That(await OrderAsync(workspace), Is.EqualTo("Qualified 0 Proposal 1 fresh 2 Won 3 Lost 4"));
    }

    [Test]
    public async Task A_stage_may_take_another_spelling_of_its_own_name_and_changes_nothing_else()
    {
        var workspace = await TestWorkspace.CreateAsync();

        await workspace.Owner.PatchAsync($"stages/{await workspace.StageAsync("Lead")}", new { name = "LEAD" }).MustAsync();

        Assert.That(await OrderAsync(workspace), Is.EqualTo("LEAD 0 Qualified 1 Proposal 2 Won 3 Lost 4"));
    }

    [Test]
    public async Task Puts_all_in_another_order()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var ids = new List<string>();
        foreach (var name in (string[])["Lost", "Won", "Lead", "Proposal", "Qualified"])
            ids.Add(await workspace.StageAsync(name));

        (await workspace.Owner.PutAsync("stages/order", new { stage_ids = ids })).MustMatch();

        Assert.That(await OrderAsync(workspace), Is.EqualTo("Lost 0 Won 1 Lead 2 Proposal 3 Qualified 4"));
    }

    [TestCase("{}")]
    [TestCase("""{"stage_ids":null}""")]
    [TestCase("""{"stage_ids":"x"}""")]
    [TestCase("""{"stage_ids":[]}""")]
    [TestCase("""{"stage_ids":["{Lead}","{Qualified}","{Proposal}","{Won}"]}""")]
    [TestCase("""{"stage_ids":["{Lead}","{Qualified}","{Proposal}","{Won}","{Won}"]}""")]
    [TestCase("""{"stage_ids":["{Lead}","{Qualified}","{Proposal}","{Won}","Lost"]}""")]
    [TestCase("""{"stage_ids":["{Lead}","{Qualified}","{Proposal}","{Won}",null]}""")]
    [TestCase("""{"stage_ids":["{Lead}","{Qualified}","{Proposal}","{Won}","{Lost}","{Lost}"]}""")]
    [TestCase("""{"stage_ids":["{Lead}","{Qualified}","{Proposal}","{Won}","0197d5a0-7c3e-7d53-9a35-0f2b8f5f0c11"]}""")]
    public async Task An_order_has_to_name_each_exactly_once(string json)
    {
        var workspace = await TestWorkspace.CreateAsync();
        foreach (var name in (string[])["Lead", "Qualified", "Proposal", "Won", "Lost"])
            json = json.Replace($"{{{name}}}", await workspace.StageAsync(name), StringComparison.Ordinal);

        (await workspace.Owner.PutAsync("stages/order", json)).MustName("stage_ids");

        Assert.That(await OrderAsync(workspace), Is.EqualTo("Lead 0 Qualified 1 Proposal 2 Won 3 Lost 4"));
    }

    [TestCase("{}", "name")]
    [TestCase("""{"name":" "}""", "name")]
    [TestCase("""{"name":"Trial","type":"closed"}""", "type")]
    [TestCase("""{"name":"Trial","position":-1}""", "position")]
    [TestCase("""{"name":"Trial","position":"1"}""", "position")]
    [TestCase("""{"name":"Trial","position":1.5}""", "position")]
    [TestCase("""{"name":"Tri\u0000al"}""", "name")]
    public async Task Refuses_a_stage_that_has_not_the_form(string json, string field)
    {
        var workspace = await TestWorkspace.CreateAsync();

        (await workspace.Owner.PostAsync("stages", json)).MustName(field);
        (await workspace.Owner.PostAsync("stages", new { name = new string('x', 201) })).MustName("name");
    }

    [TestCase("""{"name":null}""", "name")]
    [TestCase("""{"name":""}""", "name")]
    [TestCase("""{"type":null}""", "type")]
    [TestCase("""{"type":"Won"}""", "type")]
    [TestCase("""{"position":null}""", "position")]
    [TestCase("""{"position":-1}""", "position")]
    [TestCase("""{"position":"2"}""", "position")]
    public async Task Refuses_a_change_that_has_not_the_form(string json, string field)
    {
        var workspace = await TestWorkspace.CreateAsync();

        (await workspace.Owner.PatchAsync($"stages/{await workspace.StageAsync("Lead")}", json)).MustName(field);
    }

    [Test]
    public async Task A_name_is_unique_in_whichever_case_and_only_in_its_project()
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

    [Test]
    public async Task Deletes_an_empty_stage_and_closes_the_gap()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var id = await workspace.StageAsync("Qualified");

        Assert.That((await workspace.Owner.DeleteAsync($"stages/{id}")).Status, Is.EqualTo(204));

        Assert.That(await OrderAsync(workspace), Is.EqualTo("Lead 0 Proposal 1 Won 2 Lost 3"));
        (await workspace.Owner.DeleteAsync($"stages/{id}")).MustBe(404, "not_found");
        (await workspace.Owner.PatchAsync($"stages/{id}", new { name = "x" })).MustBe(404, "not_found");
    }

    [Test]
    public async Task A_stage_with_companies_says_where_they_go_and_each_move_is_recorded()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var (lead, won) = (await workspace.StageAsync("Lead"), await workspace.StageAsync("Won"));
        var companies = new List<string>();
        for (var i = 0; i < 3; i++)
            companies.Add(await workspace.AddCompanyAsync(new { name = $"Acme {i}", stage_id = lead }));

        var other = await workspace.AddCompanyAsync(new { name = "Other", stage_id = await workspace.StageAsync("Lost") });

        var refused = await workspace.MustRefuseAsync(() => workspace.Owner.DeleteAsync($"stages/{lead}"));
        refused.MustBe(409, "stage_in_use");
        Assert.That(refused.Body.Text("detail"), Does.Contain("move_to"));
        await workspace.Owner.DeleteAsync($"stages/{lead}?move_to={won}").MustAsync();

        using (Assert.EnterMultipleScope())
        {
            foreach (var id in companies)
            {
                var exchange = await workspace.Owner.GetAsync($"companies/{id}");
                Assert.That(exchange.Body.Text("company", "stage_id"), Is.EqualTo(won));
                Assert.That(exchange.Headers["ETag"], Is.EqualTo("\"2\""));
            }

            Assert.That((await workspace.CompanyAsync(other)).Text("stage_id"), Is.EqualTo(await workspace.StageAsync("Lost")));
            Assert.That(
                await workspace.Project.RowsAsync<string>(
                    """
                    select from_name || ' > ' || to_name || ' ' || (from_stage_id is null) || ' ' || source || ' ' || actor || ' '
                           || (substr(id::text, 15, 1) = '7' and (changed_at = (select updated_at from companies c where c.project_id = @p and c.id = company_id)))
                    from stage_changes where project_id = @p and from_name is not null
                    """
                ),
                Is.EqualTo(Enumerable.Repeat($"Lead > Won true account member:{workspace.Owner.Id} true", 3))
            );
        }
    }

    [TestCase("{self}", "validation_failed")]
    [TestCase("Won", "unknown_stage")]
    [TestCase("0197d5a0-7c3e-7d53-9a35-0f2b8f5f0c11", "unknown_stage")]
    public async Task Companies_go_to_another_stage_of_the_pipeline(string target, string code)
    {
        var workspace = await TestWorkspace.CreateAsync();
        var lead = await workspace.StageAsync("Lead");
        await workspace.AddCompanyAsync(new { name = "Acme", stage_id = lead });

        var exchange = await workspace.MustRefuseAsync(() =>
            workspace.Owner.DeleteAsync($"stages/{lead}?move_to={target.Replace("{self}", lead, StringComparison.Ordinal)}")
        );

        exchange.MustName("move_to", code);
    }

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
        Assert.That(await OrderAsync(workspace), Is.EqualTo("Lead 0 Qualified 1 Proposal 2 Won 3 Lost 4"));
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
    public async Task A_widget_of_another_instance_knows_each_change_from_its_next_call_on()
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

    private static async Task<string> OrderAsync(TestWorkspace workspace) =>
        string.Join(
            ' ',
            (await workspace.Owner.GetAsync("stages", ("X-Project-Id", workspace.Project.Id.ToString())).MustAsync())
                .GetProperty("stages")
                .EnumerateArray()
                .Select(stage => $"{stage.Text("name")} {stage.GetProperty("position").GetInt32()}")
        );
}
