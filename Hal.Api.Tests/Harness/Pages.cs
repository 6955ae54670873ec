using System.Text.Json;

namespace Hal.Api.Tests.Harness;

/// <summary>Lists that are read to their end.</summary>
internal static class Pages
{
    /// <summary>Walks a list page by page.</summary>
    /// <param name="member">Who reads.</param>
    /// <param name="path">The list with its filters.</param>
    /// <param name="name">What the list is of: the member that holds the rows.</param>
    /// <param name="limit">How many rows a page has.</param>
    /// <param name="between">What happens after each page.</param>
    public static Task<IReadOnlyList<JsonElement>> WalkAsync(
        this TestMember member,
        string path,
        string name,
        int limit = 2,
        Func<Task>? between = null
    ) => WalkAsync(page => member.GetAsync(page), path, name, limit, between);

    /// <summary>Walks a list page by page.</summary>
    /// <param name="key">Who reads.</param>
    /// <param name="path">The list with its filters.</param>
    /// <param name="name">What the list is of: the member that holds the rows.</param>
    /// <param name="limit">How many rows a page has.</param>
    /// <param name="between">What happens after each page.</param>
    public static Task<IReadOnlyList<JsonElement>> WalkAsync(
        this TestKey key,
        string path,
        string name,
        int limit = 2,
        Func<Task>? between = null
    ) => WalkAsync(page => key.GetAsync(page), path, name, limit, between);

    /// <summary>A text member of each row.</summary>
    public static IEnumerable<string?> Texts(this IEnumerable<JsonElement> rows, string member) => rows.Select(row => row.Text(member));

    /// <summary>The text found by going down the members.</summary>
    public static string? Text(this JsonElement element, params string[] members) =>
        members.Aggregate(element, (at, member) => at.GetProperty(member)).GetString();

    private static async Task<IReadOnlyList<JsonElement>> WalkAsync(
        Func<string, Task<Exchange>> get,
        string path,
        string name,
        int limit,
        Func<Task>? between
    )
    {
        var rows = new List<JsonElement>();
        string? cursor = null;
        do
        {
            var query = $"limit={limit}{(cursor is null ? "" : $"&cursor={cursor}")}";
            var page = await get($"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{query}").MustAsync();
            var found = page.GetProperty(name).EnumerateArray().ToList();
            cursor = page.GetProperty("next_cursor").GetString();
            Assert.That(found, Has.Count.LessThanOrEqualTo(limit));
            Assert.That(cursor is null || found.Count == limit, "A page is only shorter when it is the last.");
            rows.AddRange(found);
            if (between is not null && cursor is not null)
                await between();
        } while (cursor is not null);

        return rows;
    }
}
