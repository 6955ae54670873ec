using FluentValidation;
using Hal.Api.Families.Open;
using Hal.Api.Pipeline;
using Hal.Api.Platform.Errors;
using MediatR;

namespace Hal.Api.Account.Auth.Refresh;

/// <summary>Exchanges a refresh token for the next pair of tokens.</summary>
public sealed record RefreshCommand : IRequest<Result<RefreshResponse>>, IOpenRequest, IRecordedWrite
{
    /// <summary>The latest refresh token. Required.</summary>
    public string? RefreshToken { get; init; }

    // Not limited: nobody can guess 256 random bits.
    string? IOpenRequest.LimitedBy => null;
}

/// <summary>The next pair of tokens.</summary>
/// <param name="Token">The access token, for Authorization: Bearer.</param>
/// <param name="RefreshToken">Exchanges for the next access token, once.</param>
/// <param name="ExpiresIn">How many seconds the access token is valid.</param>
public sealed record RefreshResponse(string Token, string RefreshToken, int ExpiresIn);

public sealed class RefreshValidator : AbstractValidator<RefreshCommand>
{
    public RefreshValidator() => RuleFor(x => x.RefreshToken).NotEmpty().WithMessage("This is required.");
}
