using System.Diagnostics;

namespace Hal.Api.Platform.Telemetry;

/// <summary>Hal's own source of spans.</summary>
public static class HalTracing
{
    /// <summary>The source; its name is what an exporter subscribes to.</summary>
    public static readonly ActivitySource Source = new("Hal");
}
