using Hal.Api.Domain.Members;
using Hal.Api.Domain.ProjectIds;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Mapping;
using Mapster;
using Microsoft.Extensions.Caching.Memory;

namespace Hal.Api.Families.Account;

/// <summary>
/// Members as last read by this instance, found by their sign-in. A remembered one may be outdated: each call's first read compares the
/// workspace's version and looks for the sign-in (<see cref="GuardOf"/>), so a removed member or an ended sign-in is refused at once, on
/// every instance and without a round trip of its own.
/// </summary>
public sealed class MemberStore : IDisposable
{
    private const int MaxMembers = 10_000;

    private const string Sql = """
        select s.id as session_id, m.id, m.account_id, a.version as account_version, a.name as company_name, m.email, m.name, m.role,
               array(select p.id from projects p where p.account_id = a.id and p.deleted_at is null order by p.id) as projects
        from sessions s
        join members m on m.id = s.member_id
        join accounts a on a.id = m.account_id
        where s.id = $1 and s.revoked_at is null
        """;

    private const string Guard = """
        select a.version as account, p.version as project
        from sessions s
        join members m on m.id = s.member_id
        join accounts a on a.id = m.account_id
        left join projects p on p.id = $2 and p.account_id = a.id and p.deleted_at is null
        where s.id = $1 and s.revoked_at is null
        """;

    private static readonly TimeSpan IdleTime = TimeSpan.FromMinutes(10);

    private readonly MemoryCache _known = new(new MemoryCacheOptions { SizeLimit = MaxMembers });

    /// <summary>The member of a sign-in, or null if the sign-in has ended. Unknown sign-ins are not remembered.</summary>
    /// <param name="sessionId">The sign-in, as the access token states it.</param>
    public ValueTask<Member?> FindAsync(Guid sessionId, Database database) =>
        _known.TryGetValue(sessionId, out Member? member) ? ValueTask.FromResult(member) : new(ReadAsync(sessionId, database));

    /// <summary>Forgets the member, so that it is read again the next time.</summary>
    /// <param name="sessionId">The session.</param>
    public void Forget(Guid sessionId) => _known.Remove(sessionId);

    /// <summary>Compares a remembered member, and the project its call is about, with what is stored.</summary>
    /// <param name="member">The member as remembered.</param>
    /// <param name="projectId">The project the call is about; null for none.</param>
    /// <param name="projectVersion">That project's version as remembered.</param>
    public static ReadGuard GuardOf(Member member, Guid? projectId, long? projectVersion) =>
        new(read =>
        {
            var stored = read.One<Versions>(Guard, member.SessionId, projectId);
            return () => stored.Value == new Versions(member.AccountVersion, projectVersion);
        });

    /// <summary>
    /// Whether a member who was admitted to a project would still be admitted now. Streams ask this, since they last longer than a call.
    /// </summary>
    /// <param name="member">The member as it was admitted.</param>
    public static async Task<bool> IsStillAdmittedAsync(Database database, Member member, ProjectId project) =>
        await database.ReadOneAsync<Versions>(Guard, member.SessionId, project.Value) is { Project: not null };

    /// <inheritdoc/>
    public void Dispose() => _known.Dispose();

    private async Task<Member?> ReadAsync(Guid sessionId, Database database)
    {
        if (await database.ReadOneAsync<Row>(Sql, sessionId) is not { } row)
            return null;

        var member = RowMapping.Map<Row, Member>(row);
        return _known.Set(sessionId, member, new MemoryCacheEntryOptions { Size = 1, SlidingExpiration = IdleTime });
    }

    private sealed record Row(
        Guid SessionId,
        Guid Id,
        Guid AccountId,
        long AccountVersion,
        string CompanyName,
        string Email,
        string? Name,
        string Role,
        Guid[] Projects
    );

    private sealed class Mappings : IRegister
    {
        public void Register(TypeAdapterConfig config) =>
            config.NewConfig<Row, Member>().Map(member => member.Role, row => RoleText.Read(row.Role) ?? Role.Agent);
    }

    private sealed record Versions(long Account, long? Project);
}
