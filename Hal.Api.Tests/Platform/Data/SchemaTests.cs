using System.Globalization;
using System.Text;
using Hal.Api.Tests.Architecture;
using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.Platform.Data;

/// <summary>The schema that the migrations come to, and its style (sql/README.md).</summary>
public class SchemaTests
{
    // Kept by the tables that stand above the projects.
    private const string OfProjects = """
        select c.relname as table, c.oid
        from pg_class c
        where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
          and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'project_id')
        """;

    [Test]
    public async Task Is_what_the_migrations_say()
    {
        var text = new StringBuilder();
        foreach (
            var (title, sql) in new[]
            {
                ("Tables", Catalog.Tables),
                ("Columns", Catalog.Columns),
                ("Constraints", Catalog.Constraints),
                ("Indexes", Catalog.Indexes),
                ("Functions", Catalog.Functions),
                ("Triggers", Catalog.Triggers),
            }
        )
        {
            text.Append(CultureInfo.InvariantCulture, $"== {title}\n");
            foreach (var row in Subjects.Some(await Catalog.RowsAsync<string>(sql)))
                text.Append(row.Trim()).Append('\n');
        }

        Snapshots.Match(text.ToString());
    }

    [Test]
    public async Task Every_table_but_those_above_the_projects_belongs_to_one()
    {
        var tables = await Catalog.RowsAsync<string>(Catalog.Tables);
        var ofProjects = await Catalog.RowsAsync<string>($"select t.table from ({OfProjects}) t");
        Assert.That(
            tables.Except(ofProjects),
            Is.EquivalentTo([
                "accounts",
                "audit_entries",
                "idempotency_keys",
                "invitations",
                "members",
                "projects",
                "refresh_tokens",
                "secrets",
                "sessions",
            ])
        );
    }

    [Test]
    public async Task The_primary_key_of_a_project_s_table_is_project_id_and_id()
    {
        var keys = Subjects.Some(
            await Catalog.RowsAsync<string>(
                $"""
                select t.table || ' ' || coalesce(pg_get_constraintdef(k.oid), 'has none')
                from ({OfProjects}) t
                left join pg_constraint k on k.conrelid = t.oid and k.contype = 'p'
                """
            )
        );
        keys.Where(key => !key.EndsWith(" PRIMARY KEY (project_id, id)", StringComparison.Ordinal))
            .MustNot("Every table of a project has (project_id, id) as its primary key.");
    }

    [Test]
    public async Task Every_unique_key_of_a_project_s_table_begins_with_the_project()
    {
        var keys = Subjects.Some(
            await Catalog.RowsAsync<(string Name, string FirstColumn)>(
                $"""
                select x.indexrelid::regclass::text, coalesce((select a.attname from pg_attribute a where a.attrelid = t.oid
                    and a.attnum = x.indkey[0]), 'an expression')
                from ({OfProjects}) t
                join pg_index x on x.indrelid = t.oid and x.indisunique
                """
            )
        );
        keys.Where(key => key.FirstColumn != "project_id").Select(key => key.Name).MustNot("What is unique is unique in its project.");
    }

    [Test]
    public async Task Every_index_of_a_project_s_table_begins_with_the_project()
    {
        var indexes = Subjects.Some(
            await Catalog.RowsAsync<string>(
                $"""
                select pg_get_indexdef(x.indexrelid) from ({OfProjects}) t join pg_index x on x.indrelid = t.oid
                """
            )
        );
        indexes
            .Where(index =>
                !index.Contains(" (project_id", StringComparison.Ordinal)
                && !index.Contains(" gin ((ARRAY[project_id])", StringComparison.Ordinal)
            )
            .MustNot("Every statement is about one project, so every index begins with it.");
    }

