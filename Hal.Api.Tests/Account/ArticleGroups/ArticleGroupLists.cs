using System.Text.Json;
using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.Account.ArticleGroups;

/// <summary>Groups of articles as the owner of a workspace reads them.</summary>
internal static class ArticleGroupLists
{
    /// <summary>All groups in their order.</summary>
    public static async Task<IReadOnlyList<JsonElement>> GroupsAsync(this TestWorkspace workspace) =>
        [.. (await workspace.Owner.GetAsync("article-groups").MustAsync()).GetProperty("article_groups").EnumerateArray()];
}
