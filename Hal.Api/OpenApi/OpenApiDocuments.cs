using System.Text.Json;
using System.Text.RegularExpressions;
using Hal.Api.Http;
using Hal.Api.Platform.Values;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Scalar.AspNetCore;

namespace Hal.Api.OpenApi;

/// <summary>The OpenAPI 3.1 documents, one for each family, made from the code.</summary>
public static partial class OpenApiDocuments
{
    /// <summary>Registers the documents.</summary>
    public static IServiceCollection AddOpenApiDocuments(this IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(json => HalJson.Configure(json.SerializerOptions));
        foreach (var family in FamilyDocument.All)
            services.AddOpenApi(family.Family, options => Configure(options, family));

        return services;
    }

    /// <summary>Maps <c>/openapi/{family}.json</c> and the reference at <c>/docs</c>, which loads nothing from anywhere else.</summary>
    public static void MapDocuments(this IEndpointRouteBuilder app)
    {
        // A name that no document has is then an unknown route.
        var names = string.Join('|', FamilyDocument.All.Select(family => family.Family));
        app.MapOpenApi($"/openapi/{{documentName:regex(^({names})$)}}.json").WithMetadata(new FamilyMetadata("public"));
        app.MapScalarApiReference("/docs", options =>
            {
                options.Title = "Hal API";
                options.DisableDefaultFonts().DisableTelemetry().DisableAgent().DisableMcp();
                foreach (var family in FamilyDocument.All)
                    options.AddDocument(family.Family, family.Title);
            })
            .WithMetadata(new FamilyMetadata("public"));
    }

    private static void Configure(OpenApiOptions options, FamilyDocument family)
    {
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        options.ShouldInclude = operation => operation.GroupName == family.Family;
        // Raw JSON has another schema in each place, so it cannot be one component. An optional member has the schema of its value.
        options.CreateSchemaReferenceId = type =>
            (Nullable.GetUnderlyingType(type.Type) ?? type.Type) == typeof(JsonElement) || type.Type.IsAssignableTo(typeof(IOptional))
                ? null
                : OpenApiOptions.CreateDefaultSchemaReferenceId(type);
        options.AddDocumentTransformer(
            (document, _, _) =>
            {
                document.Info = new OpenApiInfo
                {
                    Title = family.Title,
                    Version = "1",
                    Description = family.Description,
                };
                // The server's address is the one that served the document.
                document.Servers = [];
                document.Tags = document.Tags?.OrderBy(tag => tag.Name, StringComparer.Ordinal).ToHashSet();
                return Task.CompletedTask;
            }
        );
        if (family.Credential is { } credential)
            options.AddDocumentTransformer(
                (document, _, _) =>
                {
                    document.AddComponent<IOpenApiSecurityScheme>(family.Family, credential);
                    return Task.CompletedTask;
                }
            );

        // The token, or instead of it what the request itself carries.
        options.AddOperationTransformer(
            (operation, context, _) =>
            {
                if (context.Description.ActionDescriptor.EndpointMetadata.OfType<VisitorProofMetadata>().Any())
                    operation.Security =
                    [
                        new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(family.Family, context.Document)] = [] },
                        [],
                    ];

                return Task.CompletedTask;
            }
        );
        options.AddOperationTransformer<ProblemResponses>();
        options.AddOperationTransformer<RequestParameters>();
        options.AddOperationTransformer<AnswerHeaders>();
        options.AddOperationTransformer<RequestExamples>();
        options.AddSchemaTransformer<MemberSchemas>();
        options.AddSchemaTransformer<RuleSchemas>();
        options.AddSchemaTransformer(
            (schema, _, _) =>
            {
                schema.Description = schema.Description is { } text
                    ? LineBreak().Replace(InternalReference().Replace(text, ""), " ")
                    : null;
                return Task.CompletedTask;
            }
        );
    }

    // References for developers, which callers cannot look up.
    [GeneratedRegex(@" \(contract [0-9., ]+\)")]
    private static partial Regex InternalReference();

    // Doc comments are broken to keep within a line; a description is one paragraph.
    [GeneratedRegex(@"\s*\n\s*")]
    private static partial Regex LineBreak();
}
