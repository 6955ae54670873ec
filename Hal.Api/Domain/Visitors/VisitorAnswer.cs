using System.Text.Json;
using System.Text.Json.Serialization;
using Hal.Api.Platform.Values;

namespace Hal.Api.Domain.Visitors;

/// <summary>A visitor as the account family answers it, and as its row is read for that (contract 3).</summary>
/// <param name="Id">Hal's id.</param>
/// <param name="VisitorId">Your own id, unique in the project.</param>
/// <param name="ContactId">The contact it belongs to; null while it is anonymous.</param>
/// <param name="ActiveCompanyId">The company its calls act on.</param>
/// <param name="Verified">Whether its present identity was proven.</param>
/// <param name="Name">A name it gave while it was anonymous.</param>
/// <param name="Phone">A phone number it gave while it was anonymous.</param>
/// <param name="Properties">Fields gathered while it was anonymous.</param>
/// <param name="FirstSeenAt">When it was first seen.</param>
/// <param name="LastSeenAt">When it was last seen, up to two seconds late.</param>
/// <param name="Version">How many times the row was written, but for when it was last seen.</param>
public sealed record VisitorAnswer(
    Guid Id,
    string VisitorId,
    Guid? ContactId,
    Guid? ActiveCompanyId,
    bool Verified,
    string? Name,
    string? Phone,
    [property: SchemaType("object")] JsonElement Properties,
    DateTime FirstSeenAt,
    DateTime LastSeenAt,
    [property: JsonIgnore] long Version
)
{
    /// <summary>The columns in the constructor's order, of a table that is called <c>v</c>.</summary>
    public const string ColumnsOfV = """
        v.id, v.visitor_id, v.contact_id, v.active_company_id, v.verified, v.name, v.phone, v.properties,
        v.first_seen_at, v.last_seen_at, v.version
        """;

    /// <summary>
    /// What the ETag is made of. Last seen moves without the version; both only ever grow, so their sum changes whenever one of them does,
    /// and a 304 never hides that a visitor came back.
    /// </summary>
    public long GetState() => Version + new DateTimeOffset(LastSeenAt).ToUnixTimeMilliseconds();
}
