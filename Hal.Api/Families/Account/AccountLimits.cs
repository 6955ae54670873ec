using Hal.Api.Limits;
using Hal.Api.Platform.Errors;
using Microsoft.Extensions.Options;

namespace Hal.Api.Families.Account;

/// <summary>The limit of account calls: per member (contract 2).</summary>
/// <param name="options">The sizes.</param>
public sealed class AccountLimits(IOptions<LimitOptions> options) : IDisposable
{
    private readonly RateLimit<Guid> _members = new("member", options.Value.AccountMemberPerMinute);

    /// <summary>Counts a call against its member; the problem if that limit is used up.</summary>
    /// <param name="member">The member's id.</param>
    public Problem? CountMember(HttpContext context, Guid member) => _members.Count(context.Response, member);

    /// <inheritdoc/>
    public void Dispose() => _members.Dispose();
}
