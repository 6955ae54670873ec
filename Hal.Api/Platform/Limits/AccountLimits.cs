using System.Net;
using Hal.Api.Domain.Identity;
using Hal.Api.Platform.Errors;
using Microsoft.Extensions.Options;

namespace Hal.Api.Platform.Limits;

/// <summary>The limits of account calls: per member, and for signing in and up per client address and e-mail (contract 2).</summary>
/// <param name="options">The sizes.</param>
public sealed class AccountLimits(IOptions<LimitOptions> options) : IDisposable
{
    private readonly RateLimit<Guid> _members = new("member", options.Value.AccountMemberPerMinute);
    private readonly RateLimit<(IPAddress, string)> _signIns = new("sign_in", options.Value.SignInPerMinute);

    /// <summary>Counts a call against its member; the problem if that limit is used up.</summary>
    /// <param name="context">The request.</param>
    /// <param name="member">The member's id.</param>
    public Problem? CountMember(HttpContext context, Guid member)
    {
        ArgumentNullException.ThrowIfNull(context);
        return _members.Count(context.Response, member);
    }

    /// <summary>Counts a try to sign in or up against its address and e-mail; the problem if that limit is used up.</summary>
    /// <param name="context">The request.</param>
    /// <param name="email">The e-mail as the caller sent it.</param>
    public Problem? CountSignIn(HttpContext context, string email)
    {
        ArgumentNullException.ThrowIfNull(context);
        return _signIns.Count(context.Response, (ClientAddress.Of(context), ClientAddress.Cut(Email.Normalize(email))));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _members.Dispose();
        _signIns.Dispose();
    }
}
