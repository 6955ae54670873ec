using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.Families;

/// <summary>
/// Settings are remembered, but whoever changes one, by whichever way, changes it for the very next call of every instance.
/// </summary>
public class StaleProjectTests
{
    private static readonly object Ana = new
    {
        visitor_id = "v-1",
        email = "ana@acme.example",
        company = new { id = "acme", stage = "Proposal" },
    };

    [Test]
    public async Task Verification_is_required_from_the_next_call_on()
    {
        var project = await TestProject.CreateAsync();
        await project.MustPostAsync("identify", Ana);

        await project.SetAsync("identity_verification_required = true");
        (await project.MustRefuseAsync("identify", Ana)).MustBe(401, "identity_verification_required");

        await project.SetAsync("identity_verification_required = false");
        await project.MustPostAsync("identify", Ana);
    }

    [Test]
    public async Task An_origin_is_let_in_and_shut_out_from_the_next_call_on()
    {
        var project = await TestProject.CreateAsync();
        Task<Exchange> FromAsync(string origin) =>
            project.PostRawAsync(
                "track",
                $$"""{"project_id": "{{project.Id}}", "visitor_id": "v-1", "name": "page_viewed"}""",
                headers: ("Origin", origin)
            );
        Assert.That((await FromAsync("https://evil.example")).Status, Is.EqualTo(201));

        await project.SetAsync("allowed_origins = '{https://acme.example}'");
        (await FromAsync("https://evil.example")).MustBe(403, "origin_not_allowed");
        Assert.That((await FromAsync("https://acme.example")).Status, Is.EqualTo(201));

        await project.SetAsync("allowed_origins = '{https://evil.example}'");
        Assert.That((await FromAsync("https://evil.example")).Status, Is.EqualTo(201));
    }

    [Test]
    public async Task The_stage_mode_holds_from_the_next_call_on()
    {
        var project = await TestProject.CreateAsync();
        await project.MustPostAsync("identify", Ana);
        var back = new { visitor_id = "v-1", stage = "Lead" };
        Assert.That((await project.MustPostAsync("set-stage", back)).GetProperty("applied").GetBoolean(), Is.False);

        await project.SetAsync("stage_update_mode = 'exact'");

        Assert.That((await project.MustPostAsync("set-stage", back)).GetProperty("applied").GetBoolean(), Is.True);
    }

    [Test]
    public async Task A_stage_is_known_renamed_moved_and_gone_from_the_next_call_on()
    {
        var project = await TestProject.CreateAsync();
        await project.MustPostAsync("identify", Ana);
        object To(string stage) => new { visitor_id = "v-1", stage };
        (await project.PostAsync("set-stage", To("Pilot"))).MustBe(422, "unknown_stage");

        await project.ExecuteAsync(
            "insert into stages (project_id, id, name, name_key, position, created_at) values (@p, gen_random_uuid(), 'Pilot', "
                + "'pilot', 2, now())"
        );
        await project.ExecuteAsync("update stages set position = 1 where project_id = @p and name = 'Proposal'");
        Assert.That((await project.MustPostAsync("set-stage", To("Pilot"))).GetProperty("applied").GetBoolean(), Is.True);

        await project.ExecuteAsync("update stages set name = 'Trial', name_key = 'trial' where project_id = @p and name = 'Pilot'");
        (await project.PostAsync("set-stage", To("Pilot"))).MustBe(422, "unknown_stage");
        Assert.That(
            (await project.MustPostAsync("set-stage", To("trial"))).GetProperty("reason").GetString(),
            Is.EqualTo("already_in_stage")
        );

        await project.ExecuteAsync("delete from stages where project_id = @p and name = 'Won'");
        (await project.PostAsync("set-stage", To("Won"))).MustBe(422, "unknown_stage");
    }

    [Test]
    public async Task A_new_secret_proves_from_the_next_call_on()
    {
        var project = await TestProject.CreateAsync();
        var old = new
        {
            visitor_id = "v-1",
            email = "ana@acme.example",
            user_hash = project.Hash("v-1"),
        };
        await project.MustPostAsync("identify", old);

        await project.SetAsync("identity_secret = 'another'");

        (await project.MustRefuseAsync("identify", old)).MustBe(401, "identity_verification_failed");
    }

    [Test]
    public async Task The_configuration_is_the_present_one()
    {
        var project = await TestProject.CreateAsync();
        var first = await project.GetAsync($"/api/widget/config?project_id={project.Id}");

        await project.SetAsync("greeting = 'Dober dan'");
        var second = await project.GetAsync($"/api/widget/config?project_id={project.Id}", ("If-None-Match", first.Headers["ETag"]));

        Assert.That(second.Status, Is.EqualTo(200));
        Assert.That(second.Body.GetProperty("config").GetProperty("greeting").GetString(), Is.EqualTo("Dober dan"));
    }

    [Test]
    public async Task A_deleted_project_is_gone_from_the_next_call_on()
    {
        var project = await TestProject.CreateAsync();
        await project.GetAsync($"/api/widget/config?project_id={project.Id}");

        await project.ExecuteAsync("delete from projects where id = @p");

        (await project.GetAsync($"/api/widget/config?project_id={project.Id}")).MustBe(404, "project_not_found");
        (await project.PostAsync("track", new { visitor_id = "v-1", name = "page_viewed" })).MustBe(404, "project_not_found");
    }

    [Test]
    public async Task Settings_that_change_under_many_calls_are_no_one_s_failure()
    {
        var project = await TestProject.CreateAsync();
        await project.MustPostAsync("identify", Ana);

        var calls = Enumerable
            .Range(0, 64)
            .Select(async i =>
            {
                if (i % 4 == 0)
                    await project.SetAsync("greeting = greeting");

                return await project.PostAsync("track", new { visitor_id = $"v-{i % 5}", name = "page_viewed" });
            });

        Assert.That((await Task.WhenAll(calls)).Select(a => a.Status), Is.All.EqualTo(201));
    }
}
