using Hal.Api.Domain.Fields;
using Hal.Api.Domain.Projects;
using Hal.Api.Domain.Proofs;
using Hal.Api.Pipeline;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Errors;
using Hal.Api.Platform.Values;
using MediatR;

namespace Hal.Api.Families.Widget;

/// <summary>
/// Admits a widget call (contract 4): the project, the page's origin, the visitor's limit, the proof of identity and the visitor's token,
/// in that order.
/// </summary>
public sealed class WidgetBehavior<TRequest, TResponse>(
    WidgetCall call,
    Caller caller,
    ProjectStore projects,
    UnitOfWork work,
    Database database,
    WidgetLimits limits,
    VisitorTokens tokens,
    IHttpContextAccessor http,
    TimeProvider time
) : IPipelineBehavior<TRequest, TResponse>
    where TRequest : IWidgetRequest
    where TResponse : IFallible<TResponse>
{
    /// <inheritdoc/>
    public async Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        var named = FindProjectId(request);
        if (!named.Succeeded)
            return TResponse.Failed(named.Problem);

        var id = named.Value;
        return await GuardedCall.RunAsync(work, new Admission(tries => JudgeAsync(request, id, tries), () => projects.Forget(id)), next);
    }

    private static Result<Guid> FindProjectId(TRequest request)
    {
        if (request is { ProjectId: { } one, AppId: { } other } && !string.Equals(one, other, StringComparison.OrdinalIgnoreCase))
            return Problem.Invalid("app_id", "project_id and app_id are the same field; both were sent and they differ.");

        if ((request.ProjectId ?? request.AppId) is not { } text)
            return Problem.Invalid("project_id", "This is required.");

        return Guid.TryParseExact(text, "D", out var id) ? id : ProjectProblems.NoSuchProject;
    }

    private async ValueTask<Verdict> JudgeAsync(TRequest request, Guid id, int tries)
    {
        if (await projects.FindAsync(id, database) is not { } project)
            return Verdict.RefuseForGood(ProjectProblems.NoSuchProject);

        if (await RefuseAsync(request, project, countsAgainstLimit: tries == 1) is { } problem)
            return problem.Code.Status is 401 or 403 && problem.Code != ProofProblems.ProofRequired
                ? Verdict.Refuse(problem)
                : Verdict.RefuseForGood(problem);

        caller.Enter(project.Id, (request as IVisitorRequest)?.VisitorId);
        return Verdict.Admit(ProjectStore.GuardOf(project));
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

        var hash = HashOf(visitor, project);
        if (!hash.Succeeded)
            return hash.Problem;

        var sent = TokenIn(context);
        var token = sent is null ? null : await ReadTokenAsync(sent, project, visitor.VisitorId);
        var wanted = request as IProofRequest;
        // Without a visitor's id there is nothing to prove; the validator reports it.
        if (wanted is not null && hash.Value.SecretMark is null && token is null && visitor.VisitorId is not null)
        {
            if (sent is not null)
                return ProofProblems.WrongToken;

            if (!wanted.MayBeginWithoutProof)
                return ProofProblems.NoProof;
        }

        call.Admit(
            project,
            visitor.VisitorId,
            ProofOf(project, hash.Value, token, opensByToken: wanted is not null),
            hash.Value.SecretMark,
            token
        );
        return null;
    }

    private Result<HashProof> HashOf(IVisitorRequest visitor, Project project)
    {
        if (visitor.UserHash is not { } hash)
            return new HashProof(false, null, null);

        var secrets = project.SecretsAt(time.UtcNow()).ToList();
        var ofVisitor = UserHash.SecretOf(hash, secrets, visitor.VisitorId);
        var ofUser = UserHash.SecretOf(hash, secrets, CallerId.OrAbsent(visitor.UserId));
        return (ofVisitor ?? ofUser) is { } secret
            ? new HashProof(ofVisitor is not null, ofUser is null ? null : visitor.UserId, UserHash.MarkOf(secret))
            : ProofProblems.WrongHash;
    }

    // A token counts as the proof it was issued for only where the request asks for a proof. To identify a visitor takes a user_hash.
    private static CallerProof ProofOf(Project project, HashProof hash, VisitorClaims? token, bool opensByToken)
    {
        var isHashed = hash.SecretMark is not null;
        var (provesVisitor, userId) =
            isHashed ? (hash.ProvesVisitor, hash.UserId)
            : opensByToken && token is not null ? (token.ProvesVisitor, token.ProvenUserId)
            : (false, null);
        return new CallerProof
        {
            IsRequired = project.IdentityVerificationRequired,
            IsHashed = isHashed,
            ProvesVisitor = provesVisitor,
            UserId = userId,
            TokenVisitor = token?.Visitor,
            HeldVisitor = token is { ProvenUserId: null } ? token.Visitor : null,
        };
    }

    // Other schemes in the header are not the widget's.
    private static string? TokenIn(HttpContext? context) =>
        context?.Request.Headers.Authorization.ToString() is { } header
        && header.StartsWith($"{VisitorTokens.Scheme} ", StringComparison.OrdinalIgnoreCase)
            ? header[(VisitorTokens.Scheme.Length + 1)..].Trim()
            : null;

    private async Task<VisitorClaims?> ReadTokenAsync(string token, Project project, string? visitorId) =>
        await tokens.ReadAsync(token) is { } claims
        && claims.Project == project.Id.Value
        && claims.VisitorId == visitorId
        && (claims.SecretMark is not { } mark || project.SecretsAt(time.UtcNow()).Select(UserHash.MarkOf).Contains(mark))
            ? claims
            : null;

    private readonly record struct HashProof(bool ProvesVisitor, string? UserId, string? SecretMark);
}
