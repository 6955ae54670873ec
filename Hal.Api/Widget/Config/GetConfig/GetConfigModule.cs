using System.ComponentModel;
using Carter;
using Hal.Api.Families.Widget;
using Hal.Api.Http;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;

namespace Hal.Api.Widget.Config.GetConfig;

public sealed class GetConfigModule : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app) =>
        app.MapWidgetRead<GetConfigQuery, GetConfigResponse>("config", GetAsync)
            .Produces(StatusCodes.Status304NotModified)
            .WithName("widget_get_config")
            .WithTags("Config")
            .WithSummary("Read the widget's settings")
            .WithDescription(
                "What a widget needs at its start. Cacheable for a minute; after that, revalidate it by ETag. Creates nothing."
            );

    private static async Task<IResult> GetAsync(
        [FromQuery(Name = "project_id"), Description("The project the widget belongs to. One of project_id and app_id is required.")]
            string? projectId,
        [FromQuery(Name = "app_id"), Description("The same as project_id.")] string? appId,
        IMediator mediator,
        HttpContext context
    )
    {
        var result = await mediator.Send(new GetConfigQuery(projectId, appId), context.RequestAborted);
        if (!result.Succeeded)
            return new ProblemResult(result.Problem);

        // The allowed origins are one of the settings.
        context.Response.Headers.Vary = HeaderNames.Origin;
        context.Response.Headers.CacheControl = "public, max-age=60";
        return new CacheableResult(result.Value, $"\"{result.Value.Version}\"");
    }
}
