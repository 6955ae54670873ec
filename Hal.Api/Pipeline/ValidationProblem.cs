using FluentValidation.Results;
using Hal.Api.Platform.Errors;

namespace Hal.Api.Pipeline;

/// <summary>Makes the 422 of validation failures (contract 2).</summary>
public static class ValidationProblem
{
    /// <summary>Puts every message at its field's JSON path.</summary>
    /// <param name="failures">One or more failures.</param>
    /// <param name="path">The path of the validated object in the body; null for the body itself.</param>
    public static Problem Of(IEnumerable<ValidationFailure> failures, string? path = null)
    {
        var errors = failures
            .GroupBy(f => path is null ? f.PropertyName : $"{path}.{f.PropertyName}")
            .ToDictionary(g => g.Key, g => g.Select(f => f.ErrorMessage).Distinct().ToArray());
        var detail =
            errors.Count == 1 && errors.First() is { Value: [var message] } only
                ? $"{only.Key}: {message}"
                : $"{string.Join(", ", errors.Keys)}: see errors.";
        return new Problem(ProblemCode.ValidationFailed, detail) { Errors = errors };
    }
}
