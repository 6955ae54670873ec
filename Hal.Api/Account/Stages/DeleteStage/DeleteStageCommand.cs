using System.Text.Json.Serialization;
using Hal.Api.Domain.Members;
using Hal.Api.Families.Account;
using Hal.Api.Pipeline;
using Hal.Api.Platform.Errors;
using MediatR;

namespace Hal.Api.Account.Stages.DeleteStage;

/// <summary>Deletes a stage.</summary>
/// <param name="Id">Hal's id.</param>
/// <param name="MoveTo">The stage that its companies are moved to.</param>
public sealed record DeleteStageCommand([property: JsonIgnore] string? Id, string? MoveTo)
    : IRequest<Result<Nothing>>,
        IProjectRequest,
        IRecordedWrite
{
    public static Role Needs => Role.Admin;
}
