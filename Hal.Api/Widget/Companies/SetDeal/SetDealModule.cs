using Carter;
using Hal.Api.Domain.Stages;
using Hal.Api.Domain.Visitors;
using Hal.Api.Families.Widget;
using Hal.Api.Http;

namespace Hal.Api.Widget.Companies.SetDeal;

public sealed class SetDealModule : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app) =>
        app.MapWidgetWrite<SetDealCommand, SetDealResponse>("set-deal")
            .WithName("widget_set_deal")
            .WithTags("Companies")
            .WithSummary("Say what the deal with the visitor's company is worth")
            .WithDescription(
                """
                Acts on `company_id`, else the active company, else the contact's only company. The deal value is applied even if the
                `stage` that you send with it is not.
                """
            )
            .Refuses(ActingCompany.VisitorNotIdentified, ActingCompany.CompanyNotLinked, StageList.UnknownStage)
            .WithExample(
                new
                {
                    project_id = "0197d5a0-7c3e-7d53-9a35-0f2b8f5f0c11",
                    visitor_id = "v-81f2",
                    deal_value = 12000.50,
                    stage = "Proposal",
                }
            );
}