    [Test]
    public async Task Every_foreign_key_of_a_project_s_table_includes_the_project_on_both_sides()
    {
        var keys = Subjects.Some(
            await Catalog.RowsAsync<(string Name, string Definition)>(
                $"""
                select k.conname, pg_get_constraintdef(k.oid) from ({OfProjects}) t join pg_constraint k on k.conrelid = t.oid
                    and k.contype = 'f'
                """
            )
        );
        keys.Where(key => !key.Definition.StartsWith("FOREIGN KEY (project_id) REFERENCES projects(id)", StringComparison.Ordinal))
            // Members stand above the projects.
            .Where(key => !key.Definition.Contains(" REFERENCES members(id)", StringComparison.Ordinal))
            .Where(key =>
                !(
                    key.Definition.StartsWith("FOREIGN KEY (project_id, ", StringComparison.Ordinal)
                    && key.Definition.Contains("(project_id, id)", StringComparison.Ordinal)
                )
            )
            .Select(key => $"{key.Name} {key.Definition}")
            .MustNot("A row cannot point into another project.");
    }

    [Test]
    public async Task A_foreign_key_that_clears_does_not_clear_the_project()
    {
        var keys = Subjects.Some(
            await Catalog.RowsAsync<string>(
                $"""
                select pg_get_constraintdef(k.oid) from ({OfProjects}) t join pg_constraint k on k.conrelid = t.oid and k.contype = 'f'
                where k.confdeltype in ('n', 'd')
                """
            )
        );
        keys.Where(key =>
                key.EndsWith("SET NULL", StringComparison.Ordinal) || key.Contains("SET NULL (project_id", StringComparison.Ordinal)
            )
            .MustNot("'on delete set null' names the one column that it clears.");
    }

    [Test]
    public async Task Every_constraint_and_index_is_named_in_the_house_s_style()
    {
        var names = Subjects.Some(
            await Catalog.RowsAsync<(string Table, string Name, string Suffix)>(
                """
                select c.relname, k.conname, case k.contype when 'p' then '_pk' when 'u' then '_uq' when 'f' then '_fk'
                    when 'c' then '_ck' else '?' end
                from pg_constraint k
                join pg_class c on c.oid = k.conrelid
                where k.connamespace = 'public'::regnamespace and c.relname <> 'hal_migrations' and k.contype <> 'n'
                union all
                select c.relname, i.relname, case when x.indisprimary then '_pk' when x.indisunique then '_uq' else '_ix' end
                from pg_index x
                join pg_class c on c.oid = x.indrelid
                join pg_class i on i.oid = x.indexrelid
                where c.relnamespace = 'public'::regnamespace and c.relname <> 'hal_migrations'
                """
            )
        );
        names
            .Where(n => !n.Name.StartsWith($"{n.Table}_", StringComparison.Ordinal) || !n.Name.EndsWith(n.Suffix, StringComparison.Ordinal))
            .Select(n => $"{n.Table}: {n.Name} should end in {n.Suffix}")
            .MustNot("<table>_pk, <table>_<columns>_uq, _fk, _ck, _ix");
    }

    [Test]
    public async Task Every_column_that_points_somewhere_is_a_foreign_key_or_known_not_to_be()
    {
        // An event's insert must not lock its project's row; the caller's own ids point at nothing of ours.
        string[] known =
        [
            "events.project_id",
            "contacts.user_id",
            "visitors.visitor_id",
            "companies.external_id",
            "contact_merges.project_id",
            "contact_companies.project_id",
            "stage_changes.project_id",
            "deal_changes.project_id",
            // The order of messages and streams, which is told and then kept for a day at most; the author of a message may be gone.
            "messages.project_id",
            "messages.author_id",
            "messages.client_message_id",
            "conversations.last_message_id",
            "conversations.last_public_id",
            "stream_events.project_id",
            "stream_events.conversation_id",
            "stream_events.message_id",
            "stream_events.company_id",
            "article_feedback.project_id",
            "article_slugs.project_id",
            "article_translations.project_id",
            "article_views.project_id",
        ];
        var columns = Subjects.Some(
            await Catalog.RowsAsync<string>(
                """
                select c.relname || '.' || a.attname
                from pg_attribute a
                join pg_class c on c.oid = a.attrelid
                where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attnum > 0 and a.attname like '%\_id'
                  and not exists (
                      select from pg_constraint k
                      where k.conrelid = c.oid and k.contype = 'f' and k.conkey[array_length(k.conkey, 1)] = a.attnum)
                """
            )
        );
        columns.Except(known).MustNot("The database keeps rows from pointing at nothing.");
    }
}
