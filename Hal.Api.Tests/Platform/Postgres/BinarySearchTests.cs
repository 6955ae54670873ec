using Hal.Api.Platform.Postgres;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hal.Api.Tests.Platform.Postgres;

[Platform(Exclude = "Win", Reason = "the programs are shell scripts")]
public sealed class BinarySearchTests
{
    private PostgresSandbox _sandbox = null!;

    [SetUp]
    public void SetUp() => _sandbox = new PostgresSandbox(ownBinaries: true);

    [TearDown]
    public async Task TearDown() => await _sandbox.DisposeAsync();

    [Test]
    public async Task The_configured_directory_comes_before_all_others()
    {
        var configured = _sandbox.FakeServer("configured", "15.1");
        var found = await FindAsync(configured, [_sandbox.FakeServer("path", "17.1")], [_sandbox.FakeServer("installed", "18.1")]);
        Assert.That(found, Is.EqualTo(new PostgresBinaries(configured, 15, null)));
    }

    [Test]
    public async Task Path_comes_before_installed_and_old_ones_are_passed_over()
    {
        var path = _sandbox.FakeServer("path", "16.2");
        var found = await FindAsync(null, [_sandbox.FakeServer("old", "14.9"), path], [_sandbox.FakeServer("installed", "18.1")]);
        Assert.That(found, Is.EqualTo(new PostgresBinaries(path, 16, null)));
    }

    [Test]
    public async Task Links_in_path_lead_to_the_directory_behind_them()
    {
        var real = _sandbox.FakeServer("real", "17.1");
        var links = _sandbox.Programs("links");
        File.CreateSymbolicLink(Path.Combine(links, "postgres"), Path.Combine(real, "postgres"));
        Assert.That((await FindAsync(null, [links], [])).Directory, Is.EqualTo(real));
    }

    [Test]
    public async Task Installed_ones_are_taken_best_first_and_half_an_installation_is_none()
    {
        var clientOnly = _sandbox.Programs("client", ("psql", "exit 0"), ("postgres", "exit 0"));
        var newest = _sandbox.FakeServer("newest", "18beta1");
        var found = await FindAsync(null, [clientOnly], [newest, _sandbox.FakeServer("older", "16.1")]);
        Assert.That(found, Is.EqualTo(new PostgresBinaries(newest, 18, null)));
    }

    [Test]
    public async Task Data_of_one_version_gets_binaries_of_that_version()
    {
        MakeClusterOf(16);
        var fitting = _sandbox.FakeServer("fitting", "16.1");
        var found = await FindAsync(null, [_sandbox.FakeServer("path", "17.1")], [_sandbox.FakeServer("newest", "18.1"), fitting]);
        Assert.That(found.Directory, Is.EqualTo(fitting));
    }

    [Test]
    public void Data_of_a_version_that_is_not_there_is_said_clearly()
    {
        MakeClusterOf(16);
        var other = _sandbox.FakeServer("other", "18.1");
        var error = Assert.ThrowsAsync<PostgresUnavailableException>(() => FindAsync(null, [], [other]));
        Assert.That(error!.Message, Does.Contain("No PostgreSQL 16, which made the data").And.Contain($"{other} holds PostgreSQL 18"));

        var configured = Assert.ThrowsAsync<PostgresUnavailableException>(() => FindAsync(other, [], []));
        Assert.That(configured!.Message, Does.Contain("HAL_POSTGRES_BIN is set to PostgreSQL 18").And.Contain("was made by PostgreSQL 16"));
    }

    [Test]
    public void A_configured_directory_that_is_wrong_is_an_error_and_never_a_reason_to_search_on()
    {
        var good = _sandbox.FakeServer("good", "17.1");
        var missing = Path.Combine(_sandbox.Root, "missing");
        var old = _sandbox.FakeServer("old", "14.9");
        var broken = _sandbox.Programs("broken", ("postgres", "echo 'no such library'; exit 127"), ("initdb", ""), ("pg_ctl", ""));
        foreach (
            var (directory, problem) in new[] { (missing, "holds no postgres"), (old, "holds PostgreSQL 14"), (broken, "no such library") }
        )
        {
            var error = Assert.ThrowsAsync<PostgresUnavailableException>(() => FindAsync(directory, [good], [good]));
            Assert.That(
                error!.Message,
                Does.Contain("HAL_POSTGRES_BIN").And.Contain(directory).And.Contain(problem).And.Contain("ConnectionStrings:Hal")
            );
        }
    }

    [Test]
    public async Task What_was_used_last_is_not_asked_again_unless_it_has_changed()
    {
        var used = _sandbox.FakeServer("used", "17.1");
        var binaries = await FindAsync(null, [used], []);
        var choices = new StartupCache("anybody", binaries, StartupCache.StampOf(binaries));
        choices.Save(_sandbox.Layout);
        Assert.That(await FindAsync(null, [], []), Is.EqualTo(binaries));

        await File.AppendAllTextAsync(binaries.Program("postgres"), "# another version, perhaps\n");
        Assert.ThrowsAsync<PostgresUnavailableException>(() => FindAsync(null, [], []));
    }

    [Test]
    public void Nothing_anywhere_names_every_way_out()
    {
        var error = Assert.ThrowsAsync<PostgresUnavailableException>(() => FindAsync(null, [], []));
        Assert.That(
            error!.Message,
            Does.Contain("no npm in PATH")
                .And.Contain("no apt-get")
                .And.Contain("ConnectionStrings:Hal")
                .And.Contain("HAL_POSTGRES_BIN")
                .And.Contain("install PostgreSQL 15")
                .And.Contain("install npm")
        );
    }

    private Task<PostgresBinaries> FindAsync(string? configured, string[] path, string[] installed)
    {
        var layout = _sandbox.Layout;
        var search = new BinarySearch(layout, OsUser.ForServer(null), new SearchPlaces(path, installed), NullLogger.Instance);
        return search.FindAsync(configured, StartupCache.Load(layout), default);
    }

    private void MakeClusterOf(int major)
    {
        Directory.CreateDirectory(_sandbox.Layout.Cluster);
        File.WriteAllText(Path.Combine(_sandbox.Layout.Cluster, "PG_VERSION"), $"{major}\n");
    }
}
