using Hal.Api.Background;
using Hal.Api.Domain.History;
using Hal.Api.Pipeline;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Errors;
using MediatR;

namespace Hal.Api.Families.V1;

/// <summary>Admits an API key's call (contract 6): the key and its project, the key's limit and the scope, in that order.</summary>
public sealed class V1Behavior<TRequest, TResponse>(
    V1Call call,
    Caller caller,
    KeyStore keys,
    KeyUse use,
    ProjectStore projects,
    UnitOfWork work,
    Database database,
    V1Limits limits,
    IHttpContextAccessor http
) : IPipelineBehavior<TRequest, TResponse>
    where TRequest : IV1Request
    where TResponse : IFallible<TResponse>
{
    /// <inheritdoc/>
    public Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        var context = http.HttpContext ?? throw new InvalidOperationException("An API key calls over HTTP.");
        var sent = KeyAuthentication.KeyOf(context.Request);
        return GuardedCall.RunAsync(
            work,
            new Admission(tries => JudgeAsync(sent, tries, context), () => Forget(sent)) { ConfirmsRefusals = true },
            next
        );
    }

    private async ValueTask<Verdict> JudgeAsync(string? sent, int tries, HttpContext context)
    {
        var key = await keys.FindAsync(sent, database);
        var project = key is null ? null : await projects.FindAsync(key.ProjectId, database);
        if (key is null || project is null)
        {
            context.Response.Headers.WWWAuthenticate = KeyAuthentication.Scheme;
            return Verdict.RefuseForGood(KeyProblems.NotAKey);
        }

        if (tries == 1)
        {
            if (limits.CountKey(context, key.Id) is { } limited)
                return Verdict.RefuseForGood(limited);

            use.Note(project.Id, key.Id);
        }

        if (!key.Scopes.Contains(TRequest.Scope))
            return Verdict.Refuse(KeyProblems.ScopeMissing(TRequest.Scope));

        call.Admit(key, project);
        caller.Enter(ChangeOrigin.V1Source, ChangeOrigin.KeyActor(key.Id), project.AccountId, project.Id.Value);
        return Verdict.Admit(keys.GuardOf(key, project));
    }

    private void Forget(string? sent)
    {
        if (keys.Forget(sent) is { } project)
            projects.Forget(project);
    }
}
