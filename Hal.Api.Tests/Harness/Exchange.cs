using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using Snapshooter;
using Snapshooter.NUnit;

namespace Hal.Api.Tests.Harness;

/// <summary>An answer as a caller sees it.</summary>
internal sealed partial record Exchange(int Status, IReadOnlyDictionary<string, string> Headers, string Text)
{
    private static readonly string[] ChosenHeaders =
    [
        "Content-Type",
        "Cache-Control",
        "ETag",
        "Retry-After",
        "Allow",
        "Vary",
        "Access-Control-Allow-Origin",
    ];

    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public JsonElement Body => JsonElement.Parse(Text);

    /// <summary>The problem's code; empty for a success.</summary>
    public string Code => Status >= 400 ? Body.GetProperty("code").GetString()! : "";

    /// <summary>The fields that a 422 names.</summary>
    public IEnumerable<string> Fields => Body.TryGetProperty("errors", out var errors) ? errors.EnumerateObject().Select(e => e.Name) : [];

    public static async Task<Exchange> OfAsync(HttpResponseMessage response)
    {
        // What the next call stores has a later instant, or a snapshot could not tell the two apart.
        if (response.RequestMessage?.Method != HttpMethod.Get)
            await TestClock.PassMillisecondAsync();

        var headers = response
            .Headers.Concat(response.Content.Headers)
            .ToDictionary(h => h.Key, h => string.Join(", ", h.Value), StringComparer.OrdinalIgnoreCase);
        return new Exchange((int)response.StatusCode, headers, await TextAsync(response));
    }

    // A stream goes on; what it begins with is its answer.
    private static async Task<string> TextAsync(HttpResponseMessage response)
    {
        if (response.Content.Headers.ContentType?.MediaType != "text/event-stream")
            return await response.Content.ReadAsStringAsync();

        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());
        var text = new StringBuilder();
        while (await reader.ReadLineAsync() is { Length: > 0 } line)
            text.AppendLine(line);

        return text.ToString();
    }

    /// <summary>Asserts that this is a problem of this status and code, in the form that every problem has.</summary>
    public Exchange MustBe(int status, string code)
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Status, Is.EqualTo(status), Text);
            Assert.That(Headers["Content-Type"], Does.StartWith("application/problem+json"));
            Assert.That(Headers, Does.ContainKey("X-Request-Id"));
        }

        var problem = Body;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(problem.GetProperty("code").GetString(), Is.EqualTo(code), Text);
            Assert.That(problem.GetProperty("status").GetInt32(), Is.EqualTo(status));
            Assert.That(problem.GetProperty("type").GetString(), Is.Not.Empty);
            Assert.That(problem.GetProperty("title").GetString(), Is.Not.Empty);
            Assert.That(problem.GetProperty("detail").GetString(), Is.Not.Empty);
            Assert.That(problem.GetProperty("request_id").GetString(), Is.EqualTo(Headers["X-Request-Id"]));
            Assert.That(problem.TryGetProperty("errors", out _), Is.EqualTo(status == 422));
        }

        return this;
    }

    /// <summary>Asserts that this is a 422 that names the field.</summary>
    public Exchange MustName(string field, string code = "validation_failed")
    {
        MustBe(422, code);
        Assert.That(Fields, Does.Contain(field), Text);
        return this;
    }

    /// <summary>Compares the whole exchange with the snapshot of the calling test, ids and instants numbered by first appearance.</summary>
    public void MustMatch(string part = "", [CallerFilePath] string file = "", [CallerMemberName] string member = "") =>
        Snapshots.Match(Numbered(), part, file, member);

    private string Numbered()
    {
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"HTTP {Status}\n");
        foreach (var name in ChosenHeaders.Where(Headers.ContainsKey))
            text.Append(CultureInfo.InvariantCulture, $"{name}: {Headers[name]}\n");

        text.Append('\n').Append(Text.Length == 0 ? "" : JsonSerializer.Serialize(Body, Indented)).Append('\n');
        var numbers = new Dictionary<string, string>();
        return Volatile()
            .Replace(VisitorToken().Replace(text.ToString(), "$1<token>"), match =>
            {
                var kind =
                    match.Groups["id"].Success ? "id"
                    : match.Groups["build"].Success ? "build"
                    : "instant";
                if (!numbers.TryGetValue(match.Value, out var number))
                    numbers[match.Value] = number =
                        $"<{kind} {numbers.Count(n => n.Value.StartsWith($"<{kind}", StringComparison.Ordinal)) + 1}>";

                return number;
            });
    }

    [GeneratedRegex("(\"visitor_token\": \")[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+")]
    private static partial Regex VisitorToken();

    // An entity tag of what was made for showing begins with the build that made it.
    [GeneratedRegex(
        @"(?<build>(?<=ETag: "")[0-9a-f]{8}(?=-))|(?<id>[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})"
            + @"|(?<instant>\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z)"
    )]
    private static partial Regex Volatile();
}

/// <summary>Snapshots beside the test's file, named after the test.</summary>
internal static class Snapshots
{
    public static void Match(string text, string part = "", [CallerFilePath] string file = "", [CallerMemberName] string member = "")
    {
        var name = $"{Path.GetFileNameWithoutExtension(file)}.{member}{(part.Length == 0 ? "" : $".{part}")}.snap";
        Snapshot.Match(text, new SnapshotFullName(name, Path.GetDirectoryName(file)!));
    }
}
