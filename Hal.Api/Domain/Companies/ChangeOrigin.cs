namespace Hal.Api.Domain.Companies;

/// <summary>Who changes something, for the history (contract 3).</summary>
/// <param name="Source">The family: <c>widget</c>, <c>account</c> or <c>v1</c>.</param>
/// <param name="Actor">Which visitor, member or key.</param>
/// <param name="At">When, in UTC.</param>
public sealed record ChangeOrigin(string Source, string Actor, DateTime At)
{
    /// <summary>A change that a widget asked for.</summary>
    /// <param name="visitorId">Hal's id of the visitor.</param>
    /// <param name="at">When, in UTC.</param>
    public static ChangeOrigin Widget(Guid visitorId, DateTime at) => new("widget", $"visitor:{visitorId}", at);
}
