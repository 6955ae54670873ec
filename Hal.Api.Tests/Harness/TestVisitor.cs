using System.Text.Json;
using Hal.Api.Credentials;
using Hal.Api.Families.Widget;
using Microsoft.Extensions.DependencyInjection;

namespace Hal.Api.Tests.Harness;

/// <summary>A visitor of a project, what it has to show, and the ways to call conversation routes.</summary>
/// <param name="Project">The project.</param>
/// <param name="VisitorId">The page's own id of the visitor.</param>
internal sealed record TestVisitor(TestProject Project, string VisitorId)
{
    /// <summary>Its token; null for none.</summary>
    public string? Token { get; init; }

    /// <summary>Its <c>user_hash</c>; null for none.</summary>
    public string? Hash { get; init; }

    /// <summary>What the hash was made of, if not of the visitor's id.</summary>
    public string? UserId { get; init; }

    /// <summary>Somebody new, who begins a conversation and keeps the token.</summary>
    public static async Task<(TestVisitor Visitor, JsonElement Started)> BeginAsync(
        TestProject project,
        string visitorId,
        string content = "Hello"
    )
    {
        var visitor = new TestVisitor(project, visitorId);
        var started = await visitor.StartAsync(new { content }).MustAsync();
        return (visitor with { Token = started.GetProperty("visitor_token").GetString() }, started);
    }

    public Task<Exchange> StartAsync(object body) => PostAsync("conversations", body);

    public Task<Exchange> SendAsync(string conversation, object body) => PostAsync($"conversations/{conversation}/messages", body);

    public Task<Exchange> ReadAsync(string conversation) => PostAsync($"conversations/{conversation}/read", new { });

    public Task<Exchange> TypeAsync(string conversation) => PostAsync($"conversations/{conversation}/typing", new { });

    public Task<Exchange> ListAsync(string query = "") => GetAsync("conversations", query);

    public Task<Exchange> MessagesAsync(string conversation, string query = "") =>
        GetAsync($"conversations/{conversation}/messages", query);

    /// <summary>Posts to any widget route as this visitor.</summary>
    public Task<Exchange> PostAsync(string route, object body)
    {
        var json = JsonSerializer.SerializeToNode(body)!.AsObject();
        json.TryAdd("project_id", Project.Id.ToString());
        json.TryAdd("visitor_id", VisitorId);
        if (Hash is not null)
            json.TryAdd("user_hash", Hash);

        if (UserId is not null)
            json.TryAdd("user_id", UserId);

        return Project.PostRawAsync(route, json.ToJsonString(), "application/json", Headers);
    }

    public Task<Exchange> GetAsync(string route, string query = "") => Project.GetAsync(PathOf(route, query), Headers);

    /// <summary>Where its stream is.</summary>
    public string StreamPath => PathOf("stream", "");

    private string PathOf(string route, string query)
    {
        var own = new (string Name, string? Value)[]
        {
            ("project_id", Project.Id.ToString()),
            ("visitor_id", VisitorId),
            ("user_hash", Hash),
            ("user_id", UserId),
        };
        var said = own.Where(p => p.Value is not null).Select(p => $"{p.Name}={Uri.EscapeDataString(p.Value!)}");
        return $"/api/widget/{route}?{string.Join('&', said)}{(query.Length == 0 ? "" : $"&{query}")}";
    }

    /// <summary>What it sends along to show who it is.</summary>
    public (string Name, string Value)[] Headers => Token is null ? [] : [("Authorization", $"Visitor {Token}")];
}

/// <summary>Visitor tokens as the run's service makes them, or as it made them at another time.</summary>
internal static class TestTokens
{
    public static async Task<string> IssueAsync(VisitorClaims pass, TimeSpan ago = default)
    {
        var services = (await TestHost.RunningAsync()).App.Services;
        var clock = new TestClock();
        clock.Advance(-ago);
        return await new VisitorTokens(services.GetRequiredService<SigningKey>(), clock).IssueAsync(pass);
    }

    public static async Task<VisitorClaims?> ReadAsync(string token)
    {
        var services = (await TestHost.RunningAsync()).App.Services;
        return await services.GetRequiredService<VisitorTokens>().ReadAsync(token);
    }
}
