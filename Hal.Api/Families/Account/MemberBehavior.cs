using System.Security.Claims;
using Hal.Api.Domain.History;
using Hal.Api.Domain.Members;
using Hal.Api.Domain.ProjectIds;
using Hal.Api.Domain.Projects;
using Hal.Api.Pipeline;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Errors;
using MediatR;
using Microsoft.IdentityModel.JsonWebTokens;

namespace Hal.Api.Families.Account;

/// <summary>
/// Admits a member's call (contract 5): the sign-in of its access token, the member's limit, the role and the project, in that order.
/// </summary>
public sealed class MemberBehavior<TRequest, TResponse>(
    AccountCall call,
    Caller caller,
    MemberStore members,
    ProjectStore projects,
    UnitOfWork work,
    Database database,
    AccountLimits limits,
    KeyedLock<ProjectId> writers,
    IHttpContextAccessor http
) : IPipelineBehavior<TRequest, TResponse>
    where TRequest : IMemberRequest
    where TResponse : IFallible<TResponse>
{
    private const int FreeTries = 2;
    private const string ProjectHeader = "X-Project-Id";
    private const string ProjectParameter = "project_id";

    /// <inheritdoc/>
    public async Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        var context = http.HttpContext ?? throw new InvalidOperationException("A member calls over HTTP.");
        if (!Guid.TryParse(context.User.FindFirstValue(JwtRegisteredClaimNames.Sid), out var signIn))
            return TResponse.Failed(AccountProblems.TokenEnded);

        using var turn = new WritersTurn(writers);
        Project? project = null;
        return await GuardedCall.RunAsync(
            work,
            new Admission(JudgeAsync, Forget) { ConfirmsRefusals = true, BeforeRetry = BeforeRetryAsync },
            next
        );

        async ValueTask<Verdict> JudgeAsync(int tries)
        {
            project = null;
            if (await members.FindAsync(signIn, database) is not { } member)
                return Verdict.RefuseForGood(AccountProblems.TokenEnded);

            if (tries == 1 && limits.CountMember(context, member.Id) is { } limited)
                return Verdict.RefuseForGood(limited);

            var problem = member.Role < TRequest.Needs ? AccountProblems.RoleMissing(TRequest.Needs) : null;
            if (problem is null && request is IProjectRequest named)
                (project, problem) = await ChooseAsync(named, member, context);

            if (problem is not null)
                return Verdict.Refuse(problem);

            call.Admit(member, project);
            caller.Enter(ChangeOrigin.AccountSource, ChangeOrigin.MemberActor(member.Id), member.AccountId, project?.Id.Value);
            return Verdict.Admit(MemberStore.GuardOf(member, project?.Id.Value, project?.Version));
        }

        // Each of many calls that change a project at once makes the others outdated. One after the other, each reads what the last one
        // has written.
        Task BeforeRetryAsync(int tries) =>
            tries >= FreeTries && request is IWrite && project is not null ? turn.TakeAsync(project.Id) : Task.CompletedTask;

        void Forget()
        {
            members.Forget(signIn);
            if (project is not null)
                projects.Forget(project.Id.Value);
        }
    }

    private async Task<(Project? Project, Problem? Problem)> ChooseAsync(IProjectRequest request, Member member, HttpContext context)
    {
        var chosen = request.NamedProject
            ?? (context.Request.Headers.TryGetValue(ProjectHeader, out var header) ? header.ToString() : null)
            ?? (context.Request.Query.TryGetValue(ProjectParameter, out var parameter) ? parameter.ToString() : null);
        if (string.IsNullOrEmpty(chosen))
        {
            if (member.Projects is not [var only])
                return (
                    null,
                    Problem.Invalid(
                        ProjectParameter,
                        $"The workspace has {member.Projects.Count} projects; choose one with the header {ProjectHeader} or the "
                            + $"parameter {ProjectParameter}.",
                        AccountProblems.ProjectRequired
                    )
                );

            chosen = only.ToString();
        }

        // A project of another workspace is answered like one that does not exist.
        return
            Guid.TryParseExact(chosen, "D", out var id)
            && member.Projects.Contains(id)
            && await projects.FindAsync(id, database) is { } project
            ? (project, null)
            : (null, ProjectProblems.NoSuchProject);
    }

    private sealed class WritersTurn(KeyedLock<ProjectId> writers) : IDisposable
    {
        private IDisposable? _taken;

        public async Task TakeAsync(ProjectId project) => _taken ??= await writers.TakeAsync(project);

        public void Dispose() => _taken?.Dispose();
    }
}
