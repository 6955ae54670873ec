using System.Text.RegularExpressions;
using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.Help.Pages;

/// <summary>Contract 5: the page of a group.</summary>
public partial class ShowGroupTests
{
    [Test]
    public async Task A_group_has_a_page_that_goes_on()
    {
        var workspace = await HelpCenter.StartAsync();
        var group = await workspace.Owner.GroupAsync("Many");
        await workspace.Project.ExecuteAsync(
            """
            with made as (
                insert into articles (project_id, id, group_id, position, created_at, updated_at)
                    select @p, gen_random_uuid(), @group::uuid, i, now(), now() from generate_series(1, 150) i returning id, position)
            insert into article_translations (project_id, id, article_id, locale, title, content, slug, draft_search, published_title,
                published_content, published_slug, published_text, published_at,
                published_titles, published_search, published_words, published_keys, created_at, updated_at)
            select @p, id, id, 'en', 'x', 'x', 's-' || position, '', 'Title ' || position, 'x', 's-' || position, 'x', now(), '', '',
                '{}', '{}', now(), now() from made
            """,
            new { group }
        );

        var home = await workspace.Project.HelpAsync("/en");
        Assert.That(home.Text, Does.Contain("Show all (150)").And.Contain("Title 6<").And.Not.Contain("Title 7<"));
        var first = await workspace.Project.HelpAsync($"/en/groups/{group}");
        Assert.That(first.Text, Does.Contain("Title 100<").And.Not.Contain("Title 101<"));
        var next = await workspace.Project.GetAsync(Next().Match(first.Text).Groups[1].Value);
        Assert.That(
            next.Text,
            Does.Contain("Title 101<").And.Contain("Title 150<").And.Not.Contain("Title 100<").And.Not.Contain("rel=\"next\"")
        );
    }

    [GeneratedRegex("rel=\"next\" href=\"([^\"]+)\"")]
    private static partial Regex Next();
}
