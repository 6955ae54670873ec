using System.Text.Json;
using Hal.Api.Domain.Metadata;
using Hal.Api.Domain.Proofs;

namespace Hal.Api.Domain.Visitors;

/// <summary>A browser or device as the widget knows it (contract 3). A version of 0 means not stored yet.</summary>
/// <param name="Id">Hal's id.</param>
/// <param name="ContactId">The contact it belongs to, once it has identified.</param>
/// <param name="ActiveCompanyId">The company its calls act on; one of the contact's.</param>
/// <param name="Verified">Whether its present identity was proven.</param>
/// <param name="Name">A name given while there was no contact to carry it.</param>
/// <param name="Phone">A phone number given while there was no contact to carry it.</param>
/// <param name="Properties">Metadata gathered while there was no contact to carry it.</param>
/// <param name="Version">How many times the row was written.</param>
/// <param name="ContactVerified">Whether its contact was proven once.</param>
/// <param name="ContactUserId">The customer's own id of its contact.</param>
public sealed record Visitor(
    Guid Id,
    Guid? ContactId,
    Guid? ActiveCompanyId,
    bool Verified,
    string? Name,
    string? Phone,
    JsonElement Properties,
    long Version,
    bool ContactVerified,
    string? ContactUserId
)
{
    /// <summary>A visitor seen for the first time.</summary>
    public static Visitor New(Guid id) => new(id, null, null, false, null, null, MetadataPatch.Empty, 0, false, null);

    /// <summary>
    /// The visitor after a call: one that carried its proof, or that of the person it turned out to be, verifies it and its contact
    /// (contract 4.1).
    /// </summary>
    /// <param name="proof">What the caller has proven.</param>
    public Visitor ProvenBy(CallerProof proof)
    {
        return proof.SpeaksFor(ContactUserId) ? this with { Verified = true, ContactVerified = ContactId is not null } : this;
    }

    /// <summary>Reads the visitor of project <c>$1</c> with the caller's id <c>$2</c>.</summary>
    public const string Sql = """
        select v.id, v.contact_id, v.active_company_id, v.verified, v.name, v.phone, v.properties, v.version, coalesce(c.verified,
            false) as contact_verified,
               c.user_id as contact_user_id
        from visitors v
        left join contacts c on c.project_id = v.project_id and c.id = v.contact_id
        where v.project_id = $1 and v.visitor_id = $2
        """;
}
