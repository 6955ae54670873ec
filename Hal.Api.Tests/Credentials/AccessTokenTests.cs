using System.Buffers.Text;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Hal.Api.Credentials;
using Hal.Api.Domain.Members;
using Hal.Api.Tests.Harness;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Hal.Api.Tests.Credentials;

/// <summary>Contract 1 and 5: only a token that this service has issued, for a session that goes on, opens an account route.</summary>
public class AccessTokenTests
{
    private static readonly DateTime Later = TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(30);

    [Test]
    public async Task One_like_those_it_issues_is_believed()
    {
        var (workspace, key) = await ReadyAsync();
        var me = await CallAsync(Made(Claims(workspace.Owner), key));

        Assert.That(me.Status, Is.EqualTo(200), me.Text);
        Assert.That(me.Body.GetProperty("user").GetProperty("id").GetGuid(), Is.EqualTo(workspace.Owner.Id));
    }

    [Test]
    public async Task One_that_is_not_signed_is_refused()
    {
        var (workspace, _) = await ReadyAsync();
        var payload = workspace.Owner.Token.Split('.')[1];
        foreach (var algorithm in new[] { "none", "None", "NONE", "" })
        {
            var header = Base64Url.EncodeToString(Encoding.UTF8.GetBytes($$"""{"alg":"{{algorithm}}","typ":"JWT"}"""));
            await MustNotBelieveAsync($"{header}.{payload}.");
        }
    }

    [Test]
    public async Task One_of_another_key_is_refused()
    {
        var (workspace, _) = await ReadyAsync();
        await MustNotBelieveAsync(Made(Claims(workspace.Owner), RandomNumberGenerator.GetBytes(64)));
    }

    [TestCase(SecurityAlgorithms.HmacSha384)]
    [TestCase(SecurityAlgorithms.HmacSha512)]
    public async Task One_of_another_algorithm_is_refused(string algorithm)
    {
        var (workspace, key) = await ReadyAsync();
        await MustNotBelieveAsync(Made(Claims(workspace.Owner), key, algorithm: algorithm));
    }

    [TestCase("hal:v1")]
    [TestCase("")]
    [TestCase(null)]
    public async Task One_for_somebody_else_is_refused(string? audience)
    {
        var (workspace, key) = await ReadyAsync();
        await MustNotBelieveAsync(Made(Claims(workspace.Owner), key, audience: audience));
    }

    [TestCase("https://evil.example")]
    [TestCase("")]
    [TestCase(null)]
    public async Task One_of_another_issuer_is_refused(string? issuer)
    {
        var (workspace, key) = await ReadyAsync();
        await MustNotBelieveAsync(Made(Claims(workspace.Owner), key, issuer: issuer));
    }

    [TestCase(-1)]
    [TestCase(-3600)]
    [TestCase(null)]
    public async Task One_that_has_expired_or_never_does_is_refused(int? seconds)
    {
        var (workspace, key) = await ReadyAsync();
        var expires = seconds is { } given ? TimeProvider.System.GetUtcNow().UtcDateTime.AddSeconds(given) : (DateTime?)null;
        await MustNotBelieveAsync(Made(Claims(workspace.Owner), key, isTimed: false, expires: expires));
    }

    [Test]
    public async Task One_whose_parts_were_changed_is_refused()
    {
        var (workspace, _) = await ReadyAsync();
        var (mine, other) = (workspace.Owner.Token.Split('.'), (await workspace.AddMemberAsync(Role.Agent)).Token.Split('.'));

        await MustNotBelieveAsync($"{mine[0]}.{other[1]}.{mine[2]}");
        await MustNotBelieveAsync($"{mine[0]}.{mine[1]}.");
        await MustNotBelieveAsync($"{mine[0]}.{mine[1]}");
    }

    [TestCase("garbage")]
    [TestCase("a.b.c")]
    [TestCase("..")]
    [TestCase("bnVsbA.bnVsbA.bnVsbA")]
    public Task Garbage_is_refused(string token) => MustNotBelieveAsync(token);

