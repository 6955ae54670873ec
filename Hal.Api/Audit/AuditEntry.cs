using Hal.Api.Platform.Data;
using Hal.Api.Platform.Values;

namespace Hal.Api.Audit;

/// <summary>
/// Who changed what, and through which family (contract 5). Names of fields only: it never holds a value, and so never a secret.
/// </summary>
/// <param name="AccountId">The workspace.</param>
/// <param name="Source">The family.</param>
/// <param name="Actor">Which member or key.</param>
/// <param name="Action">The use case, in snake_case.</param>
/// <param name="Project">The project; null for what concerns the whole workspace.</param>
/// <param name="Target">The row that was written; null if there is not exactly one.</param>
/// <param name="Fields">The fields that were sent.</param>
/// <param name="Request">The request's id, as in the logs.</param>
public sealed record AuditEntry(
    Guid AccountId,
    string Source,
    string Actor,
    string Action,
    Guid? Project,
    Guid? Target,
    string[] Fields,
    string Request
)
{
    private const string Sql = """
        insert into audit_entries (account_id, id, source, actor, action, project, target, fields, request, at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
        """;

    /// <summary>The statement that writes the entry.</summary>
    /// <param name="at">When, in UTC.</param>
    public SqlBatch Insert(DateTime at) =>
        new SqlBatch().Add(Sql, AccountId, Ids.New(), Source, Actor, Action, Project, Target, Fields, Request, at);
}
