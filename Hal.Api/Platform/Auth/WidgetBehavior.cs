using Hal.Api.Domain.Identity;
using Hal.Api.Domain.Projects;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Errors;
using Hal.Api.Platform.Http;
using Hal.Api.Platform.Limits;
using MediatR;

namespace Hal.Api.Platform.Auth;

/// <summary>Admits a widget call (contract 4): the project, the page's origin, the visitor's limit, the proof of identity and the visitor's token, in that order.</summary>
public sealed class WidgetBehavior<TRequest, TResponse>(
    WidgetCall call, Caller caller, ProjectStore projects, Session session, WidgetLimits limits, VisitorTokens tokens, IHttpContextAccessor http, TimeProvider time)
    : IPipelineBehavior<TRequest, TResponse>
    where TRequest : IWidgetRequest
    where TResponse : IFallible<TResponse>
{
    private const int MaxTries = 5;

    /// <inheritdoc/>
    public async Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(next);
        var named = FindProjectId(request);
        if (!named.Succeeded)
            return TResponse.Failed(named.Problem);

        for (var tries = 1; ; tries++)
        {
            try
            {
                if (await projects.FindAsync(named.Value, session) is not { } project)
                    return TResponse.Failed(WidgetProblems.NoSuchProject);

                // Only the first try counts against the limit.
                var problem = await RefuseAsync(request, project, countsAgainstLimit: tries == 1);
                if (problem is { Code.Status: 401 or 403 } && problem.Code != WidgetProblems.ProofRequired && tries == 1)
                {
                    // By settings that may be outdated: a new secret or origin is good at once.
                    projects.Forget(named.Value);
                    continue;
                }

                if (problem is not null)
                    return TResponse.Failed(problem);

                caller.Enter(project.Id, (request as IVisitorRequest)?.VisitorId);
                return await next();
            }
            catch (StaleFactsException) when (tries < MaxTries)
            {
                projects.Forget(named.Value);
            }
        }
    }

    private static Result<Guid> FindProjectId(IWidgetRequest request)
    {
        if (request is { ProjectId: { } one, AppId: { } other } && !string.Equals(one, other, StringComparison.OrdinalIgnoreCase))
            return Problem.Invalid("app_id", "project_id and app_id are the same field; both were sent and they differ.");

        if ((request.ProjectId ?? request.AppId) is not { } text)
            return Problem.Invalid("project_id", "This is required.");

        return Guid.TryParseExact(text, "D", out var id) ? id : WidgetProblems.NoSuchProject;
    }

    private async ValueTask<Problem?> RefuseAsync(TRequest request, Project project, bool countsAgainstLimit)
    {
        var context = http.HttpContext;
        if (!project.Allows(context?.Request.Headers.Origin))
            return new Problem(WidgetProblems.OriginNotAllowed, "Add this origin to the project's allowed origins.");

        if (request is not IVisitorRequest visitor)
        {
            call.Admit(project);
            return null;
        }

        if (countsAgainstLimit && context is not null && limits.CountVisitor(context, project.Id, visitor.VisitorId) is { } limited)
            return limited;

        var proof = ProofOf(visitor, project);
        if (!proof.Succeeded)
            return proof.Problem;

        var hash = proof.Value is { SecretMark: { } mark } right ? (right.ProvesVisitor, right.UserId, mark) : default((bool, string?, string)?);
        var sent = TokenIn(context);
        var pass = sent is null ? null : await PassOfAsync(sent, project, visitor.VisitorId);
        var wanted = request as IProofRequest;
        // Without a visitor's id there is nobody to be proven, and the validator says so.
        if (wanted is not null && hash is null && pass is null && visitor.VisitorId is not null)
        {
            if (sent is not null)
                return WidgetProblems.WrongToken;

            if (!wanted.MayBeginWithoutProof)
                return WidgetProblems.NoProof;
        }

        call.Admit(project, visitor.VisitorId, hash, pass, opensByToken: wanted is not null);
        return null;
    }

    private Result<Proof> ProofOf(IVisitorRequest visitor, Project project)
    {
        if (visitor.UserHash is not { } hash)
            return new Proof(false, null, null);

        var secrets = project.SecretsAt(time.UtcNow()).ToList();
        var ofVisitor = UserHash.SecretOf(hash, secrets, visitor.VisitorId);
        var ofUser = UserHash.SecretOf(hash, secrets, CallerId.OrAbsent(visitor.UserId));
        return (ofVisitor ?? ofUser) is { } secret
            ? new Proof(ofVisitor is not null, ofUser is null ? null : visitor.UserId, UserHash.MarkOf(secret))
            : new Problem(WidgetProblems.VerificationFailed, "The user_hash does not belong to this visitor or user.");
    }

    // Of another scheme there may be anything in the header, and none of it is the widget's.
    private static string? TokenIn(HttpContext? context) =>
        context?.Request.Headers.Authorization.ToString() is { } header && header.StartsWith($"{VisitorTokens.Scheme} ", StringComparison.OrdinalIgnoreCase)
            ? header[(VisitorTokens.Scheme.Length + 1)..].Trim()
            : null;

    private async Task<VisitorPass?> PassOfAsync(string token, Project project, string? visitorId) =>
        await tokens.ReadAsync(session, token) is { } pass && pass.Project == project.Id.Value && pass.VisitorId == visitorId
        && (pass.SecretMark is not { } mark || project.SecretsAt(time.UtcNow()).Select(UserHash.MarkOf).Contains(mark))
            ? pass
            : null;

    private sealed record Proof(bool ProvesVisitor, string? UserId, string? SecretMark);
}
