using Hal.Api.Tests.Harness;
using Npgsql;

namespace Hal.Api.Tests.Startup;

/// <summary>Logs are read by many, and kept for long.</summary>
public class SecrecyTests
{
    [TestCase("Information")]
    [TestCase("Trace")]
    public async Task No_secret_proof_or_password_stands_in_a_log(string level)
    {
        await using var database = await SpareDatabase.CreateAsync();
        var settings = new NpgsqlConnectionStringBuilder(database.ConnectionString);
        await using var gate = new DatabaseGate(database.ConnectionString);
        gate.Open();
        await using var app = new HalApp(
            gate.ConnectionString,
            ("Logging:LogLevel:Default", level),
            ("Logging:LogLevel:Microsoft.AspNetCore", level),
            ("Logging:LogLevel:Npgsql", level)
        );
        using var client = app.Start();
        var project = await TestProject.CreateAsync(app, client, (await TestHost.RunningAsync()).Database);
        var (proof, wrong) = (project.Hash("v-1"), new string('a', 64));

        await project.MustPostAsync(
            "identify",
            new
            {
                visitor_id = "v-1",
                email = "ana@acme.example",
                user_hash = proof,
            }
        );
        (
            await project.PostAsync(
                "identify",
                new
                {
                    visitor_id = "v-1",
                    email = "ana@acme.example",
                    user_hash = wrong,
                }
            )
        ).MustBe(401, "identity_verification_failed");
        (
            await project.PostAsync(
                "track",
                new
                {
                    visitor_id = "v-1",
                    name = "",
                    user_hash = proof,
                }
            )
        ).MustBe(422, "validation_failed");
        (await project.PostRawAsync("track", $$"""{"user_hash": "{{proof}}", """)).MustBe(400, "malformed_json");
        await gate.CloseAsync();
        (
            await project.PostAsync(
                "track",
                new
                {
                    visitor_id = "v-1",
                    name = "page_viewed",
                    user_hash = proof,
                }
            )
        ).MustTellToComeBack();

        var lines = app.Logs.Lines;
        Assert.That(lines, Is.Not.Empty);
        foreach (var secret in new[] { project.Secret, proof, wrong, settings.Password! })
            Assert.That(lines.Where(l => l.Contains(secret, StringComparison.OrdinalIgnoreCase)), Is.Empty);
    }

    [Test]
    public async Task A_defect_is_logged_with_its_request_and_not_told_to_the_caller()
    {
        await using var database = await SpareDatabase.CreateAsync();
        await using var app = new HalApp(database.ConnectionString);
        using var client = app.Start();
        var project = await TestProject.CreateAsync(app, client, (await TestHost.RunningAsync()).Database);
        // A table that is gone is nothing that the service could expect.
        await database.ExecuteAsync("drop table events");

        var exchange = await project.PostRawAsync(
            "track",
            $$"""{"project_id": "{{project.Id}}", "visitor_id": "v-1", "name": "page_viewed"}""",
            headers: ("X-Request-Id", "defect-1")
        );

        exchange.MustBe(500, "internal_error").MustMatch();
        Assert.That(
            app.Logs.Lines.Count(l => l.StartsWith("Error", StringComparison.Ordinal) && l.Contains("defect-1", StringComparison.Ordinal)),
            Is.EqualTo(1)
        );
    }
}
