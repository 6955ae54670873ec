using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.Widget.Config;

public class GetConfigTests
{
    [Test]
    public async Task Answers_the_settings_with_an_etag_and_creates_nothing()
    {
        var project = await TestProject.CreateAsync();
        await project.SetAsync("greeting = 'Ahoj 👋', primary_color = '#ff0000', default_locale = 'sl'");
        var before = await project.FingerprintAsync();

        var exchange = await project.GetAsync(Path(project));

        exchange.MustMatch();
        Assert.That(await project.FingerprintAsync(), Is.EqualTo(before));
    }

    [Test]
    public async Task An_etag_that_still_fits_is_not_modified()
    {
        var project = await TestProject.CreateAsync();
        var etag = (await project.GetAsync(Path(project))).Headers["ETag"];

        foreach (var known in (string[])[etag, $"W/{etag}", $"\"other\", {etag}", "*"])
        {
            var exchange = await project.GetAsync(Path(project), ("If-None-Match", known));
            using (Assert.EnterMultipleScope())
            {
                Assert.That(exchange.Status, Is.EqualTo(304), known);
                Assert.That(exchange.Text, Is.Empty);
                Assert.That(exchange.Headers["ETag"], Is.EqualTo(etag));
                Assert.That(exchange.Headers["Cache-Control"], Is.EqualTo("public, max-age=60"));
            }
        }
    }

    [TestCase("greeting = 'Hi'")]
    [TestCase("identity_verification_required = true")]
    [TestCase("help_center_enabled = false")]
    public async Task An_etag_no_longer_fits_after_a_change(string change)
    {
        var project = await TestProject.CreateAsync();
        var first = await project.GetAsync(Path(project));
        await project.SetAsync(change);

        var exchange = await project.GetAsync(Path(project), ("If-None-Match", first.Headers["ETag"]));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(exchange.Status, Is.EqualTo(200));
            Assert.That(exchange.Headers["ETag"], Is.Not.EqualTo(first.Headers["ETag"]));
            Assert.That(exchange.Text, Is.Not.EqualTo(first.Text));
        }
    }

    [TestCase("other")]
    [TestCase("\"other\"")]
    [TestCase("\"")]
    public async Task An_etag_that_is_none_of_ours_never_fits(string known)
    {
        var project = await TestProject.CreateAsync();

        Assert.That((await project.GetAsync(Path(project), ("If-None-Match", known))).Status, Is.EqualTo(200));
    }

    [Test]
    public async Task App_id_is_project_id()
    {
        var project = await TestProject.CreateAsync();

        using (Assert.EnterMultipleScope())
        {
            Assert.That((await project.GetAsync($"/api/widget/config?app_id={project.Id}")).Status, Is.EqualTo(200));
            Assert.That(
                (await project.GetAsync($"/api/widget/config?app_id={project.Id}&project_id={project.Id}")).Status,
                Is.EqualTo(200)
            );
        }
    }

    [Test]
    public async Task Refuses_to_guess_the_project()
    {
        var project = await TestProject.CreateAsync();

        (await project.GetAsync("/api/widget/config")).MustName("project_id").MustMatch();
        (await project.GetAsync($"{Path(project)}&app_id={Guid.CreateVersion7()}")).MustName("app_id");
    }

    [TestCase("acme")]
    [TestCase("")]
    [TestCase("%00")]
    [TestCase("%ff")]
    [TestCase("';drop table projects;--")]
    [TestCase("019f0000-0000-7000-8000-000000000000")]
    public async Task Finds_no_other_project(string id)
    {
        var project = await TestProject.CreateAsync();

        (await project.GetAsync($"/api/widget/config?project_id={id}")).MustBe(404, "project_not_found");
    }

    [Test]
    public async Task An_unknown_project_is_a_problem()
    {
        var project = await TestProject.CreateAsync();

        (await project.GetAsync($"/api/widget/config?project_id={Guid.CreateVersion7()}")).MustMatch();
    }

    [Test]
    public async Task Tells_no_secret()
    {
        var project = await TestProject.CreateAsync();

        Assert.That((await project.GetAsync(Path(project))).Text, Does.Not.Contain(project.Secret));
    }

    private static string Path(TestProject project) => $"/api/widget/config?project_id={project.Id}";
}
