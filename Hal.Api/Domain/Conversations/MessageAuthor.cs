using Hal.Api.Platform.Values;

namespace Hal.Api.Domain.Conversations;

/// <summary>Who wrote a message.</summary>
/// <param name="Type">visitor, member or api_key.</param>
/// <param name="Id">Hal's id of the visitor, member or key.</param>
/// <param name="Name">What it is called; null if nobody knows, or it is gone.</param>
public sealed record MessageAuthor(
    [property: SchemaEnum(MessageAuthor.Visitor, MessageAuthor.Member, MessageAuthor.ApiKey)] string Type,
    Guid Id,
    string? Name
)
{
    /// <summary>The visitor of the conversation.</summary>
    public const string Visitor = "visitor";

    /// <summary>A member of the workspace.</summary>
    public const string Member = "member";

    /// <summary>An integration.</summary>
    public const string ApiKey = "api_key";

    /// <summary>The name of the author of a message in a table that is called <c>m</c>, for members and integrations.</summary>
    public const string NameOfM = """
        case m.author_type
            when 'member' then (select coalesce(a.name, a.email) from members a where a.id = m.author_id)
            when 'api_key' then (select a.name from api_keys a where a.project_id = m.project_id and a.id = m.author_id)
            else (select coalesce(p.name, a.name, p.email)
                  from visitors a
                  left join contacts p on p.project_id = a.project_id and p.id = a.contact_id
                  where a.project_id = m.project_id and a.id = m.author_id)
        end
        """;

    /// <summary>
    /// The same for a visitor. A widget never shows a person's name as members know it, a key's name, or a member's e-mail (contract 4).
    /// </summary>
    public const string VisibleNameOfM =
        "case m.author_type when 'member' then (select a.name from members a where a.id = m.author_id) end";
}
