using Hal.Api.Http;
using Microsoft.AspNetCore.Http.Features;
using Npgsql;

namespace Hal.Api.Streams;

/// <summary>
/// Sends events to the caller as server-sent events until the caller leaves, loses access or is too slow, or the service stops. The
/// framework's own writer supports neither comments, which heartbeats are, nor an id without an event.
/// </summary>
/// <param name="ticket">What the caller may listen to.</param>
public sealed class StreamResult(StreamTicket ticket) : IResult
{
    /// <summary>The media type of server-sent events.</summary>
    public const string MediaType = "text/event-stream";

    // A caller that is still listening then reconnects, and is admitted again under a new request id.
    private static readonly TimeSpan MaxLength = TimeSpan.FromHours(1);

    /// <inheritdoc/>
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var services = httpContext.RequestServices;
        var hub = services.GetRequiredService<StreamHub>();
        var opened = hub.Open(ticket);
        if (!opened.Succeeded)
        {
            await new ProblemResult(opened.Problem).ExecuteAsync(httpContext);
            return;
        }

        using var listener = opened.Value;
        using var length = LengthOf(services.GetRequiredService<TimeProvider>());
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(
            httpContext.RequestAborted,
            services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping,
            listener.Cut,
            length.Token
        );
        var connection = new StreamConnection(httpContext, ticket, listener, ended.Token);
        try
        {
            var start = await listener.Joined.WaitAsync(ended.Token);
            await hub.Hears.WaitAsync(ended.Token);
            Begin(httpContext);
            await connection.RunAsync(start);
        }
        catch (OperationCanceledException) when (!httpContext.Response.HasStarted)
        {
            // The credential expired before the stream began. The caller reconnects, and is refused then.
            if (length.IsCancellationRequested)
                Begin(httpContext);
            else if (!httpContext.RequestAborted.IsCancellationRequested)
                await new ProblemResult(ExceptionProblems.DatabaseAway).ExecuteAsync(httpContext);
        }
        catch (OperationCanceledException)
        {
            // Unread frames of a slow reader must neither keep its connection open nor keep the service from stopping.
            if (listener.IsHeldUp || listener.Cut.IsCancellationRequested)
                httpContext.Abort();
        }
        catch (NpgsqlException) when (httpContext.Response.HasStarted)
        {
            // The database went away while missed events were read: the caller reconnects for them.
        }
    }

    private static void Begin(HttpContext context)
    {
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        context.Response.ContentType = MediaType;
        context.Response.Headers.CacheControl = "no-store";
        // Keeps nginx and similar proxies from buffering the stream.
        context.Response.Headers["X-Accel-Buffering"] = "no";
    }

    private CancellationTokenSource LengthOf(TimeProvider time)
    {
        var left = (ticket.Until ?? DateTime.MaxValue) - time.GetUtcNow().UtcDateTime;
        return new CancellationTokenSource(
            left < TimeSpan.Zero ? TimeSpan.Zero
                : left < MaxLength ? left
                : MaxLength,
            time
        );
    }
}
