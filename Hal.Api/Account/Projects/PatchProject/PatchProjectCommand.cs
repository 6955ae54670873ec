using System.Text.Json.Serialization;
using FluentValidation;
using Hal.Api.Domain.Members;
using Hal.Api.Domain.Projects;
using Hal.Api.Families.Account;
using Hal.Api.Pipeline;
using Hal.Api.Platform.Errors;
using Hal.Api.Platform.Values;
using MediatR;

namespace Hal.Api.Account.Projects.PatchProject;

/// <summary>Changes a project.</summary>
public sealed record PatchProjectCommand : IRequest<Result<PatchProjectResponse>>, IProjectRequest, IRecordedWrite
{
    public static Role Needs => Role.Admin;

    [JsonIgnore]
    public string? Id { get; init; }

    /// <summary>The name shown to visitors.</summary>
    [SchemaType("string")]
    public Optional<string> Name { get; init; }

    string? IProjectRequest.NamedProject => Id;
}

/// <summary>The project.</summary>
/// <param name="Project">The project.</param>
public sealed record PatchProjectResponse(ProjectAnswer Project);

public sealed class PatchProjectValidator : AbstractValidator<PatchProjectCommand>
{
    public PatchProjectValidator() => RuleFor(x => x.Name.Value).MustBeProjectName().When(x => x.Name.IsSet);
}
