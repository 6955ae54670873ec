using System.Diagnostics;
using System.Text.RegularExpressions;
using Hal.Api.Platform.Postgres;
using Hal.Api.Tests.Harness;
using Hal.Api.Tests.Platform.Postgres;
using Npgsql;

namespace Hal.Api.Tests.Startup;

/// <summary>What somebody sees who starts the service for the first time, with nothing but its own directory.</summary>
public sealed partial class FirstRunTests
{
    private PostgresSandbox _sandbox = null!;

    [SetUp]
    public void SetUp() => _sandbox = new PostgresSandbox();

    [TearDown]
    public async Task TearDown() => await _sandbox.DisposeAsync();

    [Test]
    public async Task In_Development_every_line_that_is_printed_works_and_the_second_run_prints_the_same_project()
    {
        string project,
            secret;
        await using (var first = await StartAsync("Development"))
        {
            (project, secret) = (await PrintedAsync(first, ProjectId()), await PrintedAsync(first, Secret()));
            var curls = await first.PrintedAsync(Curl(), 2);
            var identified = await ShellAsync(curls[0]);
            Assert.That(identified, Does.Contain("\"created\":true").And.Contain("\"visitor_id\":\"v-1\""));
            var tracked = await ShellAsync(curls[1]);
            Assert.That(tracked, Does.Contain("\"name\":\"trial_started\"").And.Contain("\"duplicate\":false"));

            var psql = await PrintedAsync(first, Psql());
            if (SearchPlaces.OfThisMachine().Client("psql") is not null)
                Assert.That(
                    await ShellAsync(psql),
                    Does.Contain("v-1").And.Contain("ana@acme.example").And.Contain("Acme").And.Contain("trial_started")
                );

            Assert.That(await PrintedAsync(first, Reference()), Does.EndWith("/docs"));
            Assert.That((await first.GetAsync("/docs")).Status, Is.AnyOf(200, 301, 302));
            await first.StopAsync();
            Assert.That(first.ExitCode, Is.Zero);
        }

        await using var second = await StartAsync("Development");
        Assert.That((await PrintedAsync(second, ProjectId()), await PrintedAsync(second, Secret())), Is.EqualTo((project, secret)));
        Assert.That(await CountAsync("projects"), Is.EqualTo(1));
        await second.StopAsync();
    }

    [Test]
    public async Task In_Production_no_project_is_made_and_nothing_secret_is_printed()
    {
        await using var service = await StartAsync("Production");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(await CountAsync("projects"), Is.Zero);
            Assert.That(service.Output, Does.Not.Contain("secret").IgnoreCase.And.Not.Contain("curl").And.Not.Contain("psql"));
            Assert.That(service.Output, Does.Not.Contain(new NpgsqlConnectionStringBuilder(await ConnectionStringAsync()).Password!));
        }

        await service.StopAsync();
        Assert.That(service.ExitCode, Is.Zero);
    }

    [Test]
    public async Task The_rows_of_another_s_project_are_not_taken_for_the_demo()
    {
        await using (var production = await StartAsync("Production"))
        {
            await PostgresSandbox.AskAsync(
                await ConnectionStringAsync(),
                """
                insert into accounts (id, name, created_at) values (gen_random_uuid(), 'Acme', now());
                insert into projects (id, account_id, name, identity_secret, created_at) select gen_random_uuid(), id, 'Acme',
                    'the-secret-of-acme', now() from accounts;
                """
            );
            await production.StopAsync();
        }

        await using var development = await StartAsync("Development");

        Assert.That(development.Output, Does.Not.Contain("the-secret-of-acme"));
        Assert.That(await CountAsync("projects"), Is.EqualTo(1));
        await development.StopAsync();
    }

    [GeneratedRegex(@"(?<=project id\s+)\S+")]
    private static partial Regex ProjectId();

    [GeneratedRegex(@"(?<=identity secret\s+)[0-9a-f]{64}")]
    private static partial Regex Secret();

    [GeneratedRegex("^ +curl .*$", RegexOptions.Multiline)]
    private static partial Regex Curl();

    [GeneratedRegex("^ +PGPASSFILE=.*$", RegexOptions.Multiline)]
    private static partial Regex Psql();

    [GeneratedRegex(@"(?<=API reference: )\S+")]
    private static partial Regex Reference();

    private static async Task<string> PrintedAsync(ServiceProcess service, Regex what) => (await service.PrintedAsync(what))[0];

    private static async Task<string> ShellAsync(string line)
    {
        using var shell = Process.Start(
            new ProcessStartInfo("sh", ["-c", line]) { RedirectStandardOutput = true, RedirectStandardError = true }
        )!;
        var (output, error) = (shell.StandardOutput.ReadToEndAsync(), shell.StandardError.ReadToEndAsync());
        await shell.WaitForExitAsync();
        Assert.That(shell.ExitCode, Is.Zero, $"{line}\n{await error}");
        return await output;
    }

    private Task<ServiceProcess> StartAsync(string environment) =>
        ServiceProcess.StartAsync(environment, ("Hal__DataDirectory", _sandbox.Data));

    private async Task<string> ConnectionStringAsync() => (await _sandbox.StartAsync()).ConnectionString;

    private async Task<long> CountAsync(string table) =>
        (long)(await PostgresSandbox.AskAsync(await ConnectionStringAsync(), $"select count(*) from {table}"))!;
}
