using System.Text.Json;
using System.Text.Json.Serialization;
using Hal.Api.Platform.Values;

namespace Hal.Api.Domain.Companies;

/// <summary>A company as the account and v1 families answer it, and as its row is read for that (contract 3).</summary>
/// <param name="Id">Hal's id.</param>
/// <param name="ExternalId">Your own id of the company, unique in the project.</param>
/// <param name="Name">The name; several companies may be called alike.</param>
/// <param name="Domain">The internet domain, in lower case.</param>
/// <param name="Industry">What it does.</param>
/// <param name="StageId">Where it is in the pipeline.</param>
/// <param name="DealValue">What the deal is worth, exactly.</param>
/// <param name="Notes">What members wrote down.</param>
/// <param name="Metadata">Your own fields.</param>
/// <param name="Placeholder">Whether it was only made so that a contact has one, and nobody has touched it since.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="UpdatedAt">When it last changed.</param>
/// <param name="Version">How many times the row was written; the ETag.</param>
public sealed record CompanyAnswer(
    Guid Id,
    string? ExternalId,
    string Name,
    string? Domain,
    string? Industry,
    Guid? StageId,
    decimal? DealValue,
    string? Notes,
    [property: SchemaType("object")] JsonElement Metadata,
    bool Placeholder,
    DateTime CreatedAt,
    DateTime UpdatedAt,
    [property: JsonIgnore] long Version
)
{
    /// <summary>The columns in the constructor's order, of a table that is called <c>c</c>.</summary>
    public const string ColumnsOfC = """
        c.id, c.external_id, c.name, c.domain, c.industry, c.stage_id, c.deal_value, c.notes, c.metadata, c.placeholder,
        c.created_at, c.updated_at, c.version
        """;

    /// <summary>Reads the company <c>$2</c> of project <c>$1</c>.</summary>
    public const string ById = $"select {ColumnsOfC} from companies c where c.project_id = $1 and c.id = $2";

    /// <summary>Reads the id of the company <c>$2</c> of project <c>$1</c>, if there is one.</summary>
    public const string Exists = "select id from companies where project_id = $1 and id = $2";

    /// <summary>The company as rules decide on it.</summary>
    public Company ToCompany() => new(Id, ExternalId, Name, Domain, StageId, DealValue, Metadata, Placeholder, Version, Industry, Notes);

    /// <summary>The company as it is after a write.</summary>
    /// <param name="after">What was written.</param>
    /// <param name="now">When, in UTC.</param>
    public CompanyAnswer With(Company after, DateTime now) => Of(after, now) with { CreatedAt = CreatedAt, Version = Version + 1 };

    /// <summary>A company that was just made.</summary>
    /// <param name="made">What was written.</param>
    /// <param name="now">When, in UTC.</param>
    public static CompanyAnswer Of(Company made, DateTime now)
    {
        return new(
            made.Id,
            made.ExternalId,
            made.Name,
            made.Domain,
            made.Industry,
            made.StageId,
            made.DealValue,
            made.Notes,
            made.Metadata,
            made.Placeholder,
            now,
            now,
            1
        );
    }
}
