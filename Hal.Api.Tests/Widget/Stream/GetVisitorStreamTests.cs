using Hal.Api.Http;
using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.Widget.Stream;

/// <summary>Contract 4.7: a visitor receives the events of its own conversations, and of no others.</summary>
public class GetVisitorStreamTests
{
    [Test]
    public async Task Sends_messages_and_changes_but_no_notes()
    {
        var (app, client, workspace) = await BeginAsync();
        var talk = await TestTalk.BeginAsync(app, workspace.Project);
        using var stream = await ListenAsync(client, workspace.Project, "v-1");

        await talk.SayAsync("a note", "member", workspace.Owner.Id, isInternal: true);
        // One after the other, because each event shows the present state of its conversation.
        List<StreamedEvent> events = [];
        await talk.SayAsync("Hello", "member", workspace.Owner.Id);
        events.Add(await stream.NextAsync());
        await talk.SayAsync("Hi");
        events.Add(await stream.NextAsync());
        await talk.ResolveAsync();
        events.Add(await stream.NextAsync());

        Assert.That(events.Select(e => e.Name), Is.EqualTo(["message", "message", "conversation_updated"]));
        foreach (var (told, part) in events.Zip(["member", "own", "conversation"]))
            new Exchange(200, new Dictionary<string, string>(), told.Data.GetRawText()).MustMatch(part);
    }

    [Test]
    public async Task Sends_nothing_of_other_visitors_or_of_companies()
    {
        var (app, client, workspace) = await BeginAsync();
        var (mine, others) = (await TestTalk.BeginAsync(app, workspace.Project), await TestTalk.BeginAsync(app, workspace.Project, "v-2"));
        using var stream = await ListenAsync(client, workspace.Project, "v-1");
        var start = stream.LastEventId;

        await others.SayAsync("not yours");
        await others.TypeAsync("member", workspace.Owner.Id);
        await workspace.Project.MustPostAsync(
            "identify",
            new
            {
                visitor_id = "v-3",
                user_id = "u-3",
                company = new { id = "acme" },
            }
        );
        await mine.SayAsync("mine");

        Assert.That((await stream.NextAsync()).Content, Is.EqualTo("mine"));
        using var resumed = await ListenAsync(client, workspace.Project, "v-1", ("Last-Event-ID", start));
        Assert.That((await resumed.NextAsync()).Content, Is.EqualTo("mine"));
    }

    [Test]
    public async Task Sends_that_a_member_is_typing_but_not_the_visitor_itself()
    {
        var (app, client, workspace) = await BeginAsync();
        var talk = await TestTalk.BeginAsync(app, workspace.Project);
        using var stream = await ListenAsync(client, workspace.Project, "v-1");

        await talk.TypeAsync("visitor", talk.Visitor);
        await talk.TypeAsync("member", workspace.Owner.Id);

        var typing = await stream.NextAsync();
        Assert.That(
            (typing.Name, $"{typing.Data.GetProperty("author").GetProperty("id")}"),
            Is.EqualTo(("typing", $"{workspace.Owner.Id}"))
        );
    }

    [Test]
    public async Task Is_closed_to_whoever_shows_nothing_or_something_wrong()
    {
        var client = (await TestHost.RunningAsync()).Client;
        var scene = await ProofScene.CreateAsync();

        foreach (var (what, code, caller) in await scene.ImpostorsAsync())
            Assert.That(
                await EventStream.RefusedAsync(client, caller.StreamPath, caller.Headers),
                Has.Property(nameof(Exchange.Status)).EqualTo(401).And.Property(nameof(Exchange.Text)).Contains($"\"{code}\""),
                what
            );

        var path = scene.Ana.StreamPath;
        (await EventStream.RefusedAsync(client, $"/api/widget/stream?project_id={scene.Project.Id}", scene.Ana.Headers)).MustName(
            "visitor_id"
        );
        (await EventStream.RefusedAsync(client, path.Replace("=ana", "=%00", StringComparison.Ordinal), scene.Ana.Headers)).MustName(
            "visitor_id"
        );
        var unseen = new TestVisitor(scene.Project, "never seen") { Hash = scene.Project.Hash("never seen") };
        (await EventStream.RefusedAsync(client, unseen.StreamPath)).MustBe(404, "not_found");
    }

