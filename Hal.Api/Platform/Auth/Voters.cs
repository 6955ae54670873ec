using System.Security.Cryptography;
using System.Text;
using Hal.Api.Platform.Data;

namespace Hal.Api.Platform.Auth;

/// <summary>
/// Who says that an article helped, so that each counts once: a hash with the service's own key, from which nobody finds back to an address or a visitor. The help center sets no cookie, so
/// there somebody is an address with a browser; in the widget it is the visitor.
/// </summary>
/// <param name="key">The service's key.</param>
public sealed class Voters(SigningKey key)
{
    /// <summary>Somebody who reads the help center.</summary>
    /// <param name="session">The way to the database, where the key may be.</param>
    /// <param name="project">The project: the same reader is another one elsewhere.</param>
    /// <param name="address">The client's address.</param>
    /// <param name="browser">The browser's name.</param>
    public Task<byte[]> ReaderAsync(Session session, ProjectId project, string address, string browser) => HashAsync(session, project, $"reader\n{address}\n{browser}");

    /// <summary>A visitor of the widget.</summary>
    /// <param name="session">The way to the database, where the key may be.</param>
    /// <param name="project">The project.</param>
    /// <param name="visitorId">The caller's id of the visitor.</param>
    public Task<byte[]> VisitorAsync(Session session, ProjectId project, string visitorId) => HashAsync(session, project, $"visitor\n{visitorId}");

    private async Task<byte[]> HashAsync(Session session, ProjectId project, string who) =>
        HMACSHA256.HashData(await key.GetAsync(session), Encoding.UTF8.GetBytes($"article feedback\n{project}\n{who}"));
}
