using System.Text.Json;
using FluentValidation;

namespace Hal.Api.Domain.Metadata;

/// <summary>The checks of metadata in requests (contract 2).</summary>
public static class MetadataFieldRules
{
    /// <summary>An optional metadata object.</summary>
    public static IRuleBuilderOptionsConditions<T, JsonElement?> MustBeMetadata<T>(this IRuleBuilder<T, JsonElement?> rule) =>
        rule.Custom((metadata, context) => AddFlaws(metadata, context));

    /// <summary>The metadata of a <c>PATCH</c>, where absent and null differ.</summary>
    public static IRuleBuilderOptionsConditions<T, JsonElement> MustBeMetadata<T>(this IRuleBuilder<T, JsonElement> rule) =>
        rule.Custom((metadata, context) => AddFlaws(metadata, context));

    private static void AddFlaws<T>(JsonElement? metadata, ValidationContext<T> context)
    {
        foreach (var (path, message) in MetadataRules.Check(metadata, context.PropertyPath))
            context.AddFailure(new FluentValidation.Results.ValidationFailure(path, message));
    }
}
