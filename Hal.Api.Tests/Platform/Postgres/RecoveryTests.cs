using Hal.Api.Platform.Postgres;
using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.Platform.Postgres;

public sealed class RecoveryTests
{
    private PostgresSandbox _sandbox = null!;

    [SetUp]
    public void SetUp() => _sandbox = new PostgresSandbox();

    [TearDown]
    public async Task TearDown() => await _sandbox.DisposeAsync();

    [Test]
    public async Task The_server_of_a_killed_service_is_taken_over_and_stopped_in_the_end()
    {
        var orphan = await _sandbox.LeaveOrphanAsync();
        var postgres = await _sandbox.StartAsync();
        Assert.That(postgres.ConnectionString, Is.EqualTo(orphan));

        await postgres.DisposeAsync();
        Assert.That(PostmasterFile.Read(_sandbox.Layout.Cluster), Is.Null);
    }

    [Test]
    public async Task A_killed_server_recovers_what_was_committed()
    {
        var orphan = await _sandbox.LeaveOrphanAsync();
        await PostgresSandbox.AskAsync(orphan, "create table kept as select 42 as answer");
        await _sandbox.KillServerAsync();

        var postgres = await _sandbox.StartAsync();
        Assert.That(await PostgresSandbox.AskAsync(postgres.ConnectionString, "select answer from kept"), Is.EqualTo(42));
    }

    [TestCase(StalePid.Nobody)]
    [TestCase(StalePid.AnotherProgram)]
    [TestCase(StalePid.Unfinished)]
    public async Task A_stale_process_file_is_no_hindrance(StalePid kind)
    {
        await (await _sandbox.StartAsync()).DisposeAsync();
        var pid = kind == StalePid.Nobody ? int.MaxValue : Environment.ProcessId;
        await File.WriteAllTextAsync(
            PostmasterFile.PathIn(_sandbox.Layout.Cluster),
            kind == StalePid.Unfinished ? "" : $"{pid}\n{_sandbox.Layout.Cluster}\n1700000000\n1\n\n127.0.0.1\n  1 1\nready   \n"
        );

        var postgres = await _sandbox.StartAsync();
        Assert.That(await PostgresSandbox.AskAsync(postgres.ConnectionString, "select 1"), Is.EqualTo(1));
    }

    [Test]
    public async Task A_copied_data_directory_gets_a_server_of_its_own()
    {
        await using var original = new PostgresSandbox();
        await (await original.StartAsync()).DisposeAsync();
        await (await _sandbox.StartAsync()).DisposeAsync();
        // The process file that a copy made while the original runs brings along, and the password with it.
        var running = await original.StartAsync();
        File.Copy(original.Layout.Password, _sandbox.Layout.Password, overwrite: true);
        File.Copy(PostmasterFile.PathIn(original.Layout.Cluster), PostmasterFile.PathIn(_sandbox.Layout.Cluster));

        // Its data still has the old password, so the one thing it must not do is to take the original for its own.
        var error = Assert.ThrowsAsync<PostgresUnavailableException>(() => _sandbox.StartAsync());
        Assert.That(error!.Message, Does.Contain(_sandbox.Layout.Password));
        Assert.That(await PostgresSandbox.AskAsync(running.ConnectionString, "select 1"), Is.EqualTo(1));
    }

    [Test]
    public async Task A_cluster_that_was_never_finished_is_removed_and_made_anew()
    {
        var draft = Path.Combine(_sandbox.Layout.Server, "draft-0123");
        Directory.CreateDirectory(Path.Combine(draft, "cluster"));
        await File.WriteAllTextAsync(Path.Combine(draft, "cluster", "PG_VERSION"), "15\n");
        var unfinishedFetch = Path.Combine(_sandbox.Layout.Binaries, "draft-0123");
        Directory.CreateDirectory(unfinishedFetch);

        var postgres = await _sandbox.StartAsync();
        Assert.That(await PostgresSandbox.AskAsync(postgres.ConnectionString, "select 1"), Is.EqualTo(1));
        Assert.That(Directory.Exists(draft), Is.False);
    }

    [Test]
    public async Task A_start_that_is_given_up_leaves_nothing_that_hinders_the_next()
    {
        using var givenUp = new CancellationTokenSource();
        var starting = _sandbox.StartAsync(ct: givenUp.Token);
        await Eventually.HoldsAsync(
            () =>
                Directory.Exists(Path.Combine(_sandbox.Data, "server"))
                && Directory.EnumerateDirectories(Path.Combine(_sandbox.Data, "server"), "draft-*").Any(),
            "initdb is at work"
        );
        await givenUp.CancelAsync();
        Assert.That(async () => await starting, Throws.InstanceOf<OperationCanceledException>());

        var postgres = await _sandbox.StartAsync();
        Assert.That(await PostgresSandbox.AskAsync(postgres.ConnectionString, "select 1"), Is.EqualTo(1));
    }

    /// <summary>Whose number a process file holds.</summary>
    public enum StalePid
    {
        Nobody,
        AnotherProgram,
        Unfinished,
    }
}
