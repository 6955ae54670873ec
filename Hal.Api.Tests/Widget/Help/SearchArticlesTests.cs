using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.Widget.Help;

/// <summary>Contract 4.8: the widget searches what is published, or lists it.</summary>
public class SearchArticlesTests
{
    [Test]
    public async Task Finds_what_is_published_and_shows_why()
    {
        var workspace = await TestWorkspace.CreateAsync();
        await workspace.Owner.PublishAsync(
            "How refunds work",
            $"{string.Concat(Enumerable.Repeat("Some words before. ", 20))}A **refund** takes <b>14</b> days & more."
        );
        await workspace.Owner.PublishAsync("Invoices", "There is one refund on each.");
        await workspace.Owner.PublishAsync("Other", "Nothing of the kind.");
        await workspace.Owner.WriteAsync(new { title = "Secret refund" });

        var exchange = await workspace.Project.GetAsync($"/api/widget/articles?project_id={workspace.Project.Id}&q=refund");

        exchange.MustMatch();
    }

    [TestCase("refund", "en", "Refund policy")]
    [TestCase("refunds", "en", "Refund policy")]
    [TestCase("refunding", "en", "Refund policy")]
    [TestCase("REF", "en", "Refund policy")]
    [TestCase("r", "en", "Refund policy")]
    [TestCase("refnud", "en", "Refund policy")]
    [TestCase("refund polcy", "en", "Refund policy")]
    [TestCase("how to refund", "en", "Refund policy")]
    [TestCase("cafe", "en", "Refund policy")]
    [TestCase("café", "en", "Refund policy")]
    [TestCase("haus", "de", "Viele Häuser")]
    [TestCase("HÄUSERN", "de", "Viele Häuser")]
    [TestCase("hauser", "de-AT", "Viele Häuser")]
    [TestCase("деньгами", "ru", "Вернуть деньги")]
    [TestCase("денги", "ru", "Вернуть деньги")]
    [TestCase("退款", "zh", "退款政策")]
    public async Task Finds_words_in_their_forms_by_their_beginning_and_mistyped(string text, string locale, string title)
    {
        var workspace = await TestWorkspace.CreateAsync();
        await workspace.Owner.PublishAsync("Refund policy", "Money for every café.");
        await workspace.Owner.PublishAsync("Viele Häuser", "Text.", "de");
        await workspace.Owner.PublishAsync("Вернуть деньги", "Текст.", "ru");
        await workspace.Owner.PublishAsync("退款政策", "文本", "zh");

        Assert.That(await workspace.Project.FindTitlesAsync(text, locale), Is.EqualTo([title]));
    }

    [TestCase("zebra")]
    [TestCase("%")]
    [TestCase("' & ! | ( ) :* \\ <-> \"")]
    [TestCase("refund:*|x")]
    [TestCase("\ud83d\ude00")]
    public async Task Query_operators_are_only_text(string text)
    {
        var workspace = await TestWorkspace.CreateAsync();
        await workspace.Owner.PublishAsync("Policy", "Nothing.");

        Assert.That(await workspace.Project.FindTitlesAsync(text), Is.Empty);
    }

    [Test]
    public async Task A_title_counts_more_than_a_text_and_more_words_than_fewer()
    {
        var workspace = await TestWorkspace.CreateAsync();
        await workspace.Owner.PublishAsync("One", "A refund. Then much else that nobody asked for, and still more of it.");
        await workspace.Owner.PublishAsync("Two", "Refund, refund and refund.");
        await workspace.Owner.PublishAsync("Refund", "Three.");

        Assert.That(await workspace.Project.FindTitlesAsync("refund"), Is.EqualTo(["Refund", "Two", "One"]));
    }

    [Test]
    public async Task Without_words_all_is_listed_in_the_order_of_the_groups()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var (first, second) = (await workspace.Owner.GroupAsync("First"), await workspace.Owner.GroupAsync("Second"));
        await workspace.Owner.PublishAsync("loose");
        await workspace.Owner.PublishAsync("second a", group: second);
        await workspace.Owner.PublishAsync("first a", group: first);
        await workspace.Owner.PublishAsync("first b", group: first);
        await workspace.Owner.WriteAsync(new { title = "draft", group_id = first });

        var titles = new List<string>();
        for (var cursor = ""; cursor is not null; )
        {
            var page = (await workspace.Project.GetAsync($"/api/widget/articles?project_id={workspace.Project.Id}&limit=2{cursor}")).Body;
            titles.AddRange(page.GetProperty("articles").EnumerateArray().Select(a => a.GetProperty("title").GetString()!));
            cursor = page.GetProperty("next_cursor").GetString() is { } next ? $"&cursor={next}" : null;
        }

        Assert.That(titles, Is.EqualTo(["first a", "first b", "second a", "loose"]));
    }

    [Test]
    public async Task Is_revalidated_by_its_tag_and_changes_at_once_on_every_instance()
    {
        var running = await TestHost.RunningAsync();
        await using var other = new HalApp(running.Database.ConnectionString);
        using var client = other.Start();
        var workspace = await TestWorkspace.CreateAsync();
        await workspace.Owner.PublishAsync("Refunds");
        var path = $"/api/widget/articles?project_id={workspace.Project.Id}&q=refunds";
        var first = await workspace.Project.Through(client).GetAsync(path);

        Assert.That(first.Headers["Cache-Control"], Is.EqualTo("public, no-cache"));
        Assert.That(
            (await workspace.Project.Through(client).GetAsync(path, ("If-None-Match", first.Headers["ETag"]))).Status,
            Is.EqualTo(304)
        );
        await workspace.Owner.PublishAsync("More refunds");

        var second = await workspace.Project.Through(client).GetAsync(path, ("If-None-Match", first.Headers["ETag"]));
        Assert.That((second.Status, second.Body.GetProperty("articles").GetArrayLength()), Is.EqualTo((200, 2)));
    }

    [TestCase("limit=0", "limit")]
    [TestCase("limit=x", "limit")]
    [TestCase("cursor=x", "cursor")]
    [TestCase("locale=no+tag", "locale")]
    [TestCase("q=a%00b", "q")]
    public async Task Refuses_malformed_values(string query, string field)
    {
        var project = await TestProject.CreateAsync();

        (await project.GetAsync($"/api/widget/articles?project_id={project.Id}&{query}")).MustName(field);
        (await project.GetAsync($"/api/widget/articles?project_id={project.Id}&q={new string('x', 201)}")).MustName("q");
    }
}
