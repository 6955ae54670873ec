using Hal.Api.Domain.Members;
using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.Account.Stream;

/// <summary>Contract 5: what happens in a project is told to its members while they listen.</summary>
public class GetStreamTests
{
    [Test]
    public async Task Begins_at_once_and_must_not_be_cached()
    {
        var (_, client, workspace) = await BeginAsync();

        using var stream = await ListenAsync(client, workspace.Owner);

        var headers = stream.Response.Headers;
        using (Assert.EnterMultipleScope())
        {
            Assert.That($"{stream.Response.Content.Headers.ContentType}", Is.EqualTo("text/event-stream"));
            Assert.That($"{headers.CacheControl}", Is.EqualTo("no-store"));
            Assert.That(headers.GetValues("X-Accel-Buffering"), Is.EqualTo(["no"]));
            Assert.That(stream.Retry, Is.EqualTo("2000"));
            Assert.That(stream.Comments, Is.EqualTo(1));
            Assert.That(stream.LastEventId, Is.Not.Empty);
        }
    }

    [Test]
    public async Task Tells_of_messages_conversations_and_companies()
    {
        var (app, client, workspace) = await BeginAsync();
        using var stream = await ListenAsync(client, workspace.Owner);
        var talk = await TestTalk.BeginAsync(app, workspace.Project);

        // One after the other, since each shows its conversation as it is by then.
        List<StreamedEvent> events = [];
        await talk.SayAsync("Hello 👋\nline two");
        events.Add(await stream.NextAsync());
        await talk.SayAsync("a note", "member", workspace.Owner.Id, isInternal: true);
        events.Add(await stream.NextAsync());
        await talk.ResolveAsync();
        events.Add(await stream.NextAsync());
        await workspace.Project.MustPostAsync(
            "identify",
            new
            {
                visitor_id = "v-2",
                user_id = "u-2",
                company = new
                {
                    id = "acme",
                    name = "Acme",
                    stage = "Qualified",
                    deal_value = 12.50,
                },
            }
        );
        events.Add(await stream.NextAsync());

        Assert.That(events.Select(e => e.Name), Is.EqualTo(["new_message", "new_message", "conversation_updated", "company_updated"]));
        Assert.That(events.Select(e => e.Id), Is.Unique.And.All.Not.Null);
        foreach (var (told, part) in events.Zip(["message", "note", "conversation", "company"]))
            new Exchange(200, new Dictionary<string, string>(), told.Data.GetRawText()).MustMatch(part);
    }

    [Test]
    public async Task Tells_of_each_change_of_a_company_and_of_no_call_that_changed_nothing()
    {
        var (_, client, workspace) = await BeginAsync();
        var identify = new
        {
            visitor_id = "v-1",
            user_id = "u-1",
            company = new
            {
                id = "acme",
                name = "Acme",
                stage = "Lead",
            },
        };
        await workspace.Project.MustPostAsync("identify", identify);
        using var stream = await ListenAsync(client, workspace.Owner);

        await workspace.Project.MustPostAsync("identify", identify);
        await workspace.Project.MustPostAsync("set-stage", new { visitor_id = "v-1", stage = "Proposal" });
        await workspace.Project.MustPostAsync("set-stage", new { visitor_id = "v-1", stage = "Lead" });
        await workspace.Project.MustPostAsync("set-deal", new { visitor_id = "v-1", deal_value = 7 });

        var events = await stream.TakeAsync(2);
        Assert.That(
            events[0].Data.GetProperty("company").GetProperty("deal_value").ValueKind,
            Is.AnyOf(System.Text.Json.JsonValueKind.Null, System.Text.Json.JsonValueKind.Number)
        );
        Assert.That(events[1].Data.GetProperty("company").GetProperty("deal_value").GetDecimal(), Is.EqualTo(7));
        Assert.That(await workspace.Project.OneAsync<long>("select count(*) from stream_events where project_id = @p"), Is.EqualTo(3));
    }

