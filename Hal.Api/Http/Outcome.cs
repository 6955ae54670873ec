namespace Hal.Api.Http;

/// <summary>
/// What a handler reports beyond the body of its answer: the row it shows or wrote, and the version. The pipeline makes <c>ETag</c>,
/// <c>If-Match</c>, <c>Location</c> and the audit entry from it (contract 2, 5).
/// </summary>
public sealed class Outcome
{
    /// <summary>The version that the answer shows; null if it shows no single resource.</summary>
    public long? Version { get; private set; }

    /// <summary>The version that the write was decided on; null if there was none.</summary>
    public long? ReadVersion { get; private set; }

    /// <summary>The row that was written; null if there is not exactly one.</summary>
    public Guid? Target { get; private set; }

    /// <summary>Whether the handler has reported what it wrote. A handler that has not is a defect.</summary>
    public bool IsWritten { get; private set; }

    /// <summary>Whether the resource existed already. The answer is then 200 instead of 201.</summary>
    public bool IsRepeat { get; private set; }

    /// <summary>Reports that a read shows one resource.</summary>
    /// <param name="version">Its version.</param>
    public void Shows(long version) => Version = version;

    /// <summary>Reports that an earlier, equal call has already created the resource.</summary>
    /// <param name="target">The existing row.</param>
    public void Repeated(Guid target) => (IsWritten, IsRepeat, Target, ReadVersion, Version) = (true, true, target, null, null);

    /// <summary>Reports what was written, or that nothing had to change.</summary>
    /// <param name="target">The row that was written; null if there is not exactly one.</param>
    /// <param name="before">The version that the write was decided on; null for a new row.</param>
    /// <param name="after">The version after the write; null if the answer shows no single resource.</param>
    public void Wrote(Guid? target, long? before = null, long? after = null) =>
        (IsWritten, IsRepeat, Target, ReadVersion, Version) = (true, false, target, before, after);
}
