using System.Text.Json;
using Hal.Api.Domain.Metadata;
using Hal.Api.Platform.Auth;

namespace Hal.Api.Domain.Visitors;

/// <summary>A browser or device as the widget knows it (contract 3). A version of 0 means not stored yet.</summary>
/// <param name="Id">Hal's id.</param>
/// <param name="ContactId">The contact it belongs to, once it has identified.</param>
/// <param name="ActiveCompanyId">The company its calls act on; one of the contact's.</param>
/// <param name="Verified">Whether its present identity was proven.</param>
/// <param name="Name">A name given while there was no contact to carry it.</param>
/// <param name="Phone">A phone number given while there was no contact to carry it.</param>
/// <param name="Properties">Metadata gathered while there was no contact to carry it.</param>
/// <param name="Version">How many times the row was written.</param>
public sealed record Visitor(
    Guid Id, Guid? ContactId, Guid? ActiveCompanyId, bool Verified, string? Name, string? Phone, JsonElement Properties, long Version)
{
    /// <summary>A visitor seen for the first time.</summary>
    public static Visitor New() => new(Guid.CreateVersion7(), null, null, false, null, null, MetadataPatch.Empty, 0);

    /// <summary>The visitor after a call: one that carried a right <c>user_hash</c> verifies it (contract 4.1).</summary>
    /// <param name="call">The call.</param>
    public Visitor ProvenBy(WidgetCall call)
    {
        ArgumentNullException.ThrowIfNull(call);
        return call.IsProven ? this with { Verified = true } : this;
    }

    /// <summary>Reads the visitor of project <c>$1</c> with the caller's id <c>$2</c>.</summary>
    public const string Sql = """
        select id, contact_id, active_company_id, verified, name, phone, properties, version
        from visitors
        where project_id = $1 and visitor_id = $2
        """;
}
