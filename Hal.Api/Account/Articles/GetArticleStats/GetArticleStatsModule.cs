using Carter;
using Hal.Api.Families.Account;
using Hal.Api.Http;
using Hal.Api.Platform.Errors;

namespace Hal.Api.Account.Articles.GetArticleStats;

public sealed class GetArticleStatsModule : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app) =>
        app.MapAccountRead<GetArticleStatsQuery, GetArticleStatsResponse>("articles/{id}/stats")
            .WithTags("Knowledge base")
            .WithSummary("Read what readers think of an article")
            .WithDescription("Each visitor counts once, by its last answer. Views are written down a few seconds after the page was read.")
            .Refuses(ProblemCode.NotFound);
}