    [Test]
    public async Task Is_open_by_token_and_by_either_hash_and_sends_each_what_it_may_read()
    {
        var client = (await TestHost.RunningAsync()).Client;
        var scene = await ProofScene.CreateAsync();
        TestVisitor[] anas = [scene.Ana, scene.Ana with { Token = null, Hash = scene.Project.Hash("ana") }];
        TestVisitor[] provens =
        [
            scene.Proven,
            scene.Proven with
            {
                Token = null,
                Hash = scene.Project.Hash("proven"),
            },
            scene.Proven with
            {
                Token = null,
                Hash = scene.Project.Hash("u-proven"),
                UserId = "u-proven",
            },
        ];
        var streams = new List<(string Own, EventStream Stream)>();
        foreach (var caller in anas.Concat(provens))
            streams.Add((caller.VisitorId, await EventStream.OpenAsync(client, caller.StreamPath, caller.Headers)));

        await scene.Bob.SendAsync(scene.BobsId, new { content = "of bob" }).MustAsync();
        await scene.Foreign.SendAsync(scene.ForeignId, new { content = "of another project" }).MustAsync();
        await scene.Ana.SendAsync(scene.AnasId, new { content = "of ana" }).MustAsync();
        await scene.Proven.SendAsync(scene.ProvensId, new { content = "of proven" }).MustAsync();

        foreach (var (own, stream) in streams)
        {
            Assert.That((await stream.NextAsync()).Content, Is.EqualTo($"of {own}"));
            stream.Dispose();
        }
    }

    [Test]
    public async Task Sends_nothing_that_the_same_proof_cannot_read()
    {
        var client = (await TestHost.RunningAsync()).Client;
        var project = await TestProject.CreateAsync();
        // The first caller keeps the visitor's token. Then a person proves to be this visitor and writes.
        var (maker, started) = await TestVisitor.BeginAsync(project, "shared", "before");
        var before = started.Text("conversation", "id")!;
        var token = (
            await project.MustPostAsync(
                "identify",
                new
                {
                    visitor_id = "shared",
                    user_id = "u-1",
                    user_hash = project.Hash("u-1"),
                }
            )
        ).Text("visitor_token");
        var person = new TestVisitor(project, "shared") { Token = token };
        var own = (await person.StartAsync(new { content = "as u-1" }).MustAsync()).Text("conversation", "id")!;
        var both = maker with { Token = null, Hash = project.Hash("shared") };
        foreach (var caller in new[] { person, both })
        {
            var readable = (await caller.ListAsync().MustAsync()).GetProperty("conversations").EnumerateArray().Texts("id").ToHashSet();
            using var stream = await EventStream.OpenAsync(client, caller.StreamPath, caller.Headers);

            await both.SendAsync(before, new { content = before }).MustAsync();
            await both.SendAsync(own, new { content = own }).MustAsync();

            foreach (var id in new[] { before, own }.Where(readable.Contains))
                Assert.That((await stream.NextAsync()).Content, Is.EqualTo(id));
        }

        Assert.That(
            new[]
            {
                (await person.ListAsync().MustAsync()).GetProperty("conversations").GetArrayLength(),
                (await both.ListAsync().MustAsync()).GetProperty("conversations").GetArrayLength(),
            },
            Is.EqualTo(new[] { 1, 2 }),
            "The two answers must differ, or the test tries nothing."
        );
    }

    [Test]
    public async Task Sends_the_present_person_nothing_of_the_person_before()
    {
        var (_, client, workspace) = await BeginAsync();
        var project = workspace.Project;
        var shared = new TestVisitor(project, "shared") { Hash = project.Hash("shared") };
        var conversations = new List<string>();
        foreach (var person in new[] { "u-1", "u-2" })
        {
            await project.MustPostAsync(
                "identify",
                new
                {
                    visitor_id = "shared",
                    user_id = person,
                    user_hash = project.Hash("shared"),
                }
            );
            conversations.Add((await shared.StartAsync(new { content = person }).MustAsync()).Text("conversation", "id")!);
        }

        using var stream = await EventStream.OpenAsync(client, shared.StreamPath);
        foreach (var conversation in conversations)
            await workspace.Owner.PostAsync($"conversations/{conversation}/messages", new { content = conversation }).MustAsync();

        Assert.That((await stream.NextAsync()).Content, Is.EqualTo(conversations[1]));
    }

    [Test]
    public async Task Sends_an_unproven_stream_nothing_that_a_proven_person_writes_later()
    {
        var (_, client, workspace) = await BeginAsync();
        var (maker, started) = await TestVisitor.BeginAsync(workspace.Project, "shared");
        var other = (await maker.StartAsync(new { content = "another" }).MustAsync()).Text("conversation", "id")!;
        using var stream = await EventStream.OpenAsync(client, maker.StreamPath, maker.Headers);
        var proven = maker with { Token = null, Hash = workspace.Project.Hash("shared") };

        await proven.SendAsync(started.Text("conversation", "id")!, new { content = "nobody else's" }).MustAsync();
        await workspace.Owner.PostAsync($"conversations/{other}/messages", new { content = "for both" }).MustAsync();

        Assert.That((await stream.NextAsync()).Content, Is.EqualTo("for both"));
    }

