using Hal.Api.Domain.Names;
using Hal.Api.Platform.Data;

namespace Hal.Api.Domain.Search;

/// <summary>
/// The <c>search</c> of a list beside other filters (contract 5): rows whose <c>search_key</c> holds a term. Alone it is <see
/// cref="BoundedSearch"/>'s work.
/// </summary>
public static class TextSearch
{
    /// <summary>Leaves only the rows of a table called <c>c</c> that the term is found in.</summary>
    /// <param name="query">The list.</param>
    /// <param name="term">What the caller is looking for; null leaves all rows.</param>
    public static SqlQuery AndFound(this SqlQuery query, string? term)
    {
        return term is null ? query : query.And("c.search_key like ?", SearchKey.Pattern(term));
    }
}
