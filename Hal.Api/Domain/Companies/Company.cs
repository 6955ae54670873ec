using System.Text.Json;

namespace Hal.Api.Domain.Companies;

/// <summary>
/// A company that contacts belong to; it carries the stage and the deal (contract 3). A version of 0 means not stored yet.
/// </summary>
/// <param name="Id">Hal's id.</param>
/// <param name="ExternalId">The customer's own id of the company, unique in the project.</param>
/// <param name="Name">The name.</param>
/// <param name="Domain">The internet domain, in lower case.</param>
/// <param name="StageId">Where it is in the pipeline.</param>
/// <param name="DealValue">What the deal is worth; see <see cref="Companies.DealValue"/>.</param>
/// <param name="Metadata">The customer's own fields.</param>
/// <param name="Placeholder">Whether it was only made so that a contact has one.</param>
/// <param name="Version">How many times the row was written.</param>
/// <param name="Industry">What it does.</param>
/// <param name="Notes">What members wrote down.</param>
public sealed record Company(
    Guid Id,
    string? ExternalId,
    string Name,
    string? Domain,
    Guid? StageId,
    decimal? DealValue,
    JsonElement Metadata,
    bool Placeholder,
    long Version,
    string? Industry = null,
    string? Notes = null
)
{
    /// <summary>The columns in the constructor's order.</summary>
    public const string Columns = "id, external_id, name, domain, stage_id, deal_value, metadata, placeholder, version, industry, notes";

    /// <summary>The same columns of a table that is called <c>c</c>.</summary>
    public const string ColumnsOfC =
        "c.id, c.external_id, c.name, c.domain, c.stage_id, c.deal_value, c.metadata, c.placeholder, c.version, c.industry, c.notes";

    /// <summary>The one of several companies that a caller means (contract 3.1): Hal's id wins over the caller's own.</summary>
    /// <param name="companies">The candidates.</param>
    /// <param name="reference">What the caller sent.</param>
    public static Company? Find(IEnumerable<Company> companies, string reference)
    {
        Company? external = null;
        var id = Guid.TryParse(reference, out var parsed) ? parsed : (Guid?)null;
        foreach (var company in companies)
        {
            if (company.Id == id)
                return company;

            if (company.ExternalId == reference)
                external = company;
        }

        return external;
    }
}
