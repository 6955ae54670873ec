using System.Globalization;
using System.Text.Json.Nodes;
using Hal.Api.Domain.Members;
using Hal.Api.Families.Account;
using Hal.Api.Families.Open;
using Hal.Api.Families.V1;
using Hal.Api.Http;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Net.Http.Headers;
using Microsoft.OpenApi;

namespace Hal.Api.OpenApi;

/// <summary>
/// Documents what an account or v1 operation takes beside its body: ids in its route, a page, a project, a precondition, an idempotency
/// key, and who may send it.
/// </summary>
public sealed class RequestParameters : IOpenApiOperationTransformer
{
    /// <inheritdoc/>
    public Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        if (metadata.OfType<RequestMetadata>().FirstOrDefault()?.Request is not { } request)
            return Task.CompletedTask;

        var parameters = operation.Parameters ??= [];
        AddPath(parameters, context.Description.RelativePath!);
        ShowPage(parameters);
        foreach (var parameter in metadata.OfType<ParameterMetadata>())
            parameters.Add(Query(parameter));

        var method = context.Description.HttpMethod!;
        if (
            request.IsAssignableTo(typeof(IProjectRequest))
            && !context.Description.RelativePath!.StartsWith("api/projects", StringComparison.Ordinal)
        )
            parameters.Add(Header("X-Project-Id", "The project, where the workspace has several. The parameter project_id says the same."));

        if (HttpMethods.IsPost(method))
            parameters.Add(Header("Idempotency-Key", "Up to 255 characters. Makes a repeat of this request be told the first answer."));

        if (operation.Responses?.ContainsKey(Preconditions.Failed.Status.ToString(CultureInfo.InvariantCulture)) is true)
            parameters.Add(Header(HeaderNames.IfMatch, "The ETag you decided by; 412 if the resource has changed since."));

        var family = context.DocumentName;
        if (request.IsAssignableTo(typeof(IOpenRequest)))
            return Task.CompletedTask;

        operation.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(family, context.Document)] = [] }];
        if (request.GetProperty(nameof(IMemberRequest.Needs))?.GetValue(null) is Role role)
            operation.Description = $"{operation.Description} Needs the role {RoleText.Of(role)}.".Trim();

        if (request.IsAssignableTo(typeof(IV1Request)) && request.GetProperty(nameof(IV1Request.Scope))?.GetValue(null) is string scope)
            operation.Description = $"{operation.Description} Needs the scope {scope}.".Trim();

        return Task.CompletedTask;
    }

    private static void AddPath(IList<IOpenApiParameter> parameters, string path)
    {
        foreach (var name in path.Split('/').Where(part => part.StartsWith('{')).Select(part => part.Trim('{', '}')))
        {
            if (parameters.FirstOrDefault(p => p.Name == name) is { } known)
                parameters.Remove(known);

            parameters.Insert(
                0,
                new OpenApiParameter
                {
                    Name = name,
                    In = ParameterLocation.Path,
                    Required = true,
                    Description = "Hal's id.",
                    Schema = new OpenApiSchema { Type = JsonSchemaType.String },
                }
            );
        }
    }

    // Read as text, so that an invalid one can be refused by name.
    private static void ShowPage(IList<IOpenApiParameter> parameters)
    {
        if (parameters.FirstOrDefault(p => p.Name == "limit") is OpenApiParameter limit)
            limit.Schema = new OpenApiSchema
            {
                Type = JsonSchemaType.Integer,
                Minimum = "1",
                Maximum = PageQuery.MaxSize.ToString(CultureInfo.InvariantCulture),
                Default = JsonValue.Create(PageQuery.DefaultSize),
            };
    }

    private static OpenApiParameter Query(ParameterMetadata parameter) =>
        new()
        {
            Name = parameter.Name,
            In = ParameterLocation.Query,
            Description = parameter.Description,
            Schema = new OpenApiSchema
            {
                Type = JsonSchemaType.String,
                Enum = parameter.Values.Count == 0 ? null : [.. parameter.Values.Select(value => JsonValue.Create(value))],
            },
        };

    private static OpenApiParameter Header(string name, string description) =>
        new()
        {
            Name = name,
            In = ParameterLocation.Header,
            Description = description,
            Schema = new OpenApiSchema { Type = JsonSchemaType.String },
        };
}
