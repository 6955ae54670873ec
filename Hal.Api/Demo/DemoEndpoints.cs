using System.Text;
using Hal.Api.Http;
using Hal.Api.Platform.Errors;
using Hal.Api.Web;

namespace Hal.Api.Demo;

/// <summary>The page that shows the widget with the demo project (Development only).</summary>
public static class DemoEndpoints
{
    // Everything comes from the service itself and nothing is inline. This is exactly what the widget needs of a page.
    private const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /// <summary>Maps <c>/demo</c> and its files, in Development.</summary>
    public static void MapDemo(this WebApplication app)
    {
        if (!app.Environment.IsDevelopment())
            return;

        var parts = WebFile.Under("demo/");
        foreach (var file in parts.Where(f => !f.Path.EndsWith(".html", StringComparison.Ordinal)))
            file.Map(app);

        var page = Encoding.UTF8.GetString(parts.Single(f => f.Path == "demo/demo.html").Content.Span);
        app.MapMethods("/demo", [HttpMethods.Get, HttpMethods.Head], (HttpContext context, DemoProject demo) => Show(context, page, demo))
            .WithMetadata(new FamilyMetadata("public"))
            .ExcludeFromDescription();
    }

    private static IResult Show(HttpContext context, string page, DemoProject demo)
    {
        if (demo.ProjectId is not { } project)
            return new ProblemResult(Problem.NotFound("demo project"));

        context.Response.Headers.ContentSecurityPolicy = ContentSecurityPolicy;
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        return Results.Text(page.Replace("{{project_id}}", project.ToString(), StringComparison.Ordinal), "text/html; charset=utf-8");
    }
}
