using Hal.Api.Http;
using Hal.Api.Tests.Architecture;
using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.Account.Contacts;

/// <summary>Contract 5: an export contains everything that is held on a person, and an erasure leaves nothing of it.</summary>
public class EraseContactTests
{
    // A new table that refers to a contact or visitor must be added to ContactErasure, to the export, and here with the name that the
    // export gives its rows.
    private static readonly Dictionary<string, string> Exported = new()
    {
        ["visitors"] = "visitors",
        ["contact_companies"] = "companies",
        ["events"] = "events",
        ["contact_merges"] = "merges",
        ["conversations"] = "conversations",
        ["messages"] = "conversations",
    };

    private const string Referring = """
        with recursive led (id) as (
            select c.oid from pg_class c where c.relnamespace = 'public'::regnamespace and c.relname in ('contacts', 'visitors')
            union
            select k.conrelid from pg_constraint k join led l on k.confrelid = l.id where k.contype = 'f'
        )
        select c.relname from led l join pg_class c on c.oid = l.id where c.relname <> 'contacts' order by 1
        """;

    [Test]
    public async Task Every_table_that_refers_to_a_person_is_known() =>
        Assert.That(
            Subjects.Some(await Catalog.RowsAsync<string>(Referring)),
            Is.EquivalentTo(Exported.Keys),
            "Add the table to the erasure and the export of contacts."
        );

    [Test]
    public async Task No_row_of_any_table_mentions_an_erased_person()
    {
        var person = await Person.CreateAsync();
        var tables = Subjects.Some(await Catalog.RowsAsync<string>(Catalog.Tables));
        var before = await person.MentionsAsync(tables);
        foreach (
            var table in (string[])
                ["contacts", .. Exported.Keys, "companies", "stage_changes", "deal_changes", "audit_entries", "idempotency_keys"]
        )
            Assert.That(before, Does.ContainKey(table), "Erasing what is not there proves nothing.");

        await person.Workspace.Owner.DeleteAsync($"contacts/{person.Id}?erase=true").MustAsync();

        var after = await person.MentionsAsync(tables);
        Assert.That(after.Keys, Is.EqualTo(["audit_entries"]), string.Join('\n', after.Select(m => $"{m.Key}: {m.Value}")));
        Assert.That(
            await person.Project.RowsAsync<string>(
                "select concat_ws(' ', action, fields) from audit_entries where account_id = @account and target is not null",
                new { account = person.Workspace.AccountId }
            ),
            Is.EqualTo(["delete_contact {erase}"])
        );
    }

    [Test]
    public async Task The_export_contains_what_an_erasure_deletes()
    {
        var person = await Person.CreateAsync();

        var export = (await person.Workspace.Owner.GetAsync($"contacts/{person.Id}/export").MustAsync()).GetProperty("export");

        foreach (var name in Exported.Values)
            Assert.That(export.GetProperty(name).GetArrayLength(), Is.GreaterThan(0), name);

        Assert.That(export.GetProperty("conversations")[0].GetProperty("messages").GetArrayLength(), Is.GreaterThan(0));
        foreach (var needle in person.Needles)
            Assert.That(export.GetRawText(), Does.Contain(needle));
    }

