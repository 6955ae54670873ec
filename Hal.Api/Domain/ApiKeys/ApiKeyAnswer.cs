using Hal.Api.Platform.Values;

namespace Hal.Api.Domain.ApiKeys;

/// <summary>
/// An API key as the account family answers it, and as its row is read for that (contract 5). The key itself is not in it.
/// </summary>
/// <param name="Id">Hal's id of the key.</param>
/// <param name="Name">What members call it.</param>
/// <param name="Prefix">How the key begins.</param>
/// <param name="Scopes">What it may do.</param>
/// <param name="ExpiresAt">When it ends; null for never.</param>
/// <param name="LastUsedAt">When it was last used, to the minute; null for never.</param>
/// <param name="CreatedAt">When it was made.</param>
public sealed record ApiKeyAnswer(
    Guid Id,
    string Name,
    string Prefix,
    [property: SchemaEnum(
        ApiKeys.Scopes.ConversationsRead,
        ApiKeys.Scopes.ConversationsWrite,
        ApiKeys.Scopes.ContactsRead,
        ApiKeys.Scopes.ContactsWrite,
        ApiKeys.Scopes.EventsWrite,
        ApiKeys.Scopes.CompaniesRead,
        ApiKeys.Scopes.CompaniesWrite
    )]
        string[] Scopes,
    DateTime? ExpiresAt,
    DateTime? LastUsedAt,
    DateTime CreatedAt
)
{
    /// <summary>The columns in the constructor's order.</summary>
    public const string Columns = "id, name, prefix, scopes, expires_at, last_used_at, created_at";
}
