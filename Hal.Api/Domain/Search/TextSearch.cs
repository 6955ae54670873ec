using FluentValidation;
using Hal.Api.Domain.Names;
using Hal.Api.Platform.Data;

namespace Hal.Api.Domain.Search;

/// <summary>The <c>search</c> of a list (contract 5): rows whose <c>search_key</c> holds a term, in any case and with or without accents.</summary>
public static class TextSearch
{
    /// <summary>The longest term, in characters.</summary>
    public const int MaxLength = 200;

    private const string Contains = @"c.search_key like ? escape '\'";

    /// <summary>An optional term.</summary>
    public static IRuleBuilderOptions<T, string?> MustBeSearch<T>(this IRuleBuilder<T, string?> rule) => rule
        .Must(term => term is null || term.Trim().Length is >= 1 and <= MaxLength).WithMessage($"This has to have 1 to {MaxLength} characters.");

    /// <summary>Leaves only the rows of a table called <c>c</c> that the term is found in.</summary>
    /// <param name="query">The list.</param>
    /// <param name="term">What the caller is looking for; null leaves all rows.</param>
    public static SqlQuery AndFound(this SqlQuery query, string? term)
    {
        ArgumentNullException.ThrowIfNull(query);
        return term is null ? query : query.And(Contains, SearchKey.Pattern(term));
    }
}
