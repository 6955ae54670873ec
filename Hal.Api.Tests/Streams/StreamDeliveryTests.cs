using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Hal.Api.Platform.Data;
using Hal.Api.Tests.Harness;
using Npgsql;

namespace Hal.Api.Tests.Streams;

/// <summary>
/// Contract 4.7: each event arrives once, in whatever order transactions end, whichever instance they ran on, and whatever breaks in
/// between.
/// </summary>
public class StreamDeliveryTests
{
    [Test]
    public async Task What_happens_on_one_instance_is_heard_on_another()
    {
        await using var pair = await Pair.StartAsync();
        using var here = await pair.ListenAsync(pair.OneClient);
        using var there = await pair.ListenAsync(pair.OtherClient);

        await pair.Talk.SayAsync("from one");
        await pair.Talk.Through(pair.Other).SayAsync("from the other");
        await pair.Talk.TypeAsync("visitor", pair.Talk.Visitor);

        foreach (var stream in new[] { here, there })
        {
            Assert.That((await stream.TakeAsync(2)).Select(e => e.Content), Is.EqualTo(["from one", "from the other"]));
            Assert.That((await stream.NextAsync()).Name, Is.EqualTo("typing"));
        }
    }

    [Test]
    public async Task Whoever_comes_back_hears_what_it_missed_once_on_any_instance()
    {
        await using var pair = await Pair.StartAsync();
        string id;
        using (var stream = await pair.ListenAsync(pair.OneClient))
        {
            await pair.Talk.SayAsync("1");
            await stream.NextAsync();
            id = stream.LastEventId;
        }

        await pair.Talk.SayAsync("2");
        await pair.Talk.SayAsync("3");

        using var resumed = await pair.ListenAsync(pair.OtherClient, id);
        Assert.That((await resumed.TakeAsync(2)).Select(e => e.Content), Is.EqualTo(["2", "3"]));
        await pair.Talk.SayAsync("4");
        Assert.That((await resumed.NextAsync()).Content, Is.EqualTo("4"));
    }

    [Test]
    public async Task Whoever_heard_nothing_yet_misses_nothing_either()
    {
        await using var pair = await Pair.StartAsync();
        string id;
        using (var stream = await pair.ListenAsync(pair.OneClient))
            id = stream.LastEventId;

        await pair.Talk.SayAsync("1");

        using var resumed = await pair.ListenAsync(pair.OneClient, id);
        Assert.That((await resumed.NextAsync()).Content, Is.EqualTo("1"));
    }

    [Test]
    public async Task What_began_early_and_commits_late_is_heard_and_holds_nobody_up()
    {
        await using var pair = await Pair.StartAsync();
        var late = await TestTalk.BeginAsync(pair.One, pair.Talk.Project, "v-2");
        using var stream = await pair.ListenAsync(pair.OneClient);
        await using var connection = await Pair.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await SendAsync(connection, transaction, await late.StatementsAsync("late"));

        await pair.Talk.SayAsync("early");
        Assert.That((await stream.NextAsync()).Content, Is.EqualTo("early"));
        var between = stream.LastEventId;
        await transaction.CommitAsync();

        Assert.That((await stream.NextAsync()).Content, Is.EqualTo("late"));
        var after = stream.LastEventId;
        await pair.Talk.SayAsync("last");
        Assert.That((await stream.NextAsync()).Content, Is.EqualTo("last"));
        using var resumedBetween = await pair.ListenAsync(pair.OtherClient, between);
        Assert.That((await resumedBetween.TakeAsync(2)).Select(e => e.Content), Is.EqualTo(["late", "last"]));
        using var resumedAfter = await pair.ListenAsync(pair.OtherClient, after);
        Assert.That((await resumedAfter.NextAsync()).Content, Is.EqualTo("last"));
    }

    [Test]
    public async Task What_is_taken_back_is_never_heard()
    {
        await using var pair = await Pair.StartAsync();
        using var stream = await pair.ListenAsync(pair.OneClient);
        await using var connection = await Pair.OpenAsync();
        await using (var transaction = await connection.BeginTransactionAsync())
        {
            await SendAsync(connection, transaction, await pair.Talk.StatementsAsync("never"));
            await transaction.RollbackAsync();
        }

        await pair.Talk.SayAsync("ever");

        Assert.That((await stream.NextAsync()).Content, Is.EqualTo("ever"));
    }

