using Hal.Api.Tests.Harness;
using Npgsql;

namespace Hal.Api.Tests.Idempotency;

/// <summary>Contract 2: the first answer to an <c>Idempotency-Key</c> is kept for 7 days, in the transaction of its write.</summary>
public class IdempotencyKeyTests
{
    private static readonly (string, string) Key = ("Idempotency-Key", "k-1");

    [Test]
    public async Task A_repeat_is_told_the_first_answer()
    {
        var workspace = await TestWorkspace.CreateAsync();
        await workspace.Owner.PostAsync("contacts", new { email = "ana@acme.example", metadata = new { price = 1.50m } }, Key).MustAsync();

        (
            await workspace.Owner.PostAsync("contacts", new { email = "ana@acme.example", metadata = new { price = 1.50m } }, Key)
        ).MustMatch();

        Assert.That(await ContactsAsync(workspace), Is.EqualTo(1));
    }

    [Test]
    public async Task Another_body_or_address_is_refused()
    {
        var workspace = await TestWorkspace.CreateAsync();
        await workspace.Owner.PostAsync("contacts", new { email = "ana@acme.example" }, Key).MustAsync();

        (await workspace.Owner.PostAsync("contacts", new { email = "bo@acme.example" }, Key))
            .MustName("Idempotency-Key", "idempotency_key_reused")
            .MustMatch();
        (await workspace.Owner.PostAsync("companies", new { email = "ana@acme.example", name = "Acme" }, Key)).MustName(
            "Idempotency-Key",
            "idempotency_key_reused"
        );
        Assert.That(await ContactsAsync(workspace), Is.EqualTo(1));
    }

