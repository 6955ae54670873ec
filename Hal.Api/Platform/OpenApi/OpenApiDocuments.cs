using Hal.Api.Platform.Http;
using Microsoft.OpenApi;
using Scalar.AspNetCore;

namespace Hal.Api.Platform.OpenApi;

/// <summary>The OpenAPI 3.1 documents, one for each family, made from the code.</summary>
public static class OpenApiDocuments
{
    private static readonly (string Family, string Title)[] Families =
    [
        (WidgetEndpoints.Family, "Hal widget API"),
        ("account", "Hal account API"),
        ("v1", "Hal integration API"),
    ];

    /// <summary>Registers the documents.</summary>
    /// <param name="services">The service's parts.</param>
    public static IServiceCollection AddOpenApiDocuments(this IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(json => HalJson.Configure(json.SerializerOptions));
        foreach (var (family, title) in Families)
        {
            services.AddOpenApi(family, options =>
            {
                options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
                options.ShouldInclude = operation => operation.GroupName == family;
                options.AddDocumentTransformer((document, _, _) =>
                {
                    document.Info = new OpenApiInfo { Title = title, Version = "1" };
                    // The address is wherever the reader found the document.
                    document.Servers = [];
                    return Task.CompletedTask;
                });
                options.AddOperationTransformer<ProblemResponses>();
                options.AddOperationTransformer<RequestExamples>();
                options.AddSchemaTransformer<RawJsonSchemas>();
            });
        }

        return services;
    }

    /// <summary>Maps <c>/openapi/{family}.json</c> and the reference at <c>/docs</c>.</summary>
    /// <param name="app">Where routes go.</param>
    public static void MapDocuments(this IEndpointRouteBuilder app)
    {
        app.MapOpenApi().WithMetadata(new FamilyMetadata("public"));
        app.MapScalarApiReference("/docs", options =>
        {
            options.Title = "Hal API";
            foreach (var (family, title) in Families)
                options.AddDocument(family, title);
        }).WithMetadata(new FamilyMetadata("public"));
    }
}