    [TestCase("its contact is verified")]
    [TestCase("the project wants proof")]
    [TestCase("the project has other origins")]
    public async Task Ends_when_the_proof_no_longer_suffices(string what)
    {
        var running = await TestHost.RunningAsync();
        await using var app = new HalApp(running.Database.ConnectionString, ("Hal:Streams:Heartbeat", "00:00:00.1"));
        using var client = app.Start();
        var workspace = await TestWorkspace.CreateAsync();
        var (visitor, _) = await TestVisitor.BeginAsync(workspace.Project, "v-1");
        await visitor.PostAsync("identify", new { email = "ana@acme.example" }).MustAsync();
        using var stream = await EventStream.OpenAsync(client, visitor.StreamPath, visitor.Headers);

        if (what == "its contact is verified")
            await workspace.Project.MustPostAsync(
                "identify",
                new
                {
                    visitor_id = "v-2",
                    email = "ana@acme.example",
                    user_hash = workspace.Project.Hash("v-2"),
                }
            );
        else if (what == "the project wants proof")
            await workspace
                .Owner.PatchAsync($"projects/{workspace.Project.Id}/settings", new { identity_verification_required = true })
                .MustAsync();
        else
            await workspace
                .Owner.PatchAsync($"projects/{workspace.Project.Id}/settings", new { allowed_origins = new[] { "https://acme.example" } })
                .MustAsync();

        Assert.That(await stream.EndAsync(), Is.Empty);
    }

    [Test]
    public async Task Ends_when_the_token_does()
    {
        // In a database of its own, since the clock is moved for all that is in it: snoozes end, and rows expire.
        await using var database = await SpareDatabase.CreateAsync();
        var clock = new TestClock();
        await using var app = new HalApp(database.ConnectionString) { Clock = clock };
        using var client = app.Start();
        var (visitor, _) = await TestVisitor.BeginAsync(
            await TestProject.CreateAsync(app, client, (await TestHost.RunningAsync()).Database),
            "v-1"
        );
        clock.Advance(TimeSpan.FromDays(30) - TimeSpan.FromSeconds(1));

        using var stream = await EventStream.OpenAsync(client, visitor.StreamPath, visitor.Headers);

        Assert.That(await stream.EndAsync(), Is.Empty);
        clock.Advance(TimeSpan.FromSeconds(1));
        (await EventStream.RefusedAsync(client, visitor.StreamPath, visitor.Headers)).MustBe(401, "visitor_token_invalid");
    }

    [Test]
    public async Task Ends_when_the_visitor_becomes_somebody_else()
    {
        var running = await TestHost.RunningAsync();
        await using var app = new HalApp(running.Database.ConnectionString, ("Hal:Streams:Heartbeat", "00:00:00.1"));
        using var client = app.Start();
        var project = await TestProject.CreateAsync(app, client, running.Database);
        await TestTalk.BeginAsync(app, project);
        using var stream = await ListenAsync(client, project, "v-1");

        await project.MustPostAsync("identify", new { visitor_id = "v-1", user_id = "u-1" });

        Assert.That(await stream.EndAsync(), Is.Empty);
    }

    [Test]
    public async Task A_visitor_has_a_number_of_streams_at_a_time()
    {
        var running = await TestHost.RunningAsync();
        await using var app = new HalApp(running.Database.ConnectionString, ("Hal:Limits:StreamsPerVisitor", "1"));
        using var client = app.Start();
        var project = await TestProject.CreateAsync(app, client, running.Database);
        await TestTalk.BeginAsync(app, project);
        using var stream = await ListenAsync(client, project, "v-1");

        (await EventStream.RefusedAsync(client, PathOf(project, "v-1"))).MustBe(429, "too_many_streams");
    }

    private static async Task<(HalApp App, HttpClient Client, TestWorkspace Workspace)> BeginAsync()
    {
        var running = await TestHost.RunningAsync();
        return (running.App, running.Client, await TestWorkspace.CreateAsync());
    }

    private static Task<EventStream> ListenAsync(
        HttpClient client,
        TestProject project,
        string visitorId,
        params (string, string)[] headers
    ) => EventStream.OpenAsync(client, PathOf(project, visitorId), headers);

    private static string PathOf(TestProject project, string visitorId) =>
        $"/api/widget/stream?project_id={project.Id}&visitor_id={visitorId}&user_hash={project.Hash(visitorId)}";
}
