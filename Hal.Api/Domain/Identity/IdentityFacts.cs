using Hal.Api.Domain.Companies;
using Hal.Api.Domain.Contacts;
using Hal.Api.Domain.Visitors;

namespace Hal.Api.Domain.Identity;

/// <summary>The company of an e-mail domain.</summary>
/// <param name="Domain">The domain.</param>
/// <param name="Company">The oldest company with it; null if there is none.</param>
public sealed record CompanyOfDomain(string Domain, Company? Company);

/// <summary>All that deciding an identify needs to know.</summary>
/// <param name="Visitor">The visitor; null if it is new.</param>
/// <param name="Own">The visitor's contact.</param>
/// <param name="Links">The companies of the three contacts.</param>
/// <param name="ByUserId">The contact with the claim's user id.</param>
/// <param name="ByEmail">The contact with the claim's e-mail.</param>
/// <param name="OfDomain">What was found for an e-mail's domain; null if none was looked up.</param>
/// <param name="Named">The companies that the call may mean, the oldest first.</param>
public sealed record IdentityFacts(
    Visitor? Visitor,
    Contact? Own,
    IReadOnlyList<CompanyLink> Links,
    Contact? ByUserId,
    Contact? ByEmail,
    CompanyOfDomain? OfDomain,
    IReadOnlyList<Company> Named
)
{
    /// <summary>Whether the call names or acts through a contact that was proven before.</summary>
    public bool MeetsVerified => Own is { Verified: true } || ByUserId is { Verified: true } || ByEmail is { Verified: true };
}
