using Hal.Api.Pipeline;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Errors;
using MediatR;

namespace Hal.Api.Families.Help;

/// <summary>Admits a request of the help center: the project must exist, and its help center must be on in the database.</summary>
public sealed class HelpBehavior<TRequest, TResponse>(
    HelpCall call,
    Caller caller,
    ProjectStore projects,
    UnitOfWork work,
    Database database
) : IPipelineBehavior<TRequest, TResponse>
    where TRequest : IHelpRequest
    where TResponse : IFallible<TResponse>
{
    /// <inheritdoc/>
    public async Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next) =>
        Guid.TryParseExact(request.Project, "D", out var id)
            ? await GuardedCall.RunAsync(work, new Admission(_ => JudgeAsync(id), () => projects.Forget(id)), next)
            : TResponse.Failed(HelpProblems.NoHelpCenter);

    private async ValueTask<Verdict> JudgeAsync(Guid id)
    {
        if (await projects.FindAsync(id, database) is not { } project)
            return Verdict.RefuseForGood(HelpProblems.NoHelpCenter);

        if (!project.HelpCenterEnabled)
            return Verdict.Refuse(HelpProblems.NoHelpCenter);

        call.Admit(project);
        caller.Enter(project.Id, null);
        return Verdict.Admit(ProjectStore.GuardOf(project));
    }
}
