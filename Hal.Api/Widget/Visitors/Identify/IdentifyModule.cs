using Carter;
using Hal.Api.Domain.Identity;
using Hal.Api.Domain.Stages;
using Hal.Api.Families.Widget;
using Hal.Api.Http;

namespace Hal.Api.Widget.Visitors.Identify;

public sealed class IdentifyModule : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app) =>
        app.MapWidgetWrite<IdentifyCommand, IdentifyResponse>("identify")
            .WithName("widget_identify")
            .WithTags("Visitors")
            .WithSummary("Say who a visitor is")
            .WithDescription(
                """
                Finds or creates the visitor, its contact and its company, links them, and merges what is known. The same call again
                changes nothing but last seen. A contact that was once proven by a `user_hash` can from then on only be named with one.
                """
            )
            .Refuses(IdentityPlan.IdentityRequired, CompanyPlan.UnknownCompany, StageList.UnknownStage)
            .WithExample(
                new
                {
                    project_id = "0197d5a0-7c3e-7d53-9a35-0f2b8f5f0c11",
                    visitor_id = "v-81f2",
                    user_id = "u-1001",
                    email = "ana@acme.example",
                    name = "Ana Novak",
                    metadata = new { plan = "pro", seats = 12 },
                    company = new
                    {
                        id = "acme",
                        name = "Acme",
                        domain = "acme.example",
                        stage = "Qualified",
                        deal_value = 12000.50,
                    },
                    user_hash = "f1d2d2f924e986ac86fdf7b36c94bcdf32beec15a1c2f4a9ec0ab3bbd6b1c1aa",
                }
            );
}
