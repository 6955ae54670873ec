using Hal.Api.Domain.History;
using Hal.Api.Pipeline;
using Hal.Api.Platform.Errors;
using MediatR;

namespace Hal.Api.Families.Open;

/// <summary>Admits a request that carries its own credential. Only its attempts are counted here (contract 2).</summary>
public sealed class OpenBehavior<TRequest, TResponse>(Caller caller, OpenLimits limits, IHttpContextAccessor http)
    : IPipelineBehavior<TRequest, TResponse>
    where TRequest : IOpenRequest
    where TResponse : IFallible<TResponse>
{
    /// <inheritdoc/>
    public Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        if (request.LimitedBy is { } key && http.HttpContext is { } context && limits.CountSignIn(context, key) is { } limited)
            return Task.FromResult(TResponse.Failed(limited));

        caller.Enter(ChangeOrigin.AccountSource, null, null, null);
        return next();
    }
}
