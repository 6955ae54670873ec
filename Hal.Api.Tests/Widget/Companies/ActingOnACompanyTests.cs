using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.Widget.Companies;

/// <summary>Which company set-stage and set-deal act on, and when they refuse.</summary>
[TestFixture("set-stage")]
[TestFixture("set-deal")]
public class ActingOnACompanyTests(string route)
{
    [Test]
    public async Task Acts_on_the_active_company_of_several()
    {
        var project = await Deals.StartAsync();
        await Deals.LinkAsync(project, "beta");

        await MustMoveAsync(project, "acme", null);
    }

    [Test]
    public async Task Acts_on_the_company_it_names_before_the_active_one()
    {
        var project = await Deals.StartAsync();
        await Deals.LinkAsync(project, "beta");

        await MustMoveAsync(project, "beta", "beta");
    }

    [Test]
    public async Task Acts_on_the_company_it_names_by_the_id_of_hal()
    {
        var project = await Deals.StartAsync();
        await Deals.LinkAsync(project, "beta");

        await MustMoveAsync(project, "beta", (await IdAsync(project, "beta")).ToString());
    }

    [Test]
    public async Task Takes_an_id_of_hal_before_the_same_text_as_an_external_id()
    {
        var project = await Deals.StartAsync();
        var acme = await IdAsync(project, "acme");
        await Deals.LinkAsync(project, "beta");
        await project.ExecuteAsync(
            "update companies set external_id = @acme where project_id = @p and external_id = 'beta'",
            new { acme = acme.ToString() }
        );

        await MustMoveAsync(project, "acme", acme.ToString());
    }

    [Test]
    public async Task Acts_on_the_only_company_when_none_is_active()
    {
        var project = await Deals.StartAsync();
        await project.MustPostAsync("identify", new { visitor_id = "v-2", user_id = "u-1" });

        await MustMoveAsync(project, "acme", null, "v-2");
    }

    [Test]
    public async Task Refuses_to_choose_among_several_companies()
    {
        var project = await Deals.StartAsync();
        await Deals.LinkAsync(project, "beta");
        await project.MustPostAsync("identify", new { visitor_id = "v-2", user_id = "u-1" });

        (await MustRefuseAsync(project, "company_not_linked", null, "v-2")).MustMatch(route);
    }

    [Test]
    public async Task Refuses_when_there_is_no_company()
    {
        var project = await TestProject.CreateAsync();
        await project.MustPostAsync("identify", new { visitor_id = "v-1", user_id = "u-1" });

        (await MustRefuseAsync(project, "company_not_linked", null)).MustMatch(route);
    }

    [Test]
    public async Task Refuses_a_company_of_somebody_else()
    {
        var project = await Deals.StartAsync();
        await project.MustPostAsync(
            "identify",
            new
            {
                visitor_id = "v-9",
                user_id = "u-9",
                company = new { id = "beta" },
            }
        );

        await MustRefuseAsync(project, "company_not_linked", "beta");
        await MustRefuseAsync(project, "company_not_linked", (await IdAsync(project, "beta")).ToString());
        (await MustRefuseAsync(project, "company_not_linked", "nowhere")).MustMatch(route);
    }

    [Test]
    public async Task Refuses_a_company_of_another_project()
    {
        var (project, other) = (await Deals.StartAsync(), await Deals.StartAsync());

        await MustRefuseAsync(project, "company_not_linked", (await IdAsync(other, "acme")).ToString());
        Assert.That(await Deals.StageAsync(other), Is.Null);
    }

    [Test]
    public async Task Refuses_a_visitor_that_is_not_identified()
    {
        var project = await TestProject.CreateAsync();
        await project.MustPostAsync("track", new { visitor_id = "v-1", name = "seen" });

        (await MustRefuseAsync(project, "visitor_not_identified", null)).MustMatch(route);
        await MustRefuseAsync(project, "visitor_not_identified", "acme");
    }

    [Test]
    public async Task Refuses_a_visitor_that_was_never_seen_and_does_not_make_it() =>
        await MustRefuseAsync(await TestProject.CreateAsync(), "visitor_not_identified", null);

    [Test]
    public async Task Wants_a_proof_where_the_project_requires_it()
    {
        var project = await Deals.StartAsync();
        await project.SetAsync("identity_verification_required = true");
        var before = await project.FingerprintAsync();

        (await PostAsync(project, null, "v-1")).MustBe(401, "identity_verification_required").MustMatch(route);
        Assert.That(await project.FingerprintAsync(), Is.EqualTo(before));
        await project.MustPostAsync(
            route,
            new
            {
                visitor_id = "v-1",
                stage = "Won",
                deal_value = 7,
                user_hash = project.Hash("v-1"),
            }
        );
        Assert.That(await Deals.StageAsync(project), Is.EqualTo("Won"));
    }

    private async Task MustMoveAsync(TestProject project, string company, string? reference, string visitor = "v-1")
    {
        var exchange = await PostAsync(project, reference, visitor);

        Assert.That(exchange.Status, Is.EqualTo(200), exchange.Text);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(exchange.Body.GetProperty("company_id").GetGuid(), Is.EqualTo(await IdAsync(project, company)));
            Assert.That(await Deals.StageAsync(project, company), Is.EqualTo("Won"));
            Assert.That(
                await project.OneAsync<int>("select count(*)::int from companies where project_id = @p and stage_id is not null"),
                Is.EqualTo(1)
            );
        }
    }

    private async Task<Exchange> MustRefuseAsync(TestProject project, string code, string? reference, string visitor = "v-1")
    {
        var before = await project.FingerprintAsync();

        var exchange = (await PostAsync(project, reference, visitor)).MustBe(409, code);

        Assert.That(await project.FingerprintAsync(), Is.EqualTo(before));
        return exchange;
    }

    private Task<Exchange> PostAsync(TestProject project, string? reference, string visitor) =>
        project.PostAsync(
            route,
            new
            {
                visitor_id = visitor,
                stage = "Won",
                deal_value = 7,
                company_id = reference,
            }
        );

    private static Task<Guid> IdAsync(TestProject project, string company) =>
        project.OneAsync<Guid>("select id from companies where project_id = @p and external_id = @company", new { company });
}
