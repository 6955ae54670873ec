using System.Text.Json;

namespace Hal.Api.Tests.Harness;

/// <summary>Articles as members write them, and the help center as readers ask for it.</summary>
internal static class Articles
{
    /// <summary>Writes an article; its id.</summary>
    public static async Task<string> WriteAsync(this TestMember member, object body) =>
        (await member.PostAsync("articles", body).MustAsync()).GetProperty("article").GetProperty("id").GetString()!;

    /// <summary>Writes an article and publishes it; its id.</summary>
    public static Task<string> PublishAsync(
        this TestMember member,
        string title,
        string content = "",
        string locale = "en",
        string? group = null
    ) =>
        member.WriteAsync(
            new
            {
                title,
                content,
                locale,
                group_id = group,
                status = "published",
            }
        );

    /// <summary>Makes a group; its id.</summary>
    public static async Task<string> GroupAsync(this TestMember member, string name) =>
        (await member.PostAsync("article-groups", new { name }).MustAsync()).GetProperty("article_group").GetProperty("id").GetString()!;

    /// <summary>A page of the project's help center, as a browser asks for it.</summary>
    public static Task<Exchange> HelpAsync(this TestProject project, string path = "", params (string Name, string Value)[] headers) =>
        project.GetAsync($"/help/{project.Id}{path}", [("Accept", "text/html"), .. headers]);

    /// <summary>What the widget finds.</summary>
    public static async Task<IReadOnlyList<JsonElement>> FindAsync(this TestProject project, string text, string locale = "en")
    {
        var exchange = await project.GetAsync(
            $"/api/widget/articles?project_id={project.Id}&q={Uri.EscapeDataString(text)}&locale={locale}"
        );
        Assert.That(exchange.Status, Is.EqualTo(200), exchange.Text);
        return [.. exchange.Body.GetProperty("articles").EnumerateArray()];
    }

    /// <summary>The titles of what the widget finds.</summary>
    public static async Task<IReadOnlyList<string>> FindTitlesAsync(this TestProject project, string text, string locale = "en") =>
        [.. (await project.FindAsync(text, locale)).Select(a => a.GetProperty("title").GetString()!)];
}
