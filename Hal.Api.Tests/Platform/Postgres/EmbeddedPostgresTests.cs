using Hal.Api.Platform.Postgres;
using Npgsql;

namespace Hal.Api.Tests.Platform.Postgres;

public sealed class EmbeddedPostgresTests
{
    private PostgresSandbox _sandbox = null!;

    [SetUp]
    public void SetUp() => _sandbox = new PostgresSandbox();

    [TearDown]
    public async Task TearDown() => await _sandbox.DisposeAsync();

    [Test]
    public async Task Starts_answers_and_stops()
    {
        var postgres = await _sandbox.StartAsync();
        Assert.That(
            await PostgresSandbox.AskAsync(postgres.ConnectionString, "select current_user || '@' || current_database()"),
            Is.EqualTo("hal@hal")
        );

        await postgres.DisposeAsync();
        await postgres.DisposeAsync();
        Assert.That(PostmasterFile.Read(_sandbox.Layout.Cluster), Is.Null);
        Assert.ThrowsAsync<NpgsqlException>(() => PostgresSandbox.AskAsync(postgres.ConnectionString, "select 1"));
    }

    [Test]
    public async Task Keeps_data_and_password_from_one_start_to_the_next()
    {
        var first = await _sandbox.StartAsync();
        await PostgresSandbox.AskAsync(first.ConnectionString, "create table kept as select 42 as answer");
        await first.DisposeAsync();

        var second = await _sandbox.StartAsync();
        Assert.That(await PostgresSandbox.AskAsync(second.ConnectionString, "select answer from kept"), Is.EqualTo(42));
        Assert.That(
            new NpgsqlConnectionStringBuilder(second.ConnectionString).Password,
            Is.EqualTo(new NpgsqlConnectionStringBuilder(first.ConnectionString).Password)
        );
    }

    [Test]
    public async Task Runs_with_the_settings_asked_for_and_its_own()
    {
        var postgres = await _sandbox.StartAsync();
        var settings = await PostgresSandbox.AskAsync(
            postgres.ConnectionString,
            """
            select concat_ws(' ', current_setting('fsync'), current_setting('max_connections'), current_setting('synchronous_commit'),
                current_setting('listen_addresses'), '[' || current_setting('unix_socket_directories') || ']',
                pg_encoding_to_char(encoding), datcollate, datctype)
            from pg_database where datname = current_database()
            """
        );
        Assert.That(settings, Is.EqualTo("off 30 on 127.0.0.1 [] UTF8 C C"));
    }

    [Test]
    public async Task Keeps_others_out()
    {
        var postgres = await _sandbox.StartAsync();
        var wrong = new NpgsqlConnectionStringBuilder(postgres.ConnectionString) { Password = "wrong" }.ConnectionString;
        var refused = Assert.ThrowsAsync<PostgresException>(() => PostgresSandbox.AskAsync(wrong, "select 1"));
        Assert.That(refused!.SqlState, Is.EqualTo(PostgresErrorCodes.InvalidPassword));
        if (!OperatingSystem.IsWindows())
        {
            Assert.That(File.GetUnixFileMode(_sandbox.Layout.Password), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
        }
        Assert.That(postgres.PsqlCommand, Does.Not.Contain(new NpgsqlConnectionStringBuilder(postgres.ConnectionString).Password!));
        Assert.That(postgres.PsqlCommand, Does.Contain(_sandbox.Layout.Password));
    }

    [Test]
    public async Task A_lost_password_is_said_clearly_and_nothing_is_overwritten()
    {
        await (await _sandbox.StartAsync()).DisposeAsync();
        File.Delete(_sandbox.Layout.Password);
        var error = Assert.ThrowsAsync<PostgresUnavailableException>(() => _sandbox.StartAsync());
        Assert.That(error!.Message, Does.Contain(_sandbox.Layout.Password).And.Contain("ConnectionStrings:Hal"));
        Assert.That(_sandbox.Layout.ClusterMajor(), Is.Not.Null);
    }

    [Test]
    public void A_data_directory_out_of_the_server_users_reach_is_said_clearly()
    {
        Assume.That(!OperatingSystem.IsWindows() && Environment.IsPrivilegedProcess, "only root hands the server to another user");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(_sandbox.Root, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
        var error = Assert.ThrowsAsync<PostgresUnavailableException>(() => _sandbox.StartAsync());
        Assert.That(error!.Message, Does.Contain($"cannot enter {_sandbox.Root} "));
    }
}
