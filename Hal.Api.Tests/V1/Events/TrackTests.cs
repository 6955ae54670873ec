using System.Text.Json;
using Hal.Api.Http;
using Hal.Api.Tests.Account.Companies;
using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.V1.Events;

/// <summary>Contract 6.1: a backend records milestones of contacts and companies without a browser.</summary>
public class TrackTests
{
    private static readonly string[] OneCompany = ["acme|Acme||{}"];

    [Test]
    public async Task Makes_contact_and_company_links_them_and_stores_the_event()
    {
        var (workspace, key) = await BeginAsync();

        var exchange = await key.PostAsync(
            "events/track",
            new
            {
                name = " plan_upgraded ",
                event_key = "k-1",
                user_id = "u-1",
                email = "ANA@acme.example",
                contact_name = " Ana Novak ",
                value = 49.90m,
                occurred_at = "2026-01-31T10:30:00+01:00",
                company_id = " acme ",
                company = new { name = " Acme ", metadata = new { seats = 12 } },
                metadata = new { plan = "pro" },
            }
        );

        exchange.MustMatch();
        Assert.That(exchange.Body.GetProperty("event").Text("occurred_at"), Is.EqualTo("2026-01-31T09:30:00.000Z"));
        var ids = (contact: exchange.Body.Text("event", "contact_id"), company: exchange.Body.Text("event", "company_id"));
        using (Assert.EnterMultipleScope())
        {
            (await workspace.Owner.GetAsync($"contacts/{ids.contact}")).MustMatch("contact");
            (await workspace.Owner.GetAsync($"companies/{ids.company}")).MustMatch("company");
            (await workspace.Owner.GetAsync("events")).MustMatch("events");
        }

        // When a link came about is another instant each time.
        foreach (var path in new[] { $"contacts/{ids.contact}", $"companies/{ids.company}" })
        {
            var entries = (await workspace.Owner.GetAsync($"{path}/timeline").MustAsync()).GetProperty("entries").EnumerateArray().ToList();
            Assert.That(entries.Select(e => $"{e.Text("type")} {e.Text("source")}"), Is.EqualTo((string[])["link ", "event v1"]), path);
            Assert.That(entries[1].GetProperty("event").Text("name"), Is.EqualTo("plan_upgraded"));
        }
    }

    [Test]
    public async Task An_event_key_makes_it_idempotent_for_good_and_changes_nothing()
    {
        var (workspace, key) = await BeginAsync();
        var first = await key.PostAsync(
            "events/track",
            new
            {
                name = "a",
                event_key = "k-1",
                email = "ana@acme.example",
                company_id = "acme",
            }
        );
        var before = await workspace.Project.FingerprintAsync();
        var audited = await AuditedAsync(workspace);

        var repeat = await key.PostAsync(
            "events/track",
            new
            {
                name = "b",
                event_key = "k-1",
                email = "bo@acme.example",
                company_id = "globex",
                company = new { metadata = new { a = 1 } },
                metadata = new { b = 2 },
            }
        );

        using (Assert.EnterMultipleScope())
        {
            Assert.That((first.Status, repeat.Status), Is.EqualTo((201, 200)), repeat.Text);
            Assert.That(repeat.Text.Replace("\"duplicate\":true", "\"duplicate\":false", StringComparison.Ordinal), Is.EqualTo(first.Text));
            Assert.That(await workspace.Project.FingerprintAsync(), Is.EqualTo(before));
            Assert.That(await AuditedAsync(workspace), Is.EqualTo(audited));
        }

        // A key is the project's, whoever used it.
        await workspace.Project.MustPostAsync(
            "track",
            new
            {
                visitor_id = "v-1",
                name = "of a page",
                event_key = "k-2",
            }
        );
        var seen = await key.PostAsync(
            "events/track",
            new
            {
                name = "b",
                event_key = "k-2",
                user_id = "u-1",
            }
        );
        Assert.That((seen.Status, seen.Body.Text("event", "name")), Is.EqualTo((200, "of a page")));
        Assert.That(
            (
                await workspace.Project.PostAsync(
                    "track",
                    new
                    {
                        visitor_id = "v-1",
                        name = "c",
                        event_key = "k-1",
                    }
                )
            ).Status,
            Is.EqualTo(200)
        );
    }

