using Hal.Api.Http;
using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.Account.Companies;

public class DeleteCompanyTests
{
    [Test]
    public async Task Deletes_its_own_rows_and_keeps_those_of_others()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var project = workspace.Project;
        var ana = await project.MustPostAsync(
            "identify",
            new
            {
                visitor_id = "v-1",
                user_id = "u-1",
                company = new
                {
                    id = "acme",
                    stage = "Lead",
                    deal_value = 7,
                },
            }
        );
        await project.MustPostAsync(
            "identify",
            new
            {
                visitor_id = "v-2",
                user_id = "u-1",
                company = new { id = "other", stage = "Won" },
            }
        );
        await project.MustPostAsync(
            "track",
            new
            {
                visitor_id = "v-1",
                name = "seat_added",
                entity = "company",
            }
        );
        await project.MustPostAsync(
            "track",
            new
            {
                visitor_id = "v-1",
                name = "page_viewed",
                company_id = "acme",
            }
        );
        await project.MustPostAsync(
            "track",
            new
            {
                visitor_id = "v-2",
                name = "kept",
                entity = "company",
            }
        );
        var (contact, company) = (ana.Text("contact", "id")!, ana.Text("company", "id")!);
        var before = await workspace.Owner.GetAsync($"contacts/{contact}");
        var visitor = await project.OneAsync<long>("select version from visitors where project_id = @p and visitor_id = 'v-1'");

        var exchange = await workspace.Owner.DeleteAsync($"companies/{company}");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(exchange.Status, Is.EqualTo(204), exchange.Text);
            Assert.That(exchange.Text, Is.Empty);
            (await workspace.Owner.GetAsync($"companies/{company}")).MustBe(404, "not_found");
            var after = await workspace.Owner.GetAsync($"contacts/{contact}");
            Assert.That(after.Body.GetProperty("contact").GetProperty("company_ids").GetArrayLength(), Is.EqualTo(1));
            Assert.That(after.Headers["ETag"], Is.Not.EqualTo(before.Headers["ETag"]), "A contact shows its companies.");
            Assert.That(
                await project.RowsAsync<string>(
                    """
                    select visitor_id || ' ' || (active_company_id is not null) || ' ' || version
                    from visitors
                    where project_id = @p
                    order by visitor_id
                    """
                ),
                Has.ItemAt(0).EqualTo($"v-1 false {visitor + 1}").And.ItemAt(1).StartsWith("v-2 true")
            );
            Assert.That(
                await project.RowsAsync<string>(
                    "select name || ' ' || (company_id is not null) from events where project_id = @p order by id"
                ),
                Is.EqualTo((string[])["page_viewed false", "kept true"])
            );
            Assert.That(await project.OneAsync<long>("select count(*) from stage_changes where project_id = @p"), Is.EqualTo(1));
            Assert.That(await project.OneAsync<long>("select count(*) from deal_changes where project_id = @p"), Is.Zero);
        }
    }

    [Test]
    public async Task Is_refused_for_an_old_version()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var id = await workspace.AddCompanyAsync(new { name = "Acme" });
        await workspace.Owner.PatchAsync($"companies/{id}", new { notes = "n" }).MustAsync();

        (await workspace.MustRefuseAsync(() => workspace.Owner.DeleteAsync($"companies/{id}", ("If-Match", "\"1\"")))).MustBe(
            412,
            "precondition_failed"
        );
        await workspace.Owner.DeleteAsync($"companies/{id}", ("If-Match", "\"2\"")).MustAsync();
        (await workspace.Owner.DeleteAsync($"companies/{id}")).MustBe(404, "not_found");
    }

    [Test]
    public async Task While_widgets_write_it_is_deleted_completely_or_not_at_all()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var project = workspace.Project;
        for (var round = 0; round < 5; round++)
        {
            var made = await project.MustPostAsync(
                "identify",
                new
                {
                    visitor_id = $"v-{round}",
                    user_id = $"u-{round}",
                    company = new { id = $"acme-{round}" },
                }
            );
            var company = made.Text("company", "id");

            var calls = Enumerable
                .Range(0, 16)
                .Select(i =>
                    i switch
                    {
                        8 => workspace.Owner.DeleteAsync($"companies/{company}"),
                        _ when i % 3 == 0 => project.PostAsync("set-stage", new { visitor_id = $"v-{round}", stage = "Lead" }),
                        _ when i % 3 == 1 => project.PostAsync(
                            "track",
                            new
                            {
                                visitor_id = $"v-{round}",
                                name = "seat_added",
                                entity = "company",
                            }
                        ),
                        _ => project.PostAsync(
                            "identify",
                            new
                            {
                                visitor_id = $"w-{round}-{i}",
                                user_id = $"w-{round}-{i}",
                                company = new { id = company },
                            }
                        ),
                    }
                );
            var answers = await Task.WhenAll(calls);

            Assert.That(answers.Select(a => a.Status), Is.All.LessThan(500));
            Assert.That(answers.Count(a => a.Status == 204), Is.EqualTo(1));
        }
    }
}
