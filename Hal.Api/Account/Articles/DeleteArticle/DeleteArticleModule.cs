using Carter;
using Hal.Api.Domain.Articles;
using Hal.Api.Families.Account;
using Hal.Api.Http;
using Hal.Api.Platform.Errors;

namespace Hal.Api.Account.Articles.DeleteArticle;

public sealed class DeleteArticleModule : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app) =>
        app.MapAccountAction<DeleteArticleCommand, Nothing>(HttpMethods.Delete, "articles/{id}", http => new DeleteArticleCommand(
                http.RouteValues.Text("id"),
                http.Query.TryGetValue("locale", out var locale) ? locale.ToString() : null
            ))
            .WithTags("Knowledge base")
            .WithSummary("Delete an article")
            .WithDescription("With all its languages, or only the `locale` given. Readers who follow a link to it get 404.")
            .TakesParameter("locale", "Only this language; all of them if absent.")
            .Refuses(ProblemCode.NotFound, ArticleRules.NotTranslated, Preconditions.Failed);
}
