using Carter;
using Hal.Api.Families.Help;
using Hal.Api.Families.Widget;
using Hal.Api.Http;
using Hal.Api.Platform.Errors;

namespace Hal.Api.Widget.Help.RateArticle;

public sealed class RateArticleModule : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app) =>
        app.MapWidgetWrite<RateArticleCommand, RateArticleResponse>("articles/{slug}/feedback", bind: (command, route) =>
                command with
                {
                    Slug = route.Text("slug"),
                }
            )
            .Refuses(ProblemCode.NotFound, HelpProblems.HelpCenterNotFound)
            .WithName("widget_rate_article")
            .WithTags("Help")
            .WithSummary("Say whether an article helped")
            .WithDescription(
                "Each visitor counts once; a later answer replaces an earlier one. Creates no visitor. "
                    + "With a valid `user_hash` of a known visitor, the answer carries a `visitor_token`."
            )
            .WithExample(
                new
                {
                    project_id = "019a4c1e-7a40-7c3e-9d52-3f0d7c1b2a10",
                    visitor_id = "v-81f2",
                    helpful = true,
                }
            );
}
