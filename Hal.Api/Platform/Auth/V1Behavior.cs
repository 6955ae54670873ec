using Hal.Api.Domain.Projects;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Errors;
using Hal.Api.Platform.Limits;
using MediatR;

namespace Hal.Api.Platform.Auth;

/// <summary>Admits an API key's call (contract 6): the key and its project, the key's limit and the scope, in that order.</summary>
public sealed class V1Behavior<TRequest, TResponse>(
    V1Call call, Caller caller, KeyStore keys, KeyUse use, ProjectStore projects, Session session, V1Limits limits, IHttpContextAccessor http)
    : IPipelineBehavior<TRequest, TResponse>
    where TRequest : IV1Request
    where TResponse : IFallible<TResponse>
{
    private const int MaxTries = 5;

    /// <inheritdoc/>
    public async Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        ArgumentNullException.ThrowIfNull(next);
        var context = http.HttpContext ?? throw new InvalidOperationException("An API key calls over HTTP.");
        for (var tries = 1; ; tries++)
        {
            ApiKey? key = null;
            Project? project = null;
            // Else the key would be read anew only if it were as remembered.
            session.GuardBy(null);
            try
            {
                key = await keys.FindAsync(KeyAuthentication.KeyOf(context.Request), session);
                project = key is null ? null : await projects.FindAsync(key.ProjectId, session);
                if (key is null || project is null)
                {
                    context.Response.Headers.WWWAuthenticate = KeyAuthentication.Scheme;
                    return TResponse.Failed(KeyProblems.NotAKey);
                }

                if (tries == 1)
                {
                    if (limits.CountKey(context, key.Id) is { } limited)
                        return TResponse.Failed(limited);

                    use.Note(project.Id, key.Id);
                }

                if (!key.Scopes.Contains(TRequest.Scope))
                {
                    if (tries > 1)
                        return TResponse.Failed(KeyProblems.ScopeMissing(TRequest.Scope));

                    // By facts that may be outdated: the key may have been revoked since.
                    keys.Forget(key);
                    continue;
                }

                session.GuardBy(keys.GuardOf(key, project));
                call.Admit(key, project);
                caller.Enter(Caller.V1Source, Caller.KeyActor(key.Id), project.AccountId, project.Id.Value);
                var response = await next();
                await session.EnsureGuardedAsync();
                return response;
            }
            catch (StaleFactsException) when (tries < MaxTries)
            {
                if (key is not null)
                    keys.Forget(key);

                if (project is not null)
                    projects.Forget(project.Id.Value);
            }
        }
    }
}
