using System.Security.Claims;
using Hal.Api.Domain.Projects;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Errors;
using Hal.Api.Platform.Limits;
using MediatR;
using Microsoft.IdentityModel.JsonWebTokens;

namespace Hal.Api.Platform.Auth;

/// <summary>Admits a member's call (contract 5): the session of its access token, the member's limit, the role and the project, in that order.</summary>
public sealed class MemberBehavior<TRequest, TResponse>(
    AccountCall call, Caller caller, MemberStore members, ProjectStore projects, Session session, AccountLimits limits, IHttpContextAccessor http)
    : IPipelineBehavior<TRequest, TResponse>
    where TRequest : IMemberRequest
    where TResponse : IFallible<TResponse>
{
    private const int MaxTries = 5;
    private const string ProjectHeader = "X-Project-Id";
    private const string ProjectParameter = "project_id";

    /// <inheritdoc/>
    public async Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        ArgumentNullException.ThrowIfNull(next);
        var context = http.HttpContext ?? throw new InvalidOperationException("A member calls over HTTP.");
        if (!Guid.TryParse(context.User.FindFirstValue(JwtRegisteredClaimNames.Sid), out var sessionId))
            return TResponse.Failed(AccountProblems.TokenEnded);

        for (var tries = 1; ; tries++)
        {
            Project? project = null;
            // Else the member would be read anew only if it were as remembered.
            session.GuardBy(null);
            try
            {
                if (await members.FindAsync(sessionId, session) is not { } member)
                    return TResponse.Failed(AccountProblems.TokenEnded);

                if (tries == 1 && limits.CountMember(context, member.Id) is { } limited)
                    return TResponse.Failed(limited);

                var problem = member.Role < TRequest.Needs ? AccountProblems.RoleMissing(TRequest.Needs) : null;
                if (problem is null && request is IProjectRequest named)
                    (project, problem) = await ChooseAsync(named, member, context);

                if (problem is not null)
                {
                    if (tries > 1)
                        return TResponse.Failed(problem);

                    // By facts that may be outdated: a new role or project is good at once.
                    members.Forget(sessionId);
                    continue;
                }

                session.GuardBy(MemberStore.GuardOf(member, project?.Id.Value, project?.Version));
                call.Admit(member, project);
                caller.Enter(Caller.AccountSource, Caller.MemberActor(member.Id), member.AccountId, project?.Id.Value);
                var response = await next();
                await session.EnsureGuardedAsync();
                return response;
            }
            catch (StaleFactsException) when (tries < MaxTries)
            {
                members.Forget(sessionId);
                if (project is not null)
                    projects.Forget(project.Id.Value);
            }
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
                return (null, Problem.Invalid(
                    ProjectParameter, $"The workspace has {member.Projects.Count} projects; choose one with the header {ProjectHeader} or the parameter {ProjectParameter}.", AccountProblems.ProjectRequired));

            chosen = only.ToString();
        }

        // Another workspace's project is answered like one that is not there.
        return Guid.TryParseExact(chosen, "D", out var id) && member.Projects.Contains(id) && await projects.FindAsync(id, session) is { } project
            ? (project, null)
            : (null, WidgetProblems.NoSuchProject);
    }
}
