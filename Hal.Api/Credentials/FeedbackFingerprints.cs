using System.Security.Cryptography;
using System.Text;
using Hal.Api.Domain.Projects;

namespace Hal.Api.Credentials;

/// <summary>
/// Who says that an article helped, so that each counts once: a hash with the service's own key, from which nobody finds back to an address
/// or a visitor. The help center sets no cookie, so there somebody is an address with a browser; in the widget it is the visitor.
/// </summary>
/// <param name="key">The service's key.</param>
public sealed class FeedbackFingerprints(SigningKey key)
{
    /// <summary>Somebody who reads the help center.</summary>
    /// <param name="project">The project: the same reader is another one elsewhere.</param>
    /// <param name="address">The client's address.</param>
    /// <param name="browser">The browser's name.</param>
    public Task<byte[]> ReaderAsync(ProjectId project, string address, string browser) =>
        HashAsync(project, $"reader\n{address}\n{browser}");

    /// <summary>A visitor of the widget.</summary>
    /// <param name="visitorId">The caller's id of the visitor.</param>
    public Task<byte[]> VisitorAsync(ProjectId project, string visitorId) => HashAsync(project, $"visitor\n{visitorId}");

    private async Task<byte[]> HashAsync(ProjectId project, string who) =>
        HMACSHA256.HashData(await key.GetAsync(), Encoding.UTF8.GetBytes($"article feedback\n{project}\n{who}"));
}
