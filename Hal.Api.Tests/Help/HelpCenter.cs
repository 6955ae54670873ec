using System.Text.RegularExpressions;
using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.Help;

/// <summary>A help center with something to read.</summary>
internal static partial class HelpCenter
{
    /// <summary>A workspace with articles in two groups and two languages.</summary>
    public static async Task<TestWorkspace> StartAsync()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var billing = (
            await workspace
                .Owner.PostAsync("article-groups", new { name = "Billing & more", names = new { de = "Abrechnung" } })
                .MustAsync()
        )
            .GetProperty("article_group")
            .GetProperty("id")
            .GetString();
        var start = await workspace.Owner.GroupAsync("Start");
        await workspace.Owner.PatchAsync($"article-groups/{start}", new { position = 0 }).MustAsync();
        var refunds = await workspace.Owner.PublishAsync(
            "How refunds work",
            "You get your money back within **14 days**.\n\n## Why\n\nBecause.",
            group: billing
        );
        await workspace
            .Owner.PatchAsync(
                $"articles/{refunds}",
                new
                {
                    locale = "de",
                    title = "Rückerstattung",
                    content = "Geld zurück.",
                }
            )
            .MustAsync();
        await workspace.Owner.PostAsync($"articles/{refunds}/publish", null).MustAsync();
        await workspace.Owner.PublishAsync("Invoices <3", "One a month.", group: billing);
        await workspace.Owner.PublishAsync("First steps", "Go.", group: start);
        await workspace.Owner.PublishAsync("Loose end");
        return workspace;
    }

    /// <summary>A page without what differs from run to run.</summary>
    public static string Stable(string text, TestWorkspace workspace)
    {
        text = Style().Replace(text, "<style>…</style>").Replace(workspace.Project.Id.ToString(), "<project>", StringComparison.Ordinal);
        text = Uuid().Replace(text, "<id>");
        return Today().Replace(Origin().Replace(text, "<origin>"), "<day>");
    }

    [GeneratedRegex("<style>[\\s\\S]*?</style>")]
    private static partial Regex Style();

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")]
    private static partial Regex Uuid();

    [GeneratedRegex("http://127\\.0\\.0\\.1:\\d+")]
    private static partial Regex Origin();

    [GeneratedRegex("\\d{4}-\\d{2}-\\d{2}")]
    private static partial Regex Today();
}
