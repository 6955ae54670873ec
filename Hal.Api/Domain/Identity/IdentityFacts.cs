using Hal.Api.Domain.Companies;
using Hal.Api.Domain.Contacts;
using Hal.Api.Domain.Visitors;

namespace Hal.Api.Domain.Identity;

/// <summary>All that deciding an identify needs to know, read in one round trip.</summary>
/// <param name="Visitor">The visitor; null if it is new.</param>
/// <param name="Contacts">The contacts with the user id, with the e-mail, and of the visitor.</param>
/// <param name="Links">Those contacts' companies.</param>
/// <param name="OfDomain">For each e-mail domain of those contacts and of the claim, the oldest company with it.</param>
/// <param name="Named">The companies that the call may mean.</param>
public sealed record IdentityFacts(
    Visitor? Visitor,
    IReadOnlyList<Contact> Contacts,
    IReadOnlyList<CompanyLink> Links,
    IReadOnlyList<Company> OfDomain,
    IReadOnlyList<Company> Named);
