using System.Net;
using Hal.Api.Domain.Fields;
using Hal.Api.Limits;
using Hal.Api.Platform.Errors;
using Microsoft.Extensions.Options;

namespace Hal.Api.Families.Open;

/// <summary>The limit of sign-ins and sign-ups: per client address and e-mail (contract 2).</summary>
/// <param name="options">The sizes.</param>
public sealed class OpenLimits(IOptions<LimitOptions> options) : IDisposable
{
    private readonly RateLimit<(IPAddress, string)> _signIns = new("sign_in", options.Value.SignInPerMinute);

    /// <summary>Counts an attempt to sign in or up against its address and e-mail. Returns the problem if that limit is used up.</summary>
    /// <param name="email">The e-mail as the caller sent it.</param>
    public Problem? CountSignIn(HttpContext context, string email) =>
        _signIns.Count(context.Response, (ClientAddress.Of(context), ClientAddress.Cut(Email.Normalize(email))));

    /// <inheritdoc/>
    public void Dispose() => _signIns.Dispose();
}
