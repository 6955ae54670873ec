using Carter;
using Hal.Api.Families.Help;

namespace Hal.Api.Help.Pages.ShowSitemap;

public sealed class ShowSitemapModule : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app) =>
        app.MapHelpPage("{project}/sitemap.xml", http => new ShowSitemapQuery(http.Part("project")));
}
