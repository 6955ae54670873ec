using Hal.Api.Platform.Errors;

namespace Hal.Api.Families.Widget;

/// <summary>What can be wrong with the origin of a widget call (contract 4).</summary>
public static class WidgetProblems
{
    /// <summary>The page's origin is not on the project's list.</summary>
    public static readonly ProblemCode OriginNotAllowed = new(403, "origin_not_allowed", "This origin may not use the project");
}