    [Test]
    public async Task Many_at_once_make_one()
    {
        var workspace = await TestWorkspace.CreateAsync();

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 16).Select(_ => workspace.Owner.PostAsync("contacts", new { name = "Ana" }, Key))
        );

        Assert.That(await ContactsAsync(workspace), Is.EqualTo(1));
        Assert.That(answers.Count(a => a.Status == 201 && !a.Headers.ContainsKey("Idempotent-Replayed")), Is.EqualTo(1));
        foreach (var late in answers.Where(a => a.Status != 201))
            Assert.That(late.MustBe(409, "idempotency_in_progress").Headers["Retry-After"], Is.EqualTo("1"));
    }

    [Test]
    public async Task Whoever_comes_while_the_first_is_running_is_told_to_come_back()
    {
        var running = await TestHost.RunningAsync();
        var workspace = await TestWorkspace.CreateAsync();
        await using var connection = await running.Database.Source.OpenConnectionAsync();
        await using var holding = await connection.BeginTransactionAsync();
        await using var same = new NpgsqlCommand(
            "insert into contacts (project_id, id, email, created_at, updated_at) values ($1, gen_random_uuid(), 'ana@acme.example', "
                + "now(), now())",
            connection,
            holding
        )
        {
            Parameters = { new() { Value = workspace.Project.Id } },
        };
        await same.ExecuteNonQueryAsync();

        // It waits for the transaction that has the same e-mail.
        var first = workspace.Owner.PostAsync("contacts", new { email = "ana@acme.example" }, Key);
        await Eventually.HoldsAsync(async () => await KeysAsync(workspace) == 1, "the first has claimed its key");
        (await workspace.Owner.PostAsync("contacts", new { email = "ana@acme.example" }, Key))
            .MustBe(409, "idempotency_in_progress")
            .MustMatch();
        Assert.That(first.IsCompleted, Is.False);

        await holding.RollbackAsync();
        Assert.That((await first).Status, Is.EqualTo(201));
        Assert.That(
            (await workspace.Owner.PostAsync("contacts", new { email = "ana@acme.example" }, Key)).Headers["Idempotent-Replayed"],
            Is.EqualTo("true")
        );
    }

    [Test]
    public async Task A_refused_request_leaves_its_key_free()
    {
        var workspace = await TestWorkspace.CreateAsync();
        (await workspace.Owner.PostAsync("contacts", new { email = "nobody" }, Key)).MustName("email");
        Assert.That(await KeysAsync(workspace), Is.Zero);
        await workspace.Owner.PostAsync("contacts", new { email = "ana@acme.example" }).MustAsync();
        (await workspace.Owner.PostAsync("contacts", new { email = "ana@acme.example" }, Key)).MustBe(409, "email_taken");
        Assert.That(await KeysAsync(workspace), Is.Zero);

        await workspace.Owner.PostAsync("contacts", new { email = "bo@acme.example" }, Key).MustAsync();
    }

    [Test]
    public async Task The_answer_is_kept_in_the_transaction_of_the_write()
    {
        var workspace = await TestWorkspace.CreateAsync();
        await workspace.Owner.PostAsync("contacts", new { email = "ana@acme.example" }, Key).MustAsync();

        Assert.That(
            await workspace.Project.OneAsync<bool>(
                """
                select c.xmin::text = k.xmin::text and c.xmin::text = a.xmin::text
                from contacts c, idempotency_keys k, audit_entries a
                where c.project_id = @p and k.scope = @scope and k.target = c.id and a.account_id = @account
                """,
                new { scope = Scope(workspace), account = workspace.AccountId }
            ),
            Is.True
        );
    }

    [Test]
    public async Task A_claim_whose_process_was_killed_is_taken_over()
    {
        var workspace = await TestWorkspace.CreateAsync();
        await workspace.Owner.PostAsync("contacts", new { name = "Ana" }, Key).MustAsync();
        await ChangeAsync(workspace, "answer = null, claimed_at = now() - interval '30 seconds'");
        (await workspace.Owner.PostAsync("contacts", new { name = "Ana" }, Key)).MustBe(409, "idempotency_in_progress");

        await ChangeAsync(workspace, "claimed_at = now() - interval '61 seconds'");
        await workspace.Owner.PostAsync("contacts", new { name = "Ana" }, Key).MustAsync();
        Assert.That(await ContactsAsync(workspace), Is.EqualTo(2));
    }

    [Test]
    public async Task After_seven_days_a_key_is_new()
    {
        var workspace = await TestWorkspace.CreateAsync();
        await workspace.Owner.PostAsync("contacts", new { name = "Ana" }, Key).MustAsync();
        await ChangeAsync(workspace, "claimed_at = now() - interval '6 days 23 hours'");
        (await workspace.Owner.PostAsync("contacts", new { name = "Bo" }, Key)).MustBe(422, "idempotency_key_reused");

        await ChangeAsync(workspace, "claimed_at = now() - interval '7 days 1 minute'");
        await workspace.Owner.PostAsync("contacts", new { name = "Bo" }, Key).MustAsync();
        Assert.That(await ContactsAsync(workspace), Is.EqualTo(2));
    }

    [Test]
    public async Task A_key_is_its_member_s_own()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var other = await workspace.AddMemberAsync(Hal.Api.Domain.Members.Role.Agent);
        await workspace.Owner.PostAsync("contacts", new { name = "Ana" }, Key).MustAsync();

        await other.PostAsync("contacts", new { name = "Bo" }, Key).MustAsync();
        Assert.That(await ContactsAsync(workspace), Is.EqualTo(2));
    }

    [Test]
    public async Task What_is_kept_cannot_be_read_without_the_key()
    {
        var workspace = await TestWorkspace.CreateAsync();
        await workspace
            .Owner.PostAsync("contacts", new { email = "ana@acme.example" }, ("Idempotency-Key", "a-secret-of-the-caller"))
            .MustAsync();

        var kept = await workspace.Project.OneAsync<string>(
            "select encode(answer, 'escape') || to_jsonb(k)::text from idempotency_keys k where scope = @scope",
            new { scope = Scope(workspace) }
        );
        Assert.That(kept, Does.Not.Contain("acme").And.Not.Contains("contact\"").And.Not.Contains("a-secret"));
    }

    [Test]
    public async Task An_open_request_has_one_too()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var key = ("Idempotency-Key", Guid.NewGuid().ToString());
        var body = new
        {
            email = $"{Guid.NewGuid():N}@hal.example",
            password = "correct horse battery",
            company_name = "Acme",
        };

        var first = await workspace.Owner.PostAsync("auth/signup", body, key, ("Authorization", ""));
        var second = await workspace.Owner.PostAsync("auth/signup", body, key, ("Authorization", ""));

        Assert.That((first.Status, second.Status, second.Text), Is.EqualTo((201, 201, first.Text)));
        (await workspace.Owner.PostAsync("auth/signup", body with { password = "a wrong password" }, key, ("Authorization", ""))).MustBe(
            422,
            "idempotency_key_reused"
        );
    }

    private static string Scope(TestWorkspace workspace) => $"member:{workspace.Owner.Id}";

    private static Task<int> ContactsAsync(TestWorkspace workspace) =>
        workspace.Project.OneAsync<int>("select count(*)::int from contacts where project_id = @p");

    private static Task<int> KeysAsync(TestWorkspace workspace) =>
        workspace.Project.OneAsync<int>(
            "select count(*)::int from idempotency_keys where scope = @scope",
            new { scope = Scope(workspace) }
        );

    private static Task ChangeAsync(TestWorkspace workspace, string assignments) =>
        workspace.Project.ExecuteAsync($"update idempotency_keys set {assignments} where scope = @scope", new { scope = Scope(workspace) });
}
