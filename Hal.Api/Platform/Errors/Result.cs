using System.Diagnostics.CodeAnalysis;

namespace Hal.Api.Platform.Errors;

/// <summary>Lets a pipeline behavior fail a request without knowing what the request answers.</summary>
/// <typeparam name="TSelf">The result type itself.</typeparam>
public interface IFallible<TSelf>
{
    /// <summary>The result that holds the problem.</summary>
    /// <param name="problem">Why there is no value.</param>
    static abstract TSelf Failed(Problem problem);

    /// <summary>Why there is no value; null if there is one.</summary>
    Problem? Problem { get; }

    /// <summary>The value as an object, for code that only passes it on.</summary>
    object? Boxed { get; }
}

/// <summary>
/// Either a value or the <see cref="Errors.Problem"/> that prevented it. Expected failures are values; exceptions are defects.
/// </summary>
/// <typeparam name="T">The value's type.</typeparam>
public readonly struct Result<T> : IFallible<Result<T>>
{
    private Result(T? value, Problem? problem) => (Value, Problem) = (value, problem);

    /// <summary>The value; null when there is a problem.</summary>
    public T? Value { get; }

    /// <summary>The problem; null when there is a value.</summary>
    public Problem? Problem { get; }

    /// <summary>Whether there is a value.</summary>
    [MemberNotNullWhen(true, nameof(Value))]
    [MemberNotNullWhen(false, nameof(Problem))]
    public bool Succeeded => Problem is null;

    object? IFallible<Result<T>>.Boxed => Value;

    /// <inheritdoc/>
    public static Result<T> Failed(Problem problem) => new(default, problem);

    /// <summary>A value is a successful result.</summary>
    public static implicit operator Result<T>(T value) => new(value, null);

    /// <summary>A problem is a failed result.</summary>
    public static implicit operator Result<T>(Problem problem) => new(default, problem);
}
