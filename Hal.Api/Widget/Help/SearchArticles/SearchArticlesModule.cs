using System.ComponentModel;
using Carter;
using Hal.Api.Families.Help;
using Hal.Api.Families.Widget;
using Hal.Api.Http;
using Hal.Api.Platform.Errors;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;

namespace Hal.Api.Widget.Help.SearchArticles;

public sealed class SearchArticlesModule : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app) =>
        app.MapWidgetRead<SearchArticlesQuery, SearchArticlesResponse>("articles", GetAsync)
            .Produces(StatusCodes.Status304NotModified)
            .Refuses(HelpProblems.HelpCenterNotFound, ProblemCode.RateLimited)
            .WithName("widget_search_articles")
            .WithTags("Help")
            .WithSummary("Search what is published")
            .WithDescription(
                "Finds words in all their forms and the last word also by its beginning. Accents do not matter, and mistyped words find "
                    + "similar ones. If nothing is published in the locale, the nearest locale is used. Without `q`, lists everything. "
                    + "Revalidate it by ETag."
            );

    private static async Task<IResult> GetAsync(
        [FromQuery(Name = "project_id"), Description("The project the widget belongs to. One of project_id and app_id is required.")]
            string? projectId,
        [FromQuery(Name = "app_id"), Description("The same as project_id.")] string? appId,
        [FromQuery(Name = "q"), Description("What the visitor typed so far.")] string? q,
        [FromQuery(Name = "locale"), Description("The visitor's language, as a BCP 47 tag; the project's default locale if absent.")]
            string? locale,
        [FromQuery(Name = "limit"), Description("How many articles, 1 to 200; 50 if absent. A search answers 50 at most.")] string? limit,
        [FromQuery(Name = "cursor"), Description("The next_cursor of the page before; the first page if absent. A search has one page.")]
            string? cursor,
        IMediator mediator,
        WidgetLimits limits,
        HttpContext context
    )
    {
        if (limits.CountAddress(context) is { } limited)
            return new ProblemResult(limited);

        if (q?.Contains('\0', StringComparison.Ordinal) is true)
            return new ProblemResult(Problem.Invalid("q", JsonStrings.Unstorable));

        var result = await mediator.Send(new SearchArticlesQuery(projectId, appId, q, locale, limit, cursor), context.RequestAborted);
        if (!result.Succeeded)
            return new ProblemResult(result.Problem);

        context.Response.Headers.Vary = HeaderNames.Origin;
        context.Response.Headers.CacheControl = "public, no-cache";
        return new CacheableResult(result.Value, result.Value.ETag);
    }
}
