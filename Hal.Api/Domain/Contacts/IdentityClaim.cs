using Hal.Api.Domain.Fields;

namespace Hal.Api.Domain.Contacts;

/// <summary>What a call says about who its visitor is, normalized as it is stored. Null: the call does not say it.</summary>
/// <param name="UserId">The customer's own id of the person.</param>
/// <param name="Email">The address, normalized.</param>
/// <param name="Name">The name.</param>
/// <param name="Phone">The phone number.</param>
public sealed record IdentityClaim(string? UserId, string? Email, string? Name, string? Phone)
{
    /// <summary>Reads the members of a request; blank ones count as absent.</summary>
    public static IdentityClaim From(string? userId, string? email, string? name, string? phone) =>
        new(CallerId.OrAbsent(userId), Fields.Email.Normalize(email), CallerId.OrAbsent(name)?.Trim(), CallerId.OrAbsent(phone)?.Trim());

    /// <summary>Whether the call identifies a person, by user id or e-mail, rather than only describing one.</summary>
    public bool NamesSomebody => UserId is not null || Email is not null;
}
