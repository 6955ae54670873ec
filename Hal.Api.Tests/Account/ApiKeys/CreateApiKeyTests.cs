using System.Security.Cryptography;
using System.Text;
using Hal.Api.Domain.Members;
using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.Account.ApiKeys;

/// <summary>Contract 5: a key is returned once, and only its hash is stored.</summary>
public class CreateApiKeyTests
{
    [Test]
    public async Task Returns_the_key_once_and_stores_only_its_hash()
    {
        var workspace = await TestWorkspace.CreateAsync();

        var exchange = await workspace.Owner.PostAsync(
            "api-keys",
            new { name = " Warehouse sync ", expires_at = "2099-01-31T10:30:00+01:00" }
        );

        var key = exchange.Body.GetProperty("key").GetString()!;
        (
            exchange with
            {
                Text = exchange
                    .Text.Replace(key, "<key>", StringComparison.Ordinal)
                    .Replace(key[..12], "<prefix>", StringComparison.Ordinal),
            }
        ).MustMatch();
        Assert.That(exchange.Headers, Does.Not.ContainKey("Location"));
        var row = await workspace.Project.OneAsync<(string All, byte[] Hash)>(
            "select to_jsonb(k)::text, key_hash from api_keys k where project_id = @p"
        );
        using (Assert.EnterMultipleScope())
        {
            Assert.That(row.Hash, Is.EqualTo(SHA256.HashData(Encoding.UTF8.GetBytes(key))));
            Assert.That(row.All, Does.Contain(key[..12]).And.Not.Contain(key[13..]).And.Not.Contain(key[^43..]));
            Assert.That((await workspace.Owner.GetAsync("api-keys")).Text, Does.Contain(key[..12]).And.Not.Contain(key[13..]));
        }
    }

    [Test]
    public async Task Keeps_each_chosen_scope_once()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var everything = new[]
        {
            "companies:write",
            "companies:read",
            "events:write",
            "contacts:write",
            "contacts:read",
            "conversations:write",
            "conversations:read",
            "events:write",
        };

        var made = await workspace.Owner.PostAsync("api-keys", new { name = "n", scopes = everything }).MustAsync();

        Assert.That(
            made.GetProperty("api_key").GetProperty("scopes").EnumerateArray().Select(s => s.GetString()),
            Is.EqualTo(
                new[]
                {
                    "conversations:read",
                    "conversations:write",
                    "contacts:read",
                    "contacts:write",
                    "events:write",
                    "companies:read",
                    "companies:write",
                }
            )
        );
    }

    [TestCase("{}", "name")]
    [TestCase("""{"name":null}""", "name")]
    [TestCase("""{"name":" "}""", "name")]
    [TestCase("""{"name":7}""", "name")]
    [TestCase("""{"name":"a\u0000"}""", "name")]
    [TestCase("""{"name":"n","scopes":"contacts:read"}""", "scopes")]
    [TestCase("""{"name":"n","scopes":[]}""", "scopes")]
    [TestCase("""{"name":"n","scopes":["contacts:read","contacts:delete"]}""", "scopes[1]")]
    [TestCase("""{"name":"n","scopes":["Contacts:Read"]}""", "scopes[0]")]
    [TestCase("""{"name":"n","scopes":[""]}""", "scopes[0]")]
    [TestCase("""{"name":"n","scopes":[null]}""", "scopes[0]")]
    [TestCase("""{"name":"n","scopes":["contacts:read",7]}""", "scopes[1]")]
    [TestCase("""{"name":"n","expires_at":"tomorrow"}""", "expires_at")]
    [TestCase("""{"name":"n","expires_at":""}""", "expires_at")]
    [TestCase("""{"name":"n","expires_at":"2020-01-01T00:00:00Z"}""", "expires_at")]
    [TestCase("""{"name":"n","expires_at":"2099-01-01"}""", "expires_at")]
    [TestCase("""{"name":"n","expires_at":"2099-01-01T00:00:00"}""", "expires_at")]
    [TestCase("""{"name":"n","expires_at":"9999-12-31T23:59:59-23:00"}""", "expires_at")]
    [TestCase("""{"name":"n","expires_at":1893456000}""", "expires_at")]
    public async Task Refuses_an_invalid_field_and_names_it(string json, string field)
    {
        var workspace = await TestWorkspace.CreateAsync();

        (await workspace.Owner.PostAsync("api-keys", json)).MustName(field);

        Assert.That(await workspace.Project.OneAsync<long>("select count(*) from api_keys where project_id = @p"), Is.Zero);
    }

    [Test]
    public async Task Accepts_names_of_up_to_200_characters()
    {
        var workspace = await TestWorkspace.CreateAsync();

        await workspace.Owner.PostAsync("api-keys", new { name = new string('n', 200) }).MustAsync();
        (await workspace.Owner.PostAsync("api-keys", new { name = new string('n', 201) })).MustName("name");
        (await workspace.Owner.PostAsync("api-keys", new { name = "n", scopes = Enumerable.Repeat("contacts:read", 21) })).MustName(
            "scopes"
        );
    }

    [Test]
    public async Task Accepts_the_latest_possible_instant()
    {
        var workspace = await TestWorkspace.CreateAsync();

        var made = await workspace.Owner.PostAsync("api-keys", new { name = "n", expires_at = "9999-12-31T23:59:59.9999999Z" }).MustAsync();

        Assert.That(made.GetProperty("api_key").GetProperty("expires_at").GetString(), Is.EqualTo("9999-12-31T23:59:59.999Z"));
        Assert.That((await workspace.Owner.GetAsync("api-keys")).Text, Does.Contain("9999-12-31T23:59:59.999Z"));
    }

    [Test]
    public async Task Needs_an_admin()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var (agent, admin) = (await workspace.AddMemberAsync(Role.Agent), await workspace.AddMemberAsync(Role.Admin));

        (await agent.PostAsync("api-keys", new { name = "n" })).MustBe(403, "role_required");
        await admin.PostAsync("api-keys", new { name = "n" }).MustAsync();
    }

    [Test]
    public async Task A_repeat_returns_the_same_key_and_the_stored_answer_does_not_show_it()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var header = ("Idempotency-Key", Guid.NewGuid().ToString());

        var first = await workspace.Owner.PostAsync("api-keys", new { name = "n" }, header);
        var second = await workspace.Owner.PostAsync("api-keys", new { name = "n" }, header);

        var key = first.Body.GetProperty("key").GetString()!;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(second.Text, Is.EqualTo(first.Text));
            Assert.That(second.Headers["Idempotent-Replayed"], Is.EqualTo("true"));
            Assert.That(
                await workspace.Project.RowsAsync<string>(
                    "select encode(answer, 'escape') from idempotency_keys where scope = @scope",
                    new { scope = $"member:{workspace.Owner.Id}" }
                ),
                Has.Count.EqualTo(1).And.All.Not.Contain(key[..12])
            );
        }
    }
}