    [Test]
    public async Task One_of_no_session_is_refused()
    {
        var (workspace, key) = await ReadyAsync();
        var sub = new Claim(JwtRegisteredClaimNames.Sub, workspace.Owner.Id.ToString());

        (await CallAsync(Made([sub], key))).MustBe(401, "invalid_token");
        (await CallAsync(Made([sub, new Claim(JwtRegisteredClaimNames.Sid, "null")], key))).MustBe(401, "invalid_token");
        (await CallAsync(Made([sub, new Claim(JwtRegisteredClaimNames.Sid, Guid.NewGuid().ToString())], key))).MustBe(401, "invalid_token");
        (await CallAsync(Made([sub, new Claim(JwtRegisteredClaimNames.Sid, workspace.Owner.Id.ToString())], key))).MustBe(
            401,
            "invalid_token"
        );
    }

    [Test]
    public async Task One_of_a_session_that_has_ended_is_refused()
    {
        var (workspace, _) = await ReadyAsync();
        Assert.That((await CallAsync(workspace.Owner.Token)).Status, Is.EqualTo(200));

        await workspace.Project.ExecuteAsync(
            "update sessions set revoked_at = now() where member_id = @id",
            new { id = workspace.Owner.Id }
        );

        (await CallAsync(workspace.Owner.Token)).MustBe(401, "invalid_token");
    }

    [Test]
    public async Task One_of_a_removed_member_is_refused()
    {
        var (workspace, _) = await ReadyAsync();
        var member = await workspace.AddMemberAsync(Role.Agent);
        Assert.That((await CallAsync(member.Token)).Status, Is.EqualTo(200));

        await workspace.Project.ExecuteAsync("delete from members where id = @id", new { id = member.Id });

        (await CallAsync(member.Token)).MustBe(401, "invalid_token");
    }

    [Test]
    public async Task Whoever_sends_none_is_told_to_sign_in()
    {
        var (workspace, _) = await ReadyAsync();
        var (caller, token) = (await SignedOut.CreateAsync(), workspace.Owner.Token);

        (await caller.SendAsync(HttpMethod.Get, "auth/me", null)).MustBe(401, "authentication_required").MustMatch();
        (await caller.SendAsync(HttpMethod.Get, "auth/me", null, ("X-API-Key", token))).MustBe(401, "authentication_required");
        (await caller.SendAsync(HttpMethod.Get, "auth/me", null, ("Authorization", token))).MustBe(401, "authentication_required");
        (await caller.SendAsync(HttpMethod.Get, "auth/me", null, ("Authorization", $"Basic {token}"))).MustBe(
            401,
            "authentication_required"
        );
        (await caller.SendAsync(HttpMethod.Get, "auth/me", null, ("Cookie", $"token={token}"))).MustBe(401, "authentication_required");
        (await caller.SendAsync(HttpMethod.Get, $"auth/me?token={token}", null)).MustBe(401, "authentication_required");
        (await caller.SendAsync(HttpMethod.Get, $"auth/me?access_token={token}", null)).MustBe(401, "authentication_required");
        (await caller.SendAsync(HttpMethod.Post, "auth/logout", null, ("X-API-Key", token))).MustBe(401, "authentication_required");
    }

    private static async Task<(TestWorkspace Workspace, byte[] Key)> ReadyAsync()
    {
        var key = await (await TestHost.RunningAsync()).App.Services.GetRequiredService<SigningKey>().GetAsync();
        return (await TestWorkspace.CreateAsync(), key);
    }

    private static IEnumerable<Claim> Claims(TestMember member) =>
        new JsonWebToken(member.Token).Claims.Where(c => c.Type is JwtRegisteredClaimNames.Sub or JwtRegisteredClaimNames.Sid);

    private static string Made(
        IEnumerable<Claim> claims,
        byte[] key,
        string? audience = AccessTokens.Audience,
        string? issuer = AccessTokens.Issuer,
        string algorithm = SecurityAlgorithms.HmacSha256,
        bool isTimed = true,
        DateTime? expires = null
    ) =>
        new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(
            new SecurityTokenDescriptor
            {
                Issuer = issuer,
                Audience = audience,
                Expires = isTimed ? Later : expires,
                Subject = new ClaimsIdentity(claims),
                SigningCredentials = new SigningCredentials(new SymmetricSecurityKey(key), algorithm),
            }
        );

    private static async Task<Exchange> CallAsync(string token) =>
        await (await SignedOut.CreateAsync()).SendAsync(HttpMethod.Get, "auth/me", null, ("Authorization", $"Bearer {token}"));

    private static async Task MustNotBelieveAsync(string token)
    {
        var exchange = (await CallAsync(token)).MustBe(401, "invalid_token");
        Assert.That(exchange.Headers["WWW-Authenticate"], Is.EqualTo("Bearer error=\"invalid_token\""));
    }
}
