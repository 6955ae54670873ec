using System.Security.Cryptography;
using System.Text;
using Hal.Api.Domain.ProjectIds;

namespace Hal.Api.Credentials;

/// <summary>
/// Identifies who rates an article, so that each reader counts once: a hash made with the service's own key, which cannot be traced back to
/// an address or a visitor. The help center sets no cookie, so a reader there is an address and a browser; in the widget it is the visitor.
/// </summary>
/// <param name="key">The service's key.</param>
public sealed class FeedbackFingerprints(SigningKey key)
{
    /// <summary>A reader of the help center.</summary>
    /// <param name="project">The project. The same reader has another hash in another project.</param>
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
