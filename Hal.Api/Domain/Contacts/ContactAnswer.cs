using System.Text.Json;
using System.Text.Json.Serialization;
using Hal.Api.Platform.Values;

namespace Hal.Api.Domain.Contacts;

/// <summary>A contact as the account and v1 families answer it, and as its row is read for that (contract 3).</summary>
/// <param name="Id">Hal's id.</param>
/// <param name="Email">Unique in the project, in lower case.</param>
/// <param name="UserId">Your own id of the person, unique in the project.</param>
/// <param name="Name">The name.</param>
/// <param name="Phone">The phone number.</param>
/// <param name="Notes">What members wrote down.</param>
/// <param name="Tags">Labels.</param>
/// <param name="Metadata">Your own fields.</param>
/// <param name="Verified">Whether the identity was proven once.</param>
/// <param name="CompanyIds">The companies the contact belongs to, in the order they were linked.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="UpdatedAt">When it, or its links to companies, last changed.</param>
/// <param name="Version">How many times the row was written; the ETag.</param>
public sealed record ContactAnswer(
    Guid Id,
    string? Email,
    string? UserId,
    string? Name,
    string? Phone,
    string? Notes,
    string[] Tags,
    [property: SchemaType("object")] JsonElement Metadata,
    bool Verified,
    Guid[] CompanyIds,
    DateTime CreatedAt,
    DateTime UpdatedAt,
    [property: JsonIgnore] long Version
)
{
    /// <summary>The columns in the constructor's order, of a table that is called <c>c</c>.</summary>
    public const string ColumnsOfC = """
        c.id, c.email, c.user_id, c.name, c.phone, c.notes, c.tags, c.metadata, c.verified,
        array(select l.company_id from contact_companies l where l.project_id = c.project_id and l.contact_id = c.id
            order by l.id) as company_ids,
        c.created_at, c.updated_at, c.version
        """;

    /// <summary>Reads the contact <c>$2</c> of project <c>$1</c>.</summary>
    public const string ById = $"select {ColumnsOfC} from contacts c where c.project_id = $1 and c.id = $2";

    /// <summary>The contact as rules decide on it.</summary>
    public Contact ToContact() => new(Id, Email, UserId, Name, Phone, Notes, Tags, Metadata, Verified, Version);

    /// <summary>The contact as it is after a write.</summary>
    /// <param name="after">What was written.</param>
    /// <param name="now">When, in UTC.</param>
    public ContactAnswer With(Contact after, DateTime now) =>
        Of(after, CompanyIds, now) with
        {
            CreatedAt = CreatedAt,
            Version = Version + 1,
        };

    /// <summary>A contact that was just made.</summary>
    /// <param name="made">What was written.</param>
    /// <param name="companyIds">The companies it was linked to.</param>
    /// <param name="now">When, in UTC.</param>
    public static ContactAnswer Of(Contact made, Guid[] companyIds, DateTime now)
    {
        return new(
            made.Id,
            made.Email,
            made.UserId,
            made.Name,
            made.Phone,
            made.Notes,
            made.Tags,
            made.Metadata,
            made.Verified,
            companyIds,
            now,
            now,
            1
        );
    }
}
