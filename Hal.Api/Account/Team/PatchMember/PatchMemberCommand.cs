using System.Text.Json.Serialization;
using FluentValidation;
using Hal.Api.Domain.Fields;
using Hal.Api.Domain.Members;
using Hal.Api.Families.Account;
using Hal.Api.Pipeline;
using Hal.Api.Platform.Errors;
using Hal.Api.Platform.Values;
using MediatR;

namespace Hal.Api.Account.Team.PatchMember;

/// <summary>Changes a member.</summary>
public sealed record PatchMemberCommand : IRequest<Result<PatchMemberResponse>>, IMemberRequest, IRecordedWrite
{
    /// <summary>Every member may change their own name; for the rest see <see cref="TeamRules"/>.</summary>
    public static Domain.Members.Role Needs => Domain.Members.Role.Agent;

    [JsonIgnore]
    public string? Id { get; init; }

    /// <summary>The name. Blank counts as null.</summary>
    [SchemaLength(FieldRules.MaxNameLength)]
    public Optional<string> Name { get; init; }

    /// <summary>The role.</summary>
    [SchemaType("string"), SchemaEnum(RoleText.Agent, RoleText.Admin, RoleText.Owner)]
    public Optional<string> Role { get; init; }
}

/// <summary>The member.</summary>
/// <param name="Member">The member.</param>
public sealed record PatchMemberResponse(TeamMemberAnswer Member);

public sealed class PatchMemberValidator : AbstractValidator<PatchMemberCommand>
{
    public PatchMemberValidator()
    {
        RuleFor(x => x.Name.Value).MustBeName();
        RuleFor(x => x.Role.Value).MustBeRole();
        RuleFor(x => x.Role).Must(role => role is not { IsSet: true, Value: null }).WithMessage("A member always has a role.");
    }
}
