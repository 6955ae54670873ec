using System.Text.Json;
using Hal.Api.Http;
using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.Account.Companies;

/// <summary>A contact and a company with many timeline entries.</summary>
internal static class Timelines
{
    /// <summary>Gives every entry its own instant, in a known order. Entries of the same millisecond have no order.</summary>
    public static async Task SpreadAsync(TestProject project)
    {
        foreach (
            var (table, column, second) in ((string, string, int)[])
                [
                    ("contact_companies", "created_at", 1),
                    ("stage_changes", "changed_at", 2),
                    ("events", "occurred_at", 20),
                    ("deal_changes", "changed_at", 30),
                    ("contact_merges", "merged_at", 40),
                ]
        )
        {
            await project.ExecuteAsync(
                $"""
                update {table} t set {column} = '2026-01-01T00:00:00Z'::timestamptz + make_interval(secs => @second + o.n)
                from (select id, row_number() over (order by {column}, id) as n from {table} where project_id = @p) o
                where t.project_id = @p and t.id = o.id
                """,
                new { second }
            );
        }
    }

    /// <summary>Five events, a link, four stage and four deal changes, all at the same instant.</summary>
    /// <param name="of">Whose path to return: <c>companies</c> or <c>contacts</c>.</param>
    public static async Task<string> FillAsync(TestWorkspace workspace, string of)
    {
        var project = workspace.Project;
        var made = await project.MustPostAsync(
            "identify",
            new
            {
                visitor_id = "v-1",
                user_id = "u-1",
                company = new { id = "acme" },
            }
        );
        for (var i = 0; i < 5; i++)
            await project.MustPostAsync(
                "track",
                new
                {
                    visitor_id = "v-1",
                    name = "seat_added",
                    entity = "company",
                }
            );

        foreach (var stage in (string[])["Lead", "Won", "Lost", "Proposal"])
            await project.MustPostAsync(
                "set-deal",
                new
                {
                    visitor_id = "v-1",
                    stage,
                    deal_value = stage.Length + (stage == "Lost" ? 0.5m : 0),
                    stage_update_mode = "exact",
                }
            );

        foreach (
            var (table, column) in ((string, string)[])
                [
                    ("contact_companies", "created_at"),
                    ("stage_changes", "changed_at"),
                    ("events", "occurred_at"),
                    ("deal_changes", "changed_at"),
                ]
        )
            await project.ExecuteAsync($"update {table} set {column} = '2026-01-01T00:00:00Z' where project_id = @p");

        return $"{of}/{made.Text(of == "companies" ? "company" : "contact", "id")}";
    }

    /// <summary>Adds more entries.</summary>
    public static async Task GoOnAsync(TestWorkspace workspace)
    {
        await workspace.Project.MustPostAsync(
            "track",
            new
            {
                visitor_id = "v-1",
                name = "late",
                entity = "company",
            }
        );
        await workspace.Project.MustPostAsync("set-deal", new { visitor_id = "v-1", deal_value = Random.Shared.Next() });
        await workspace.Project.MustPostAsync(
            "identify",
            new
            {
                visitor_id = "v-2",
                user_id = Guid.NewGuid(),
                company = new { id = "acme" },
            }
        );
    }

    /// <summary>The entries of a timeline's first page.</summary>
    public static async Task<IReadOnlyList<JsonElement>> EntriesAsync(this TestWorkspace workspace, string path) =>
        [.. (await workspace.Owner.GetAsync($"{path}/timeline").MustAsync()).GetProperty("entries").EnumerateArray()];
}
