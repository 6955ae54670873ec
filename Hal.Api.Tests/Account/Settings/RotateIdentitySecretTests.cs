using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.Account.Settings;

/// <summary>Contract 4.1 and 5: owners rotate the key of user_hash.</summary>
public class RotateIdentitySecretTests
{
    [Test]
    public async Task A_new_secret_replaces_it_and_it_stays_valid_for_a_day()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var path = $"projects/{workspace.Project.Id}/identity-secret";
        var before = await workspace.Owner.GetAsync(path);

        var answer = await workspace.Owner.PostAsync($"{path}/rotate", null, ("If-Match", before.Headers["ETag"]));

        var secret = answer.Body.GetProperty("identity_secret").GetString();
        var after = await workspace.Owner.GetAsync(path);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(answer.Status, Is.EqualTo(200));
            Assert.That(answer.Headers["Cache-Control"], Is.EqualTo("no-store"));
            Assert.That(secret, Does.Match("^[0-9a-f]{64}$"));
            Assert.That(secret, Is.Not.EqualTo(workspace.Project.Secret));
            Assert.That(after.Text, Is.EqualTo(answer.Text));
            Assert.That(after.Headers["ETag"], Is.EqualTo(answer.Headers["ETag"]));
        }

        // A day from when the audit log says it happened.
        Assert.That(
            await workspace.Project.OneAsync<bool>(
                """
                select p.previous_secret_valid_until - a.at between interval '23 hours 59 minutes' and interval '24 hours'
                from projects p join audit_entries a on a.project = p.id and a.action = 'rotate_identity_secret'
                where p.id = @p
                """
            )
        );
        (await workspace.Owner.PostAsync($"{path}/rotate", null, ("If-Match", before.Headers["ETag"]))).MustBe(412, "precondition_failed");
    }

    [Test]
    public async Task A_repeated_rotation_with_a_key_rotates_once()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var path = $"projects/{workspace.Project.Id}/identity-secret";

        var first = await workspace.Owner.PostAsync($"{path}/rotate", null, ("Idempotency-Key", "once"));
        var second = await workspace.Owner.PostAsync($"{path}/rotate", null, ("Idempotency-Key", "once"));

        Assert.That(second.Text, Is.EqualTo(first.Text));
        Assert.That((await workspace.Owner.GetAsync(path)).Text, Is.EqualTo(first.Text));
    }

    [Test]
    public async Task Appears_in_no_log_and_no_other_row()
    {
        await using var database = await SpareDatabase.CreateAsync();
        await using var app = new HalApp(
            database.ConnectionString,
            ("Logging:LogLevel:Default", "Trace"),
            ("Logging:LogLevel:Microsoft.AspNetCore", "Trace"),
            ("Logging:LogLevel:Npgsql", "Trace")
        );
        using var client = app.Start();
        var workspace = await TestWorkspace.CreateAsync(app, client, (await TestHost.RunningAsync()).Database);
        var path = $"projects/{workspace.Project.Id}/identity-secret";

        await workspace.Owner.GetAsync(path).MustAsync();
        var rotated = await workspace.Owner.PostAsync($"{path}/rotate", null, ("Idempotency-Key", "once")).MustAsync();
        await workspace.Owner.PatchAsync($"projects/{workspace.Project.Id}/settings", new { greeting = "Hi" }).MustAsync();

        foreach (var secret in new[] { workspace.Project.Secret, rotated.GetProperty("identity_secret").GetString()! })
        {
            Assert.That(app.Logs.Lines.Where(line => line.Contains(secret, StringComparison.OrdinalIgnoreCase)), Is.Empty);
            foreach (
                var rows in new[]
                {
                    "select string_agg(to_jsonb(t)::text, '') from audit_entries t",
                    "select string_agg(to_jsonb(t)::text || encode(t.answer, 'escape'), '') from idempotency_keys t",
                }
            )
            {
                var text = await database.OneAsync<string>(rows);
                Assert.That(text, Is.Not.Empty);
                Assert.That(text, Does.Not.Contain(secret));
            }
        }
    }
}
