namespace Hal.Api.Domain.Companies;

/// <summary>That a contact belongs to a company.</summary>
/// <param name="ContactId">The contact.</param>
/// <param name="CompanyId">The company.</param>
/// <param name="Untouched">Whether the company is a placeholder without stage, deal, notes, metadata and history (contract 4.2, rule 5).</param>
/// <param name="Contacts">For an untouched placeholder, how many contacts it has, counted to 4 (no call can account for more than 3); else 0.</param>
/// <param name="Version">The company's version.</param>
public sealed record CompanyLink(Guid ContactId, Guid CompanyId, bool Untouched, int Contacts, long Version);
