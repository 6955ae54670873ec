namespace Hal.Api.Domain.Search;

/// <summary>
/// The parts of a search that stays quick over a million rows and yet finds everything, newest first. The newest 16,000 rows are looked
/// through one by one, which is all that a frequent term needs. If that does not fill the page, a trigram index gives at most 20,000 older
/// candidates; should there be more, the term is frequent after all, and the older rows are looked through in their order. What is not
/// needed is not run. Terms of less than three characters have no trigrams, and are looked through for.
/// </summary>
/// <remarks>
/// Values: <c>$1</c> the project, <c>$2</c> the pattern, <c>$3</c> the id behind which the page begins, <c>$4</c> how many rows. Measured
/// in <c>bench/README.md</c>.
/// </remarks>
public static class BoundedSearch
{
    /// <summary>Finds the ids of contacts in <c>found</c>.</summary>
    public const string Contacts = $"""
        with near as materialized (
            select id
            from (select id, search_key from contacts where project_id = $1 and id < $3 order by id desc {Window}) newest
            {Near}
        ), edge as materialized (
            select id from contacts where project_id = $1 and id < $3 {Edge}
        ), far as materialized (
            select id from contacts where array[project_id] @> array[$1::uuid] {Far}
        ), walk as materialized (
            select id from contacts where project_id = $1 {Walk}
        ), {Found}
        """;

    /// <summary>Finds the ids of companies in <c>found</c>.</summary>
    public const string Companies = $"""
        with near as materialized (
            select id
            from (select id, search_key from companies where project_id = $1 and id < $3 order by id desc {Window}) newest
            {Near}
        ), edge as materialized (
            select id from companies where project_id = $1 and id < $3 {Edge}
        ), far as materialized (
            select id from companies where array[project_id] @> array[$1::uuid] {Far}
        ), walk as materialized (
            select id from companies where project_id = $1 {Walk}
        ), {Found}
        """;

    private const string Window = "limit 16000";

    private const string Near = "where search_key like $2 order by id desc limit $4";

    // The last row of the window; none where the window holds all the rest, which ends the search.
    private const string Edge = "and (select count(*) from near) < $4 order by id desc offset 15999 limit 1";

    // The project as an array is a condition that the primary key cannot serve, and the pattern in a select one whose rarity is not guessed
    // at: so this is always the trigram index.
    private const string Far = """
        and search_key like (select $2::text) and id < (select id from edge) and exists (select from edge) and length($2) >= 5
            limit 20000
        """;

    // "is true" is what the trigram index cannot serve: so this is always the primary key.
    private const string Walk = """
        and id < (select id from edge) and (search_key like (select $2::text)) is true
              and exists (select from edge) and (length($2) < 5 or (select count(*) from far) = 20000)
            order by id desc
            limit $4
        """;

    private const string Found = """
        found as (
            select id from near
            union all
            select id from far where (select count(*) from far) < 20000
            union all
            select id from walk
            order by id desc
            limit $4
        )
        """;
}
