using System.Text.Json;
using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.Account.Articles;

/// <summary>Articles as the owner of a workspace reads them.</summary>
internal static class ArticleLists
{
    /// <summary>One article.</summary>
    public static async Task<JsonElement> ArticleAsync(this TestWorkspace workspace, string id) =>
        (await workspace.Owner.GetAsync($"articles/{id}").MustAsync()).GetProperty("article");

    /// <summary>The slugs of these articles.</summary>
    public static async Task<IReadOnlyList<string>> SlugsAsync(this TestWorkspace workspace, params string[] ids)
    {
        var slugs = new List<string>();
        foreach (var id in ids)
            slugs.Add((await workspace.ArticleAsync(id)).Text("slug")!);

        return slugs;
    }

    /// <summary>The titles on the first page of the list.</summary>
    public static async Task<IReadOnlyList<string>> TitlesAsync(this TestWorkspace workspace, string query = "") =>
        [
            .. (await workspace.Owner.GetAsync($"articles?{query}").MustAsync())
                .GetProperty("articles")
                .EnumerateArray()
                .Select(article => article.Text("title")!),
        ];

    /// <summary>The languages in which readers see an article of the project, in alphabetical order.</summary>
    public static Task<IReadOnlyList<string>> PublishedLocalesAsync(this TestWorkspace workspace) =>
        workspace.Project.RowsAsync<string>(
            "select locale::text from article_translations where project_id = @p and published_at is not null order by locale"
        );
}
