namespace Hal.Api.Families.Open;

/// <summary>
/// The marker of open requests, below the account family's prefix: what such a request carries is its credential, such as a password or an
/// invitation's token (contract 1).
/// </summary>
public interface IOpenRequest
{
    /// <summary>The e-mail whose attempts are counted per client address; null where guessing is hopeless.</summary>
    string? LimitedBy { get; }
}
