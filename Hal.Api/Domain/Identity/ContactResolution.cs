using Hal.Api.Domain.Contacts;
using Hal.Api.Domain.Metadata;

namespace Hal.Api.Domain.Identity;

/// <summary>The contact that a claim means.</summary>
/// <param name="Before">The contact as it was read; null if it is to be made.</param>
/// <param name="After">The contact with the claim's identity.</param>
/// <param name="Absorbed">A contact that is merged into this one; usually null.</param>
public sealed record ResolvedContact(Contact? Before, Contact After, Contact? Absorbed)
{
    /// <summary>The contacts that had no user id and get one by this claim.</summary>
    public IEnumerable<Contact> BecomeSomebody
    {
        get
        {
            if (Before is { UserId: null } && After.UserId is not null)
                yield return Before;

            if (Absorbed is not null)
                yield return Absorbed;
        }
    }
}

/// <summary>Finds the contact that a claim means (contract 4.2, rule 2).</summary>
public static class ContactResolution
{
    /// <summary>
    /// By user id, else by e-mail, else the visitor's own contact if nothing contradicts it, else a new one; null if nobody is named and
    /// the visitor has no contact.
    /// </summary>
    /// <param name="claim">What the call says.</param>
    /// <param name="byUserId">The contact with the claim's user id.</param>
    /// <param name="byEmail">The contact with the claim's e-mail.</param>
    /// <param name="own">The contact the visitor is linked to.</param>
    /// <param name="isProven">Whether the call carried a right <c>user_hash</c>.</param>
    /// <param name="newId">Makes the id of a new contact.</param>
    public static ResolvedContact? Resolve(
        IdentityClaim claim,
        Contact? byUserId,
        Contact? byEmail,
        Contact? own,
        bool isProven,
        Func<Guid> newId
    )
    {
        if (!claim.NamesSomebody)
            return own is null ? null : new ResolvedContact(own, own, null);

        if (byUserId is not null)
            return ByUserId(claim, byUserId, byEmail, isProven);

        if (byEmail is not null && (claim.UserId is null || byEmail.UserId is null))
            return Known(byEmail, byEmail with { UserId = claim.UserId ?? byEmail.UserId });

        // The e-mail belongs to a person with another user id: it stays there, and the user id decides alone.
        var email = byEmail is null ? claim.Email : null;
        if (own is not null && Agrees(own.UserId, claim.UserId) && Agrees(own.Email, claim.Email))
            return Known(own, own with { UserId = claim.UserId ?? own.UserId, Email = email ?? own.Email });

        return new ResolvedContact(null, ContactOf(newId(), claim.UserId, email), null);
    }

    private static ResolvedContact ByUserId(IdentityClaim claim, Contact byUserId, Contact? byEmail, bool isProven)
    {
        if (claim.Email is null || byEmail?.Id == byUserId.Id)
            return Known(byUserId, byUserId);

        if (byEmail is null)
            return Known(byUserId, byUserId with { Email = claim.Email });

        return isProven && byEmail.UserId is null
            ? new ResolvedContact(byUserId, ContactMerge.Fill(byUserId, byEmail) with { Email = claim.Email }, byEmail)
            : Known(byUserId, byUserId);
    }

    private static ResolvedContact Known(Contact before, Contact after) => new(before, after, null);

    private static bool Agrees(string? stored, string? claimed) => stored is null || claimed is null || stored == claimed;

    private static Contact ContactOf(Guid id, string? userId, string? email) =>
        new(id, email, userId, null, null, null, [], MetadataPatch.Empty, false, 0);
}
