using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.Account.Articles;

public class CreateArticleTests
{
    [Test]
    public async Task Makes_the_slug_from_the_title_and_numbers_it_if_it_is_taken()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var (first, second) = (
            await workspace.Owner.WriteAsync(new { title = "Refunds" }),
            await workspace.Owner.WriteAsync(new { title = "Refunds!" })
        );
        var german = await workspace.Owner.WriteAsync(new { title = "Refunds", locale = "de" });

        Assert.That(await workspace.SlugsAsync(first, second, german), Is.EqualTo(["refunds", "refunds-2", "refunds"]));

        await workspace.Owner.PatchAsync($"articles/{second}", new { title = "Money back" }).MustAsync();
        Assert.That(
            await workspace.Owner.WriteAsync(new { title = "refunds" }) is { } third ? await workspace.SlugsAsync(second, third) : [],
            Is.EqualTo(["money-back", "refunds-2"]),
            "A slug that was never published is free again."
        );
    }

    [Test]
    public async Task Articles_that_are_created_at_once_get_different_slugs()
    {
        var workspace = await TestWorkspace.CreateAsync();

        var ids = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => workspace.Owner.WriteAsync(new { title = "Refunds" })));

        Assert.That(
            await workspace.SlugsAsync(ids),
            Is.EquivalentTo(Enumerable.Range(1, 8).Select(i => i == 1 ? "refunds" : $"refunds-{i}"))
        );
    }

    [TestCase("{}", "title")]
    [TestCase("""{"title":" "}""", "title")]
    [TestCase("""{"title":7}""", "title")]
    [TestCase("""{"title":"a\u0000"}""", "title")]
    [TestCase("""{"title":"a\ud800"}""", "title")]
    [TestCase("""{"title":"a","content":[]}""", "content")]
    [TestCase("""{"title":"a","locale":"no tag"}""", "locale")]
    [TestCase("""{"title":"a","slug":"A b"}""", "slug")]
    [TestCase("""{"title":"a","slug":"-a"}""", "slug")]
    [TestCase("""{"title":"a","slug":"a--b"}""", "slug")]
    [TestCase("""{"title":"a","slug":"<script>"}""", "slug")]
    [TestCase("""{"title":"a","slug":""}""", "slug")]
    [TestCase("""{"title":"a","status":"live"}""", "status")]
    [TestCase("""{"title":"a","group_id":7}""", "group_id")]
    public async Task Refuses_an_invalid_field_and_names_it(string json, string field)
    {
        var workspace = await TestWorkspace.CreateAsync();

        (await workspace.Owner.PostAsync("articles", json)).MustName(field);
        Assert.That(await workspace.TitlesAsync(""), Is.Empty);
    }

    [Test]
    public async Task Refuses_content_that_is_too_long_or_nests_too_deeply()
    {
        var workspace = await TestWorkspace.CreateAsync();

        (await workspace.Owner.PostAsync("articles", new { title = new string('x', 201) })).MustName("title");
        (await workspace.Owner.PostAsync("articles", new { title = "x", content = new string('x', 100_001) })).MustName("content");
        (
            await workspace.Owner.PostAsync("articles", new { title = "x", content = string.Concat(Enumerable.Repeat("<div>", 5_000)) })
        ).MustName("content");
        (await workspace.Owner.PostAsync("articles", new { title = "x", content = new string('>', 5_000) })).MustName("content");
        await workspace
            .Owner.PostAsync(
                "articles",
                new
                {
                    title = new string('x', 200),
                    content = new string('x', 100_000),
                    status = "published",
                }
            )
            .MustAsync();
    }

    [TestCase("[a](", 90_000)]
    [TestCase("a <?", 90_000)]
    [TestCase("http://a.b/(", 90_000)]
    [TestCase("www.a.b ", 90_000)]
    [TestCase("<a><div>", 20_000)]
    [TestCase("- a\n", 90_000)]
    public async Task Refuses_content_that_costs_too_much_to_render(string part, int length)
    {
        var workspace = await TestWorkspace.CreateAsync();
        var content = string.Concat(Enumerable.Repeat(part, length / part.Length));

        (await workspace.Owner.PostAsync("articles", new { title = "x", content })).MustName("content");
        var id = await workspace.Owner.WriteAsync(new { title = "x", content = content[..150] });
        (await workspace.Owner.PatchAsync($"articles/{id}", new { content })).MustName("content");
    }

    [TestCase("[a]: ", "[a] ")]
    [TestCase("*[a]: ", "a ")]
    public async Task Refuses_content_that_expands_too_far(string defines, string uses)
    {
        var workspace = await TestWorkspace.CreateAsync();
        var content = $"{defines}{new string('x', 2_000)}\n\n{string.Concat(Enumerable.Repeat(uses, 2_000))}";

        (await workspace.Owner.PostAsync("articles", new { title = "x", content })).MustName("content");
    }

    [Test]
    public async Task Accepts_a_long_article_full_of_links_and_tables()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var content =
            string.Concat(Enumerable.Repeat("| [One](https://acme.example/one?a=b) | **two** `<b>` <!-- note --> |\n", 1_250))
            + "\nBegin with `<?php`.";

        await workspace.Owner.PublishAsync("Table", $"| a | b |\n|---|---|\n{content}");

        Assert.That((await workspace.Project.HelpAsync("/en/table")).Text, Does.Contain("<td><a href=\"https://acme.example/one?a=b\""));
    }
}
