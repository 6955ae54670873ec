using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Hal.Api.Tests.Harness;

/// <summary>Somebody who is not signed in, and the ways to change that.</summary>
/// <param name="client">The way to the service.</param>
internal sealed partial class SignedOut(HttpClient client)
{
    /// <summary>A caller of the run's shared service.</summary>
    public static async Task<SignedOut> CreateAsync() => new((await TestHost.RunningAsync()).Client);

    /// <summary>An address that nobody has; a snapshot shows it numbered.</summary>
    public static string NewEmail() => $"{Guid.NewGuid()}@acme.example";

    public Task<Exchange> PostAsync(string path, object? body, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Post, path, body, headers);

    /// <summary>Sends to <c>/api/…</c>; a body may be an object or JSON text.</summary>
    public async Task<Exchange> SendAsync(HttpMethod method, string path, object? body, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, $"/api/{path}");
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);

        if (body is not null)
            request.Content = new StringContent(body as string ?? JsonSerializer.Serialize(body), Encoding.UTF8, "application/json");

        using var response = await client.SendAsync(request);
        return await Exchange.OfAsync(response);
    }

    /// <summary>Makes a workspace.</summary>
    public async Task<SignedIn> SignUpAsync(string? email = null, string password = TestMember.Password)
    {
        var answer = await PostAsync(
                "auth/signup",
                new
                {
                    email = email ?? NewEmail(),
                    password,
                    company_name = "Acme",
                    name = "Ana Novak",
                }
            )
            .MustAsync();
        return SignedIn.Of(client, answer);
    }

    /// <summary>Begins a further session of a member.</summary>
    public async Task<SignedIn> SignInAsync(TestMember member, string password = TestMember.Password) =>
        SignedIn.Of(client, await PostAsync("auth/login", new { email = member.Email, password }).MustAsync());

    public Task<Exchange> RefreshAsync(string refreshToken, params (string Name, string Value)[] headers) =>
        PostAsync("auth/refresh", new { refresh_token = refreshToken }, headers);

    /// <summary>The exchange as a snapshot can show it: every token is another one.</summary>
    public static Exchange Masked(Exchange exchange) => exchange with { Text = Tokens().Replace(exchange.Text, "\"$1\":\"<token>\"") };

    [GeneratedRegex("\"(token|refresh_token)\":\"[^\"]+\"")]
    private static partial Regex Tokens();
}

/// <summary>A member with a session that began over HTTP.</summary>
/// <param name="Member">The member.</param>
/// <param name="RefreshToken">The session's refresh token.</param>
internal sealed record SignedIn(TestMember Member, string RefreshToken)
{
    public static SignedIn Of(HttpClient client, JsonElement answer)
    {
        var user = answer.GetProperty("user");
        var member = new TestMember(
            client,
            user.GetProperty("id").GetGuid(),
            user.GetProperty("email").GetString()!,
            answer.GetProperty("token").GetString()!
        );
        return new SignedIn(member, answer.GetProperty("refresh_token").GetString()!);
    }
}

/// <summary>Answers with what a snapshot could not show.</summary>
internal static class Shown
{
    /// <summary>The exchange with other texts in the place of those that each run makes anew.</summary>
    public static Exchange Showing(this Exchange exchange, params (string Text, string Instead)[] texts) =>
        texts.Aggregate(exchange, (shown, change) =>
            shown with
            {
                Text = shown.Text.Replace(change.Text, change.Instead, StringComparison.Ordinal),
            }
        );
}

/// <summary>Sends the same from many at once.</summary>
internal static class AtOnce
{
    public static Task<Exchange[]> RunAsync(int count, Func<int, Task<Exchange>> call)
    {
        var start = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var calls = Enumerable
            .Range(0, count)
            .Select(async i =>
            {
                await start.Task;
                return await call(i);
            })
            .ToList();
        start.SetResult();
        return Task.WhenAll(calls);
    }
}
