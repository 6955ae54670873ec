using System.Text.Json;
using Hal.Api.Http;
using Hal.Api.Idempotency;
using Hal.Api.Pipeline;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Errors;
using Hal.Api.Platform.Values;
using MediatR;

namespace Hal.Api.Audit;

/// <summary>
/// Runs directly around the handler of an account or v1 write, and adds to what the handler enlisted: the check of <c>If-Match</c> against
/// the version it was decided on, its audit entry, and the answer that is kept for an <c>Idempotency-Key</c> (contract 2, 5). All of it is
/// sent in the write's own transaction, and no slice can forget it.
/// </summary>
public sealed class RecordBehavior<TRequest, TResponse>(
    Caller caller,
    UnitOfWork work,
    Outcome outcome,
    IdempotentCall call,
    KeptAnswers answers,
    IHttpContextAccessor http,
    TimeProvider time
) : IPipelineBehavior<TRequest, TResponse>
    where TRequest : IRecordedWrite
    where TResponse : IFallible<TResponse>
{
    private static readonly string Action = RequestName.Of(typeof(TRequest));

    /// <inheritdoc/>
    public async Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        var response = await next();
        if (response.Problem is not null)
            return response;

        var context = http.HttpContext ?? throw new InvalidOperationException("A member or key calls over HTTP.");
        if (!outcome.IsWritten || caller.AccountId is not { } account || caller.Actor is not { } actor)
            throw new InvalidOperationException($"{typeof(TRequest).Name} does not say what it wrote, or in whose name.");

        if (outcome.ReadVersion is { } version && Preconditions.IfMatch(context.Request, version) is { } failed)
            return TResponse.Failed(failed);

        if ((work.HasEnlisted && request is not ITransientWrite) || request is IAuditedRead)
            work.Enlist(
                new AuditEntry(
                    account,
                    caller.Source!,
                    actor,
                    Action,
                    caller.Project,
                    outcome.Target,
                    FieldsOf(request),
                    context.TraceIdentifier
                ).Insert(time.UtcNow())
            );

        if (call.Claim is { } claim)
            answers.Keep(claim, HttpAnswer.Of(context, outcome, response.Boxed!), outcome.Target);

        return response;
    }

    // The names of the fields that were sent, never their values.
    private static string[] FieldsOf(TRequest request) =>
        [
            .. HalJson
                .Options.GetTypeInfo(typeof(TRequest))
                .Properties.Where(p => p.Get?.Invoke(request!) is { } value && IsSaid(value))
                .Select(p => p.Name)
                .Order(StringComparer.Ordinal),
        ];

    private static bool IsSaid(object value) =>
        value switch
        {
            IOptional optional => optional.IsSet,
            JsonElement json => json.ValueKind is not JsonValueKind.Undefined,
            _ => true,
        };
}
