using System.Text;
using Hal.Api.Families.Widget;
using Hal.Api.Http;
using Hal.Api.Pages;
using Hal.Api.Platform.Errors;
using MediatR;
using Microsoft.Net.Http.Headers;

namespace Hal.Api.Families.Help;

/// <summary>Routes of the public help center: pages that browsers keep and revalidate each time (contract 5).</summary>
public static class HelpEndpoints
{
    /// <summary>The prefix of all help centers.</summary>
    public const string Prefix = "/help";

    /// <summary>The setting with the public address of the service, for when it differs from the address that is called.</summary>
    public const string PublicUrlSetting = "Hal:PublicUrl";

    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Head];

    /// <summary>Maps a page.</summary>
    /// <typeparam name="TQuery">The query.</typeparam>
    /// <param name="route">The route below <c>/help/</c>.</param>
    /// <param name="make">Makes the query from the request.</param>
    public static RouteHandlerBuilder MapHelpPage<TQuery>(this IEndpointRouteBuilder app, string route, Func<HttpContext, TQuery> make)
        where TQuery : IRequest<Result<HelpPage>>, IHelpRequest
    {
        return Describe(app.MapMethods($"{Prefix}/{route}", Methods, ShowAsync));

        async Task<IResult> ShowAsync(HttpContext context, IMediator mediator, WidgetLimits limits)
        {
            if (limits.CountAddress(context) is { } limited)
                return new HelpProblemResult(limited);

            var result = await mediator.Send(make(context), context.RequestAborted);
            return result.Succeeded ? new HelpPageResult(result.Value) : new HelpProblemResult(result.Problem);
        }
    }

    /// <summary>Maps a form whose answer redirects to a page.</summary>
    /// <typeparam name="TCommand">The command.</typeparam>
    /// <typeparam name="TResponse">The body.</typeparam>
    /// <param name="route">The route below <c>/help/</c>.</param>
    /// <param name="make">Makes the command from the request and its form.</param>
    /// <param name="next">The address to redirect to.</param>
    public static RouteHandlerBuilder MapHelpForm<TCommand, TResponse>(
        this IEndpointRouteBuilder app,
        string route,
        Func<HttpContext, IFormCollection, TCommand> make,
        Func<TResponse, string> next
    )
        where TCommand : IRequest<Result<TResponse>>, IHelpRequest
        where TResponse : class
    {
        return Describe(app.MapPost($"{Prefix}/{route}", SendAsync)).DisableAntiforgery();

        async Task<IResult> SendAsync(HttpContext context, IMediator mediator, WidgetLimits limits)
        {
            if (limits.CountAddress(context) is { } limited)
                return new HelpProblemResult(limited);

            if (!context.Request.HasFormContentType)
                return new HelpProblemResult(
                    new Problem(
                        ProblemCode.NotJson with
                        {
                            Title = "The body is not declared as a form",
                        },
                        "Send the body as application/x-www-form-urlencoded."
                    )
                );

            if (context.Request.ContentLength > JsonBody.MaxBytes)
                return new HelpProblemResult(JsonBody.TooLarge());

            IFormCollection form;
            try
            {
                form = await context.Request.ReadFormAsync(context.RequestAborted);
            }
            catch (InvalidDataException)
            {
                return new HelpProblemResult(new Problem(ProblemCode.BadRequest, "The form cannot be read."));
            }

            var result = await mediator.Send(make(context, form), CancellationToken.None);
            if (!result.Succeeded)
                return new HelpProblemResult(result.Problem);

            // "See other": going back or reloading the page does not send the form again.
            context.Response.Headers.CacheControl = "no-store";
            context.Response.Headers.Location = next(result.Value);
            return Results.StatusCode(StatusCodes.Status303SeeOther);
        }
    }

    /// <summary>The public scheme and host of the service.</summary>
    public static string Origin(HttpContext context)
    {
        return context.RequestServices.GetRequiredService<IConfiguration>()[PublicUrlSetting] is { Length: > 0 } configured
            ? configured.TrimEnd('/')
            : $"{context.Request.Scheme}://{context.Request.Host}";
    }

    /// <summary>A value of the request's route.</summary>
    /// <param name="name">The value's name.</param>
    public static string? Part(this HttpContext context, string name)
    {
        return context.Request.RouteValues.Text(name);
    }

    private static RouteHandlerBuilder Describe(RouteHandlerBuilder route) =>
        route.WithMetadata(new FamilyMetadata("public")).ExcludeFromDescription();
}

