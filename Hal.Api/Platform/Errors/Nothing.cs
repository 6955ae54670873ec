namespace Hal.Api.Platform.Errors;

/// <summary>What a use case answers that has nothing to say: 204 without a body.</summary>
public sealed record Nothing
{
    /// <summary>The only one.</summary>
    public static readonly Nothing Value = new();
}
