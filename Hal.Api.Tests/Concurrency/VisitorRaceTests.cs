namespace Hal.Api.Tests.Concurrency;

/// <summary>What visitors send at the same time is neither lost nor stored twice.</summary>
public class VisitorRaceTests
{
    [Test]
    public async Task One_event_key_becomes_one_event()
    {
        var race = await Race.CreateAsync();
        await Race.RoundsAsync(async round =>
        {
            var event_key = $"trial-{round}";
            var answers = await race.RunAsync(
                (i, project) =>
                    project.PostAsync(
                        "track",
                        new
                        {
                            visitor_id = $"v-{i % 16}",
                            name = "trial_started",
                            event_key,
                        }
                    )
            );

            using (Assert.EnterMultipleScope())
            {
                Assert.That(answers.Count(a => a.Status == 201), Is.EqualTo(1));
                Assert.That(
                    answers.Count(a => a.Body.GetProperty("event").GetProperty("duplicate").GetBoolean()),
                    Is.EqualTo(answers.Count - 1)
                );
                Assert.That(
                    answers.Select(a => a.Body.GetProperty("event").GetProperty("id").GetString()).Distinct().Count(),
                    Is.EqualTo(1)
                );
                Assert.That(await race.Project.OneAsync<long>("select count(*) from events where project_id = @p"), Is.EqualTo(round + 1));
            }
        });
    }

    [Test]
    public async Task Without_a_key_every_call_is_an_event()
    {
        var race = await Race.CreateAsync();
        await Race.RoundsAsync(async round =>
        {
            var answers = await race.RunAsync(
                (i, project) => project.PostAsync("track", new { visitor_id = $"v-{round}-{i % 8}", name = "page_viewed" })
            );

            Assert.That(
                answers.Select(a => a.Body.GetProperty("event").GetProperty("id").GetString()).Distinct().Count(),
                Is.EqualTo(answers.Count)
            );
            Assert.That(
                await race.Project.OneAsync<long>("select count(*) from events where project_id = @p"),
                Is.EqualTo(answers.Count * (round + 1))
            );
        });
    }

    [TestCase(true, 1)]
    [TestCase(true, 64)]
    [TestCase(false, 1)]
    public async Task No_key_of_the_metadata_is_lost(bool identified, int visitors)
    {
        var race = await Race.CreateAsync();
        await Race.RoundsAsync(async round =>
        {
            for (var i = 0; identified && i < visitors; i++)
                await race.Project.MustPostAsync("identify", new { visitor_id = $"v-{round}-{i}", user_id = $"u-{round}" });

            var answers = await race.RunAsync(
                (i, project) =>
                    project.PostAsync(
                        "set-properties",
                        new { visitor_id = $"v-{round}-{i % visitors}", metadata = new Dictionary<string, int> { [$"k{i}"] = i } }
                    )
            );

            Assert.That(
                await race.Project.OneAsync<long>(
                    identified
                        ? "select count(*) from contacts c, jsonb_each(c.metadata) m "
                            + "where c.project_id = @p and c.user_id = @user_id and m.key = concat('k', m.value)"
                        : "select count(*) from visitors v, jsonb_each(v.properties) m "
                            + "where v.project_id = @p and v.visitor_id = @visitor_id and m.key = concat('k', m.value)",
                    new { user_id = $"u-{round}", visitor_id = $"v-{round}-0" }
                ),
                Is.EqualTo(answers.Count)
            );
        });
    }
}
