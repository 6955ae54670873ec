using Carter;
using Hal.Api.Domain.Stages;
using Hal.Api.Families.Account;
using Hal.Api.Http;
using Hal.Api.Platform.Errors;
using Hal.Api.Platform.Values;

namespace Hal.Api.Account.Stages.DeleteStage;

public sealed class DeleteStageModule : ICarterModule
{
    private const string MoveTo = "move_to";

    public void AddRoutes(IEndpointRouteBuilder app) =>
        app.MapAccountAction<DeleteStageCommand, Nothing>(HttpMethods.Delete, "stages/{id}", request => new DeleteStageCommand(
                request.RouteValues.Text("id"),
                QueryText.Of(request.Query[MoveTo])
            ))
            .TakesParameter(MoveTo, "The stage that its companies are moved to; required while there are any.")
            .WithTags("Stages")
            .WithSummary("Delete a stage")
            .WithDescription("Each move of a company is recorded. Earlier records of the stage stay, under the name it had.")
            .Refuses(ProblemCode.NotFound, StageRules.InUse, StageList.UnknownStage, Preconditions.Failed);
}
