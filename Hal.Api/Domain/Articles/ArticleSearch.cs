using Hal.Api.Platform.Data;
using Hal.Api.Platform.Values;

namespace Hal.Api.Domain.Articles;

/// <summary>What a reader searches for.</summary>
/// <param name="Project">The project.</param>
/// <param name="Locale">The language of the articles.</param>
/// <param name="Text">What the reader typed so far.</param>
/// <param name="Limit">How many articles at most.</param>
public sealed record ArticleSearchRequest(Guid Project, string Locale, string Text, int Limit);

/// <summary>An article that was found.</summary>
/// <param name="ArticleId">The article.</param>
/// <param name="Title">The title that readers see.</param>
/// <param name="Slug">Its slug.</param>
/// <param name="GroupId">Its group; null for none.</param>
/// <param name="Excerpt">The part of its text that matches the search.</param>
/// <param name="Marks">Mark each word of the title and the excerpt that begins with one of these.</param>
public sealed record FoundArticle(Guid ArticleId, string Title, string Slug, Guid? GroupId, string Excerpt, IReadOnlyList<string> Marks);

/// <summary>
/// Searches the published articles of one language. Articles with the words in their title come first, then those with the words in their
/// text, each ordered by PostgreSQL's rank. Words are found in all forms that the language's text-search configuration knows. The last word
/// is also found by its beginning, because the reader may still be typing it. If nothing is found, words that no article contains count as
/// mistyped: trigrams find similar words, and the search runs once more with them.
/// </summary>
public static class ArticleSearch
{
    /// <summary>The most words that a search looks at.</summary>
    public const int MaxTerms = 8;

    /// <summary>The longest search, in characters.</summary>
    public const int MaxLength = 200;

    private const int MinMistypedLength = 3;
    private const int ShortWord = 4;
    private const int MaxMeanings = 3;

    private const string Lexemes = "select coalesce(to_tsquery($1::regconfig, $2)::text, '')";

    // Ranking reads every row that it ranks, so each step has a limit. A word that more articles than that contain does not rank them well.
    private const string Sql = """
        with query as materialized (
            select case when $4 = '' then l.last else to_tsquery($3::regconfig, $4) && l.last end as q
            from (select to_tsquery($3::regconfig, $5) || to_tsquery('simple', $6) as last) l
        ), titled as materialized (
            select t.id, ts_rank(t.published_titles, query.q) as rank
            from article_translations t, query
            where array[t.project_id] @> array[$1::uuid] and t.project_id = $1 and t.locale = $2 and t.published_at is not null
                and t.published_titles @@ query.q
            limit 1000
        ), best as materialized (
            select id, rank from titled order by rank desc, id limit $7
        ), texts as materialized (
            select t.id, t.published_search
            from article_translations t, query
            where (select count(*) from best) < $7
              and array[t.project_id] @> array[$1::uuid] and t.project_id = $1 and t.locale = $2 and t.published_at is not null
                  and t.published_search @@ query.q
            limit 150
        ), told as (
            select x.id, ts_rank(x.published_search, query.q) as rank from texts x, query where x.id not in (select id from best)
        ), found as (
            select id, 1 as tier, rank from best
            union all
            (select id, 2, rank from told order by rank desc, id limit $7)
        )
        select t.article_id, t.published_title as title, t.published_slug as slug, a.group_id, left(t.published_text, 20000) as text
        from found f
        join article_translations t on t.project_id = $1 and t.id = f.id
        join articles a on a.project_id = $1 and a.id = t.article_id
        order by f.tier, f.rank desc, f.id
        limit $7
        """;

    // Holds for this transaction only.
    private const string LookFarther = "select set_config('pg_trgm.similarity_threshold', '0.2', true)";

    private const string Alike = """
        select s.key as term, w.word, w.key, w.articles
        from unnest($3) s (key)
        cross join lateral (
            select v.word, v.key, v.articles
            from article_words v
            where array[v.project_id] @> array[$1::uuid] and v.project_id = $1 and v.locale = $2 and v.key % s.key
            order by similarity(v.key, s.key) desc, v.articles desc
            limit 20) w
        """;

    /// <summary>A part of a query that finds words by their beginning.</summary>
    /// <param name="word">A folded word. It has letters and digits only, so it needs no escaping.</param>
    public static string Begun(string word) => $"'{word}':*";

    /// <summary>A cursor of a list that is ordered by position.</summary>
    /// <param name="place">The position of the last row.</param>
    /// <param name="id">The id of the last row.</param>
    public static Cursor CursorAt(long place, Guid id) => new(DateTimeOffset.FromUnixTimeMilliseconds(place).UtcDateTime, id);

    /// <summary>The position in a cursor made by <see cref="CursorAt"/>.</summary>
    public static long PlaceOf(Cursor cursor) => new DateTimeOffset(cursor.At).ToUnixTimeMilliseconds();

