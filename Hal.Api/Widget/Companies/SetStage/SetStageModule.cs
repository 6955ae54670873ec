using Carter;
using Hal.Api.Domain.Stages;
using Hal.Api.Domain.Visitors;
using Hal.Api.Families.Widget;
using Hal.Api.Http;

namespace Hal.Api.Widget.Companies.SetStage;

public sealed class SetStageModule : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app) =>
        app.MapWidgetWrite<SetStageCommand, SetStageResponse>("set-stage")
            .WithName("widget_set_stage")
            .WithTags("Companies")
            .WithSummary("Move the visitor's company in the pipeline")
            .WithDescription(
                """
                Acts on `company_id`, else the active company, else the contact's only company. Under `advance_only` a company only moves
                forward and never out of a won or lost stage; not moving is no error.
                """
            )
            .Refuses(ActingCompany.VisitorNotIdentified, ActingCompany.CompanyNotLinked, StageList.UnknownStage)
            .WithExample(
                new
                {
                    project_id = "0197d5a0-7c3e-7d53-9a35-0f2b8f5f0c11",
                    visitor_id = "v-81f2",
                    stage = "Qualified",
                    company_id = "acme",
                }
            );
}
