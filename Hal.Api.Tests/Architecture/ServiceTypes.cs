using System.Runtime.CompilerServices;
using MediatR;

namespace Hal.Api.Tests.Architecture;

/// <summary>The service's types as they were compiled.</summary>
internal static class ServiceTypes
{
    /// <summary>Those that somebody wrote.</summary>
    public static readonly IReadOnlyList<Type> Named = Subjects.Some(
        typeof(Program)
            .Assembly.GetTypes()
            .Where(t => t.Namespace?.StartsWith("Hal.Api", StringComparison.Ordinal) == true)
            .Where(t => !t.IsDefined(typeof(CompilerGeneratedAttribute), false) && !t.Name.Contains('<', StringComparison.Ordinal))
    );

    public static IReadOnlyList<Type> Requests { get; } = Subjects.Some(Named.Where(IsRequest));

    public static bool IsRequest(Type type) => !type.IsAbstract && type.IsAssignableTo(typeof(IBaseRequest));

    public static bool IsHandler(Type type) =>
        !type.IsAbstract && type.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IRequestHandler<,>));

    /// <summary><c>Widget</c>, <c>Account</c> or <c>V1</c>; null for what is in no family.</summary>
    public static string? FamilyOf(Type type) =>
        type.Namespace!.Split('.') is ["Hal", "Api", var family, ..] && SliceFolder.Families.Contains(family) ? family : null;
}
