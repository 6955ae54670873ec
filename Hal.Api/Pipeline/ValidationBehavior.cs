using FluentValidation;
using Hal.Api.Platform.Errors;
using MediatR;

namespace Hal.Api.Pipeline;

/// <summary>Refuses a request that its validator finds invalid: 422 with every message at its field's JSON path (contract 2).</summary>
public sealed class ValidationBehavior<TRequest, TResponse>(IEnumerable<IValidator<TRequest>> validators)
    : IPipelineBehavior<TRequest, TResponse>
    where TResponse : IFallible<TResponse>
{
    /// <inheritdoc/>
    public Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        var failures = validators.SelectMany(v => v.Validate(request).Errors).ToList();
        return failures.Count == 0 ? next() : Task.FromResult(TResponse.Failed(ValidationProblem.Of(failures)));
    }
}