/// <summary>Sends a page, 304 if the browser has it already, or a redirect if it has moved.</summary>
internal sealed class HelpPageResult(HelpPage page) : IResult
{
    // In characters. A long page is sent in pieces, so that it is not copied whole for each reader.
    private const int Piece = 16 * 1024;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        // Browsers keep the page but revalidate it each time, so that publishing and unpublishing take effect at once.
        response.Headers.CacheControl = "public, no-cache";
        if (page.MovedTo is { } address)
        {
            response.StatusCode = StatusCodes.Status301MovedPermanently;
            response.Headers.Location = address;
            return;
        }

        var tag = new EntityTagHeaderValue(page.ETag);
        response.GetTypedHeaders().ETag = tag;
        response.Headers.Vary = HeaderNames.AcceptLanguage;
        HelpHeaders.Guard(response, page.ContentSecurityPolicy);
        if (CacheableResult.IsKnown(httpContext.Request, tag))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        response.ContentType = $"{page.MediaType}; charset=utf-8";
        var origin = Html.Of($"{HelpEndpoints.Origin(httpContext)}").ToString();
        var text = new StringBuilder(Piece);
        for (var at = 0; at < page.Body.Length; )
        {
            var next = page.Body.IndexOf(HelpPage.Origin, at, StringComparison.Ordinal);
            text.Append(page.Body, at, (next < 0 ? page.Body.Length : next) - at);
            if (next >= 0)
                text.Append(origin);

            at = next < 0 ? page.Body.Length : next + HelpPage.Origin.Length;
            if (text.Length < Piece && at < page.Body.Length)
                continue;

            await response.WriteAsync(text.ToString(), httpContext.RequestAborted);
            text.Clear();
        }
    }
}

/// <summary>
/// A problem as a page for browsers, and as <c>application/problem+json</c> for everyone else (contract 2).
/// </summary>
internal sealed class HelpProblemResult(Problem problem) : IResult
{
    private const string MediaType = "text/html";

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.Headers.Vary = HeaderNames.Accept;
        if (
            !httpContext
                .Request.GetTypedHeaders()
                .Accept.Any(accepted => accepted.MediaType.Equals(MediaType, StringComparison.OrdinalIgnoreCase))
        )
            return new ProblemResult(problem).ExecuteAsync(httpContext);

        var page = HelpPages.Problem(
            problem.Code.Status,
            problem.Code.Title,
            problem.Detail,
            problem.Code != HelpProblems.HelpCenterNotFound && Guid.TryParseExact(httpContext.Part("project"), "D", out var project)
                ? project
                : null
        );
        response.StatusCode = problem.Code.Status;
        response.Headers.CacheControl = "no-store";
        HelpHeaders.Guard(response, page.ContentSecurityPolicy);
        if (problem.RetryAfterSeconds is { } seconds)
            response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);

        response.ContentType = $"{MediaType}; charset=utf-8";
        return response.WriteAsync(page.Body);
    }
}

/// <summary>The headers that restrict what a page may do in a browser.</summary>
internal static class HelpHeaders
{
    public static void Guard(HttpResponse response, string policy)
    {
        response.Headers.ContentSecurityPolicy = policy;
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers["Referrer-Policy"] = "strict-origin-when-cross-origin";
    }
}
