namespace Hal.Api.Families.V1;

/// <summary>The v1 family's marker: a request of an API key, about the key's project (contract 6).</summary>
public interface IV1Request
{
    /// <summary>The scope that it needs.</summary>
    static abstract string Scope { get; }
}
