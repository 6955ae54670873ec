using Carter;
using Hal.Api.Domain.Articles;
using Hal.Api.Families.Account;
using Hal.Api.Http;

namespace Hal.Api.Account.Articles.CreateArticle;

public sealed class CreateArticleModule : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app) =>
        app.MapAccountCreate<CreateArticleCommand, CreateArticleResponse>("articles")
            .WithTags("Knowledge base")
            .WithSummary("Write an article")
            .WithDescription(
                "In its first language; others are added by changing it with another `locale`. It is a draft until it is published. "
                    + "Its slug is made from the title, with a number appended if another article already has it."
            )
            .Refuses(ArticleRules.SlugTaken, ArticleRules.UnknownGroup)
            .WithExample(
                new
                {
                    title = "How refunds work",
                    content = "You get your money back within **14 days**.",
                    locale = "en",
                }
            );
}
