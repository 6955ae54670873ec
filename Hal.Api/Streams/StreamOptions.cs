namespace Hal.Api.Streams;

/// <summary>The settings under <c>Hal:Streams</c>.</summary>
public sealed class StreamOptions
{
    /// <summary>Where the settings are found.</summary>
    public const string Section = "Hal:Streams";

    /// <summary>After how much silence a stream shows that it is alive.</summary>
    public TimeSpan Heartbeat { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How many events may wait for a reader before it is cut off.</summary>
    public int Buffer { get; init; } = 256;

    /// <summary>Whether the settings make sense.</summary>
    public bool IsValid => Buffer > 0 && Heartbeat >= TimeSpan.FromMilliseconds(10) && Heartbeat <= TimeSpan.FromHours(1);
}
