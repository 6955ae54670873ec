using Carter;
using Hal.Api.Domain.Articles;
using Hal.Api.Families.Account;
using Hal.Api.Http;

namespace Hal.Api.Account.ArticleGroups.CreateArticleGroup;

public sealed class CreateArticleGroupModule : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app) =>
        app.MapAccountCreate<CreateArticleGroupCommand, CreateArticleGroupResponse>("article-groups", isLocated: false)
            .WithTags("Knowledge base")
            .WithSummary("Create a group of articles")
            .WithDescription(
                "A group has a name in each language that it is shown in; where one is missing, the project's default locale stands in."
            )
            .Refuses(ArticleRules.TooMany)
            .WithExample(new { name = "Billing", names = new { de = "Abrechnung" } });
}
