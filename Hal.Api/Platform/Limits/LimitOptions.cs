namespace Hal.Api.Platform.Limits;

/// <summary>The settings under <c>Hal:Limits</c> (contract 2). All are requests a minute; a bucket holds one minute's worth.</summary>
public sealed class LimitOptions
{
    /// <summary>Where the settings are found.</summary>
    public const string Section = "Hal:Limits";

    /// <summary>Widget writes from one client address.</summary>
    public int WidgetAddressPerMinute { get; init; } = 6_000;

    /// <summary>Widget writes for one visitor of one project.</summary>
    public int WidgetVisitorPerMinute { get; init; } = 300;
}