    [Test]
    public async Task The_rows_of_others_stay()
    {
        var person = await Person.CreateAsync();
        var project = person.Project;

        await person.Workspace.Owner.DeleteAsync($"contacts/{person.Id}?erase=true").MustAsync();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                await project.RowsAsync<string>("select user_id from contacts where project_id = @p order by 1"),
                Is.EqualTo(["other", "winner"])
            );
            Assert.That(
                await project.RowsAsync<string>("select visitor_id from visitors where project_id = @p order by 1"),
                Is.EqualTo(["v-other"])
            );
            Assert.That(
                await project.RowsAsync<string>(
                    """
                    select concat_ws('/', e.name, c.user_id, e.visitor_id is not null)
                    from events e
                    left join contacts c on c.project_id = e.project_id and c.id = e.contact_id
                    where e.project_id = @p
                    order by 1
                    """
                ),
                Is.EqualTo(["on a shared device/other/f", "other's/other/t"])
            );
            Assert.That(
                await project.RowsAsync<string>(
                    """
                    select concat_ws('/', c.user_id, v.visitor_id is not null, m.content, m.author_id, m.client_message_id)
                    from conversations v
                    join contacts c on c.project_id = v.project_id and c.id = v.contact_id
                    join messages m on m.project_id = v.project_id and m.conversation_id = v.id
                    where v.project_id = @p
                    """
                ),
                Is.EqualTo(["other/f/on a shared device/00000000-0000-0000-0000-000000000000"])
            );
            Assert.That(
                await project.RowsAsync<string>("select external_id from companies where project_id = @p"),
                Is.EqualTo(["acme"]),
                "The placeholder is gone, the company is not."
            );
            Assert.That(
                await project.RowsAsync<string>("select distinct actor from stage_changes where project_id = @p"),
                Is.EqualTo(["visitor:erased"])
            );
            Assert.That(
                await project.RowsAsync<string>("select distinct actor from deal_changes where project_id = @p"),
                Is.EqualTo(["visitor:erased"])
            );
            Assert.That(
                await project.RowsAsync<string>(
                    "select concat_ws(' ', actor, moved ->> 'visitor_ids') from contact_merges where project_id = @p"
                ),
                Is.EqualTo(["visitor:erased []"])
            );
            Assert.That(
                await project.OneAsync<long>(
                    "select count(*) from audit_entries where account_id = @account and action <> 'delete_contact' and target is null",
                    new { account = person.Workspace.AccountId }
                ),
                Is.GreaterThanOrEqualTo(3),
                "The actions stay on record, without the person."
            );
        }
    }

    [Test]
    public async Task A_placeholder_that_others_belong_to_stays()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var project = workspace.Project;
        var ana = (await project.MustPostAsync("identify", new { visitor_id = "v-1", email = "ana@acme.example" })).Text("contact", "id");
        await project.MustPostAsync("identify", new { visitor_id = "v-2", email = "bo@acme.example" });

        await workspace.Owner.DeleteAsync($"contacts/{ana}?erase=true").MustAsync();

        Assert.That(await project.OneAsync<string>("select name from companies where project_id = @p"), Is.EqualTo("acme.example"));
    }

    [Test]
    public async Task A_stored_answer_is_not_replayed_after_an_erasure()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var body = new { email = "ana@acme.example", name = "Ana" };
        var key = ("Idempotency-Key", "k");
        var first = (await workspace.Owner.PostAsync("contacts", body, key).MustAsync()).Text("contact", "id");

        await workspace.Owner.DeleteAsync($"contacts/{first}?erase=true").MustAsync();

        var again = await workspace.Owner.PostAsync("contacts", body, key);
        Assert.That(again.Headers, Does.Not.ContainKey("Idempotent-Replayed"));
        Assert.That(again.Body.Text("contact", "id"), Is.Not.EqualTo(first));
    }

    [Test]
    public async Task An_erased_person_who_comes_back_is_a_new_contact()
    {
        var person = await Person.CreateAsync();
        await person.Workspace.Owner.DeleteAsync($"contacts/{person.Id}?erase=true").MustAsync();

        var back = await person.Project.MustPostAsync("identify", new { visitor_id = person.Visitor, email = person.Email });

        Assert.That(back.GetProperty("contact").GetProperty("created").GetBoolean());
        Assert.That(
            await person.Project.OneAsync<long>(
                """
                select count(*)
                from events e
                join contacts c on c.project_id = e.project_id and c.id = e.contact_id
                where c.project_id = @p and c.email = @email
                """,
                new { email = person.Email }
            ),
            Is.Zero
        );
    }

    /// <summary>A contact with a row of every kind that can mention a person.</summary>
    private sealed record Person(TestWorkspace Workspace, string Id, string Token, IReadOnlyList<Guid> Ids)
    {
        public TestProject Project => Workspace.Project;

        public string Visitor => $"v-{Token}";

        public string Email => $"{Token}@gmail.com";

        /// <summary>
        /// What must not be found after the erasure: the ids of its rows, and the token, which is part of the e-mail, the user id, the
        /// names and the visitor ids.
        /// </summary>
        public IReadOnlyList<string> Needles => [Id, Token, .. Ids.Select(id => id.ToString())];

        public static async Task<Person> CreateAsync()
        {
            var workspace = await TestWorkspace.CreateAsync();
            var (project, owner, token) = (workspace.Project, workspace.Owner, Guid.NewGuid().ToString("N"));
            var (visitor, email) = ($"v-{token}", $"{token}@gmail.com");

            // Another person used this device before, and another contact was merged into theirs.
            await project.MustPostAsync(
                "identify",
                new
                {
                    visitor_id = "v-loser",
                    email = "loser@acme.example",
                    company = new { id = "acme" },
                }
            );
            await project.MustPostAsync("identify", new { visitor_id = visitor, user_id = "winner" });
            await project.MustPostAsync(
                "identify",
                new
                {
                    visitor_id = visitor,
                    user_id = "winner",
                    email = "loser@acme.example",
                    user_hash = project.Hash("winner"),
                }
            );
            await project.ExecuteAsync(
                """
                update contact_merges
                set moved = jsonb_set(
                    moved, '{visitor_ids}', (select jsonb_agg(id) from visitors where project_id = @p and visitor_id = @visitor))
                where project_id = @p;
                delete from visitors where project_id = @p and visitor_id = 'v-loser';
                update contacts set verified = false where project_id = @p
                """,
                new { visitor }
            );
            await project.MustPostAsync(
                "identify",
                new
                {
                    visitor_id = "v-other",
                    user_id = "other",
                    company = new { id = "acme" },
                }
            );
            await project.MustPostAsync("track", new { visitor_id = "v-other", name = "other's" });
            await project.MustPostAsync("identify", new { visitor_id = visitor, user_id = "other" });
            await project.MustPostAsync("track", new { visitor_id = visitor, name = "on a shared device" });
            await PlantConversationAsync(project, visitor, "on a shared device");

            var made = await owner
                .PostAsync(
                    "contacts",
                    new
                    {
                        email,
                        name = $"Zoë {token}",
                        user_id = $"u-{token}",
                    },
                    ("Idempotency-Key", token)
                )
                .MustAsync();
            var id = made.Text("contact", "id")!;
            await owner
                .PatchAsync(
                    $"contacts/{id}",
                    new
                    {
                        notes = $"Notes on {token}",
                        phone = "+1",
                        metadata = new { a = token },
                    }
                )
                .MustAsync();
            await project.MustPostAsync(
                "identify",
                new
                {
                    visitor_id = visitor,
                    user_id = $"u-{token}",
                    email,
                    company = new
                    {
                        id = "acme",
                        stage = "Lead",
                        deal_value = 5,
                    },
                }
            );
            await project.MustPostAsync(
                "track",
                new
                {
                    visitor_id = visitor,
                    name = "seen",
                    value = token,
                    event_key = token,
                    metadata = new { token },
                }
            );
            await project.MustPostAsync("track", new { visitor_id = $"{visitor}-2", name = "anonymous" });
            await project.MustPostAsync("identify", new { visitor_id = $"{visitor}-2", email });
            await PlantConversationAsync(project, visitor, $"I am {token}");

            // A placeholder that is named after the person, of a contact that was merged into theirs.
            var merged = (
                await project.MustPostAsync(
                    "identify",
                    new
                    {
                        visitor_id = $"{visitor}-3",
                        email = $"{token}@outlook.com",
                        name = token,
                    }
                )
            ).Text("contact", "id")!;
            var placeholder = await project.OneAsync<Guid>("select id from companies where project_id = @p and placeholder");
            await project.MustPostAsync("set-deal", new { visitor_id = $"{visitor}-3", deal_value = 7 });
            await project.MustPostAsync(
                "track",
                new
                {
                    visitor_id = $"{visitor}-3",
                    name = "of the placeholder",
                    entity = "visitor",
                    company_id = placeholder.ToString(),
                }
            );
            await owner.PostAsync($"contacts/{id}/merge", new { other_id = merged }, ("Idempotency-Key", $"merge {token}")).MustAsync();
            (await owner.GetAsync($"contacts/{merged}")).MustBe(410, "contact_merged");
            await owner.GetAsync($"contacts/{id}/export").MustAsync();

            // What the visitors did while they were anonymous, and what calls of members and keys stored about the messages.
            await PlantConversationAsync(project, $"{visitor}-2", "Who am I?");
            await project.ExecuteAsync(
                """
                insert into events (project_id, id, visitor_id, entity, name, source, occurred_at, created_at)
                select project_id, gen_random_uuid(), id, 'visitor', 'of nobody', 'widget', now(), now()
                from visitors
                where project_id = @p and visitor_id = @second;
                insert into events (project_id, id, company_id, entity, name, source, occurred_at, created_at)
                values (@p, gen_random_uuid(), @placeholder, 'company', 'of nobody but the placeholder', 'v1', now(), now());
                update conversations set contact_id = null
                where project_id = @p and visitor_id = (select id from visitors where project_id = @p and visitor_id = @second);
                insert into audit_entries (account_id, id, source, actor, action, project, target, fields, request, at)
                select @account, gen_random_uuid(), 'account', 'member:x', 'send_message', @p, id, '{}', '', now()
                from messages
                where project_id = @p and content ilike '%am%';
                insert into idempotency_keys (scope, key_hash, fingerprint, claim, claimed_at, answer, target)
                select 'member:x', decode(md5(id::text), 'hex'), '', gen_random_uuid(), now(), '', id
                from messages
                where project_id = @p and content ilike '%am%'
                """,
                new
                {
                    second = $"{visitor}-2",
                    account = workspace.AccountId,
                    placeholder,
                }
            );

            var visitors = await project.RowsAsync<Guid>(
                "select id from visitors where project_id = @p and contact_id = @id",
                new { id = Guid.Parse(id) }
            );
            Assert.That(visitors, Has.Count.EqualTo(3));
            var written = await project.RowsAsync<Guid>(
                """
                select unnest(array[c.id, m.id])
                from visitors v
                join conversations c on c.project_id = v.project_id and c.visitor_id = v.id and (c.contact_id is null or c.contact_id = @id)
                join messages m on m.project_id = c.project_id and m.conversation_id = c.id
                where v.project_id = @p and v.contact_id = @id
                """,
                new { id = Guid.Parse(id) }
            );
            Assert.That(written, Has.Count.EqualTo(4));
            return new Person(workspace, id, token, [.. visitors, .. written]);
        }

        /// <summary>The tables with rows that mention the person, each with one of them.</summary>
        public async Task<SortedDictionary<string, string>> MentionsAsync(IEnumerable<string> tables)
        {
            var mentions = new SortedDictionary<string, string>(StringComparer.Ordinal);
            foreach (var table in tables)
            {
                var rows = await Project.RowsAsync<string>(
                    $"""
                    select r.text
                    from (select to_jsonb(t)::text as text from {table} t) r
                    where exists (select from unnest(@needles) needle where r.text ilike '%' || needle || '%')
                    limit 1
                    """,
                    new { needles = Needles.ToArray() }
                );
                if (rows.Count > 0)
                    mentions[table] = rows[0];
            }

            return mentions;
        }

        private static Task PlantConversationAsync(TestProject project, string visitor, string content) =>
            project.ExecuteAsync(
                """
                with begun as (
                    insert into conversations
                        (project_id, id, visitor_id, contact_id, message_count, last_message_at, created_at, updated_at)
                    select project_id, gen_random_uuid(), id, contact_id, 1, now(), now(), now()
                    from visitors
                    where project_id = @p and visitor_id = @visitor
                    returning *)
                insert into messages
                    (project_id, id, conversation_id, position, author_type, author_id, content, client_message_id, created_at)
                select project_id, gen_random_uuid(), id, 1, 'visitor', visitor_id, @content, md5(@content), now() from begun
                """,
                new { visitor, content }
            );
    }
}
