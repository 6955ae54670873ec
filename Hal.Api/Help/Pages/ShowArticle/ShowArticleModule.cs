using Carter;
using Hal.Api.Families.Help;

namespace Hal.Api.Help.Pages.ShowArticle;

public sealed class ShowArticleModule : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app) =>
        app.MapHelpPage("{project}/{locale}/{slug}", http => new ShowArticleQuery(
            http.Part("project"),
            http.Part("locale"),
            http.Part("slug"),
            http.Request.Query.ContainsKey("thanks"),
            HttpMethods.IsGet(http.Request.Method)
                && !http.Request.Headers["Sec-Purpose"].ToString().Contains("prefetch", StringComparison.OrdinalIgnoreCase)
        ));
}
