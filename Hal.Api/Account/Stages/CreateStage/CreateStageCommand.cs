using FluentValidation;
using Hal.Api.Domain.Members;
using Hal.Api.Domain.Stages;
using Hal.Api.Families.Account;
using Hal.Api.Pipeline;
using Hal.Api.Platform.Errors;
using Hal.Api.Platform.Values;
using MediatR;

namespace Hal.Api.Account.Stages.CreateStage;

/// <summary>Adds a stage to the pipeline.</summary>
public sealed record CreateStageCommand : IRequest<Result<CreateStageResponse>>, IProjectRequest, IRecordedWrite
{
    public static Role Needs => Role.Admin;

    /// <summary>Unique in the project without regard to case.</summary>
    public string? Name { get; init; }

    /// <summary>What reaching it means: won and lost close a company. open if absent.</summary>
    [SchemaEnum(StageText.Open, StageText.Won, StageText.Lost)]
    public string? Type { get; init; }

    /// <summary>Its place in the order, counted from 0; those from there on move up by one. The last if absent.</summary>
    public int? Position { get; init; }
}

/// <summary>The stage.</summary>
/// <param name="Stage">The stage.</param>
public sealed record CreateStageResponse(StageAnswer Stage);

public sealed class CreateStageValidator : AbstractValidator<CreateStageCommand>
{
    public CreateStageValidator()
    {
        RuleFor(x => x.Name).MustBeStageName();
        RuleFor(x => x.Type).MustBeStageType();
        RuleFor(x => x.Position).MustBePosition();
    }
}
