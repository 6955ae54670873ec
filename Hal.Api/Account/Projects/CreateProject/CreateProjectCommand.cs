using FluentValidation;
using Hal.Api.Domain.Members;
using Hal.Api.Domain.Projects;
using Hal.Api.Families.Account;
using Hal.Api.Pipeline;
using Hal.Api.Platform.Errors;
using MediatR;

namespace Hal.Api.Account.Projects.CreateProject;

/// <summary>Creates a project.</summary>
public sealed record CreateProjectCommand : IRequest<Result<CreateProjectResponse>>, IMemberRequest, IRecordedWrite
{
    public static Role Needs => Role.Admin;

    /// <summary>The name shown to visitors. Required.</summary>
    public string? Name { get; init; }
}

/// <summary>The project.</summary>
/// <param name="Project">The project.</param>
public sealed record CreateProjectResponse(ProjectAnswer Project);

public sealed class CreateProjectValidator : AbstractValidator<CreateProjectCommand>
{
    public CreateProjectValidator() => RuleFor(x => x.Name).MustBeProjectName();
}
