using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.Widget.Visitors;

public class TrackCompanyTests
{
    [Test]
    public async Task Stores_an_event_of_the_active_company()
    {
        var project = await StartAsync();

        var exchange = await project.PostAsync(
            "track",
            new
            {
                visitor_id = "v-1",
                name = "trial_started",
                entity = "company",
            }
        );

        exchange.MustMatch();
        Assert.That(await CompanyOfEventAsync(project), Is.EqualTo("company acme"));
    }

    [Test]
    public async Task Stores_an_event_of_the_company_it_names([Values] bool byIdOfHal)
    {
        var project = await StartAsync();
        await project.MustPostAsync(
            "identify",
            new
            {
                visitor_id = "v-2",
                user_id = "u-1",
                company = new { id = "beta" },
            }
        );
        var id = await IdAsync(project, "beta");

        await project.MustPostAsync(
            "track",
            new
            {
                visitor_id = "v-1",
                name = "n",
                entity = "company",
                company_id = byIdOfHal ? id.ToString() : "beta",
            }
        );

        Assert.That(await CompanyOfEventAsync(project), Is.EqualTo("company beta"));
    }

    [Test]
    public async Task Takes_an_id_of_hal_before_the_same_text_as_an_external_id()
    {
        var project = await StartAsync();
        await project.MustPostAsync(
            "identify",
            new
            {
                visitor_id = "v-2",
                user_id = "u-1",
                company = new { id = "beta" },
            }
        );
        var acme = (await IdAsync(project, "acme")).ToString();
        await project.ExecuteAsync("update companies set external_id = @acme where project_id = @p and external_id = 'beta'", new { acme });

        await project.MustPostAsync(
            "track",
            new
            {
                visitor_id = "v-1",
                name = "n",
                entity = "company",
                company_id = acme,
            }
        );

        Assert.That(await CompanyOfEventAsync(project), Is.EqualTo("company acme"));
    }

    [Test]
    public async Task An_event_of_the_visitor_has_no_company()
    {
        var project = await StartAsync();

        await project.MustPostAsync("track", new { visitor_id = "v-1", name = "n" });

        Assert.That(await CompanyOfEventAsync(project), Is.EqualTo("visitor -"));
    }

    [Test]
    public async Task Refuses_a_visitor_without_an_active_company()
    {
        var project = await TestProject.CreateAsync();
        await project.MustPostAsync("identify", new { visitor_id = "v-1", user_id = "u-1" });

        (await MustRefuseAsync(project, null)).MustMatch();
    }

    [Test]
    public async Task Refuses_a_visitor_that_was_never_seen_and_does_not_make_it()
    {
        var project = await TestProject.CreateAsync();

        await MustRefuseAsync(project, null);
        await MustRefuseAsync(project, "acme");
    }

    [Test]
    public async Task Refuses_a_company_that_is_not_the_contacts()
    {
        var (project, other) = (await StartAsync(), await StartAsync());
        await project.MustPostAsync(
            "identify",
            new
            {
                visitor_id = "v-9",
                user_id = "u-9",
                company = new { id = "beta" },
            }
        );

        await MustRefuseAsync(project, "beta");
        await MustRefuseAsync(project, (await IdAsync(project, "beta")).ToString());
        await MustRefuseAsync(project, (await IdAsync(other, "acme")).ToString());
        (await MustRefuseAsync(project, "nowhere")).MustMatch();
    }

    private static async Task<TestProject> StartAsync()
    {
        var project = await TestProject.CreateAsync();
        await project.MustPostAsync(
            "identify",
            new
            {
                visitor_id = "v-1",
                user_id = "u-1",
                company = new { id = "acme" },
            }
        );
        return project;
    }

    private static async Task<Exchange> MustRefuseAsync(TestProject project, string? company)
    {
        var before = await project.FingerprintAsync();

        var exchange = await project.PostAsync(
            "track",
            new
            {
                visitor_id = "v-1",
                name = "n",
                entity = "company",
                company_id = company,
            }
        );

        exchange.MustBe(409, "company_not_linked");
        Assert.That(await project.FingerprintAsync(), Is.EqualTo(before));
        return exchange;
    }

    private static Task<Guid> IdAsync(TestProject project, string company) =>
        project.OneAsync<Guid>("select id from companies where project_id = @p and external_id = @company", new { company });

    private static Task<string> CompanyOfEventAsync(TestProject project) =>
        project.OneAsync<string>(
            """
            select e.entity || ' ' || coalesce(c.name, '-')
            from events e
            left join companies c on c.project_id = e.project_id and c.id = e.company_id
            where e.project_id = @p
            """
        );
}
