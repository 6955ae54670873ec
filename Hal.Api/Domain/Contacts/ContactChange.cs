using Hal.Api.Platform.Data;

namespace Hal.Api.Domain.Contacts;

/// <summary>A contact that a request creates or changes, with the statements that write it.</summary>
/// <param name="Contact">The contact as it is after the write.</param>
/// <param name="ReadVersion">The version the change was decided on; null for a new contact.</param>
/// <param name="Batch">The statements; empty if nothing changes.</param>
public sealed record ContactChange(ContactAnswer Contact, long? ReadVersion, SqlBatch Batch);
