using Carter;
using Hal.Api.Families.Help;

namespace Hal.Api.Help.Pages.ShowHome;

public sealed class ShowHomeModule : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app)
    {
        app.MapHelpPage("{project}", http => Query(http, null));
        app.MapHelpPage("{project}/{locale}", http => Query(http, http.Part("locale")));
    }

    private static ShowHomeQuery Query(HttpContext http, string? locale) =>
        new(
            http.Part("project"),
            locale,
            [
                .. http
                    .Request.GetTypedHeaders()
                    .AcceptLanguage.OrderByDescending(l => l.Quality ?? 1)
                    .Select(l => l.Value.ToString())
                    .Take(10),
            ],
            http.Request.Query.TryGetValue("q", out var text) ? text.ToString().Replace("\0", "", StringComparison.Ordinal) : null
        );
}
