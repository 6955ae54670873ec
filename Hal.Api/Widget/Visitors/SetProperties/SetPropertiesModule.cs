using Carter;
using Hal.Api.Families.Widget;
using Hal.Api.Http;

namespace Hal.Api.Widget.Visitors.SetProperties;

public sealed class SetPropertiesModule : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app) =>
        app.MapWidgetWrite<SetPropertiesCommand, SetPropertiesResponse>("set-properties")
            .WithName("widget_set_properties")
            .WithTags("Visitors")
            .WithSummary("Tell something about a visitor")
            .WithDescription(
                """
                Merges `metadata` into the visitor's contact, or into the visitor itself while it is anonymous. A new visitor is created
                on the fly. Never touches a company.
                """
            )
            .WithExample(
                new
                {
                    project_id = "0197d5a0-7c3e-7d53-9a35-0f2b8f5f0c11",
                    visitor_id = "v-81f2",
                    metadata = new { theme = "dark", last_search = "invoices" },
                }
            );
}
