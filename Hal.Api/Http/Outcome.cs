namespace Hal.Api.Http;

/// <summary>
/// What a handler says of its answer beyond the body: which row it shows or wrote, and at which version. From it come <c>ETag</c>,
/// <c>If-Match</c>, <c>Location</c> and the audit entry (contract 2, 5).
/// </summary>
public sealed class Outcome
{
    /// <summary>The version that the answer shows; null if it shows no single resource.</summary>
    public long? Version { get; private set; }

    /// <summary>The version that the write was decided on; null if there was none.</summary>
    public long? ReadVersion { get; private set; }

    /// <summary>The row that was written; null if it is no single one.</summary>
    public Guid? Target { get; private set; }

    /// <summary>Whether a handler has said what it wrote. One that has not is a defect.</summary>
    public bool IsWritten { get; private set; }

    /// <summary>Whether what was to be made was there already: then it is told with 200 and not with 201.</summary>
    public bool IsRepeat { get; private set; }

    /// <summary>A read shows one resource.</summary>
    /// <param name="version">Its version.</param>
    public void Shows(long version) => Version = version;

    /// <summary>What was to be made was there already, from an earlier call that said the same.</summary>
    /// <param name="target">The row that is there.</param>
    public void Repeated(Guid target) => (IsWritten, IsRepeat, Target, ReadVersion, Version) = (true, true, target, null, null);

    /// <summary>A write took place, or was found to change nothing.</summary>
    /// <param name="target">The row that was written; null if it is no single one.</param>
    /// <param name="before">The version it was decided on; null where nothing was there before.</param>
    /// <param name="after">The version it comes to; null where no single resource is answered.</param>
    public void Wrote(Guid? target, long? before = null, long? after = null) =>
        (IsWritten, IsRepeat, Target, ReadVersion, Version) = (true, false, target, before, after);
}
