using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

using var client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = int.MaxValue })
{
    BaseAddress = new Uri(args[0]),
    Timeout = Timeout.InfiniteTimeSpan,
};

// Opens the streams, sends at each rate, and tells when what was sent arrived on each of them.
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var (streams, seconds, rates) = (
    int.Parse(args[1], CultureInfo.InvariantCulture),
    int.Parse(args[2], CultureInfo.InvariantCulture),
    args[3..]
);

var signedUp = await PostAsync(
    "/api/auth/signup",
    new
    {
        email = "bench@hal.example",
        password = "correct horse battery",
        company_name = "Bench",
    }
);
client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", signedUp.GetProperty("token").GetString());
var project = signedUp.GetProperty("project").GetProperty("id").GetString()!;
var (what, send) = await SenderAsync();

var sentAt = new ConcurrentDictionary<int, long>();
var arrivals = new ConcurrentQueue<(int Number, double Milliseconds)>();
var ended = 0;
await Parallel.ForEachAsync(Enumerable.Range(0, streams), new ParallelOptions { MaxDegreeOfParallelism = 20 }, async (_, _) =>
    await ListenAsync()
);
await Console.Error.WriteLineAsync($"{streams} streams are open, {what} are sent");

Console.WriteLine("| sent | a second | streams | arrived | p50 ms | p99 ms | last stream, p50 ms | highest ms |");
Console.WriteLine("|---|---|---|---|---|---|---|---|");
var number = 0;

// The compiler is done before the first figure.
await RunAsync(5, 5, null);
foreach (var rate in rates)
    await RunAsync(int.Parse(rate, CultureInfo.InvariantCulture), seconds, what);

return ended == 0 ? 0 : 1;

async Task RunAsync(int rate, int length, string? row)
{
    arrivals.Clear();
    var first = number + 1;
    var sends = new List<Task>();
    using (var timer = new PeriodicTimer(TimeSpan.FromSeconds(1.0 / rate)))
    {
        for (var i = 0; i < rate * length; i++)
        {
            await timer.WaitForNextTickAsync();
            sends.Add(SendAsync(++number));
        }
    }

    await Task.WhenAll(sends);
    var expected = (number - first + 1) * streams;
    for (var waited = 0; arrivals.Count < expected && waited < 200; waited++)
        await Task.Delay(100);

    if (row is null)
        return;

    var all = arrivals.Select(a => a.Milliseconds).Order().ToArray();
    var last = arrivals.GroupBy(a => a.Number).Select(g => g.Max(a => a.Milliseconds)).Order().ToArray();
    Console.WriteLine(
        $"| {row} | {rate} | {streams} | {all.Length} of {expected} | {At(all, 0.5):F1} | {At(all, 0.99):F1} | {At(last, 0.5):F1} | "
            + $"{all[^1]:F1} |"
    );
    if (all.Length != expected)
        ended++;
}

async Task SendAsync(int it)
{
    sentAt[it] = Stopwatch.GetTimestamp();
    await send($"bench-{it:000000}");
}

async Task ListenAsync()
{
    using var request = new HttpRequestMessage(HttpMethod.Get, "/api/stream");
    var response = (await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead)).EnsureSuccessStatusCode();
    var reader = new StreamReader(await response.Content.ReadAsStreamAsync());
    // It listens as soon as its first words are there.
    await reader.ReadLineAsync();
    _ = Task.Run(async () =>
    {
        while (await reader.ReadLineAsync() is { } line)
        {
            var now = Stopwatch.GetTimestamp();
            if (
                !line.StartsWith("data:", StringComparison.Ordinal)
                || line.IndexOf("bench-", StringComparison.Ordinal) is not (>= 0 and var at)
            )
                continue;

            var it = int.Parse(line.AsSpan(at + 6, 6), CultureInfo.InvariantCulture);
            arrivals.Enqueue((it, Stopwatch.GetElapsedTime(sentAt[it], now).TotalMilliseconds));
        }

        Interlocked.Increment(ref ended);
    });
}

// Messages where the service has a route for them, else what a company is called.
async Task<(string What, Func<string, Task> Send)> SenderAsync()
{
    using var begun = await client.PostAsJsonAsync(
        "/api/widget/conversations",
        new
        {
            project_id = project,
            visitor_id = "v-1",
            content = "Hello",
        }
    );
    if (begun.IsSuccessStatusCode)
    {
        var conversation = (await begun.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("conversation").GetProperty("id").GetString();
        return ("messages", content => PostAsync($"/api/conversations/{conversation}/messages", new { content }));
    }

    var company = (await PostAsync("/api/companies", new { name = "Bench" })).GetProperty("company").GetProperty("id").GetString();
    return ("company changes", async name =>
        (await client.PatchAsJsonAsync($"/api/companies/{company}", new { name })).EnsureSuccessStatusCode().Dispose()
    );
}

async Task<JsonElement> PostAsync(string path, object body)
{
    using var response = await client.PostAsJsonAsync(path, body);
    return await response.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>();
}

static double At(double[] sorted, double share) => sorted[(int)Math.Min(sorted.Length - 1, sorted.Length * share)];
