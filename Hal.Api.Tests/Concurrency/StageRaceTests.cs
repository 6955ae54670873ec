namespace Hal.Api.Tests.Concurrency;

/// <summary>
/// Under advance_only a company ends in the latest stage that anybody asked for (contract 3.2), whatever the order in which the calls
/// arrive.
/// </summary>
public class StageRaceTests
{
    private const string StageOf = """
        select s.name from companies c join stages s on s.project_id = c.project_id and s.id = c.stage_id
            where c.project_id = @p and c.external_id = @company
        """;

    // Each step of the history starts at the stage where the step before ended, and the last one ends at the stage of the company.
    private const string Breaks = """
        select count(*)
        from (select from_stage_id, lag(to_stage_id) over (partition by company_id order by id) as before,
                     row_number() over (partition by company_id order by id) as step
              from stage_changes where project_id = @p and company_id = (
                  select id from companies where project_id = @p and external_id = @company)) c
        where step > 1 and from_stage_id is distinct from before
        """;

    private const string Last = """
        select to_name from stage_changes
        where project_id = @p and company_id = (select id from companies where project_id = @p and external_id = @company)
        order by id desc limit 1
        """;

    [TestCase("Proposal", "Lead", "Qualified", "Proposal")]
    [TestCase("Qualified", "Qualified", "Lead")]
    public async Task The_latest_stage_asked_for_wins(string latest, params string[] stages)
    {
        var race = await Race.CreateAsync();
        var random = new Random(1);
        await Race.RoundsAsync(async round =>
        {
            var company = $"acme-{round}";
            // Any of the calls may be the first.
            var asked = Enumerable.Range(0, 64).Select(i => stages[i % stages.Length]).ToArray();
            random.Shuffle(asked);
            await race.Project.MustPostAsync(
                "identify",
                new
                {
                    visitor_id = $"v-{round}",
                    user_id = $"u-{round}",
                    company = new { id = company },
                }
            );

            var answers = await race.RunAsync(
                (i, project) =>
                    i % 3 == 0
                        ? project.PostAsync(
                            "identify",
                            new
                            {
                                visitor_id = $"v-{round}-{i}",
                                user_id = $"u-{round}",
                                company = new { id = company, stage = asked[i] },
                            }
                        )
                        : project.PostAsync("set-stage", new { visitor_id = $"v-{round}", stage = asked[i] })
            );

            using (Assert.EnterMultipleScope())
            {
                Assert.That(await race.Project.OneAsync<string>(StageOf, new { company }), Is.EqualTo(latest));
                Assert.That(await race.Project.OneAsync<long>(Breaks, new { company }), Is.Zero);
                Assert.That(await race.Project.OneAsync<string>(Last, new { company }), Is.EqualTo(latest));
                Assert.That(
                    answers.Count(a =>
                        (
                            a.Body.TryGetProperty("applied", out var applied) ? applied : a.Body.GetProperty("stage").GetProperty("applied")
                        ).GetBoolean()
                    ),
                    Is.InRange(1, stages.Length)
                );
            }
        });
    }

    [Test]
    public async Task A_later_stage_set_by_hand_in_between_is_kept()
    {
        var race = await Race.CreateAsync();
        await Race.RoundsAsync(async round =>
        {
            var company = $"acme-{round}";
            await race.Project.MustPostAsync(
                "identify",
                new
                {
                    visitor_id = $"v-{round}",
                    user_id = $"u-{round}",
                    company = new { id = company },
                }
            );

            await race.RunAsync(
                async (i, project) =>
                {
                    if (i == 32)
                    {
                        await race.Project.ExecuteAsync(
                            """
                            update companies set stage_id = (
                                select id from stages where project_id = @p and name = 'Proposal'), version = version + 1
                            where project_id = @p and external_id = @company
                            """,
                            new { company }
                        );
                    }

                    return await project.PostAsync(
                        "set-stage",
                        new { visitor_id = $"v-{round}", stage = i % 4 < 2 ? "Lead" : "Qualified" }
                    );
                }
            );

            Assert.That(await race.Project.OneAsync<string>(StageOf, new { company }), Is.EqualTo("Proposal"));
        });
    }

    [Test]
    public async Task A_company_won_in_between_stays_won()
    {
        var race = await Race.CreateAsync();
        await Race.RoundsAsync(async round =>
        {
            var company = $"acme-{round}";
            await race.Project.MustPostAsync(
                "identify",
                new
                {
                    visitor_id = $"v-{round}",
                    user_id = $"u-{round}",
                    company = new { id = company },
                }
            );

            await race.RunAsync(
                (i, project) =>
                    project.PostAsync(
                        "set-deal",
                        new
                        {
                            visitor_id = $"v-{round}",
                            deal_value = i,
                            stage = i == 20 ? "Won" : "Qualified",
                        }
                    )
            );

            Assert.That(await race.Project.OneAsync<string>(StageOf, new { company }), Is.EqualTo("Won"));
            Assert.That(
                await race.Project.OneAsync<bool>(
                    """
                    select c.deal_value = (select to_value from deal_changes d
                        where d.project_id = @p and d.company_id = c.id order by d.id desc limit 1)
                    from companies c where c.project_id = @p and c.external_id = @company
                    """,
                    new { company }
                ),
                Is.True,
                "The history ends where the company is."
            );
        });
    }
}
