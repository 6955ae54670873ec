using Dapper;

namespace Hal.Api.Tests.Harness;

/// <summary>The schema as the database has it, but for the journal of migrations, which is not ours.</summary>
internal static class Catalog
{
    public const string Tables = """
        select c.relname
        from pg_class c
        where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname <> 'hal_migrations'
        order by c.relname collate "C"
        """;

    public const string Columns = """
        select c.relname || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod) || case
            when a.attnotnull then ' not null' else '' end
            || coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), '')
        from pg_attribute a
        join pg_class c on c.oid = a.attrelid
        left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
        where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname <> 'hal_migrations' and a.attnum > 0
            and not a.attisdropped
        order by c.relname collate "C", a.attnum
        """;

    // From version 18 on "not null" is a constraint too.
    public const string Constraints = """
        select c.relname || '.' || k.conname || ' ' || pg_get_constraintdef(k.oid)
        from pg_constraint k
        join pg_class c on c.oid = k.conrelid
        where k.connamespace = 'public'::regnamespace and c.relname <> 'hal_migrations' and k.contype <> 'n'
        order by c.relname collate "C", k.conname collate "C"
        """;

    public const string Indexes = """
        select c.relname || '.' || i.relname || ' ' || pg_get_indexdef(i.oid)
        from pg_index x
        join pg_class c on c.oid = x.indrelid
        join pg_class i on i.oid = x.indexrelid
        where c.relnamespace = 'public'::regnamespace and c.relname <> 'hal_migrations'
        order by c.relname collate "C", i.relname collate "C"
        """;

    // Those of an extension are not ours.
    public const string Functions = """
        select pg_get_functiondef(p.oid)
        from pg_proc p
        where p.pronamespace = 'public'::regnamespace
          and not exists (select from pg_depend d where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e')
        order by p.proname collate "C", p.oid
        """;

    public const string Triggers = """
        select pg_get_triggerdef(t.oid)
        from pg_trigger t
        join pg_class c on c.oid = t.tgrelid
        where not t.tgisinternal and c.relnamespace = 'public'::regnamespace
        order by c.relname collate "C", t.tgname collate "C"
        """;

    public static async Task<IReadOnlyList<T>> RowsAsync<T>(string sql)
    {
        var running = await TestHost.RunningAsync();
        await using var connection = await running.Database.Source.OpenConnectionAsync();
        return (await connection.QueryAsync<T>(sql)).AsList();
    }
}
