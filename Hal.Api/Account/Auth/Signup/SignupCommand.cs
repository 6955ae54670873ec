using FluentValidation;
using Hal.Api.Domain.Fields;
using Hal.Api.Domain.Members;
using Hal.Api.Domain.Projects;
using Hal.Api.Families.Open;
using Hal.Api.Pipeline;
using Hal.Api.Platform.Errors;
using Hal.Api.Platform.Values;
using MediatR;

namespace Hal.Api.Account.Auth.Signup;

/// <summary>Makes a workspace.</summary>
public sealed record SignupCommand : IRequest<Result<SignupResponse>>, IOpenRequest, IRecordedWrite
{
    /// <summary>What you sign in with. Required.</summary>
    [SchemaFormat("email")]
    public string? Email { get; init; }

    /// <summary>10 to 200 characters. Required.</summary>
    public string? Password { get; init; }

    /// <summary>The workspace's name, and its first project's. Required.</summary>
    public string? CompanyName { get; init; }

    /// <summary>Your name.</summary>
    public string? Name { get; init; }

    string? IOpenRequest.LimitedBy => Email ?? string.Empty;
}

/// <summary>You are signed in.</summary>
/// <param name="Token">The access token, for Authorization: Bearer.</param>
/// <param name="RefreshToken">Exchanges for the next access token, once.</param>
/// <param name="ExpiresIn">How many seconds the access token is valid.</param>
/// <param name="User">You.</param>
/// <param name="Project">The first project.</param>
public sealed record SignupResponse(string Token, string RefreshToken, int ExpiresIn, MemberAnswer User, ProjectAnswer Project);

public sealed class SignupValidator : AbstractValidator<SignupCommand>
{
    public SignupValidator()
    {
        RuleFor(x => x.Email).NotEmpty().WithMessage("This is required.").MustBeEmail();
        RuleFor(x => x.Password).MustBeNewPassword();
        RuleFor(x => x.CompanyName).NotEmpty().WithMessage("This is required.").MustBeName();
        RuleFor(x => x.Name).MustBeName();
    }
}
