using FluentValidation;
using Hal.Api.Domain.Fields;
using Hal.Api.Domain.Members;
using Hal.Api.Domain.Projects;
using Hal.Api.Families.Open;
using Hal.Api.Pipeline;
using Hal.Api.Platform.Errors;
using Hal.Api.Platform.Values;
using MediatR;

namespace Hal.Api.Account.Auth.Login;

/// <summary>Signs a member in.</summary>
public sealed record LoginCommand : IRequest<Result<LoginResponse>>, IOpenRequest, IRecordedWrite
{
    /// <summary>What you signed up with. Required.</summary>
    [SchemaFormat("email")]
    public string? Email { get; init; }

    /// <summary>The password. Required.</summary>
    public string? Password { get; init; }

    string? IOpenRequest.LimitedBy => Email ?? string.Empty;
}

/// <summary>You are signed in.</summary>
/// <param name="Token">The access token, for Authorization: Bearer.</param>
/// <param name="RefreshToken">Exchanges for the next access token, once.</param>
/// <param name="ExpiresIn">How many seconds the access token is valid.</param>
/// <param name="User">You.</param>
/// <param name="Projects">The workspace's projects, oldest first.</param>
public sealed record LoginResponse(
    string Token,
    string RefreshToken,
    int ExpiresIn,
    MemberAnswer User,
    IReadOnlyList<ProjectAnswer> Projects
);

public sealed class LoginValidator : AbstractValidator<LoginCommand>
{
    public LoginValidator()
    {
        RuleFor(x => x.Email).NotEmpty().WithMessage("This is required.").MustBeEmail();
        RuleFor(x => x.Password).MustBePassword();
    }
}
