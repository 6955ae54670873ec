using System.Text;
using Hal.Api.Platform.Errors;
using Hal.Api.Platform.Http;
using Hal.Api.Platform.Startup;

namespace Hal.Api.Platform.Web;

/// <summary>The routes of what browsers load: the widget, and in Development a page that shows it.</summary>
public static class WebEndpoints
{
    // Everything from the service itself, nothing inline: what a page is asked to allow for the widget, and no more.
    private const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /// <summary>Maps <c>/widget.js</c>, its modules in <c>/widget/</c>, and <c>/demo</c> in Development.</summary>
    /// <param name="app">Where routes go.</param>
    public static void MapWebFiles(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        foreach (var file in WebFile.Under("widget"))
            file.Map(app);

        if (!app.Environment.IsDevelopment())
            return;

        var parts = WebFile.Under("demo/");
        foreach (var file in parts.Where(f => !f.Path.EndsWith(".html", StringComparison.Ordinal)))
            file.Map(app);

        var page = Encoding.UTF8.GetString(parts.Single(f => f.Path == "demo/demo.html").Content.Span);
        app.MapMethods("/demo", [HttpMethods.Get, HttpMethods.Head], (HttpContext context, DemoProject demo) => ShowDemo(context, page, demo))
            .WithMetadata(new FamilyMetadata("public")).ExcludeFromDescription();
    }

    private static IResult ShowDemo(HttpContext context, string page, DemoProject demo)
    {
        if (demo.ProjectId is not { } project)
            return new ProblemResult(Problem.NotFound("demo project"));

        context.Response.Headers.ContentSecurityPolicy = ContentSecurityPolicy;
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        return Results.Text(page.Replace("{{project_id}}", project.ToString(), StringComparison.Ordinal), "text/html; charset=utf-8");
    }
}
