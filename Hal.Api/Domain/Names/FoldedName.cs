namespace Hal.Api.Domain.Names;

/// <summary>The form in which names are compared without regard to case: trimmed, lower-case. Stored as <c>name_key</c>.</summary>
public static class FoldedName
{
    /// <summary>Folds a name.</summary>
    /// <param name="name">A name as somebody typed it.</param>
    public static string Of(string name)
    {
        return name.Trim().ToLowerInvariant();
    }
}
