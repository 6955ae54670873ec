namespace Hal.Api.Http;

/// <summary>States the family of an operation; a test fails for one that states none (contract 1).</summary>
/// <param name="Family"><c>widget</c>, <c>account</c>, <c>v1</c> or <c>public</c>.</param>
public sealed record FamilyMetadata(string Family);
