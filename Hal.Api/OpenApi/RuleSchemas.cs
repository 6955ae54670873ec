using FluentValidation;
using FluentValidation.Validators;
using Hal.Api.Platform.Values;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Hal.Api.OpenApi;

/// <summary>Documents the validators' rules: required members, and the length of texts.</summary>
public sealed class RuleSchemas : IOpenApiSchemaTransformer
{
    /// <inheritdoc/>
    public Task TransformAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        var type = context.JsonTypeInfo.Type;
        var validated = typeof(IValidator<>).MakeGenericType(type);
        foreach (
            var found in typeof(RuleSchemas)
                .Assembly.GetTypes()
                .Where(t => t is { IsAbstract: false, ContainsGenericParameters: false } && t.IsAssignableTo(validated))
        )
        {
            var validator = Make(found, context);
            foreach (var (name, length) in LengthsIn(validator, context))
            {
                if (Member(schema, name) is { } text)
                    text.MaxLength = length;
            }

            foreach (var name in RequiredBy(validator, type))
                Require(schema, name);
        }

        return Task.CompletedTask;
    }

    private static IValidator Make(Type type, OpenApiSchemaTransformerContext context) =>
        (IValidator)ActivatorUtilities.CreateInstance(context.ApplicationServices, type);

    private static IEnumerable<(string Name, int Max)> LengthsIn(IValidator validator, OpenApiSchemaTransformerContext context) =>
        from rule in (IEnumerable<IValidationRule>)validator
        from component in rule.Components
        from length in component.Validator switch
        {
            ILengthValidator { Max: > 0 } length when rule.PropertyName is { } name => [(name, length.Max)],
            // A rule of an included validator has no name of its own.
            IChildValidatorAdaptor included when rule.PropertyName is null => LengthsIn(Make(included.ValidatorType, context), context),
            _ => [],
        }
        select length;

    // A member is required if an empty request is refused for it, unless another member can stand in for it.
    private static IEnumerable<string> RequiredBy(IValidator validator, Type type) =>
        from name in Refused(validator, Activator.CreateInstance(type)!)
        where Refused(validator, WithTextsBut(name, type)).Contains(name)
        select name;

    private static object WithTextsBut(string name, Type type)
    {
        var instance = Activator.CreateInstance(type)!;
        foreach (
            var member in type.GetProperties().Where(p => p.PropertyType == typeof(string) && p.CanWrite && HalJson.Name(p.Name) != name)
        )
            member.SetValue(instance, "x");

        return instance;
    }

    private static string[] Refused(IValidator validator, object instance) =>
        [.. validator.Validate(new ValidationContext<object>(instance)).Errors.Select(e => e.PropertyName).Distinct()];

    private static void Require(OpenApiSchema schema, string name)
    {
        if (Member(schema, name) is not { } member)
            return;

        (schema.Required ??= new HashSet<string>()).Add(name);
        if (member.Type is JsonSchemaType.String or (JsonSchemaType.String | JsonSchemaType.Null))
            (member.Type, member.MinLength) = (JsonSchemaType.String, 1);
        else if (member.Type?.HasFlag(JsonSchemaType.Array) is true)
            member.Type = JsonSchemaType.Array;
    }

    private static OpenApiSchema? Member(OpenApiSchema schema, string name) =>
        schema.Properties?.TryGetValue(name, out var member) is true ? member as OpenApiSchema : null;
}
