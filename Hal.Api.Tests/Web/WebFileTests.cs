using System.IO.Compression;
using System.Net.Http.Headers;
using System.Text;
using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.Web;

public class WebFileTests
{
    private const int MaxWidget = 6 * 1024;
    private const int MaxChat = 25 * 1024;

    private static readonly string[] Modules =
    [
        "widget/launcher.js",
        "widget/launcher/button.js",
        "widget/launcher/styles.js",
        "widget/service.js",
        "widget/dom.js",
        "widget/texts.js",
        "widget/inbox.js",
        "widget/inbox/conversations.js",
        "widget/inbox/live.js",
        "widget/inbox/outbox.js",
        "widget/inbox/proof.js",
        "widget/inbox/stream.js",
        "widget/chat.js",
        "widget/chat/finder.js",
        "widget/chat/help.js",
        "widget/chat/home.js",
        "widget/chat/html.js",
        "widget/chat/links.js",
        "widget/chat/messages.js",
        "widget/chat/reader.js",
        "widget/chat/styles.js",
        "widget/chat/talk.js",
        "widget/chat/words.js",
    ];

    private static IEnumerable<string> Files => ["widget.js", .. Modules];

    [Test]
    public async Task The_widget_is_small() =>
        Assert.That((await GetAsync("widget.js", "gzip")).Bytes, Has.Length.LessThanOrEqualTo(MaxWidget));

    [Test]
    public async Task What_the_chat_loads_is_small()
    {
        var sizes = await Task.WhenAll(Files.Skip(1).Select(async file => (await GetAsync(file, "gzip")).Bytes.Length));

        Assert.That(sizes.Sum(), Is.LessThanOrEqualTo(MaxChat));
    }

    [Test]
    public void Every_module_is_counted()
    {
        var root = Path.Combine(Architecture.SourceTree.Root, "Hal.Api/wwwroot");

        Assert.That(
            Directory
                .EnumerateFiles(Path.Combine(root, "widget"), "*", SearchOption.AllDirectories)
                .Select(f => Path.GetRelativePath(root, f).Replace('\\', '/')),
            Is.EquivalentTo(Modules)
        );
    }

    [Test]
    public void No_script_makes_code_of_text_or_styles_in_line([ValueSource(nameof(Files))] string file)
    {
        var text = File.ReadAllText(Path.Combine(Architecture.SourceTree.Root, "Hal.Api/wwwroot", file));

        Assert.That(
            text,
            Does.Not.Match(
                @"\beval\b|new Function|innerHTML|outerHTML|insertAdjacentHTML|document\.write|\.style\b|'style'|document\.cookie|<style"
            )
        );
    }

    [Test]
    public void A_module_is_handed_what_it_needs_and_does_not_use_the_API_of_the_page([ValueSource(nameof(Modules))] string module)
    {
        var text = File.ReadAllText(Path.Combine(Architecture.SourceTree.Root, "Hal.Api/wwwroot", module));

        Assert.That(text, Does.Not.Contain("HalWidget"));
    }

