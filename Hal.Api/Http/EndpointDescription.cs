using Hal.Api.Platform.Errors;

namespace Hal.Api.Http;

/// <summary>The problem codes an operation may answer with, for its OpenAPI description.</summary>
/// <param name="Codes">The codes.</param>
public sealed record RefusalMetadata(IReadOnlyList<ProblemCode> Codes);

/// <summary>That an operation is answered by proof (contract 4.7): to a visitor's token, or to a right <c>user_hash</c>.</summary>
public sealed record VisitorProofMetadata;

/// <summary>An example of an operation's request body, for its OpenAPI description.</summary>
/// <param name="Body">The body.</param>
public sealed record ExampleMetadata(object Body);

/// <summary>A query parameter of an operation whose route is read by hand, for its OpenAPI description.</summary>
/// <param name="Name">The parameter's name.</param>
/// <param name="Description">What it says.</param>
/// <param name="Values">The words it may be; empty for any text.</param>
public sealed record ParameterMetadata(string Name, string Description, IReadOnlyList<string> Values);