    [Test]
    public async Task Without_an_event_key_each_call_is_an_event_but_an_idempotency_key_is_told_the_first()
    {
        var (workspace, key) = await BeginAsync();
        var body = new { name = "seat_added", user_id = "u-1" };
        await key.PostAsync("events/track", body).MustAsync();
        var first = await key.PostAsync("events/track", body, ("Idempotency-Key", "once"));

        var again = await key.PostAsync("events/track", body, ("Idempotency-Key", "once"));
        var other = await key.PostAsync("events/track", body with { name = "seat_removed" }, ("Idempotency-Key", "once"));

        using (Assert.EnterMultipleScope())
        {
            Assert.That((again.Status, again.Text, again.Headers["Idempotent-Replayed"]), Is.EqualTo((201, first.Text, "true")));
            other.MustBe(422, "idempotency_key_reused");
            Assert.That(await workspace.Project.OneAsync<long>("select count(*) from events where project_id = @p"), Is.EqualTo(2));
            Assert.That(await workspace.Project.OneAsync<long>("select count(*) from contacts where project_id = @p"), Is.EqualTo(1));
        }
    }

    [TestCase("""{"user_id":"u-1"}""", "u-1")]
    [TestCase("""{"email":" BO@acme.example "}""", "u-2")]
    [TestCase(
        """{"user_id":"u-1","email":"bo@acme.example"}""",
        "u-1",
        Description = "the user id outranks the e-mail, which stays where it is"
    )]
    [TestCase("""{"user_id":"u-3","email":"bo@acme.example"}""", "u-3 new", Description = "nobody becomes somebody else")]
    [TestCase("""{"user_id":"u-3","email":"cy@acme.example"}""", "u-3", Description = "a gap is filled")]
    [TestCase("""{"user_id":"u-4"}""", "u-4 new")]
    [TestCase("""{"user_id":" ","email":"di@acme.example"}""", "- new")]
    public async Task Finds_or_makes_the_contact_by_user_id_else_by_email(string who, string expected)
    {
        var (workspace, key) = await BeginAsync();
        await workspace
            .Owner.PostAsync(
                "contacts",
                new
                {
                    user_id = "u-1",
                    email = "ana@acme.example",
                    name = "Ana",
                }
            )
            .MustAsync();
        await workspace
            .Owner.PostAsync(
                "contacts",
                new
                {
                    user_id = "u-2",
                    email = "bo@acme.example",
                    name = "Bo",
                }
            )
            .MustAsync();
        await workspace.Owner.PostAsync("contacts", new { email = "cy@acme.example", name = "Cy" }).MustAsync();
        const string Emails = "select coalesce(user_id, '-') || ' ' || coalesce(email, '-') from contacts where project_id = @p";
        var body = Refusals.Body(who, ("name", "seen"), ("contact_name", "Somebody"));

        var answer = await key.PostAsync("events/track", body.ToJsonString()).MustAsync();

        var contact = (await workspace.Owner.GetAsync($"contacts/{answer.Text("event", "contact_id")}").MustAsync()).GetProperty("contact");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                $"{contact.Text("user_id") ?? "-"}{(contact.Text("name") == "Somebody" ? " new" : "")}",
                Is.EqualTo(expected),
                "A name fills a gap and corrects nobody's."
            );
            Assert.That(
                await workspace.Project.RowsAsync<string>(Emails),
                Has.Member("u-1 ana@acme.example").And.Member("u-2 bo@acme.example")
            );
        }
    }

    [Test]
    public async Task An_email_fills_a_gap_and_takes_no_place()
    {
        var (workspace, key) = await BeginAsync();
        await workspace.Owner.PostAsync("contacts", new { user_id = "u-1", email = "ana@acme.example" }).MustAsync();
        await workspace.Owner.PostAsync("contacts", new { user_id = "u-2" }).MustAsync();

        await key.PostAsync(
                "events/track",
                new
                {
                    name = "a",
                    user_id = "u-1",
                    email = "new@acme.example",
                }
            )
            .MustAsync();
        await key.PostAsync(
                "events/track",
                new
                {
                    name = "a",
                    user_id = "u-2",
                    email = "bo@acme.example",
                }
            )
            .MustAsync();

        Assert.That(
            await workspace.Project.RowsAsync<string>(
                "select concat_ws('|', user_id, email) from contacts where project_id = @p order by user_id"
            ),
            Is.EqualTo((string[])["u-1|ana@acme.example", "u-2|bo@acme.example"])
        );
    }

    [Test]
    public async Task Makes_no_company_where_none_is_named()
    {
        var (workspace, key) = await BeginAsync();

        var answer = await key.PostAsync("events/track", new { name = "a", email = "ana@acme.example" }).MustAsync();

        Assert.That(answer.GetProperty("event").GetProperty("company_id").ValueKind, Is.EqualTo(JsonValueKind.Null));
        Assert.That(await workspace.Project.OneAsync<long>("select count(*) from companies where project_id = @p"), Is.Zero);
    }

    [Test]
    public async Task Hal_s_id_of_a_company_wins_over_the_caller_s_own()
    {
        var (workspace, key) = await BeginAsync();
        var id = await workspace.AddCompanyAsync(new { name = "Acme" });
        await workspace.AddCompanyAsync(new { name = "Decoy", external_id = id });
        var own = await workspace.AddCompanyAsync(new { name = "Globex", external_id = "globex" });

        var byId = await key.PostAsync(
                "events/track",
                new
                {
                    name = "a",
                    user_id = "u-1",
                    company_id = id,
                }
            )
            .MustAsync();
        var byOwn = await key.PostAsync(
                "events/track",
                new
                {
                    name = "a",
                    user_id = "u-1",
                    company_id = "globex",
                }
            )
            .MustAsync();

        using (Assert.EnterMultipleScope())
        {
            Assert.That((byId.Text("event", "company_id"), byOwn.Text("event", "company_id")), Is.EqualTo((id, own)));
            Assert.That(await workspace.Project.OneAsync<long>("select count(*) from companies where project_id = @p"), Is.EqualTo(3));
            Assert.That(
                await workspace.Project.OneAsync<long>("select count(*) from contact_companies where project_id = @p"),
                Is.EqualTo(2)
            );
        }
    }

    [Test]
    public async Task A_company_needs_no_contact_and_gets_a_name_once()
    {
        var (workspace, key) = await BeginAsync();
        const string Companies =
            "select concat_ws('|', external_id, name, stage_id::text, '', metadata::text) from companies where project_id = @p";
        var made = await key.PostAsync(
                "events/track",
                new
                {
                    name = "a",
                    entity = "company",
                    company_id = "acme",
                    metadata = new { seats = 3 },
                }
            )
            .MustAsync();
        Assert.That(
            await workspace.Project.RowsAsync<string>(Companies),
            Is.EqualTo((string[])["acme|acme||{}"]),
            "What is said of the event is not said of its company."
        );

        await key.PostAsync(
                "events/track",
                new
                {
                    name = "a",
                    entity = "company",
                    company_id = "acme",
                    company = new { name = "Acme" },
                }
            )
            .MustAsync();
        await key.PostAsync(
                "events/track",
                new
                {
                    name = "a",
                    entity = "company",
                    company_id = "acme",
                    company = new { name = "Acme d.o.o." },
                }
            )
            .MustAsync();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(made.GetProperty("event").GetProperty("contact_id").ValueKind, Is.EqualTo(JsonValueKind.Null));
            Assert.That(await workspace.Project.RowsAsync<string>(Companies), Is.EqualTo(OneCompany));
            Assert.That(await workspace.Project.OneAsync<long>("select count(*) from contacts where project_id = @p"), Is.Zero);
            Assert.That(
                await workspace.Project.OneAsync<string>(
                    "select distinct concat_ws('|', entity, source, visitor_id is null) from events where project_id = @p"
                ),
                Is.EqualTo("company|v1|t")
            );
            Assert.That(
                await workspace.Project.OneAsync<string>(
                    "select metadata ->> 'seats' from events where project_id = @p and metadata <> '{}'"
                ),
                Is.EqualTo("3")
            );
        }
    }

    [Test]
    public async Task A_company_s_event_may_name_its_contact_too()
    {
        var (workspace, key) = await BeginAsync();

        var answer = await key.PostAsync(
                "events/track",
                new
                {
                    name = "a",
                    entity = "company",
                    company_id = "acme",
                    user_id = "u-1",
                }
            )
            .MustAsync();

        Assert.That(answer.Text("event", "contact_id"), Is.Not.Null);
        Assert.That(await workspace.Project.OneAsync<long>("select count(*) from contact_companies where project_id = @p"), Is.EqualTo(1));
    }

    [TestCase(null, """{"a":1,"b":2}""")]
    [TestCase(false, """{"a":1,"b":2}""")]
    [TestCase(true, """{"a":9,"b":2}""")]
    public async Task Keys_that_are_there_stay_unless_they_shall_be_overwritten(bool? overwrite, string expected)
    {
        var (workspace, key) = await BeginAsync();
        await key.PostAsync(
                "events/track",
                new
                {
                    name = "a",
                    user_id = "u-1",
                    metadata = new { a = 1, c = 3 },
                    company_id = "acme",
                    company = new { metadata = new { a = 1, c = 3 } },
                }
            )
            .MustAsync();
        var said = new
        {
            a = 9,
            b = 2,
            c = (int?)null,
        };

        await key.PostAsync(
                "events/track",
                new
                {
                    name = "b",
                    user_id = "u-1",
                    overwrite_metadata = overwrite,
                    metadata = said,
                    company_id = "acme",
                    company = new { metadata = said },
                }
            )
            .MustAsync();

        var kept = JsonElement.Parse(overwrite is true ? expected : expected.Insert(expected.Length - 1, ",\"c\":3"));
        foreach (var table in new[] { "contacts", "companies" })
        {
            var stored = JsonElement.Parse(
                await workspace.Project.OneAsync<string>($"select metadata::text from {table} where project_id = @p")
            );
            Assert.That(JsonElement.DeepEquals(stored, kept), $"{table}: {stored}");
        }

        // The event says what was sent, whatever became of it elsewhere.
        Assert.That(
            await workspace.Project.OneAsync<string>("select metadata::text from events where project_id = @p and name = 'b'"),
            Is.EqualTo("""{"a": 9, "b": 2}""")
        );
    }

    [Test]
    public async Task What_is_known_already_is_not_written_again()
    {
        var (workspace, key) = await BeginAsync();
        var body = new
        {
            name = "a",
            user_id = "u-1",
            email = "ana@acme.example",
            metadata = new { a = 1 },
            company_id = "acme",
            company = new { name = "Acme", metadata = new { a = 1 } },
        };
        await key.PostAsync("events/track", body).MustAsync();
        const string Versions =
            "select (select version from contacts where project_id = @p) || ' ' || (select version from companies where project_id = @p)";
        var before = await workspace.Project.OneAsync<string>(Versions);

        await key.PostAsync("events/track", body).MustAsync();

        Assert.That(await workspace.Project.OneAsync<string>(Versions), Is.EqualTo(before));
    }

    [Test]
    public async Task A_new_link_moves_the_contact_s_ETag_and_a_real_company_takes_the_placeholder_s_place()
    {
        var (workspace, key) = await BeginAsync();
        var identified = await workspace.Project.MustPostAsync("identify", new { visitor_id = "v-1", email = "ana@acme.example" });
        var path = $"contacts/{identified.Text("contact", "id")}";
        var before = (await workspace.Owner.GetAsync(path)).Headers["ETag"];

        var answer = await key.PostAsync(
                "events/track",
                new
                {
                    name = "a",
                    email = "ana@acme.example",
                    company_id = "acme",
                }
            )
            .MustAsync();

        var contact = await workspace.Owner.GetAsync(path);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(contact.Headers["ETag"], Is.Not.EqualTo(before));
            Assert.That(
                contact.Body.GetProperty("contact").GetProperty("company_ids").EnumerateArray().Select(c => c.GetString()),
                Is.EqualTo(new[] { answer.Text("event", "company_id") })
            );
            Assert.That(
                await workspace.Project.RowsAsync<string>(
                    "select concat_ws('|', external_id, placeholder) from companies where project_id = @p"
                ),
                Is.EqualTo((string[])["acme|f"])
            );
        }
    }

    [Test]
    public async Task A_placeholder_that_is_named_is_one_no_longer_and_its_stage_stays()
    {
        var (workspace, key) = await BeginAsync();
        await workspace.Project.MustPostAsync("identify", new { visitor_id = "v-1", email = "ana@acme.example" });
        var id = await workspace.Project.OneAsync<string>("select id::text from companies where project_id = @p");

        await key.PostAsync(
                "events/track",
                new
                {
                    name = "a",
                    email = "ana@acme.example",
                    company_id = id,
                    company = new { name = "Acme" },
                }
            )
            .MustAsync();

        Assert.That(
            await workspace.Project.RowsAsync<string>(
                "select concat_ws('|', name, placeholder, stage_id is null) from companies where project_id = @p"
            ),
            Is.EqualTo((string[])["Acme|f|t"])
        );
    }

    [Test]
    public async Task Needs_no_proof_of_a_verified_contact_as_a_key_is_no_visitor()
    {
        var (workspace, key) = await BeginAsync();
        await workspace.Project.MustPostAsync(
            "identify",
            new
            {
                visitor_id = "v-1",
                user_id = "u-1",
                user_hash = workspace.Project.Hash("u-1"),
            }
        );

        var answer = await key.PostAsync("events/track", new { name = "a", user_id = "u-1" }).MustAsync();

        Assert.That(
            await workspace.Project.OneAsync<bool>(
                "select verified from contacts where project_id = @p and id = @id::uuid",
                new { id = answer.Text("event", "contact_id") }
            ),
            Is.True
        );
    }

    [TestCase("{}", "name")]
    [TestCase("{}", "user_id")]
    [TestCase("""{"name":"a"}""", "user_id")]
    [TestCase("""{"name":"a","user_id":" ","email":""}""", "user_id")]
    [TestCase("""{"name":"a","company_id":"acme"}""", "user_id", Description = "a person's event is a person's")]
    [TestCase("""{"name":"a","entity":"company"}""", "company_id")]
    [TestCase("""{"name":"a","entity":"company","user_id":"u-1"}""", "company_id")]
    [TestCase("""{"name":"a","entity":"contact","user_id":"u-1"}""", "entity")]
    [TestCase("""{"name":"a","user_id":"u-1","company":{"name":"Acme"}}""", "company_id")]
    [TestCase("""{"name":"a","user_id":"u-1","company_id":"undefined"}""", "company_id")]
    [TestCase("""{"name":"a","user_id":"u-1","company_id":" "}""", "company_id")]
    [TestCase("""{"name":"a","user_id":"guest"}""", "user_id")]
    [TestCase("""{"name":"a","email":"ana"}""", "email")]
    [TestCase("""{"name":"a","user_id":"u-1","contact_name":7}""", "contact_name")]
    [TestCase("""{"name":"a","user_id":"u-1","value":{}}""", "value")]
    [TestCase("""{"name":"a","user_id":"u-1","value":[1]}""", "value")]
    [TestCase("""{"name":"a","user_id":"u-1","occurred_at":"1999-12-31T23:59:59Z"}""", "occurred_at")]
    [TestCase("""{"name":"a","user_id":"u-1","occurred_at":"2999-01-01T00:00:00Z"}""", "occurred_at")]
    [TestCase("""{"name":"a","user_id":"u-1","occurred_at":7}""", "occurred_at")]
    [TestCase("""{"name":"a","user_id":"u-1","metadata":[]}""", "metadata")]
    [TestCase("""{"name":"a","user_id":"u-1","metadata":{"a":[[[[[1]]]]]}}""", "metadata.a")]
    [TestCase("""{"name":"a","user_id":"u-1","company_id":"acme","company":{"metadata":7}}""", "company.metadata")]
    [TestCase("""{"name":"a","user_id":"u-1","company_id":"acme","company":{"metadata":{"a":[[[[[1]]]]]}}}""", "company.metadata.a")]
    [TestCase("""{"name":"a","user_id":"u-1","company_id":"acme","company":{"name":7}}""", "company.name")]
    [TestCase("""{"name":"a","user_id":"u-1","company_id":"acme","company":7}""", "company")]
    [TestCase("""{"name":"a","user_id":"u-1","overwrite_metadata":"yes"}""", "overwrite_metadata")]
    [TestCase("""{"name":"a\u0000","user_id":"u-1"}""", "name")]
    public async Task Refuses_an_invalid_field_and_names_it(string json, string field)
    {
        var (workspace, key) = await BeginAsync();

        (await workspace.MustRefuseAsync(() => key.PostAsync("events/track", json))).MustName(field);
    }

    [Test]
    public async Task Refuses_what_is_too_long()
    {
        var (workspace, key) = await BeginAsync();
        foreach (
            var (field, length) in new[]
            {
                ("name", 100),
                ("value", 1000),
                ("event_key", 255),
                ("user_id", 255),
                ("company_id", 255),
                ("contact_name", 200),
            }
        )
        {
            var body = Refusals.Body("""{"name":"a","user_id":"u-1"}""", (field, new string('x', length)));
            await key.PostAsync("events/track", body.ToJsonString()).MustAsync();
            body[field] = new string('x', length + 1);
            (await workspace.MustRefuseAsync(() => key.PostAsync("events/track", body.ToJsonString()))).MustName(field);
        }
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task Refuses_metadata_that_would_grow_too_large_and_stores_nothing(bool overwrite)
    {
        var (workspace, key) = await BeginAsync();
        var full = Enumerable.Range(0, 100).ToDictionary(i => $"k{i}", i => i);
        await key.PostAsync(
                "events/track",
                new
                {
                    name = "a",
                    user_id = "u-1",
                    metadata = full,
                    company_id = "acme",
                    company = new { metadata = full },
                }
            )
            .MustAsync();

        (
            await workspace.MustRefuseAsync(() =>
                key.PostAsync(
                    "events/track",
                    new
                    {
                        name = "b",
                        user_id = "u-1",
                        overwrite_metadata = overwrite,
                        metadata = new { one = "more" },
                    }
                )
            )
        ).MustName("metadata");
        (
            await workspace.MustRefuseAsync(() =>
                key.PostAsync(
                    "events/track",
                    new
                    {
                        name = "b",
                        user_id = "u-2",
                        overwrite_metadata = overwrite,
                        company_id = "acme",
                        company = new { metadata = new { one = "more" } },
                    }
                )
            )
        ).MustName("company.metadata");
        await key.PostAsync(
                "events/track",
                new
                {
                    name = "b",
                    user_id = "u-1",
                    overwrite_metadata = overwrite,
                    metadata = new { k1 = 2 },
                }
            )
            .MustAsync();
    }

    [Test]
    public async Task Finds_nothing_of_another_project()
    {
        var (workspace, key) = await BeginAsync();
        var other = await workspace.AddProjectAsync();
        var (theirs, body) = (
            await workspace.AddKeyAsync(other, "events:write"),
            new
            {
                name = "a",
                event_key = "k",
                user_id = "u-1",
                company_id = "acme",
            }
        );
        var foreign = await theirs.PostAsync("events/track", body).MustAsync();
        var before = await other.FingerprintAsync();

        var mine = await key.PostAsync("events/track", body).MustAsync();
        var byId = await key.PostAsync(
                "events/track",
                new
                {
                    name = "a",
                    user_id = "u-1",
                    company_id = foreign.Text("event", "company_id"),
                }
            )
            .MustAsync();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(mine.GetProperty("event").GetProperty("duplicate").GetBoolean(), Is.False);
            foreach (var member in new[] { "id", "contact_id", "company_id" })
                Assert.That(mine.Text("event", member), Is.Not.EqualTo(foreign.Text("event", member)), member);

            Assert.That(
                byId.Text("event", "company_id"),
                Is.Not.EqualTo(foreign.Text("event", "company_id")),
                "An id that is not this project's is the caller's own."
            );
            Assert.That(await other.FingerprintAsync(), Is.EqualTo(before));
        }
    }

    [Test]
    public async Task Is_audited_as_the_key_s_and_erased_with_the_person()
    {
        var (workspace, key) = await BeginAsync();
        var answer = await key.PostAsync(
                "events/track",
                new
                {
                    name = "a",
                    user_id = "u-1",
                    company_id = "acme",
                },
                ("Idempotency-Key", "once")
            )
            .MustAsync();
        var contact = answer.Text("event", "contact_id");

        var entry = (await workspace.Owner.GetAsync("audit?action=track").MustAsync()).GetProperty("entries")[0];
        using (Assert.EnterMultipleScope())
        {
            Assert.That((entry.Text("source"), entry.Text("target_id")), Is.EqualTo(("v1", contact)));
            Assert.That(entry.GetProperty("actor").Text("id"), Is.EqualTo($"{key.Id}"));
        }

        const string Kept = "select count(*) from idempotency_keys where target = @contact::uuid";
        Assert.That(await workspace.Project.OneAsync<long>(Kept, new { contact }), Is.EqualTo(1));
        await workspace.Owner.DeleteAsync($"contacts/{contact}?erase=true").MustAsync();
        Assert.That(await workspace.Project.OneAsync<long>(Kept, new { contact }), Is.Zero);
        Assert.That(await workspace.Project.OneAsync<long>("select count(*) from events where project_id = @p"), Is.Zero);
    }

    private static async Task<(TestWorkspace Workspace, TestKey Key)> BeginAsync()
    {
        var workspace = await TestWorkspace.CreateAsync();
        return (workspace, await workspace.AddKeyAsync("events:write"));
    }

    private static Task<long> AuditedAsync(TestWorkspace workspace) =>
        workspace.Project.OneAsync<long>("select count(*) from audit_entries where project = @p");
}
