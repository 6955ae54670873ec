namespace Hal.Api.Pipeline;

/// <summary>Marks a request that writes, and so may lose a race and be decided again.</summary>
public interface IWrite;

/// <summary>
/// Marks a write of the account or v1 family: what it enlists leaves together with its audit entry and the answer kept for its
/// <c>Idempotency-Key</c> (contract 2, 5).
/// </summary>
public interface IRecordedWrite : IWrite;

/// <summary>Marks a call that tells something to those who listen and stores nothing, so that there is nothing to account for.</summary>
public interface ITransientWrite : IRecordedWrite;

/// <summary>
/// Marks a read that has to be accounted for, such as one that hands out all that is held on a person: its audit entry is all it writes.
/// </summary>
public interface IAuditedRead : IRecordedWrite;
