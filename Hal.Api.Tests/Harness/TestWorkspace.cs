using System.Text;
using System.Text.Json;
using Hal.Api.Credentials;
using Hal.Api.Domain.Members;
using Hal.Api.Domain.Projects;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Values;
using Microsoft.Extensions.DependencyInjection;

namespace Hal.Api.Tests.Harness;

/// <summary>A fresh workspace with one project and an owner who is signed in.</summary>
internal sealed class TestWorkspace
{
    private readonly HalApp _app;
    private readonly HttpClient _client;
    private readonly TestDatabase _database;

    private TestWorkspace(HalApp app, HttpClient client, TestDatabase database, Guid accountId, TestProject project, TestMember owner) =>
        (_app, _client, _database, AccountId, Project, Owner) = (app, client, database, accountId, project, owner);

    public Guid AccountId { get; }

    /// <summary>Its first project, for widget calls and rows.</summary>
    public TestProject Project { get; }

    public TestMember Owner { get; }

    /// <summary>A workspace of the run's shared service.</summary>
    public static async Task<TestWorkspace> CreateAsync()
    {
        var running = await TestHost.RunningAsync();
        return await CreateAsync(running.App, running.Client, running.Database);
    }

    /// <summary>A workspace of a service with settings of its own.</summary>
    public static async Task<TestWorkspace> CreateAsync(HalApp app, HttpClient client, TestDatabase database)
    {
        var (batch, now) = (new SqlBatch(), TimeProvider.System.UtcNow());
        var account = NewProject.AddAccount(batch, "Test", now);
        var project = NewProject.Add(batch, account, "Test", now);
        var owner = await TestMember.JoinAsync(app, client, batch, account, Role.Owner);
        return new TestWorkspace(app, client, database, account, new TestProject(project, client, database), owner);
    }

    /// <summary>A member who is signed in.</summary>
    public Task<TestMember> AddMemberAsync(Role role) => TestMember.JoinAsync(_app, _client, new SqlBatch(), AccountId, role);

    /// <summary>An API key of the first project; without scopes it has the default ones.</summary>
    public Task<TestKey> AddKeyAsync(params string[] scopes) => AddKeyAsync(Project, scopes);

    /// <summary>An API key of one of its projects, made by the owner through the route.</summary>
    public async Task<TestKey> AddKeyAsync(TestProject project, params string[] scopes)
    {
        var made = await Owner
            .PostAsync(
                "api-keys",
                new { name = "Test", scopes = scopes.Length == 0 ? null : scopes },
                ("X-Project-Id", project.Id.ToString())
            )
            .MustAsync();
        return new TestKey(_client, made.GetProperty("api_key").GetProperty("id").GetGuid(), made.GetProperty("key").GetString()!);
    }

    /// <summary>Another project of the workspace.</summary>
    public async Task<TestProject> AddProjectAsync()
    {
        var batch = new SqlBatch();
        var project = NewProject.Add(batch, AccountId, "Other", TimeProvider.System.UtcNow());
        await using var scope = _app.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<UnitOfWork>().WriteAsync(batch);
        await TestClock.PassMillisecondAsync();
        return new TestProject(project, _client, _database);
    }
}

/// <summary>A signed-in member and the ways to call account routes.</summary>
/// <param name="client">The way to the service.</param>
/// <param name="id">The member's id.</param>
/// <param name="email">The address it signs in with; the password is <see cref="Password"/>.</param>
/// <param name="token">Its access token.</param>
internal sealed class TestMember(HttpClient client, Guid id, string email, string token)
{
    public const string Password = "correct horse battery";

    public Guid Id => id;

    public string Email => email;

    public string Token => token;

    public static async Task<TestMember> JoinAsync(HalApp app, HttpClient client, SqlBatch batch, Guid account, Role role)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var (email, now) = ($"m-{Guid.NewGuid():N}@hal.example", TimeProvider.System.UtcNow());
        var member = NewMember.Add(
            batch,
            account,
            email,
            "Mia Member",
            scope.ServiceProvider.GetRequiredService<Passwords>().Hash(Password),
            role,
            now
        );
        var started = NewSession.Start(batch, member, now);
        await scope.ServiceProvider.GetRequiredService<UnitOfWork>().WriteAsync(batch);
        await TestClock.PassMillisecondAsync();
        return new TestMember(
            client,
            member,
            email,
            await scope.ServiceProvider.GetRequiredService<AccessTokens>().IssueAsync(member, started.SessionId)
        );
    }

    /// <summary>The same member, calling another instance of the service.</summary>
    public TestMember Through(HttpClient other) => new(other, id, email, token);

    public Task<Exchange> GetAsync(string path, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Get, path, null, headers);

    public Task<Exchange> PostAsync(string path, object? body, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Post, path, body, headers);

    public Task<Exchange> PatchAsync(string path, object? body, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Patch, path, body, headers);

    public Task<Exchange> PutAsync(string path, object? body = null, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Put, path, body, headers);

    public Task<Exchange> DeleteAsync(string path, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Delete, path, null, headers);

    /// <summary>Sends to <c>/api/…</c>; a body may be an object or JSON text.</summary>
    public async Task<Exchange> SendAsync(HttpMethod method, string path, object? body, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, $"/api/{path}");
        request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {token}");
        foreach (var (name, value) in headers)
        {
            request.Headers.Remove(name);
            request.Headers.TryAddWithoutValidation(name, value);
        }

        if (body is not null)
            request.Content = new StringContent(body as string ?? JsonSerializer.Serialize(body), Encoding.UTF8, "application/json");

        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        return await Exchange.OfAsync(response);
    }
}

/// <summary>Answers that have to be successes.</summary>
internal static class Successes
{
    /// <summary>Insists on a success and gives its body; an undefined element where there is none.</summary>
    public static async Task<JsonElement> MustAsync(this Task<Exchange> exchange)
    {
        var answer = await exchange;
        Assert.That(answer.Status, Is.InRange(200, 299), answer.Text);
        return answer.Text.Length == 0 ? default : answer.Body;
    }
}
