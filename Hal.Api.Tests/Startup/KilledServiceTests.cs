using System.Text.RegularExpressions;
using Hal.Api.Tests.Harness;
using Hal.Api.Tests.Platform.Postgres;

namespace Hal.Api.Tests.Startup;

/// <summary>A service that was killed leaves a server behind, and nothing that hinders the next start.</summary>
public partial class KilledServiceTests
{
    private PostgresSandbox _sandbox = null!;

    [SetUp]
    public void SetUp() => _sandbox = new PostgresSandbox();

    [TearDown]
    public async Task TearDown() => await _sandbox.DisposeAsync();

    [TestCase(false)]
    [TestCase(true)]
    public async Task Starts_again_with_all_that_it_acknowledged(bool serverDiesToo)
    {
        var acknowledged = new List<string>();
        string project;
        await using (var killed = await ServiceProcess.StartAsync("Development", ("Hal__DataDirectory", _sandbox.Data)))
        {
            project = await ProjectOfAsync(killed);
            // Killed while calls are on their way; those without an answer may be there or not.
            var calls = Enumerable
                .Range(0, 100)
                .Select(async i =>
                {
                    try
                    {
                        var answer = await killed.PostAsync("track", Event(project, i));
                        if (answer.Status == 201)
                        {
                            lock (acknowledged)
                                acknowledged.Add(answer.Body.GetProperty("event").GetProperty("id").GetString()!);
                        }
                    }
                    catch (HttpRequestException)
                    {
                        // Not acknowledged.
                    }

                    if (i == 40)
                        await killed.KillAsync();
                });
            await Task.WhenAll(calls);
        }

        if (serverDiesToo)
            await _sandbox.KillServerAsync();

        await using var next = await ServiceProcess.StartAsync("Development", ("Hal__DataDirectory", _sandbox.Data));
        Assert.That(await ProjectOfAsync(next), Is.EqualTo(project));
        Assert.That(acknowledged, Is.Not.Empty);
        var server = await _sandbox.StartAsync();
        Assert.That(
            await PostgresSandbox.AskAsync(
                server.ConnectionString,
                $"select count(*) from events where id in ('{string.Join("','", acknowledged)}')"
            ),
            Is.EqualTo(acknowledged.Count)
        );
        Assert.That((await next.PostAsync("track", Event(project, 1000))).Status, Is.EqualTo(201));
        await next.StopAsync();
        Assert.That(next.ExitCode, Is.Zero);
    }

    [Test]
    public async Task A_port_that_is_taken_is_told_in_a_sentence()
    {
        var running = await TestHost.RunningAsync();
        await using var second = await ServiceProcess.StartAsync(
            "Production",
            ("Urls", running.Client.BaseAddress!.OriginalString),
            ("ConnectionStrings__Hal", running.Database.ConnectionString)
        );

        await Eventually.HoldsAsync(
            () => second.Output.Contains("address already in use", StringComparison.OrdinalIgnoreCase),
            "it says why it ends"
        );
        Assert.That(second.ExitCode, Is.EqualTo(1));
        Assert.That(second.Output, Does.Not.Contain("   at "));
    }

    [GeneratedRegex(@"(?<=project id\s+)\S+")]
    private static partial Regex ProjectId();

    private static async Task<string> ProjectOfAsync(ServiceProcess service) => (await service.PrintedAsync(ProjectId()))[0];

    private static string Event(string project, int number) =>
        $$"""{"project_id": "{{project}}", "visitor_id": "v-{{number % 5}}", "name": "page_viewed", "event_key": "k-{{number}}"}""";
}
