using FluentValidation;
using Hal.Api.Domain.Members;
using Hal.Api.Families.Account;
using Hal.Api.Pipeline;
using Hal.Api.Platform.Errors;
using MediatR;

namespace Hal.Api.Account.Auth.ChangePassword;

/// <summary>Changes the caller's password.</summary>
public sealed record ChangePasswordCommand : IRequest<Result<Nothing>>, IMemberRequest, IRecordedWrite
{
    public static Role Needs => Role.Agent;

    /// <summary>The current password. Required.</summary>
    public string? CurrentPassword { get; init; }

    /// <summary>10 to 200 characters. Required.</summary>
    public string? NewPassword { get; init; }
}

public sealed class ChangePasswordValidator : AbstractValidator<ChangePasswordCommand>
{
    public ChangePasswordValidator()
    {
        RuleFor(x => x.CurrentPassword).MustBePassword();
        RuleFor(x => x.NewPassword).MustBeNewPassword();
    }
}
