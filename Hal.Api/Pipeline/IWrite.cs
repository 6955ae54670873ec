namespace Hal.Api.Pipeline;

/// <summary>Marks a request that writes. It may lose a race to another write, and is then decided again.</summary>
public interface IWrite;

/// <summary>
/// Marks a write of the account or v1 family: what it enlists is sent together with its audit entry and the answer kept for its
/// <c>Idempotency-Key</c> (contract 2, 5).
/// </summary>
public interface IRecordedWrite : IWrite;

/// <summary>Marks a call that only notifies listeners and stores nothing, so it has no audit entry.</summary>
public interface ITransientWrite : IRecordedWrite;

/// <summary>
/// Marks a read that needs an audit entry, such as the export of all data on a person. The entry is all that it writes.
/// </summary>
public interface IAuditedRead : IRecordedWrite;