    [Test]
    public async Task None_is_lost_and_none_comes_twice_while_many_write_and_a_reader_comes_and_goes()
    {
        const int Writers = 8;
        const int Each = 25;
        await using var pair = await Pair.StartAsync();
        var talks = new List<TestTalk>();
        for (var i = 0; i < Writers; i++)
            talks.Add((await TestTalk.BeginAsync(pair.One, pair.Talk.Project, $"v-{i}")).Through(i % 2 == 0 ? pair.One : pair.Other));

        using var steady = await pair.ListenAsync(pair.OneClient);
        var id = steady.LastEventId;
        var writing = Task.WhenAll(
            talks.Select(
                async (talk, writer) =>
                {
                    for (var i = 0; i < Each; i++)
                        await talk.SayAsync(Text(writer, i));
                }
            )
        );

        var heard = new List<string?>();
        for (var turn = 0; heard.Count < Writers * Each; turn++)
        {
            // A different instance each time, and a few events at most.
            using var stream = await pair.ListenAsync(turn % 2 == 0 ? pair.OtherClient : pair.OneClient, id);
            heard.AddRange((await stream.TakeAsync(Math.Min(7, (Writers * Each) - heard.Count))).Select(e => e.Content));
            id = stream.LastEventId;
        }

        await writing;
        var all = Enumerable.Range(0, Writers).SelectMany(w => Enumerable.Range(0, Each).Select(i => Text(w, i))).ToList();
        Assert.That(heard, Is.EquivalentTo(all));
        Assert.That((await steady.TakeAsync(Writers * Each)).Select(e => e.Content), Is.EquivalentTo(all));
        // What one conversation says comes in its own order.
        Assert.That(heard.GroupBy(text => text!.Split('-')[0]).Select(said => said.ToList()), Has.All.Ordered);

        static string Text(int writer, int i) => string.Create(CultureInfo.InvariantCulture, $"{writer}-{i:000}");
    }

    [Test]
    public async Task A_long_absence_is_made_up_for_in_parts()
    {
        const int Missed = 450;
        await using var pair = await Pair.StartAsync();
        using var first = await pair.ListenAsync(pair.OneClient);
        await using var connection = await Pair.OpenAsync();
        await using (var transaction = await connection.BeginTransactionAsync())
        {
            for (var i = 0; i < Missed; i++)
                await SendAsync(connection, transaction, await pair.Talk.StatementsAsync($"{i}"));

            await transaction.CommitAsync();
        }

        // All of one transaction, so it is the ids that tell how far one has read.
        var start = first.LastEventId;
        var heard = new List<string?>();
        using (var stream = await pair.ListenAsync(pair.OtherClient, start))
        {
            heard.AddRange((await stream.TakeAsync(250)).Select(e => e.Content));
            start = stream.LastEventId;
        }

        using var resumed = await pair.ListenAsync(pair.OtherClient, start);
        heard.AddRange((await resumed.TakeAsync(Missed - 250)).Select(e => e.Content));
        Assert.That(heard, Is.EquivalentTo(Enumerable.Range(0, Missed).Select(i => $"{i}")));
    }

    [TestCase("")]
    [TestCase("7")]
    [TestCase("%00")]
    public async Task An_id_that_is_none_is_told_to_start_over_or_counts_as_absent(string id)
    {
        await using var pair = await Pair.StartAsync();

        using var stream = await pair.ListenAsync(pair.OneClient, id);
        await pair.Talk.SayAsync("1");

        if (id.Length > 0)
            Assert.That((await stream.NextAsync()).Name, Is.EqualTo("reset"));

        Assert.That((await stream.NextAsync()).Content, Is.EqualTo("1"));
    }

