using Carter;
using Hal.Api.Families.Help;

namespace Hal.Api.Help.Pages.ShowGroup;

public sealed class ShowGroupModule : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app) =>
        app.MapHelpPage("{project}/{locale}/groups/{group}", http => new ShowGroupQuery(
            http.Part("project"),
            http.Part("locale"),
            http.Part("group"),
            http.Request.Query.TryGetValue("after", out var after) ? after.ToString() : null
        ));
}
