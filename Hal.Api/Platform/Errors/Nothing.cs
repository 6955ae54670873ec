namespace Hal.Api.Platform.Errors;

/// <summary>The answer of a use case without a body: 204.</summary>
public sealed record Nothing
{
    /// <summary>The only value.</summary>
    public static readonly Nothing Value = new();
}
