using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.Account.Auth;

/// <summary>No log and no audit entry contains what a member signs in with.</summary>
public class SecretsTests
{
    [TestCase("Information")]
    [TestCase("Trace")]
    public async Task No_log_and_no_audit_entry_contains_a_password_or_token(string level)
    {
        var running = await TestHost.RunningAsync();
        await using var app = new HalApp(
            running.Database.ConnectionString,
            ("Logging:LogLevel:Default", level),
            ("Logging:LogLevel:Microsoft.AspNetCore", level),
            ("Logging:LogLevel:Npgsql", level)
        );
        using var client = app.Start();
        var caller = new SignedOut(client);
        var (first, second, wrong, invited) = (NewPassword(), NewPassword(), NewPassword(), NewPassword());
        var secrets = new List<string> { first, second, wrong, invited };
        async Task<SignedIn> KeepAsync(Task<SignedIn> signing)
        {
            var made = await signing;
            secrets.AddRange([made.Member.Token, made.RefreshToken]);
            return made;
        }

        var owner = await KeepAsync(caller.SignUpAsync(password: first));
        var email = owner.Member.Email;
        (
            await caller.PostAsync(
                "auth/signup",
                new
                {
                    email,
                    password = wrong,
                    company_name = "Acme",
                }
            )
        ).MustBe(409, "email_taken");
        (await caller.PostAsync("auth/signup", new { email, password = wrong })).MustName("company_name");
        (await caller.PostAsync("auth/login", new { email, password = wrong })).MustBe(401, "invalid_credentials");
        (await caller.PostAsync("auth/login", $$"""{"email":"{{email}}","password":"{{first}}" """)).MustBe(400, "malformed_json");
        var session = await KeepAsync(caller.SignInAsync(owner.Member, first));
        var refreshed = await caller.RefreshAsync(session.RefreshToken, ("Idempotency-Key", Guid.NewGuid().ToString())).MustAsync();
        secrets.AddRange([refreshed.GetProperty("token").GetString()!, refreshed.GetProperty("refresh_token").GetString()!]);
        (await caller.RefreshAsync(session.RefreshToken)).MustBe(401, "invalid_refresh_token");
        (await owner.Member.PostAsync("auth/password", new { current_password = wrong, new_password = second })).MustName(
            "current_password",
            "wrong_password"
        );
        await owner.Member.PostAsync("auth/password", new { current_password = first, new_password = second }).MustAsync();
        await owner.Member.GetAsync("auth/me").MustAsync();

        var invitation = await owner.Member.PostAsync("team/invitations", new { email = SignedOut.NewEmail(), role = "agent" }).MustAsync();
        var token = invitation.GetProperty("token").GetString()!;
        secrets.Add(token);
        var joined = await caller.PostAsync("team/invitations/accept", new { token, password = invited }).MustAsync();
        var member = await KeepAsync(Task.FromResult(SignedIn.Of(client, joined)));
        (await caller.PostAsync("team/invitations/accept", new { token, password = wrong })).MustBe(401, "invalid_invitation");
        var revoked = await owner.Member.PostAsync("team/invitations", new { email = SignedOut.NewEmail(), role = "admin" }).MustAsync();
        secrets.Add(revoked.GetProperty("token").GetString()!);
        await owner.Member.GetAsync("team/invitations").MustAsync();
        await owner.Member.DeleteAsync($"team/invitations/{revoked.GetProperty("invitation").GetProperty("id")}").MustAsync();
        await owner.Member.GetAsync("team/members").MustAsync();
        await owner.Member.PatchAsync($"team/members/{member.Member.Id}", new { role = "admin" }).MustAsync();
        await member.Member.PostAsync("auth/logout", null).MustAsync();
        (await member.Member.GetAsync("auth/me")).MustBe(401, "invalid_token");
        await owner.Member.DeleteAsync($"team/members/{member.Member.Id}").MustAsync();

        var rows = await TestProject.CreateAsync();
        var entries = await rows.RowsAsync<string>(
            "select to_jsonb(e)::text from audit_entries e where account_id = (select account_id from members where id = @id)",
            new { id = owner.Member.Id }
        );
        Assert.That(app.Logs.Lines, Is.Not.Empty);
        Assert.That(entries, Has.Count.EqualTo(12), string.Join('\n', entries));
        foreach (var secret in secrets)
        {
            Assert.That(app.Logs.Lines.Where(l => l.Contains(secret, StringComparison.OrdinalIgnoreCase)), Is.Empty);
            Assert.That(entries.Where(e => e.Contains(secret, StringComparison.OrdinalIgnoreCase)), Is.Empty);
        }
    }

    private static string NewPassword() => $"pw {Guid.NewGuid():N}";
}
