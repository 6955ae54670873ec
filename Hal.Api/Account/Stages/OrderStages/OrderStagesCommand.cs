using FluentValidation;
using Hal.Api.Domain.Members;
using Hal.Api.Domain.Stages;
using Hal.Api.Families.Account;
using Hal.Api.Pipeline;
using Hal.Api.Platform.Errors;
using Hal.Api.Platform.Values;
using MediatR;

namespace Hal.Api.Account.Stages.OrderStages;

/// <summary>Puts the stages in another order.</summary>
public sealed record OrderStagesCommand : IRequest<Result<OrderStagesResponse>>, IProjectRequest, IRecordedWrite
{
    public static Role Needs => Role.Admin;

    /// <summary>The ids of all stages, each once, in the order wanted.</summary>
    [SchemaLength(StageRules.MaxStages)]
    public string[]? StageIds { get; init; }
}

/// <summary>The stages.</summary>
/// <param name="Stages">The stages in their order.</param>
public sealed record OrderStagesResponse(IReadOnlyList<StageAnswer> Stages);

public sealed class OrderStagesValidator : AbstractValidator<OrderStagesCommand>
{
    public OrderStagesValidator() => RuleFor(x => x.StageIds).Must(ids => ids is not null).WithMessage("This is required.");
}
