using Hal.Api.Platform.Errors;
using Hal.Api.Platform.Telemetry;
using MediatR;

namespace Hal.Api.Pipeline;

/// <summary>
/// A span for each request, named after its record, so that a trace shows the use case between the HTTP span and the database's.
/// </summary>
public sealed class TracingBehavior<TRequest, TResponse> : IPipelineBehavior<TRequest, TResponse>
    where TResponse : IFallible<TResponse>
{
    /// <inheritdoc/>
    public async Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        using var activity = HalTracing.Source.StartActivity(typeof(TRequest).Name);
        return await next();
    }
}
