using Hal.Api.Platform.Auth;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Errors;
using MediatR;
using Npgsql;

namespace Hal.Api.Platform.Pipeline;

/// <summary>
/// Runs a write, after those of the same visitor that came before it. At first it is free of locks: a read, a decision, a batch that takes effect whole or not at all. If another call came between, it is decided
/// again on what that call left, and if that happens twice, in a transaction that holds off the project's other writers.
/// </summary>
public sealed class TransactionBehavior<TRequest, TResponse>(WidgetCall call, Session session, Turns<(ProjectId, string)> visitors, Turns<ProjectId> projects)
    : IPipelineBehavior<TRequest, TResponse>
    where TRequest : IVisitorRequest, IProjectWrite
    where TResponse : IFallible<TResponse>
{
    private const int FreeTries = 2;
    private const int MaxTries = 5;

    /// <inheritdoc/>
    public async Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(next);
        using var turn = await visitors.TakeAsync((call.ProjectId, request.VisitorId!));
        for (var tries = 1; ; tries++)
        {
            try
            {
                return tries <= FreeTries ? await next() : await RunAloneAsync(next);
            }
            catch (PostgresException e) when (tries < MaxTries && LostRace.Is(e))
            {
                // Decided on facts that no longer hold: once more, on those that do.
            }
        }
    }

    private async Task<TResponse> RunAloneAsync(RequestHandlerDelegate<TResponse> next)
    {
        // Queueing here and not at the database's lock leaves the pool's connections to others.
        using var turn = await projects.TakeAsync(call.ProjectId);
        try
        {
            await session.BeginExclusiveAsync(call.ProjectId);
            var response = await next();
            await session.CommitAsync();
            return response;
        }
        finally
        {
            await session.DisposeAsync();
        }
    }
}
