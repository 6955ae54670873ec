using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.Account.Articles;

/// <summary>Contract 5: an article in several languages, from the first draft to its withdrawal.</summary>
public class ArticleTests
{
    [Test]
    public async Task Is_written_edited_translated_and_published()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var group = await workspace.Owner.GroupAsync("Billing");

        var made = await workspace.Owner.PostAsync(
            "articles",
            new
            {
                title = " How refunds work ",
                content = "**Soon.**",
                group_id = group,
            }
        );
        made.MustMatch("created");
        var id = made.Body.GetProperty("article").GetProperty("id").GetString();
        Assert.That((made.Status, made.Headers["Location"], made.Headers["ETag"]), Is.EqualTo((201, $"/api/articles/{id}", "\"1\"")));
        (await workspace.Owner.PatchAsync($"articles/{id}", new { locale = "DE", title = "So geht Erstattung" })).MustMatch("translated");
        (await workspace.Owner.PostAsync($"articles/{id}/publish", null)).MustMatch("published");
        (await workspace.Owner.PatchAsync($"articles/{id}", new { content = "*Later.*" })).MustMatch("edited");
        var read = await workspace.Owner.GetAsync($"articles/{id}?locale=de");
        read.MustMatch("read");
        Assert.That(read.Headers["ETag"], Is.EqualTo("\"4\""));
        (await workspace.Owner.PostAsync($"articles/{id}/unpublish?locale=de", null)).MustMatch("unpublished");
    }
}
