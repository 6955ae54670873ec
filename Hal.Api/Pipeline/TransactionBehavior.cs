using Hal.Api.Domain.ProjectIds;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Errors;
using MediatR;
using Npgsql;

namespace Hal.Api.Pipeline;

/// <summary>
/// Runs a write, after earlier writes of the same visitor. The first tries take no locks: a read, a decision, and a batch that takes effect
/// as a whole or not at all. If another call has written in between, the write is decided again on what that call left. After two such
/// tries it runs in a transaction that no other writer of the project can enter.
/// </summary>
public sealed class TransactionBehavior<TRequest, TResponse>(
    Caller caller,
    UnitOfWork work,
    KeyedLock<(ProjectId, string)> visitors,
    KeyedLock<Guid> owners
) : IPipelineBehavior<TRequest, TResponse>
    where TRequest : IWrite
    where TResponse : IFallible<TResponse>
{
    private const int FreeTries = 2;
    private const int MaxTries = 5;

    /// <inheritdoc/>
    public async Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        using var turn = caller.Turn is { } visitor ? await visitors.TakeAsync(visitor) : null;
        for (var tries = 1; ; tries++)
        {
            try
            {
                return tries <= FreeTries ? await DecideAsync(next) : await RunAloneAsync(next);
            }
            catch (PostgresException e) when (tries < MaxTries && LostRace.Is(e))
            {
                // The facts of the decision no longer hold. Decide again on the current ones.
            }
        }
    }

    private async Task<TResponse> DecideAsync(RequestHandlerDelegate<TResponse> next)
    {
        work.Begin();
        var response = await next();
        if (response.Problem is null)
            await work.FlushAsync(caller.Owner);
        else
            await work.DiscardAsync(caller.Owner);

        return response;
    }

    private async Task<TResponse> RunAloneAsync(RequestHandlerDelegate<TResponse> next)
    {
        // Waiting here, and not for the database's lock, leaves the pool's connections to others.
        using var turn = caller.Owner is { } owner ? await owners.TakeAsync(owner) : null;
        try
        {
            await work.BeginExclusiveAsync(caller.Owner);
            var response = await DecideAsync(next);
            await work.CommitAsync();
            return response;
        }
        finally
        {
            await work.DisposeAsync();
        }
    }
}