    [Test]
    public async Task Tells_of_the_companies_that_are_moved_out_of_a_deleted_stage()
    {
        var (_, client, workspace) = await BeginAsync();
        foreach (var (visitor, company) in new[] { ("v-1", "acme"), ("v-2", "globex") })
            await workspace.Project.MustPostAsync(
                "identify",
                new
                {
                    visitor_id = visitor,
                    user_id = visitor,
                    company = new { id = company, stage = "Lead" },
                }
            );

        var stages = (
            await workspace.Project.RowsAsync<(Guid Id, string Name)>("select id, name from stages where project_id = @p")
        ).ToDictionary(s => s.Name, s => s.Id);
        using var stream = await ListenAsync(client, workspace.Owner);

        await workspace.Owner.DeleteAsync($"stages/{stages["Lead"]}?move_to={stages["Proposal"]}").MustAsync();

        var companies = (await stream.TakeAsync(2)).Select(e => e.Data.GetProperty("company")).ToList();
        Assert.That(companies.Select(c => c.GetProperty("external_id").GetString()), Is.EquivalentTo(["acme", "globex"]));
        Assert.That(companies.Select(c => c.GetProperty("stage_id").GetGuid()), Is.All.EqualTo(stages["Proposal"]));
    }

    [Test]
    public async Task Tells_who_is_typing_but_not_oneself_and_without_an_id()
    {
        var (app, client, workspace) = await BeginAsync();
        var other = await workspace.AddMemberAsync(Role.Agent);
        var talk = await TestTalk.BeginAsync(app, workspace.Project);
        using var stream = await ListenAsync(client, workspace.Owner);

        await talk.TypeAsync("member", workspace.Owner.Id);
        await talk.TypeAsync("member", other.Id);
        var first = await stream.NextAsync();
        await talk.TypeAsync("visitor", talk.Visitor);
        var second = await stream.NextAsync();

        using (Assert.EnterMultipleScope())
        {
            Assert.That((first.Name, first.Id), Is.EqualTo(("typing", (string?)null)));
            Assert.That(first.Data.GetProperty("conversation_id").GetGuid(), Is.EqualTo(talk.Id));
            Assert.That(
                $"{first.Data.GetProperty("author")}",
                Is.EqualTo($$"""{"type":"member","id":"{{other.Id}}","name":"Mia Member"}""")
            );
            Assert.That($"{second.Data.GetProperty("author")}", Is.EqualTo($$"""{"type":"visitor","id":"{{talk.Visitor}}","name":null}"""));
        }
    }

    [Test]
    public async Task Tells_nothing_of_another_project()
    {
        var (app, client, workspace) = await BeginAsync();
        var otherProject = await workspace.AddProjectAsync();
        var stranger = await TestWorkspace.CreateAsync();
        var (mine, others, strangers) = (
            await TestTalk.BeginAsync(app, workspace.Project),
            await TestTalk.BeginAsync(app, otherProject),
            await TestTalk.BeginAsync(app, stranger.Project)
        );
        using var stream = await ListenAsync(client, workspace.Owner, ("X-Project-Id", $"{workspace.Project.Id}"));
        using var other = await ListenAsync(client, workspace.Owner, ("X-Project-Id", $"{otherProject.Id}"));
        var start = other.LastEventId;

        await strangers.SayAsync("not yours");
        await strangers.TypeAsync("visitor", strangers.Visitor);
        await mine.SayAsync("mine");
        await others.SayAsync("other");

        Assert.That((await stream.NextAsync()).Content, Is.EqualTo("mine"));
        Assert.That((await other.NextAsync()).Content, Is.EqualTo("other"));
        // Nor to whoever comes back with an id of another project.
        using var resumed = await ListenAsync(
            client,
            workspace.Owner,
            ("X-Project-Id", $"{workspace.Project.Id}"),
            ("Last-Event-ID", start)
        );
        Assert.That((await resumed.NextAsync()).Content, Is.EqualTo("mine"));
        await mine.SayAsync("still mine");
        Assert.That((await resumed.NextAsync()).Content, Is.EqualTo("still mine"));
    }

