using Hal.Api.Domain.Projects;
using Hal.Api.Families;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Values;

namespace Hal.Api.Demo;

/// <summary>For a new user (Development only): makes a demo project in an empty database, and prints the commands to try.</summary>
public sealed class DemoProject(IServiceScopeFactory scopes, IHostEnvironment environment, IConfiguration configuration, TimeProvider time)
{
    private const string Name = "Demo";

    private const string AnyProject = "select exists (select from projects where deleted_at is null)";

    private const string Demo = """
        select p.id, p.identity_secret
        from projects p
        join accounts a on a.id = p.account_id
        where a.name = $1 and p.name = $1 and p.deleted_at is null
        order by p.id
        limit 1
        """;

    // The arguments of psql.
    private static readonly string[] Rows =
    [
        " -c 'select visitor_id, contact_id, active_company_id from visitors'",
        " -c 'select id, email, name from contacts'",
        " -c 'select id, external_id, name from companies'",
        " -c 'select name, value, contact_id from events'",
    ];

    /// <summary>The demo project's id; null if there is no demo project yet.</summary>
    public Guid? ProjectId { get; private set; }

    /// <summary>Makes the demo project if the database has no project, and prints the demo project if there is one.</summary>
    /// <param name="psql">The command that opens psql on the embedded server; null if there is no embedded server.</param>
    public async Task EnsureAsync(string? psql)
    {
        if (!environment.IsDevelopment())
            return;

        await using var scope = scopes.CreateAsyncScope();
        var database = scope.ServiceProvider.GetRequiredService<Database>();
        var work = scope.ServiceProvider.GetRequiredService<UnitOfWork>();
        var read = new SqlRead();
        var hasProjects = read.One<bool>(AnyProject);
        var known = read.One<NewProject>(Demo, Name);
        await database.ReadAsync(read);
        var demo = known.Value;
        if (!hasProjects.Value)
        {
            var (batch, now) = (new SqlBatch(), time.UtcNow());
            demo = NewProject.Add(batch, NewProject.AddAccount(batch, Name, now), Name, now);
            await work.WriteAsync(batch);
            if (await scope.ServiceProvider.GetRequiredService<ProjectStore>().FindAsync(demo.Id, database) is { } project)
            {
                var articles = new SqlBatch();
                DemoArticles.Add(articles, project.Id, now);
                await work.WriteAsync(articles, project.Id.Value);
            }
        }

        ProjectId = demo?.Id;
        if (demo is not null)
            await Console.Out.WriteLineAsync(Welcome(demo, psql));
    }

    private string Welcome(NewProject demo, string? psql)
    {
        var url = (configuration["Urls"] ?? "http://127.0.0.1:5080").Split(';')[0].TrimEnd('/');
        var rows = psql is null
            ? ""
            : $"""

                See the rows:
                  {psql}{string.Concat(Rows)}

                """;
        var ana =
            $$"""{"project_id":"{{demo.Id}}","visitor_id":"v-1","email":"ana@acme.example","name":"Ana Novak","""
            + """ "company":{"id":"acme","name":"Acme","stage":"Qualified"}}""";
        var trial =
            $$"""{"project_id":"{{demo.Id}}","visitor_id":"v-1","name":"trial_started","value":14,""" + """ "event_key":"trial-ana"}""";
        return $"""

            Hal's demo project
              project id       {demo.Id}
              identity secret  {demo.IdentitySecret}

            Say who a visitor is:
              curl -s {url}/api/widget/identify -H 'Content-Type: application/json' -d '{ana}'

            Record what it did:
              curl -s {url}/api/widget/track -H 'Content-Type: application/json' -d '{trial}'
            {rows}
            Help center: {url}/help/{demo.Id}
            See the widget: {url}/demo

            API reference: {url}/docs

            """;
    }
}
