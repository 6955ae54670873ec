namespace Hal.Api.Domain.History;

/// <summary>Who changes something, for the history and the audit (contract 3, 5).</summary>
/// <param name="Source">The family: <see cref="WidgetSource"/>, <see cref="AccountSource"/> or <see cref="V1Source"/>.</param>
/// <param name="Actor">Which visitor, member or key.</param>
/// <param name="At">When, in UTC.</param>
public sealed record ChangeOrigin(string Source, string Actor, DateTime At)
{
    /// <summary>The widget family.</summary>
    public const string WidgetSource = "widget";

    /// <summary>The account family.</summary>
    public const string AccountSource = "account";

    /// <summary>The v1 family.</summary>
    public const string V1Source = "v1";

    /// <summary>A change that a widget asked for.</summary>
    /// <param name="visitorId">Hal's id of the visitor.</param>
    /// <param name="at">When, in UTC.</param>
    public static ChangeOrigin Widget(Guid visitorId, DateTime at) => new(WidgetSource, VisitorActor(visitorId), at);

    /// <summary>A visitor as an actor.</summary>
    /// <param name="id">Hal's id of the visitor.</param>
    public static string VisitorActor(Guid id) => $"visitor:{id}";

    /// <summary>A member as an actor.</summary>
    /// <param name="id">The member's id.</param>
    public static string MemberActor(Guid id) => $"member:{id}";

    /// <summary>An API key as an actor.</summary>
    /// <param name="id">The key's id.</param>
    public static string KeyActor(Guid id) => $"api_key:{id}";
}
