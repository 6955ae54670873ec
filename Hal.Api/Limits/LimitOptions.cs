namespace Hal.Api.Limits;

/// <summary>
/// The settings under <c>Hal:Limits</c> (contract 2). What is counted by the minute are requests; a bucket holds one minute's worth.
/// </summary>
public sealed class LimitOptions
{
    /// <summary>Where the settings are found.</summary>
    public const string Section = "Hal:Limits";

    /// <summary>Widget writes from one client address.</summary>
    public int WidgetAddressPerMinute { get; init; } = 6_000;

    /// <summary>Widget writes for one visitor of one project.</summary>
    public int WidgetVisitorPerMinute { get; init; } = 300;

    /// <summary>Account calls of one member.</summary>
    public int AccountMemberPerMinute { get; init; } = 3_000;

    /// <summary>Sign-ups and sign-ins with one e-mail from one client address.</summary>
    public int SignInPerMinute { get; init; } = 20;

    /// <summary>Calls with one API key.</summary>
    public int KeyPerMinute { get; init; } = 3_000;

    /// <summary>Streams that one member may have open at a time, on one instance of the service.</summary>
    public int StreamsPerMember { get; init; } = 10;

    /// <summary>Streams that one visitor may have open at a time, on one instance of the service.</summary>
    public int StreamsPerVisitor { get; init; } = 10;

    /// <summary>Whether every limit is 1 or more.</summary>
    public bool IsValid =>
        this
            is {
                WidgetAddressPerMinute: > 0,
                WidgetVisitorPerMinute: > 0,
                AccountMemberPerMinute: > 0,
                SignInPerMinute: > 0,
                KeyPerMinute: > 0,
                StreamsPerMember: > 0,
                StreamsPerVisitor: > 0,
            };
}
