using System.ComponentModel;
using Carter;
using Hal.Api.Families.Help;
using Hal.Api.Families.Widget;
using Hal.Api.Http;
using Hal.Api.Platform.Errors;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;

namespace Hal.Api.Widget.Help.ReadArticle;

public sealed class ReadArticleModule : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app) =>
        app.MapWidgetRead<ReadArticleQuery, ReadArticleResponse>("articles/{slug}", GetAsync)
            .Produces(StatusCodes.Status304NotModified)
            .Refuses(ProblemCode.NotFound, HelpProblems.HelpCenterNotFound, ProblemCode.RateLimited)
            .WithName("widget_read_article")
            .WithTags("Help")
            .WithSummary("Read an article")
            .WithDescription(
                "Returns the published article. A former slug works too; the answer has the present one. "
                    + "Each reading is counted. Revalidate it by ETag."
            );

    private static async Task<IResult> GetAsync(
        [FromRoute, Description("The article's slug.")] string slug,
        [FromQuery(Name = "project_id"), Description("The project the widget belongs to. One of project_id and app_id is required.")]
            string? projectId,
        [FromQuery(Name = "app_id"), Description("The same as project_id.")] string? appId,
        [
            FromQuery(Name = "locale"),
            Description("The language of the slug. If absent, every language is searched, the project's default locale first.")
        ]
            string? locale,
        IMediator mediator,
        WidgetLimits limits,
        HttpContext context
    )
    {
        if (limits.CountAddress(context) is { } limited)
            return new ProblemResult(limited);

        var result = await mediator.Send(new ReadArticleQuery(projectId, appId, slug, locale), context.RequestAborted);
        if (!result.Succeeded)
            return new ProblemResult(result.Problem);

        context.Response.Headers.Vary = HeaderNames.Origin;
        context.Response.Headers.CacheControl = "public, no-cache";
        return new CacheableResult(result.Value, result.Value.ETag);
    }
}
