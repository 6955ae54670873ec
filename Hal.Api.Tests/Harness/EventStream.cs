using System.Text.Json;

namespace Hal.Api.Tests.Harness;

/// <summary>A stream of server-sent events as a client reads it.</summary>
internal sealed class EventStream : IDisposable
{
    private readonly HttpResponseMessage _response;
    private readonly StreamReader _reader;

    private EventStream(HttpResponseMessage response, StreamReader reader) => (_response, _reader) = (response, reader);

    public HttpResponseMessage Response => _response;

    /// <summary>What a client sends back as <c>Last-Event-ID</c>.</summary>
    public string LastEventId { get; private set; } = "";

    public int Comments { get; private set; }

    public string? Retry { get; private set; }

    /// <summary>Opens a stream and reads its first block.</summary>
    public static async Task<EventStream> OpenAsync(HttpClient client, string path, params (string Name, string Value)[] headers)
    {
        var response = await SendAsync(client, path, headers);
        if (!response.IsSuccessStatusCode)
            Assert.Fail(await response.Content.ReadAsStringAsync());

        return await OfAsync(response);
    }

    /// <summary>Opens a stream; null if it is refused.</summary>
    public static async Task<EventStream?> TryOpenAsync(HttpClient client, string path, params (string Name, string Value)[] headers)
    {
        var response = await SendAsync(client, path, headers);
        if (response.IsSuccessStatusCode)
            return await OfAsync(response);

        response.Dispose();
        return null;
    }

    /// <summary>Asks for a stream that is refused.</summary>
    public static async Task<Exchange> RefusedAsync(HttpClient client, string path, params (string Name, string Value)[] headers)
    {
        using var response = await SendAsync(client, path, headers);
        Assert.That((int)response.StatusCode, Is.GreaterThanOrEqualTo(400));
        return await Exchange.OfAsync(response);
    }

    /// <summary>The next event; comments and blocks without data are passed over.</summary>
    public async Task<StreamedEvent> NextAsync()
    {
        // One patience for all of it: heartbeats must not make a lost event look like one that is still to come.
        using var patience = new CancellationTokenSource(Eventually.Patience);
        while (true)
        {
            if (await ReadBlockAsync(patience.Token) is { } next)
                return next;
        }
    }

    /// <summary>The next events.</summary>
    public async Task<List<StreamedEvent>> TakeAsync(int count)
    {
        var events = new List<StreamedEvent>();
        while (events.Count < count)
            events.Add(await NextAsync());

        return events;
    }

    /// <summary>Reads until a comment comes.</summary>
    public async Task HeartbeatAsync()
    {
        using var patience = new CancellationTokenSource(Eventually.Patience);
        for (var before = Comments; Comments == before; )
            await ReadBlockAsync(patience.Token);
    }

    /// <summary>Reads what is left, and insists that there is an end, whether the connection is closed in good order or not.</summary>
    public async Task<List<StreamedEvent>> EndAsync()
    {
        var events = new List<StreamedEvent>();
        using var patience = new CancellationTokenSource(Eventually.Patience);
        try
        {
            while (true)
            {
                if (await ReadBlockAsync(patience.Token) is { } next)
                    events.Add(next);
            }
        }
        catch (IOException)
        {
            return events;
        }
    }

    public void Dispose()
    {
        _reader.Dispose();
        _response.Dispose();
    }

    private static async Task<EventStream> OfAsync(HttpResponseMessage response)
    {
        var stream = new EventStream(response, new StreamReader(await response.Content.ReadAsStreamAsync()));
        using var patience = new CancellationTokenSource(Eventually.Patience);
        await stream.ReadBlockAsync(patience.Token);
        return stream;
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpClient client, string path, (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);

        return await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    private async Task<StreamedEvent?> ReadBlockAsync(CancellationToken patience)
    {
        var (name, data, id) = ("message", "", (string?)null);
        while (true)
        {
            var line = await _reader.ReadLineAsync(patience) ?? throw new EndOfStreamException("The stream has ended.");
            if (line.Length == 0)
                return data.Length == 0 ? null : new StreamedEvent(name, id, JsonElement.Parse(data));

            switch (line.Split(':', 2))
            {
                case ["", _]:
                    Comments++;
                    break;
                case ["event", var value]:
                    name = value.TrimStart();
                    break;
                case ["id", var value]:
                    id = LastEventId = value.TrimStart();
                    break;
                case ["retry", var value]:
                    Retry = value.TrimStart();
                    break;
                case ["data", var value]:
                    data += value;
                    break;
                default:
                    Assert.Fail($"This is no line of a stream: {line}");
                    break;
            }
        }
    }
}

/// <summary>An event that arrived.</summary>
internal sealed record StreamedEvent(string Name, string? Id, JsonElement Data)
{
    /// <summary>The text of the message that it tells of.</summary>
    public string? Content => Data.GetProperty("message").GetProperty("content").GetString();
}
