using System.Text.Json;
using Hal.Api.Domain.Contacts;
using Hal.Api.Domain.Stages;

namespace Hal.Api.Domain.Identity;

/// <summary>What an identify says about companies (contract 4.2, rule 4).</summary>
/// <param name="Id">Hal's id or the caller's own; null if the company is meant by name.</param>
/// <param name="Name">The name; null is not said.</param>
/// <param name="Domain">The internet domain in lower case; null is not said.</param>
/// <param name="Stage">The stage by id or name; null is not said.</param>
/// <param name="DealValue">The value of the deal; null is not said.</param>
/// <param name="Metadata">Merged into the company.</param>
public sealed record CompanyRequest(string? Id, string? Name, string? Domain, string? Stage, decimal? DealValue, JsonElement? Metadata);

/// <summary>An identify, reduced to what there is to decide.</summary>
/// <param name="VisitorId">The caller's own id of the visitor.</param>
/// <param name="Claim">Who it says the visitor is.</param>
/// <param name="Metadata">Merged into the contact, or into the visitor's properties.</param>
/// <param name="Company">The company that becomes active; null for none.</param>
/// <param name="CompanyRefs">Further companies to link, by Hal's id or the caller's own.</param>
/// <param name="Mode">How the stage is treated.</param>
public sealed record IdentifyRequest(
    string VisitorId,
    IdentityClaim Claim,
    JsonElement? Metadata,
    CompanyRequest? Company,
    IReadOnlyList<string> CompanyRefs,
    StageUpdateMode Mode
)
{
    /// <summary>Whether the call names a company in any way.</summary>
    public bool NamesCompanies => Company is not null || CompanyRefs.Count > 0;
}