    [TestCase("gzip, deflate, br", "br")]
    [TestCase("gzip", "gzip")]
    [TestCase("br;q=0, gzip;q=0.5", "gzip")]
    [TestCase("identity", null)]
    [TestCase("", null)]
    public async Task Each_browser_gets_the_smallest_form_that_it_reads(string accepts, string? encoding)
    {
        var answer = await GetAsync("widget.js", accepts);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(answer.Headers("Content-Encoding"), Is.EqualTo(encoding ?? ""));
            Assert.That(answer.Headers("Vary"), Is.EqualTo("Accept-Encoding"));
            Assert.That(Unpack(answer.Bytes, encoding), Is.EqualTo((await GetAsync("widget.js", "identity")).Bytes));
        }
    }

    [Test]
    public async Task A_script_is_its_source_without_the_lines_of_comments([ValueSource(nameof(Files))] string file)
    {
        var source = await File.ReadAllLinesAsync(Path.Combine(Architecture.SourceTree.Root, "Hal.Api/wwwroot", file));
        var served = Encoding.UTF8.GetString((await GetAsync(file, "identity")).Bytes).Split('\n')[..^1];

        var isInComment = false;
        var code = source
            .Where(line =>
            {
                var text = line.Trim();
                var isLine = !isInComment && text.StartsWith("//", StringComparison.Ordinal);
                var end = text.IndexOf("*/", StringComparison.Ordinal);
                isInComment |= text.StartsWith("/*", StringComparison.Ordinal) && (end < 0 || end == text.Length - 2);
                var isComment = isLine || isInComment;
                isInComment &= !text.EndsWith("*/", StringComparison.Ordinal);
                return !isComment;
            })
            .ToList();
        Assert.That(served, Is.EqualTo(code));
    }

    [Test]
    public async Task Any_page_may_load_a_file_and_asks_again_each_time([ValueSource(nameof(Files))] string file)
    {
        var answer = await GetAsync(file, "br");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(answer.Status, Is.EqualTo(200));
            Assert.That(answer.Headers("Content-Type"), Is.EqualTo("text/javascript; charset=utf-8"));
            Assert.That(answer.Headers("Cache-Control"), Is.EqualTo("public, no-cache"));
            Assert.That(answer.Headers("Access-Control-Allow-Origin"), Is.EqualTo("*"));
            Assert.That(answer.Headers("Cross-Origin-Resource-Policy"), Is.EqualTo("cross-origin"));
            Assert.That(answer.Headers("X-Content-Type-Options"), Is.EqualTo("nosniff"));
        }

        var again = await GetAsync(file, "br", answer.Headers("ETag"));
        Assert.That(
            (again.Status, again.Bytes.Length, again.Headers("ETag"), again.Headers("Access-Control-Allow-Origin")),
            Is.EqualTo((304, 0, answer.Headers("ETag"), "*"))
        );
        Assert.That((await GetAsync(file, "gzip", answer.Headers("ETag"))).Status, Is.EqualTo(200), "Another form is another answer.");
    }

    [Test]
    public async Task HEAD_tells_the_size([ValueSource(nameof(Files))] string file)
    {
        var whole = await GetAsync(file, "gzip");
        var head = await GetAsync(file, "gzip", null, HttpMethod.Head);

        Assert.That(
            (head.Status, head.Bytes.Length, head.Headers("Content-Length"), head.Headers("ETag")),
            Is.EqualTo((200, 0, $"{whole.Bytes.Length}", whole.Headers("ETag")))
        );
    }

    [TestCase("widget/none.js", 404, "route_not_found")]
    [TestCase("widget/../appsettings.json", 404, "route_not_found")]
    [TestCase("demo", 404, "route_not_found")]
    [TestCase("demo/demo.js", 404, "route_not_found")]
    [TestCase("demo/demo.html", 404, "route_not_found")]
    public async Task Nothing_else_is_served(string path, int status, string code)
    {
        var project = await TestProject.CreateAsync();

        (await project.GetAsync($"/{path}")).MustBe(status, code);
    }

    [Test]
    public async Task A_script_is_not_posted_to()
    {
        var project = await TestProject.CreateAsync();

        (await project.SendAsync(HttpMethod.Post, "/widget.js")).MustBe(405, "method_not_allowed");
    }

    private static byte[] Unpack(byte[] bytes, string? encoding)
    {
        using var from = new MemoryStream(bytes);
        using Stream unpacked = encoding switch
        {
            "br" => new BrotliStream(from, CompressionMode.Decompress),
            "gzip" => new GZipStream(from, CompressionMode.Decompress),
            _ => from,
        };
        using var to = new MemoryStream();
        unpacked.CopyTo(to);
        return to.ToArray();
    }

    private static async Task<Answer> GetAsync(string file, string accepts, string? etag = null, HttpMethod? method = null)
    {
        var running = await TestHost.RunningAsync();
        using var request = new HttpRequestMessage(method ?? HttpMethod.Get, $"/{file}");
        if (accepts.Length > 0)
            request.Headers.TryAddWithoutValidation("Accept-Encoding", accepts);

        if (etag is not null)
            request.Headers.TryAddWithoutValidation("If-None-Match", etag);

        using var response = await running.Client.SendAsync(request);
        return new Answer(
            (int)response.StatusCode,
            await response.Content.ReadAsByteArrayAsync(),
            response.Headers,
            response.Content.Headers
        );
    }

    private sealed record Answer(int Status, byte[] Bytes, HttpHeaders Own, HttpHeaders OfContent)
    {
        public string Headers(string name) =>
            Own.TryGetValues(name, out var values) || OfContent.TryGetValues(name, out values) ? string.Join(", ", values) : "";
    }
}
