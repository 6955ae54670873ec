using Hal.Api.Http;
using Hal.Api.Tests.Account.Companies;
using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.Concurrency;

/// <summary>Members change stages and the pipeline itself while widgets and other members do (contract 3.2).</summary>
public class PipelineRaceTests
{
    private const string StageOf = """
        select s.name from companies c join stages s on s.project_id = c.project_id and s.id = c.stage_id
            where c.project_id = @p and c.external_id = @company
        """;

    private const string History =
        "select to_name from stage_changes where project_id = @p and company_id = @id::uuid order by changed_at desc, id desc";

    [Test]
    public async Task A_later_stage_that_a_member_sets_among_a_widgets_calls_is_kept()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var proposal = await workspace.StageAsync("Proposal");
        for (var round = 0; round < 10; round++)
        {
            var company = $"acme-{round}";
            var made = await workspace.Project.MustPostAsync(
                "identify",
                new
                {
                    visitor_id = $"v-{round}",
                    user_id = $"u-{round}",
                    company = new { id = company },
                }
            );
            var id = made.Text("company", "id")!;

            var calls = Enumerable
                .Range(0, 33)
                .Select(i =>
                    i == 16
                        ? workspace.Owner.PatchAsync($"companies/{id}", new { stage_id = proposal })
                        : workspace.Project.PostAsync(
                            "set-stage",
                            new { visitor_id = $"v-{round}", stage = i % 4 < 2 ? "Lead" : "Qualified" }
                        )
                );
            var answers = await Task.WhenAll(calls);

            using (Assert.EnterMultipleScope())
            {
                Assert.That(answers.Select(a => a.Status), Is.All.EqualTo(200), "A race is not the callers' fault.");
                Assert.That(await workspace.Project.OneAsync<string>(StageOf, new { company }), Is.EqualTo("Proposal"));
                Assert.That(await workspace.Project.RowsAsync<string>(History, new { id }), Is.Unique.And.Some.EqualTo("Proposal"));
            }
        }
    }

    [Test]
    public async Task Of_many_stages_made_and_moved_at_once_none_is_lost_and_the_order_stays_whole()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var lead = await workspace.StageAsync("Lead");

        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, 24)
                .Select(i =>
                    (i % 4) switch
                    {
                        0 => workspace.Owner.PostAsync("stages", new { name = "Trial", position = i % 6 }),
                        1 => workspace.Owner.PatchAsync($"stages/{lead}", new { position = i % 5 }),
                        _ => workspace.Owner.PostAsync("stages", new { name = $"s{i}", position = i % 6 }),
                    }
                )
        );

        using (Assert.EnterMultipleScope())
        {
            Assert.That(answers.Where((_, i) => i % 4 == 0).Select(a => a.Status), Has.Exactly(1).EqualTo(201).And.Exactly(5).EqualTo(409));
            Assert.That(
                answers.Where((_, i) => i % 4 != 0).Select(a => a.Status),
                Is.All.LessThan(300),
                "A race is not the callers' fault."
            );
            Assert.That(
                await workspace.Project.RowsAsync<int>("select position from stages where project_id = @p order by position"),
                Is.EqualTo(Enumerable.Range(0, 5 + 1 + 12))
            );
        }
    }

    [Test]
    public async Task A_stage_is_never_deleted_under_a_company_that_comes_into_it()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var won = await workspace.StageAsync("Won");
        for (var round = 0; round < 5; round++)
        {
            var stage = (await workspace.Owner.PostAsync("stages", new { name = $"s{round}" }).MustAsync()).Text("stage", "id");
            var company = $"acme-{round}";
            var made = await workspace.Project.MustPostAsync(
                "identify",
                new
                {
                    visitor_id = $"v-{round}",
                    user_id = $"u-{round}",
                    company = new { id = company },
                }
            );

            var calls = Enumerable
                .Range(0, 24)
                .Select(i =>
                    (i % 3) switch
                    {
                        _ when i == 12 => workspace.Owner.DeleteAsync($"stages/{stage}?move_to={won}"),
                        0 => workspace.Project.PostAsync(
                            "set-stage",
                            new
                            {
                                visitor_id = $"v-{round}",
                                stage = $"s{round}",
                                stage_update_mode = "exact",
                            }
                        ),
                        1 => workspace.Owner.PatchAsync($"companies/{made.Text("company", "id")}", new { stage_id = stage }),
                        _ => workspace.Owner.PostAsync("companies", new { name = "Acme", stage_id = stage }),
                    }
                );
            var answers = await Task.WhenAll(calls);

            Assert.That(answers.Where((_, i) => i == 12).Select(a => a.Status), Is.All.EqualTo(204));
            Assert.That(answers.Where((_, i) => i != 12).Where(a => a.Status >= 300).Select(a => a.Code), Is.All.EqualTo("unknown_stage"));
        }
    }
}