    [Test]
    public async Task Wants_a_member_and_one_of_its_projects()
    {
        var (_, client, workspace) = await BeginAsync();
        var stranger = await TestWorkspace.CreateAsync();

        (await EventStream.RefusedAsync(client, "/api/stream")).MustBe(401, "authentication_required");
        (await EventStream.RefusedAsync(client, $"/api/stream?access_token={workspace.Owner.Token}&token={workspace.Owner.Token}")).MustBe(
            401,
            "authentication_required"
        );
        (await EventStream.RefusedAsync(client, $"/api/stream?project_id={stranger.Project.Id}", Bearer(workspace.Owner))).MustBe(
            404,
            "project_not_found"
        );
        await workspace.AddProjectAsync();
        (await EventStream.RefusedAsync(client, "/api/stream", Bearer(workspace.Owner))).MustName("project_id", "project_required");
    }

    [Test]
    public async Task A_member_has_a_number_of_streams_at_a_time()
    {
        var running = await TestHost.RunningAsync();
        await using var app = new HalApp(running.Database.ConnectionString, ("Hal:Limits:StreamsPerMember", "2"));
        using var client = app.Start();
        var workspace = await TestWorkspace.CreateAsync(app, client, running.Database);
        var other = await workspace.AddMemberAsync(Role.Agent);
        var first = await ListenAsync(client, workspace.Owner);
        using var second = await ListenAsync(client, workspace.Owner);

        var refused = await EventStream.RefusedAsync(client, "/api/stream", Bearer(workspace.Owner));

        refused.MustBe(429, "too_many_streams");
        Assert.That(refused.Headers, Does.ContainKey("Retry-After"));
        (await ListenAsync(client, other)).Dispose();
        first.Dispose();
        EventStream? again = null;
        await Eventually.HoldsAsync(
            async () => (again = await EventStream.TryOpenAsync(client, "/api/stream", Bearer(workspace.Owner))) is not null,
            "a closed stream makes room for another"
        );
        again!.Dispose();
    }

    [Test]
    public async Task Shows_that_it_is_alive()
    {
        var running = await TestHost.RunningAsync();
        await using var app = new HalApp(running.Database.ConnectionString, ("Hal:Streams:Heartbeat", "00:00:00.1"));
        using var client = app.Start();
        var workspace = await TestWorkspace.CreateAsync(app, client, running.Database);
        using var stream = await ListenAsync(client, workspace.Owner);

        await stream.HeartbeatAsync();
        await stream.HeartbeatAsync();
    }

    [TestCase("update sessions set revoked_at = now() where member_id = @member")]
    [TestCase("delete from members where id = @member")]
    [TestCase("update projects set deleted_at = now() where id = @p")]
    public async Task Ends_when_its_listener_may_not_listen_any_more(string change)
    {
        var running = await TestHost.RunningAsync();
        await using var app = new HalApp(running.Database.ConnectionString, ("Hal:Streams:Heartbeat", "00:00:00.1"));
        using var client = app.Start();
        var workspace = await TestWorkspace.CreateAsync(app, client, running.Database);
        var member = await workspace.AddMemberAsync(Role.Agent);
        using var stream = await ListenAsync(client, member);

        await workspace.Project.ExecuteAsync(change, new { member = member.Id });

        Assert.That(await stream.EndAsync(), Is.Empty);
    }

    [Test]
    public async Task Ends_when_the_service_stops_without_holding_it_up()
    {
        var running = await TestHost.RunningAsync();
        await using var app = new HalApp(running.Database.ConnectionString);
        using var client = app.Start();
        var workspace = await TestWorkspace.CreateAsync(app, client, running.Database);
        using var stream = await ListenAsync(client, workspace.Owner);

        var stopping = app.DisposeAsync();

        Assert.That(await stream.EndAsync(), Is.Empty);
        await stopping;
        Assert.That(app.Logs.Lines.Where(l => l.StartsWith("Error", StringComparison.Ordinal)), Is.Empty);
    }

    private static async Task<(HalApp App, HttpClient Client, TestWorkspace Workspace)> BeginAsync()
    {
        var running = await TestHost.RunningAsync();
        return (running.App, running.Client, await TestWorkspace.CreateAsync());
    }

    private static Task<EventStream> ListenAsync(HttpClient client, TestMember member, params (string, string)[] headers) =>
        EventStream.OpenAsync(client, "/api/stream", [Bearer(member), .. headers]);

    private static (string, string) Bearer(TestMember member) => ("Authorization", $"Bearer {member.Token}");
}
