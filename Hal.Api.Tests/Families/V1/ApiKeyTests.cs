using System.Text;
using Hal.Api.Http;
using Hal.Api.Tests.Harness;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Hal.Api.Tests.Families.V1;

/// <summary>Contract 1 and 6: a key opens its own project in its own family, for as long as it is there.</summary>
public class ApiKeyTests
{
    [Test]
    public async Task Without_a_key_nothing_is_opened()
    {
        var workspace = await TestWorkspace.CreateAsync();

        var exchange = await workspace.Project.GetAsync("/api/v1/contacts");

        exchange.MustBe(401, "api_key_required").MustMatch();
        Assert.That(exchange.Headers["WWW-Authenticate"], Is.EqualTo("ApiKey"));
        (await workspace.Project.GetAsync("/api/v1/contacts", ("X-API-Key", ""))).MustBe(401, "api_key_required");
    }

    [Test]
    public async Task A_wrong_key_is_told_no_more_than_that()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var key = await workspace.AddKeyAsync();

        var exchange = await key.As($"{key.Text[..^43]}{new string('A', 43)}").GetAsync("contacts");

        exchange.MustBe(401, "invalid_api_key").MustMatch();
        Assert.That(exchange.Headers["WWW-Authenticate"], Is.EqualTo("ApiKey"));
    }

    // The mark, the project's id, the key's id and the secret, at their beginning and end.
    [TestCase(4)]
    [TestCase(11)]
    [TestCase(13)]
    [TestCase(33)]
    [TestCase(35)]
    [TestCase(54)]
    [TestCase(57)]
    [TestCase(97)]
    [TestCase(98)]
    public async Task A_key_that_was_tampered_with_is_none(int at)
    {
        var workspace = await TestWorkspace.CreateAsync();
        var key = await workspace.AddKeyAsync();
        var wrong = key.As($"{key.Text[..at]}{(key.Text[at] == 'b' ? 'c' : 'b')}{key.Text[(at + 1)..]}");

        (await wrong.GetAsync("contacts")).MustBe(401, "invalid_api_key");
        Assert.That((await key.GetAsync("contacts")).Status, Is.EqualTo(200));
        // Now that the right one is remembered.
        (await wrong.GetAsync("contacts")).MustBe(401, "invalid_api_key");
    }

    [Test]
    public async Task Another_project_s_id_in_a_key_opens_neither()
    {
        var (mine, theirs) = (await TestWorkspace.CreateAsync(), await TestWorkspace.CreateAsync());
        var (key, other) = (await mine.AddKeyAsync(), await theirs.AddKeyAsync());
        await other.GetAsync("contacts").MustAsync();

        // 16 bytes are 21 characters and a third; the 22nd is shared with the key's id.
        (await key.As($"{key.Text[..13]}{other.Text[13..34]}{key.Text[34..]}").GetAsync("contacts")).MustBe(401, "invalid_api_key");
        (await key.As($"{key.Text[..13]}{other.Text[13..^43]}{key.Text[^43..]}").GetAsync("contacts")).MustBe(401, "invalid_api_key");
    }

    [TestCase(" ")]
    [TestCase("x")]
    [TestCase("hal_")]
    [TestCase("null")]
    [TestCase("Bearer x")]
    [TestCase("'; drop table api_keys; --")]
    public async Task What_cannot_be_a_key_is_none(string text)
    {
        var workspace = await TestWorkspace.CreateAsync();
        var key = (await workspace.AddKeyAsync()).As(text);

        (await key.GetAsync("contacts")).MustBe(401, text == " " ? "api_key_required" : "invalid_api_key");
    }

    [Test]
    public async Task A_very_long_key_is_none()
    {
        var key = await (await TestWorkspace.CreateAsync()).AddKeyAsync();

        (await key.As(new string('k', 30_000)).GetAsync("contacts")).MustBe(401, "invalid_api_key");
        (await key.As($"{key.Text}{new string('k', 30_000)}").GetAsync("contacts")).MustBe(401, "invalid_api_key");
    }

    [TestCase("ključ")]
    [TestCase("ключ")]
    [TestCase("\U0001f511")]
    public async Task A_key_of_other_characters_is_none(string text)
    {
        var running = await TestHost.RunningAsync();
        using var client = new HttpClient(new SocketsHttpHandler { RequestHeaderEncodingSelector = (_, _) => Encoding.UTF8 })
        {
            BaseAddress = running.Client.BaseAddress,
        };
        var key = await (await TestWorkspace.CreateAsync()).AddKeyAsync();

        (await key.Through(client).As(text).GetAsync("contacts")).MustBe(401, "invalid_api_key");
        (await key.Through(client).As($"{key.Text[..^1]}{text[0]}").GetAsync("contacts")).MustBe(401, "invalid_api_key");
    }

    [Test]
    public async Task Two_keys_in_one_call_are_none()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var (one, two) = (await workspace.AddKeyAsync(), await workspace.AddKeyAsync());

        (await one.As($"{one.Text},{two.Text}").GetAsync("contacts")).MustBe(401, "invalid_api_key");
    }

    [Test]
    public async Task A_revoked_key_is_refused_at_once_on_every_instance()
    {
        var running = await TestHost.RunningAsync();
        await using var second = new HalApp(running.Database.ConnectionString);
        using var client = second.Start();
        var workspace = await TestWorkspace.CreateAsync();
        var key = await workspace.AddKeyAsync();
        var elsewhere = key.Through(client);
        await key.GetAsync("contacts").MustAsync();
        var id = (await elsewhere.PostAsync("contacts", new { name = "Ana" }).MustAsync()).GetProperty("contact").GetProperty("id");

        await workspace.Owner.DeleteAsync($"api-keys/{key.Id}").MustAsync();
        var before = await workspace.Project.FingerprintAsync();

        // Whichever comes first has to find out by itself: a read, a search, a write, and one that is refused before it reads anything.
        (await elsewhere.PatchAsync($"contacts/{id}", new { name = "Bo" })).MustBe(401, "invalid_api_key");
        (await key.GetAsync("contacts")).MustBe(401, "invalid_api_key");
        Assert.That(await workspace.Project.FingerprintAsync(), Is.EqualTo(before));
    }

    [TestCase("GET", "contacts")]
    [TestCase("GET", "contacts?search=a")]
    [TestCase("GET", "contacts?limit=x")]
    [TestCase("GET", "contacts/x")]
    [TestCase("POST", "contacts")]
    [TestCase("DELETE", "contacts/x")]
    public async Task A_remembered_key_that_was_revoked_by_another_instance_is_refused_by_every_kind_of_call(string method, string path)
    {
        var workspace = await TestWorkspace.CreateAsync();
        var key = await workspace.AddKeyAsync();
        await key.GetAsync("contacts").MustAsync();

        await workspace.Project.ExecuteAsync("delete from api_keys where project_id = @p");

        (await key.SendAsync(new HttpMethod(method), path, method == "POST" ? "{}" : null)).MustBe(401, "invalid_api_key");
    }

    [Test]
    public async Task A_key_ends_when_it_was_said_to()
    {
        var running = await TestHost.RunningAsync();
        var clock = new TestClock();
        await using var app = new HalApp(running.Database.ConnectionString) { Clock = clock };
        using var client = app.Start();
        var workspace = await TestWorkspace.CreateAsync(app, client, running.Database);
        var made = await workspace
            .Owner.PostAsync("api-keys", new { name = "n", expires_at = clock.GetUtcNow().AddSeconds(30).ToString("O") })
            .MustAsync();
        var key = new TestKey(client, made.GetProperty("api_key").GetProperty("id").GetGuid(), made.GetProperty("key").GetString()!);

        clock.Advance(TimeSpan.FromSeconds(29));
        await key.GetAsync("contacts").MustAsync();
        clock.Advance(TimeSpan.FromSeconds(1));
        (await key.GetAsync("contacts")).MustBe(401, "invalid_api_key");
    }

    [Test]
    public async Task A_remembered_key_that_another_instance_let_end_has_ended()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var key = await workspace.AddKeyAsync();
        await key.GetAsync("contacts").MustAsync();

        await workspace.Project.ExecuteAsync("update api_keys set expires_at = now() - interval '1 second' where project_id = @p");
        (await key.GetAsync("contacts")).MustBe(401, "invalid_api_key");

        await workspace.Project.ExecuteAsync("update api_keys set expires_at = now() + interval '1 day' where project_id = @p");
        await key.GetAsync("contacts").MustAsync();
    }

    [Test]
    public async Task A_scope_that_is_given_or_taken_counts_from_the_next_call_on()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var key = await workspace.AddKeyAsync("contacts:write");
        (await key.GetAsync("contacts")).MustBe(403, "missing_scope");

        await workspace.Project.ExecuteAsync("update api_keys set scopes = '{contacts:read}' where project_id = @p");
        await key.GetAsync("contacts").MustAsync();

        await workspace.Project.ExecuteAsync("update api_keys set scopes = '{contacts:write}' where project_id = @p");
        (await key.GetAsync("contacts")).MustBe(403, "missing_scope");
    }

    [TestCase("update projects set deleted_at = now() where id = @p")]
    [TestCase("delete from projects where id = @p")]
    public async Task A_deleted_project_s_key_is_none(string deletion)
    {
        var workspace = await TestWorkspace.CreateAsync();
        var (key, unused) = (await workspace.AddKeyAsync(), await workspace.AddKeyAsync());
        await key.GetAsync("contacts").MustAsync();

        await workspace.Project.ExecuteAsync(deletion);

        (await key.GetAsync("contacts")).MustBe(401, "invalid_api_key");
        (await key.PostAsync("contacts", new { name = "Ana" })).MustBe(401, "invalid_api_key");
        (await unused.GetAsync("contacts")).MustBe(401, "invalid_api_key");
    }

    [Test]
    public async Task A_key_with_a_change_of_settings_under_it_still_opens()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var key = await workspace.AddKeyAsync();
        await key.GetAsync("contacts").MustAsync();

        await workspace.Project.SetAsync("greeting = 'Hi'");

        await key.GetAsync("contacts").MustAsync();
    }

    [Test]
    public async Task Whether_a_database_is_away_is_not_blamed_on_the_key()
    {
        await using var database = await SpareDatabase.CreateAsync();
        await using var gate = new DatabaseGate(database.ConnectionString);
        gate.Open();
        await using var app = new HalApp(gate.ConnectionString);
        using var client = app.Start();
        var key = await (await TestWorkspace.CreateAsync(app, client, (await TestHost.RunningAsync()).Database)).AddKeyAsync();
        var other = key.As($"hal_abcdefgh_{new string('A', 86)}");

        await gate.CloseAsync();

        (await key.GetAsync("contacts")).MustTellToComeBack();
        (await other.GetAsync("contacts")).MustTellToComeBack();
    }

    [Test]
    public async Task A_key_opens_no_route_of_another_family_and_no_token_opens_one_of_v1()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var key = await workspace.AddKeyAsync();
        var bearer = ("Authorization", $"Bearer {workspace.Owner.Token}");

        foreach (var (method, path) in await RoutesAsync("v1"))
        {
            (await workspace.Project.SendAsync(method, path, headers: bearer)).MustBe(401, "api_key_required");
            (await workspace.Project.SendAsync(method, path, headers: ("X-API-Key", workspace.Owner.Token))).MustBe(401, "invalid_api_key");
            (await workspace.Project.SendAsync(method, path, headers: ("Authorization", $"Visitor {key.Text}"))).MustBe(
                401,
                "api_key_required"
            );
        }

        foreach (var (method, path) in await RoutesAsync("account"))
        {
            (await workspace.Project.SendAsync(method, path, headers: ("X-API-Key", key.Text))).MustBe(401, "authentication_required");
            (await workspace.Project.SendAsync(method, path, headers: ("Authorization", $"Bearer {key.Text}"))).MustBe(
                401,
                "invalid_token"
            );
        }
    }

    [Test]
    public async Task No_key_stands_in_a_log_or_in_the_audit()
    {
        var running = await TestHost.RunningAsync();
        await using var app = new HalApp(
            running.Database.ConnectionString,
            ("Logging:LogLevel:Default", "Trace"),
            ("Logging:LogLevel:Microsoft.AspNetCore", "Trace"),
            ("Logging:LogLevel:Npgsql", "Trace")
        );
        using var client = app.Start();
        var workspace = await TestWorkspace.CreateAsync(app, client, running.Database);
        var (key, revoked) = (await workspace.AddKeyAsync(), await workspace.AddKeyAsync("contacts:read"));

        await key.PostAsync("contacts", new { name = "Ana" }, ("Idempotency-Key", "k-1")).MustAsync();
        (await revoked.PostAsync("contacts", new { name = "Ana" })).MustBe(403, "missing_scope");
        await workspace.Owner.DeleteAsync($"api-keys/{revoked.Id}").MustAsync();
        (await revoked.GetAsync("contacts")).MustBe(401, "invalid_api_key");
        (await key.As($"{key.Text}x").GetAsync("contacts")).MustBe(401, "invalid_api_key");

        var audit = await workspace.Project.RowsAsync<string>(
            "select to_jsonb(a)::text from audit_entries a where account_id = @account",
            new { account = workspace.AccountId }
        );
        Assert.That(app.Logs.Lines, Is.Not.Empty);
        Assert.That(audit, Has.Count.EqualTo(4));
        foreach (var secret in new[] { key.Text[13..], key.Text[^43..], revoked.Text[^43..] })
            Assert.That(app.Logs.Lines.Concat(audit).Where(line => line.Contains(secret, StringComparison.OrdinalIgnoreCase)), Is.Empty);
    }

    private static async Task<IReadOnlyList<(HttpMethod Method, string Path)>> RoutesAsync(string family)
    {
        var running = await TestHost.RunningAsync();
        var routes = running
            .App.Services.GetRequiredService<EndpointDataSource>()
            .Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<FamilyMetadata>()?.Family == family)
            .Select(e => (new HttpMethod(e.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods[0]), e.RoutePattern.RawText!))
            .ToList();
        Assert.That(routes, Is.Not.Empty);
        return routes;
    }
}
