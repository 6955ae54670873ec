using System.Text.Json.Serialization;
using FluentValidation;
using Hal.Api.Domain.Members;
using Hal.Api.Domain.Stages;
using Hal.Api.Families.Account;
using Hal.Api.Pipeline;
using Hal.Api.Platform.Errors;
using Hal.Api.Platform.Values;
using MediatR;

namespace Hal.Api.Account.Stages.PatchStage;

/// <summary>Changes a stage.</summary>
public sealed record PatchStageCommand : IRequest<Result<PatchStageResponse>>, IProjectRequest, IRecordedWrite
{
    public static Role Needs => Role.Admin;

    [JsonIgnore]
    public string? Id { get; init; }

    /// <summary>Unique in the project without regard to case; it cannot be cleared.</summary>
    public Optional<string> Name { get; init; }

    /// <summary>What reaching it means: won and lost close a company. It cannot be cleared.</summary>
    [SchemaEnum(StageText.Open, StageText.Won, StageText.Lost)]
    public Optional<string> Type { get; init; }

    /// <summary>Its place in the order, counted from 0; at the end if that is beyond it. It cannot be cleared.</summary>
    public Optional<int?> Position { get; init; }
}

/// <summary>The stage.</summary>
/// <param name="Stage">The stage.</param>
public sealed record PatchStageResponse(StageAnswer Stage);

public sealed class PatchStageValidator : AbstractValidator<PatchStageCommand>
{
    public PatchStageValidator()
    {
        RuleFor(x => x.Name.Value).MustBeStageName().When(x => x.Name.IsSet);
        RuleFor(x => x.Type.Value).MustBeStageType().NotNull().WithMessage("This cannot be cleared.").When(x => x.Type.IsSet);
        RuleFor(x => x.Position.Value).MustBePosition().NotNull().WithMessage("This cannot be cleared.").When(x => x.Position.IsSet);
    }
}
