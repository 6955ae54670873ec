using Hal.Api.Http;
using Microsoft.AspNetCore.Http.Features;
using Npgsql;

namespace Hal.Api.Streams;

/// <summary>
/// Tells the caller what happens, as server-sent events, until the caller leaves, may not listen any more, is too slow, or the service
/// stops. The framework's own writer knows no comments, which a heartbeat is, and no id without an event.
/// </summary>
/// <param name="ticket">What the caller may listen to.</param>
public sealed class StreamResult(StreamTicket ticket) : IResult
{
    /// <summary>The media type of server-sent events.</summary>
    public const string MediaType = "text/event-stream";

    // Whoever is still listening then comes back, newly admitted and with a new id.
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
            // The credential ran out before the stream began. The caller comes back, and is refused then.
            if (length.IsCancellationRequested)
                Begin(httpContext);
            else if (!httpContext.RequestAborted.IsCancellationRequested)
                await new ProblemResult(ExceptionProblems.DatabaseAway).ExecuteAsync(httpContext);
        }
        catch (OperationCanceledException)
        {
            // What a slow reader has not taken yet must not keep its connection open, or the service from stopping.
            if (listener.IsHeldUp || listener.Cut.IsCancellationRequested)
                httpContext.Abort();
        }
        catch (NpgsqlException) when (httpContext.Response.HasStarted)
        {
            // The database went away while what was missed was read: the caller comes back for it.
        }
    }

    private static void Begin(HttpContext context)
    {
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        context.Response.ContentType = MediaType;
        context.Response.Headers.CacheControl = "no-store";
        // Proxies of nginx's kind would gather what is to arrive at once.
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