    [Test]
    public async Task An_id_that_is_older_than_what_is_kept_is_told_to_start_over()
    {
        await using var pair = await Pair.StartAsync();
        using var stream = await pair.ListenAsync(pair.OneClient);
        var position = Hal.Api.Domain.Streams.StreamPosition.Read(stream.LastEventId)!;

        using var late = await pair.ListenAsync(pair.OneClient, (position with { At = position.At.AddHours(-25) }).ToString());
        using var nearly = await pair.ListenAsync(pair.OneClient, (position with { At = position.At.AddHours(-23) }).ToString());
        await pair.Talk.SayAsync("1");

        var reset = await late.NextAsync();
        Assert.That((reset.Name, $"{reset.Data}"), Is.EqualTo(("reset", "{}")));
        Assert.That(reset.Id, Is.Not.Null);
        Assert.That((await late.NextAsync()).Content, Is.EqualTo("1"));
        Assert.That((await nearly.NextAsync()).Content, Is.EqualTo("1"));
    }

    [Test]
    public async Task A_lost_connection_loses_nothing()
    {
        await using var pair = await Pair.StartAsync();
        using var stream = await pair.ListenAsync(pair.OneClient);
        await pair.Talk.SayAsync("0");
        await stream.NextAsync();

        for (var i = 1; i <= 3; i++)
        {
            await Eventually.HoldsAsync(
                async () =>
                    await pair.Talk.Project.OneAsync<long>(
                        "select count(pg_terminate_backend(pid)) from pg_stat_activity where application_name = @name and query ilike "
                            + "'listen%'",
                        new { name = pair.OneName }
                    ) == 1,
                "listens, and is cut off"
            );
            await pair.Talk.Through(pair.Other).SayAsync($"{i}");

            Assert.That((await stream.NextAsync()).Content, Is.EqualTo($"{i}"));
        }
    }

    [Test]
    public async Task A_database_that_was_away_loses_nothing()
    {
        await using var gated = await Gated.StartAsync();
        var running = await TestHost.RunningAsync();
        using var client = new HttpClient { BaseAddress = gated.Address };
        var workspace = await TestWorkspace.CreateAsync(gated.App, client, running.Database);
        var talk = await TestTalk.BeginAsync(running.App, workspace.Project);
        using var stream = await EventStream.OpenAsync(client, "/api/stream", ("Authorization", $"Bearer {workspace.Owner.Token}"));

        await gated.Gate.CloseAsync();
        await talk.SayAsync("1");
        (await EventStream.RefusedAsync(client, "/api/stream", ("Authorization", $"Bearer {workspace.Owner.Token}"))).MustTellToComeBack();
        gated.Gate.Open();

        Assert.That((await stream.NextAsync()).Content, Is.EqualTo("1"));
    }

    [Test]
    public async Task A_slow_reader_is_cut_off_and_nobody_else_is_held_up()
    {
        const int Count = 300;
        var running = await TestHost.RunningAsync();
        await using var app = new HalApp(running.Database.ConnectionString, ("Hal:Streams:Buffer", "64"));
        using var client = app.Start();
        var workspace = await TestWorkspace.CreateAsync(app, client, running.Database);
        var talk = await TestTalk.BeginAsync(app, workspace.Project);
        using var quick = await EventStream.OpenAsync(client, "/api/stream", ("Authorization", $"Bearer {workspace.Owner.Token}"));
        using var slow = new Socket(SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 4096 };
        await slow.ConnectAsync(client.BaseAddress!.Host, client.BaseAddress.Port);
        await slow.SendAsync(
            Encoding.ASCII.GetBytes($"GET /api/stream HTTP/1.1\r\nHost: hal\r\nAuthorization: Bearer {workspace.Owner.Token}\r\n\r\n")
        );
        var buffer = new byte[4096];
        Assert.That(await slow.ReceiveAsync(buffer), Is.Positive);

        // More than a network's own buffers would hold. The quick reader takes each before the next is said, so nothing waits for it.
        var text = string.Concat(Enumerable.Repeat("😀", 10_000));
        for (var i = 0; i < Count; i++)
        {
            await talk.SayAsync(text);
            Assert.That((await quick.NextAsync()).Content, Is.EqualTo(text));
        }

        using var patience = new CancellationTokenSource(Eventually.Patience);
        var received = 0L;
        try
        {
            for (int count; (count = await slow.ReceiveAsync(buffer, patience.Token)) > 0; )
                received += count;
        }
        catch (SocketException)
        {
            // Cut off.
        }

        Assert.That(received, Is.LessThan(Count * 40_000L));
    }

