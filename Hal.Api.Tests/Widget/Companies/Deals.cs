using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.Widget.Companies;

/// <summary>An identified visitor <c>v-1</c> of the company <c>acme</c>, and reads of its stage and deal.</summary>
internal static class Deals
{
    private static readonly string StageChanges = Changes("stage_changes", "from_name", "to_name");
    private static readonly string DealChanges = Changes("deal_changes", "from_value::text", "to_value::text");

    /// <summary>A project whose visitor belongs to a company in the stage, or in none.</summary>
    public static async Task<TestProject> StartAsync(string? stage = null)
    {
        var project = await TestProject.CreateAsync();
        await project.MustPostAsync(
            "identify",
            new
            {
                visitor_id = "v-1",
                user_id = "u-1",
                company = new
                {
                    id = "acme",
                    name = "Acme",
                    stage,
                },
            }
        );
        return project;
    }

    /// <summary>
    /// Links another company to the same contact, through another visitor, so that it is not the active company of <c>v-1</c>.
    /// </summary>
    public static Task LinkAsync(TestProject project, string company) =>
        project.MustPostAsync(
            "identify",
            new
            {
                visitor_id = "v-other",
                user_id = "u-1",
                company = new { id = company },
            }
        );

    public static Task<string?> StageAsync(TestProject project, string company = "acme") =>
        project.OneAsync<string?>(
            "select s.name from companies c left join stages s on s.project_id = c.project_id and s.id = c.stage_id "
                + "where c.project_id = @p and c.external_id = @company",
            new { company }
        );

    public static Task<string?> ValueAsync(TestProject project, string company = "acme") =>
        project.OneAsync<string?>(
            "select deal_value::text from companies where project_id = @p and external_id = @company",
            new { company }
        );

    /// <summary>Each change as <c>from > to by source actor</c>; <c>last</c> if it was made when the company was last written.</summary>
    public static Task<IReadOnlyList<string>> StageHistoryAsync(TestProject project, string company = "acme") =>
        project.RowsAsync<string>(StageChanges, new { company });

    public static Task<IReadOnlyList<string>> DealHistoryAsync(TestProject project, string company = "acme") =>
        project.RowsAsync<string>(DealChanges, new { company });

    // In the order of the transactions, because ids made in the same millisecond are not ordered.
    private static string Changes(string table, string from, string to) =>
        $"""
            select coalesce({from}, '-') || ' > ' || coalesce({to}, '-') || ' by ' || h.source || ' '
                || (select 'visitor ' || v.visitor_id from visitors v where v.project_id = @p and h.actor = 'visitor:' || v.id)
                || case when h.changed_at = (
                    select c.updated_at from companies c where c.project_id = @p and c.id = h.company_id) then ' last' else '' end
            from {table} h
            where h.project_id = @p and h.company_id = (select id from companies where project_id = @p and external_id = @company)
            order by h.xmin::text::bigint
            """;
}
