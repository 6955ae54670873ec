namespace Hal.Api.Tests.Concurrency;

/// <summary>
/// The database does not make names and domains of companies unique, but concurrent calls that name the same company get the same one.
/// </summary>
public class CompanyRaceTests
{
    private const string Companies = "select count(*) from companies where project_id = @p and not placeholder";

    [Test]
    public async Task One_new_name_becomes_one_company()
    {
        var race = await Race.CreateAsync();
        await Race.RoundsAsync(async round =>
        {
            var answers = await race.RunAsync(
                (i, project) =>
                    project.PostAsync(
                        "identify",
                        new
                        {
                            visitor_id = $"v-{round}-{i}",
                            user_id = $"u-{round}-{i}",
                            company = new { name = i % 3 == 0 ? $"ACME {round}" : $"Acme {round}" },
                        }
                    )
            );

            Assert.That(answers.Select(a => a.Body.GetProperty("company").GetProperty("id").GetString()).Distinct().Count(), Is.EqualTo(1));
            Assert.That(answers.Count(a => a.Body.GetProperty("company").GetProperty("created").GetBoolean()), Is.EqualTo(1));
            Assert.That(await race.Project.OneAsync<long>(Companies), Is.EqualTo(round + 1));
        });
    }

    [Test]
    public async Task One_new_id_becomes_one_company()
    {
        var race = await Race.CreateAsync();
        await Race.RoundsAsync(async round =>
        {
            var answers = await race.RunAsync(
                (i, project) =>
                    project.PostAsync(
                        "identify",
                        new
                        {
                            visitor_id = $"v-{round}-{i}",
                            user_id = $"u-{round}-{i}",
                            company = new { id = $"acme-{round}", metadata = new Dictionary<string, int> { [$"k{i}"] = i } },
                        }
                    )
            );

            Assert.That(answers.Count(a => a.Body.GetProperty("company").GetProperty("created").GetBoolean()), Is.EqualTo(1));
            Assert.That(
                await race.Project.OneAsync<long>(
                    "select count(*) from companies c, jsonb_object_keys(c.metadata) where c.project_id = @p and c.external_id = @id",
                    new { id = $"acme-{round}" }
                ),
                Is.EqualTo(answers.Count),
                "No key is lost."
            );
        });
    }

    [Test]
    public async Task One_new_domain_becomes_one_placeholder()
    {
        var race = await Race.CreateAsync();
        await Race.RoundsAsync(async round =>
        {
            var domain = $"acme-{round}.example";
            var answers = await race.RunAsync(
                (i, project) => project.PostAsync("identify", new { visitor_id = $"v-{round}-{i}", email = $"p{i}@{domain}" })
            );

            Assert.That(
                await race.Project.OneAsync<long>(
                    "select count(*) from companies where project_id = @p and domain = @domain and placeholder",
                    new { domain }
                ),
                Is.EqualTo(1)
            );
            Assert.That(
                await race.Project.OneAsync<long>(
                    "select count(*) from contact_companies l join companies c on c.project_id = l.project_id "
                        + "and c.id = l.company_id where l.project_id = @p and c.domain = @domain",
                    new { domain }
                ),
                Is.EqualTo(answers.Count)
            );
        });
    }
}
