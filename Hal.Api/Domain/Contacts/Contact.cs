using System.Text.Json;

namespace Hal.Api.Domain.Contacts;

/// <summary>A person (contract 3). A version of 0 means not stored yet.</summary>
/// <param name="Id">Hal's id.</param>
/// <param name="Email">Unique in the project, in lower case.</param>
/// <param name="UserId">The customer's own id of the person, unique in the project.</param>
/// <param name="Name">The name.</param>
/// <param name="Phone">The phone number.</param>
/// <param name="Notes">What members wrote down.</param>
/// <param name="Tags">Labels.</param>
/// <param name="Metadata">The customer's own fields.</param>
/// <param name="Verified">Whether the identity was proven once; from then on calls that name the contact have to prove it.</param>
/// <param name="Version">How many times the row was written.</param>
public sealed record Contact(
    Guid Id,
    string? Email,
    string? UserId,
    string? Name,
    string? Phone,
    string? Notes,
    string[] Tags,
    JsonElement Metadata,
    bool Verified,
    long Version
)
{
    /// <summary>The columns in the constructor's order.</summary>
    public const string Columns = "id, email, user_id, name, phone, notes, tags, metadata, verified, version";

    /// <summary>Reads the contact of project <c>$1</c> with the user id <c>$2</c>.</summary>
    public const string ByUserId = $"select {Columns} from contacts where project_id = $1 and user_id = $2";

    /// <summary>Reads the contact of project <c>$1</c> with the normalized e-mail <c>$2</c>.</summary>
    public const string ByEmail = $"select {Columns} from contacts where project_id = $1 and email = $2";

    /// <summary>Reads the contact of the visitor of project <c>$1</c> with the caller's id <c>$2</c>.</summary>
    public const string OfVisitor = $"""
        select {Columns}
        from contacts
        where project_id = $1
          and id = (select contact_id from visitors where project_id = $1 and visitor_id = $2)
        """;
}
