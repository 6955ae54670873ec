using Hal.Api.Platform.Errors;

namespace Hal.Api.Http;

/// <summary>The problem codes an operation may answer with, for its OpenAPI description.</summary>
/// <param name="Codes">The codes.</param>
public sealed record RefusalMetadata(IReadOnlyList<ProblemCode> Codes);

/// <summary>Marks an operation that needs a proof (contract 4.7): a visitor's token, or a right <c>user_hash</c>.</summary>
public sealed record VisitorProofMetadata;

/// <summary>An example of an operation's request body, for its OpenAPI description.</summary>
/// <param name="Body">The body.</param>
public sealed record ExampleMetadata(object Body);

/// <summary>A query parameter of an operation that reads its query string itself, for its OpenAPI description.</summary>
/// <param name="Name">The parameter's name.</param>
/// <param name="Description">What it says.</param>
/// <param name="Values">The values it may have; empty for any text.</param>
public sealed record ParameterMetadata(string Name, string Description, IReadOnlyList<string> Values);
