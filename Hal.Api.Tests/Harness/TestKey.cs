using System.Text;
using System.Text.Json;

namespace Hal.Api.Tests.Harness;

/// <summary>An API key and the ways to call v1 routes.</summary>
/// <param name="client">The way to the service.</param>
/// <param name="id">The key's id.</param>
/// <param name="text">The key itself.</param>
internal sealed class TestKey(HttpClient client, Guid id, string text)
{
    public Guid Id => id;

    public string Text => text;

    /// <summary>The same key, calling another instance of the service.</summary>
    public TestKey Through(HttpClient other) => new(other, id, text);

    /// <summary>Another text in its place.</summary>
    public TestKey As(string other) => new(client, id, other);

    public Task<Exchange> GetAsync(string path, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Get, path, null, headers);

    public Task<Exchange> PostAsync(string path, object? body, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Post, path, body, headers);

    public Task<Exchange> PatchAsync(string path, object? body, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Patch, path, body, headers);

    public Task<Exchange> DeleteAsync(string path, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Delete, path, null, headers);

    /// <summary>Sends to <c>/api/v1/…</c>; a body may be an object or JSON text.</summary>
    public async Task<Exchange> SendAsync(HttpMethod method, string path, object? body, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, $"/api/v1/{path}");
        request.Headers.TryAddWithoutValidation("X-API-Key", text);
        foreach (var (name, value) in headers)
        {
            request.Headers.Remove(name);
            request.Headers.TryAddWithoutValidation(name, value);
        }

        if (body is not null)
            request.Content = new StringContent(body as string ?? JsonSerializer.Serialize(body), Encoding.UTF8, "application/json");

        using var response = await client.SendAsync(request);
        return await Exchange.OfAsync(response);
    }
}
