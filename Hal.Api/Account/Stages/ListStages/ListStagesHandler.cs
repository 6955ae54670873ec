using Hal.Api.Domain.Stages;
using Hal.Api.Families.Account;
using Hal.Api.Http;
using Hal.Api.Platform.Errors;
using Hal.Api.Platform.Values;
using MediatR;

namespace Hal.Api.Account.Stages.ListStages;

public sealed class ListStagesHandler(AccountCall call, Outcome outcome) : IRequestHandler<ListStagesQuery, Result<ListStagesResponse>>
{
    // Nothing is read: the stages are known with the project, and whether they still hold is seen to before the answer leaves.
    public Task<Result<ListStagesResponse>> Handle(ListStagesQuery request, CancellationToken cancellationToken)
    {
        var rest = call
            .Project.Stages.All.Where(stage => request.Cursor is null || IsBehind(stage, request.Page.After))
            .Take(request.Page.Probe)
            .ToList();
        var (stages, next) = request.Page.Cut(rest, At);
        outcome.Shows(call.Project.Version);
        return Task.FromResult<Result<ListStagesResponse>>(new ListStagesResponse([.. stages.Select(StageAnswer.Of)], next));
    }

    private static bool IsBehind(Stage stage, Cursor cursor) => At(stage) is var at && (at.At, at.Id).CompareTo((cursor.At, cursor.Id)) > 0;

    // Where a stage stands is kept in the cursor's instant, a millisecond for each place.
    private static Cursor At(Stage stage) => new(DateTime.UnixEpoch.AddMilliseconds(stage.Position), stage.Id);
}
