using System.Text.Json.Serialization;
using Hal.Api.Domain.Members;
using Hal.Api.Families.Account;
using Hal.Api.Pipeline;
using Hal.Api.Platform.Errors;
using MediatR;

namespace Hal.Api.Account.Projects.DeleteProject;

/// <summary>Deletes a project.</summary>
public sealed record DeleteProjectCommand : IRequest<Result<Nothing>>, IProjectRequest, IRecordedWrite
{
    public static Role Needs => Role.Owner;

    [JsonIgnore]
    public string? Id { get; init; }

    string? IProjectRequest.NamedProject => Id;
}
