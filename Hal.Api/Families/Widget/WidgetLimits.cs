using System.Net;
using Hal.Api.Domain.ProjectIds;
using Hal.Api.Limits;
using Hal.Api.Platform.Errors;
using Microsoft.Extensions.Options;

namespace Hal.Api.Families.Widget;

/// <summary>The limits of widget writes: per client address, and per project and visitor (contract 2).</summary>
/// <param name="options">The sizes.</param>
public sealed class WidgetLimits(IOptions<LimitOptions> options) : IDisposable
{
    private readonly RateLimit<IPAddress> _addresses = new("address", options.Value.WidgetAddressPerMinute);
    private readonly RateLimit<(ProjectId, string)> _visitors = new("visitor", options.Value.WidgetVisitorPerMinute);

    /// <summary>Counts a request against its client address; the problem if that limit is used up.</summary>
    public Problem? CountAddress(HttpContext context)
    {
        return _addresses.Count(context.Response, ClientAddress.Of(context));
    }

    /// <summary>Counts a request against its visitor; the problem if that limit is used up.</summary>
    /// <param name="visitorId">The caller's id of the visitor; an id that is too long to be valid is cut, so that it costs no
    /// memory.</param>
    public Problem? CountVisitor(HttpContext context, ProjectId project, string? visitorId)
    {
        return _visitors.Count(context.Response, (project, ClientAddress.Cut(visitorId)));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _addresses.Dispose();
        _visitors.Dispose();
    }
}