    /// <summary>Finds articles. A text without a word finds nothing.</summary>
    public static async Task<IReadOnlyList<FoundArticle>> FindAsync(Database database, ArticleSearchRequest request)
    {
        List<string[]> terms = [.. SearchText.Words(request.Text).Select(w => new[] { w.Folded }).Take(MaxTerms)];
        if (terms.Count == 0)
            return [];

        var found = await SearchAsync(database, request, terms);
        if (found.Count > 0)
            return found;

        var meant = await MeantAsync(database, request, [.. terms.Select(t => t[0])]);
        return meant is null ? [] : await SearchAsync(database, request, meant);
    }

    /// <summary>
    /// The edit distance of two words: how many letters to insert, delete, replace or swap with a neighbour to turn one into the other.
    /// </summary>
    /// <param name="max">The greatest distance that matters. A greater one is returned as <paramref name="max"/> + 1.</param>
    public static int Distance(string one, string other, int max)
    {
        if (Math.Abs(one.Length - other.Length) > max)
            return max + 1;

        var rows = new int[one.Length + 1, other.Length + 1];
        for (var i = 0; i <= one.Length; i++)
        {
            for (var j = 0; j <= other.Length; j++)
            {
                if (i == 0 || j == 0)
                {
                    rows[i, j] = i + j;
                    continue;
                }

                var same = one[i - 1] == other[j - 1] ? 0 : 1;
                rows[i, j] = Math.Min(Math.Min(rows[i - 1, j] + 1, rows[i, j - 1] + 1), rows[i - 1, j - 1] + same);
                if (i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1])
                    rows[i, j] = Math.Min(rows[i, j], rows[i - 2, j - 2] + 1);
            }
        }

        return Math.Min(rows[one.Length, other.Length], max + 1);
    }

    private static async Task<IReadOnlyList<FoundArticle>> SearchAsync(
        Database database,
        ArticleSearchRequest request,
        List<string[]> terms
    )
    {
        var configuration = Locale.Configuration(request.Locale);
        var others = string.Join(" & ", terms.SkipLast(1).Select(t => AnyOf(t, Quoted)));
        var (last, begun) = (AnyOf(terms[^1], Quoted), AnyOf(terms[^1], Begun));
        var read = new SqlRead();
        var lexemes = read.One<string>(Lexemes, configuration, string.Join(" | ", terms.Select(t => AnyOf(t, Quoted))));
        var rows = read.List<Row>(Sql, request.Project, request.Locale, configuration, others, last, begun, request.Limit);
        await database.SearchAsync(read);
        var marks = Excerpt.Marks(terms.SelectMany(t => t), lexemes.Value ?? "");
        return
        [
            .. rows.Value.Select(row => new FoundArticle(
                row.ArticleId,
                row.Title,
                row.Slug,
                row.GroupId,
                Excerpt.Around(row.Text, marks),
                marks
            )),
        ];
    }

    // For each word, the known words that the reader may have meant; null if no word has any.
    private static async Task<List<string[]>?> MeantAsync(Database database, ArticleSearchRequest request, IReadOnlyList<string> terms)
    {
        var keys = terms.Select(SearchText.Key).Where(key => key.Length >= MinMistypedLength).Distinct(StringComparer.Ordinal).ToArray();
        if (keys.Length == 0)
            return null;

        var read = new SqlRead();
        read.One<string>(LookFarther);
        var alike = read.List<AlikeRow>(Alike, request.Project, request.Locale, keys);
        await database.SearchAsync(read);
        var isAnyMeant = false;
        var meant = new List<string[]>();
        foreach (var term in terms)
        {
            var key = SearchText.Key(term);
            var max = key.Length <= ShortWord ? 1 : 2;
            var known = alike.Value.Where(a => a.Term == key).ToList();
            string[] words = known.Exists(a => a.Word == term)
                ? []
                :
                [
                    .. known
                        .Select(a => (a.Word, a.Articles, Distance: Distance(key, a.Key, max)))
                        .Where(a => a.Distance <= max)
                        .OrderBy(a => a.Distance)
                        .ThenByDescending(a => a.Articles)
                        .ThenBy(a => a.Word, StringComparer.Ordinal)
                        .Take(MaxMeanings)
                        .Select(a => a.Word),
                ];
            isAnyMeant |= words.Length > 0;
            meant.Add([term, .. words]);
        }

        return isAnyMeant ? meant : null;
    }

    private static string AnyOf(string[] words, Func<string, string> part) =>
        words.Length == 1 ? part(words[0]) : $"({string.Join(" | ", words.Select(part))})";

    private static string Quoted(string word) => $"'{word}'";

    private sealed record Row(Guid ArticleId, string Title, string Slug, Guid? GroupId, string Text);

    private sealed record AlikeRow(string Term, string Word, string Key, int Articles);
}
