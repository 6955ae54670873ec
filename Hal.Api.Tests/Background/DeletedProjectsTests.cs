using Hal.Api.Background;
using Hal.Api.Tests.Architecture;
using Hal.Api.Tests.Harness;
using Microsoft.Extensions.DependencyInjection;

namespace Hal.Api.Tests.Background;

/// <summary>What is stored of a deleted project is cleared away beside the requests, in whichever table it is.</summary>
public class DeletedProjectsTests
{
    private const string OfProject = """
        select c.relname
        from pg_class c
        join pg_attribute a on a.attrelid = c.oid and a.attname = 'project_id'
        where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
        """;

    [Test]
    public async Task Every_table_of_a_project_is_cleared() =>
        Assert.That(
            DeletedProjects.Tables.Select(t => t.Table),
            Is.EquivalentTo(Subjects.Some(await Catalog.RowsAsync<string>(OfProject)))
        );

    [Test]
    public async Task No_table_is_cleared_before_those_that_point_at_it()
    {
        var order = DeletedProjects.Tables.Select((t, i) => (t.Table, i)).ToDictionary(t => t.Table, t => t.i);
        var keys = Subjects.Some(
            await Catalog.RowsAsync<(string From, string To)>(
                """
                select f.relname, t.relname
                from pg_constraint k
                join pg_class f on f.oid = k.conrelid
                join pg_class t on t.oid = k.confrelid
                where k.contype = 'f' and k.conrelid <> k.confrelid and k.confdeltype = 'a'
                """
            )
        );
        keys.Where(k => order.ContainsKey(k.From) && order.ContainsKey(k.To) && order[k.From] > order[k.To])
            .Select(k => $"{k.From} points at {k.To}")
            .MustNot("What is pointed at goes last.");
    }

    [Test]
    public async Task All_rows_go_and_those_of_others_stay()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var gone = await workspace.AddProjectAsync();
        foreach (var project in new[] { gone, workspace.Project })
        {
            await Seeds.PlantAsync(workspace, project);
            await project.MustPostAsync(
                "identify",
                new
                {
                    visitor_id = "v-1",
                    email = "ana@acme.example",
                    company = new
                    {
                        id = "acme",
                        name = "Acme",
                        stage = "Won",
                        deal_value = 7,
                    },
                }
            );
            await project.MustPostAsync(
                "track",
                new
                {
                    visitor_id = "v-1",
                    name = "page_viewed",
                    entity = "company",
                }
            );
        }

        var before = await workspace.Project.FingerprintAsync();
        await workspace.Owner.DeleteAsync($"projects/{gone.Id}").MustAsync();

        await Eventually.HoldsAsync(
            async () => await gone.OneAsync<int>("select count(*)::int from projects where id = @p") == 0,
            "the project is cleared away"
        );
        foreach (var table in await Catalog.RowsAsync<string>(OfProject))
            Assert.That(await gone.OneAsync<long>($"select count(*) from {table} where project_id = @p"), Is.Zero, table);

        Assert.That(await workspace.Project.FingerprintAsync(), Is.EqualTo(before));
    }

    [Test]
    public async Task What_another_instance_left_half_done_is_taken_up()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var gone = await workspace.AddProjectAsync();
        await Seeds.PlantAsync(workspace, gone);
        await gone.ExecuteAsync(
            """
            insert into contacts (project_id, id, created_at, updated_at) select @p, gen_random_uuid(), now(), now()
                from generate_series(1, 12000);
            update projects set deleted_at = now() where id = @p;
            """
        );

        // It looks when it starts.
        var running = await TestHost.RunningAsync();
        await using var app = new HalApp(running.Database.ConnectionString);
        using var client = app.Start();

        await Eventually.HoldsAsync(
            async () => await gone.OneAsync<int>("select count(*)::int from projects where id = @p") == 0,
            "the project is cleared away"
        );
    }

    [Test]
    public async Task What_is_written_while_it_is_deleted_goes_too()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var gone = await workspace.AddProjectAsync();
        await gone.MustPostAsync(
            "identify",
            new
            {
                visitor_id = "v-1",
                email = "ana@acme.example",
                company = new { id = "acme" },
            }
        );

        var calls = Enumerable
            .Range(0, 64)
            .Select(async i =>
                i == 32 ? await workspace.Owner.DeleteAsync($"projects/{gone.Id}")
                : i % 2 == 0 ? await gone.PostAsync("track", new { visitor_id = $"v-{i % 5}", name = "page_viewed" })
                : await gone.PostAsync(
                    "identify",
                    new
                    {
                        visitor_id = $"v-{i}",
                        email = $"v{i}@acme.example",
                        company = new { id = "acme", stage = "Won" },
                    }
                )
            );
        var answers = await Task.WhenAll(calls);

        Assert.That(answers.Where(a => a.Status >= 300 && a.Code != "project_not_found").Select(a => a.Text), Is.Empty);
        await Eventually.HoldsAsync(
            async () => await gone.OneAsync<int>("select count(*)::int from projects where id = @p") == 0,
            "the project is cleared away"
        );
        foreach (var table in await Catalog.RowsAsync<string>(OfProject))
            Assert.That(await gone.OneAsync<long>($"select count(*) from {table} where project_id = @p"), Is.Zero, table);
    }

    [Test]
    public async Task Goes_on_when_a_lost_database_is_back()
    {
        // In a database of its own: another service that has it would clear the project away, too.
        await using var database = await SpareDatabase.CreateAsync();
        await using var lost = await Gated.StartAsync(database.ConnectionString);
        await lost.Project.MustPostAsync("track", new { visitor_id = "v-1", name = "page_viewed" });
        await lost.Gate.CloseAsync();
        await database.ExecuteAsync($"update projects set deleted_at = now() where id = '{lost.Project.Id}'");
        var worker = lost.App.Services.GetRequiredService<DeletedProjects>();

        await Eventually.HoldsAsync(
            () =>
            {
                worker.Wake();
                return lost.App.Logs.Lines.Any(l => l.Contains("could not be cleared away", StringComparison.Ordinal));
            },
            "tried in vain"
        );
        Assert.That(await database.OneAsync<long>("select count(*) from events"), Is.EqualTo(1));
        lost.Gate.Open();

        // Not woken: it comes back by itself.
        await Eventually.HoldsAsync(
            async () => await database.OneAsync<long>("select count(*) from projects") == 0,
            "the project is cleared away"
        );
    }
}