    [Test]
    public async Task A_burst_cuts_off_nobody_who_keeps_reading()
    {
        const int Count = 450;
        var running = await TestHost.RunningAsync();
        await using var app = new HalApp(running.Database.ConnectionString, ("Hal:Streams:Buffer", "64"));
        using var client = app.Start();
        var workspace = await TestWorkspace.CreateAsync(app, client, running.Database);
        var talk = await TestTalk.BeginAsync(app, workspace.Project);
        using var stream = await EventStream.OpenAsync(client, "/api/stream", ("Authorization", $"Bearer {workspace.Owner.Token}"));
        await using var connection = await Pair.OpenAsync();
        await using (var transaction = await connection.BeginTransactionAsync())
        {
            for (var i = 0; i < Count; i++)
                await SendAsync(connection, transaction, await talk.StatementsAsync($"{i}"));

            await transaction.CommitAsync();
        }

        Assert.That(
            (await stream.TakeAsync(Count)).Select(e => e.Content),
            Is.EquivalentTo(Enumerable.Range(0, Count).Select(i => $"{i}"))
        );
    }

    [Test]
    public async Task What_is_older_than_anybody_may_come_back_for_is_deleted()
    {
        var running = await TestHost.RunningAsync();
        var project = await TestProject.CreateAsync();
        await project.ExecuteAsync(
            """
            insert into stream_events (project_id, id, kind, at)
            select @p, gen_random_uuid(), 'company_updated', now() - make_interval(hours => h) from unnest(array[0, 23, 26, 48]) h
            """
        );

        await using var app = new HalApp(running.Database.ConnectionString);
        using var client = app.Start();

        await Eventually.HoldsAsync(
            async () => await project.OneAsync<long>("select count(*) from stream_events where project_id = @p") == 2,
            "the old ones are deleted"
        );
    }

    private static async Task SendAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, SqlBatch statements)
    {
        await using var command = new NpgsqlBatch(connection, transaction);
        statements.AppendTo(command);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Two instances on one database, and a conversation.</summary>
    private sealed class Pair(
        HalApp one,
        HalApp other,
        HttpClient oneClient,
        HttpClient otherClient,
        TestWorkspace workspace,
        TestTalk talk,
        string oneName
    ) : IAsyncDisposable
    {
        public HalApp One => one;

        public HalApp Other => other;

        public HttpClient OneClient => oneClient;

        public HttpClient OtherClient => otherClient;

        public TestTalk Talk => talk;

        public string OneName => oneName;

        public static async Task<Pair> StartAsync()
        {
            var running = await TestHost.RunningAsync();
            var name = $"hal-{Guid.NewGuid():N}";
            var one = new HalApp(
                new NpgsqlConnectionStringBuilder(running.Database.ConnectionString) { ApplicationName = name }.ConnectionString
            );
            var client = one.Start();
            var workspace = await TestWorkspace.CreateAsync(one, client, running.Database);
            return new Pair(one, running.App, client, running.Client, workspace, await TestTalk.BeginAsync(one, workspace.Project), name);
        }

        public Task<EventStream> ListenAsync(HttpClient client, string? lastEventId = null)
        {
            (string, string) bearer = ("Authorization", $"Bearer {workspace.Owner.Token}");
            return EventStream.OpenAsync(client, "/api/stream", lastEventId is null ? [bearer] : [bearer, ("Last-Event-ID", lastEventId)]);
        }

        public static async Task<NpgsqlConnection> OpenAsync() =>
            await (await TestHost.RunningAsync()).Database.Source.OpenConnectionAsync();

        public async ValueTask DisposeAsync()
        {
            oneClient.Dispose();
            await one.DisposeAsync();
        }
    }
}
