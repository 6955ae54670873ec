using System.Text.RegularExpressions;
using Hal.Api.Domain.Members;
using Hal.Api.Families.Account;
using Hal.Api.Families.Open;
using Hal.Api.Tests.Architecture;
using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.Contract;

/// <summary>
/// What every signed-in member's route owes (contract 1, 2, 5), made from the route table: who may call it, what a foreign id is told, that
/// a repeat is told the first answer, and that nobody writes over what they have not seen.
/// </summary>
public partial class AccountRouteTests
{
    private static IEnumerable<string> Routes => AccountRoute.Members.Select(r => r.ToString());

    private static IEnumerable<string> RoutesWithIds => AccountRoute.Members.Where(r => r.TakesIds).Select(r => r.ToString());

    private static IEnumerable<string> Posts => AccountRoute.Members.Where(r => r.Method == "POST").Select(r => r.ToString());

    private static IEnumerable<string> Versioned => AccountRoute.Members.Where(r => r.IsVersioned).Select(r => r.ToString());

    [Test]
    public async Task Every_mapped_route_has_a_case()
    {
        var mapped = Subjects.Some(await AccountRoute.MappedAsync("account", "/api/"));
        Assert.That(mapped.Select(m => m.Route), Is.EquivalentTo(AccountRoute.Members.Select(r => r.Mapped)));
    }

    [Test]
    public async Task Every_route_of_a_member_states_a_role() =>
        (await AccountRoute.MappedAsync("account", "/api/"))
            .Where(m => !m.Request.IsAssignableTo(typeof(IMemberRequest)) || NeedsOf(m.Request) is null)
            .Select(m => m.Route)
            .MustNot("An operation says which role it needs.");

    [Test]
    public void Open_routes_are_those_that_have_a_credential_of_their_own()
    {
        var open = ServiceTypes.Requests.Where(t => t.IsAssignableTo(typeof(IOpenRequest)));
        Assert.That(
            open.Select(t => t.Name),
            Is.EquivalentTo(["SignupCommand", "LoginCommand", "RefreshCommand", "AcceptInvitationCommand"])
        );
    }

    [TestCaseSource(nameof(Routes))]
    public async Task Is_closed_without_the_right_credential(string name)
    {
        var route = AccountRoute.Of(name);
        var workspace = await TestWorkspace.CreateAsync();
        var ids = await Seeds.PlantAsync(workspace, workspace.Project);
        var before = await workspace.Project.FingerprintAsync();

        (await SendAsync(workspace.Owner, route, ids, workspace.Project, ("Authorization", ""))).MustBe(401, "authentication_required");
        (await SendAsync(workspace.Owner, route, ids, workspace.Project, ("Authorization", $"Bearer {workspace.Owner.Token}x"))).MustBe(
            401,
            "invalid_token"
        );
        (await SendAsync(workspace.Owner, route, ids, workspace.Project, ("Authorization", "Bearer nonsense"))).MustBe(
            401,
            "invalid_token"
        );
        (await SendAsync(workspace.Owner, route, ids, workspace.Project, ("Authorization", $"Visitor {workspace.Owner.Token}"))).MustBe(
            401,
            "authentication_required"
        );
        (
            await SendAsync(workspace.Owner, route, ids, workspace.Project, ("Authorization", ""), ("X-API-Key", workspace.Owner.Token))
        ).MustBe(401, "authentication_required");

        Assert.That(await workspace.Project.FingerprintAsync(), Is.EqualTo(before));
    }

    [TestCaseSource(nameof(Routes))]
    public async Task Is_open_to_the_roles_that_reach_and_to_no_other(string name)
    {
        var route = AccountRoute.Of(name);
        var needed = NeedsOf((await AccountRoute.MappedAsync("account", "/api/")).Single(m => m.Route == route.Mapped).Request)!.Value;
        var workspace = await TestWorkspace.CreateAsync();
        foreach (var role in Enum.GetValues<Role>())
        {
            var member = await workspace.AddMemberAsync(role);
            var project = await workspace.AddProjectAsync();
            var ids = await Seeds.PlantAsync(workspace, project);
            var before = await project.FingerprintAsync();
            var exchange = await SendAsync(member, route, ids, project);
            if (role >= needed)
            {
                // Who may do it to themselves is not who may do it to others.
                if (exchange.Code != "role_required" || !route.Path.StartsWith("team/members/", StringComparison.Ordinal))
                    Assert.That(exchange.Status, Is.InRange(200, 299), $"{role}: {exchange.Text}");

                continue;
            }

            exchange.MustBe(403, "role_required");
            Assert.That(exchange.Body.GetProperty("detail").GetString(), Does.Contain(RoleText.Of(needed)));
            Assert.That(await project.FingerprintAsync(), Is.EqualTo(before));
        }
    }

    [TestCaseSource(nameof(RoutesWithIds))]
    public async Task Answers_a_foreign_id_exactly_like_a_missing_one(string name)
    {
        var route = AccountRoute.Of(name);
        var own = await TestWorkspace.CreateAsync();
        var (stranger, sibling) = (await TestWorkspace.CreateAsync(), await own.AddProjectAsync());
        var ids = await Seeds.PlantAsync(own, own.Project);
        var foreign = await Seeds.PlantAsync(stranger, stranger.Project);
        var siblings = await Seeds.PlantAsync(own, sibling);
        var before = await own.Project.FingerprintAsync() + await stranger.Project.FingerprintAsync() + await sibling.FingerprintAsync();

        foreach (var part in IdName().Matches(route.Path).Select(m => m.Groups[1].Value))
        {
            var missing = await SendAsync(own.Owner, route, With(ids, part, Guid.CreateVersion7().ToString()), own.Project);
            Assert.That(missing.Status, Is.EqualTo(404), missing.Text);
            foreach (var id in new[] { foreign[part], siblings[part], "no-id", "00000000-0000-0000-0000-000000000000" })
            {
                // What belongs to the workspace and not to a project is a sibling's as well.
                if (id == siblings[part] && part is "member" or "invitation" or "project")
                    continue;

                var answer = await SendAsync(own.Owner, route, With(ids, part, id), own.Project);
                Assert.That(Neutral(answer), Is.EqualTo(Neutral(missing)), $"{part} {id}");
            }
        }

        Assert.That(
            await own.Project.FingerprintAsync() + await stranger.Project.FingerprintAsync() + await sibling.FingerprintAsync(),
            Is.EqualTo(before)
        );
    }

    [Test]
    public async Task Lists_show_nothing_of_other_projects()
    {
        var own = await TestWorkspace.CreateAsync();
        var (stranger, sibling) = (await TestWorkspace.CreateAsync(), await own.AddProjectAsync());
        var foreign = await Seeds.PlantAsync(stranger, stranger.Project);
        var siblings = await Seeds.PlantAsync(own, sibling);
        string[] ofWorkspace = ["member", "invitation", "project", "first_stages"];
        foreach (var route in Subjects.Some(AccountRoute.Members.Where(r => r.Method == "GET" && !r.TakesIds)))
        {
            var text = (await SendAsync(own.Owner, route, foreign, own.Project)).Text;
            foreach (var (kind, id) in foreign)
                Assert.That(text, Does.Not.Contain(id), $"{route}: {kind}");

            foreach (var (kind, id) in siblings.Where(s => !ofWorkspace.Contains(s.Key)))
                Assert.That(text, Does.Not.Contain(id), $"{route}: {kind}");
        }
    }

    [TestCaseSource(nameof(Routes))]
    public async Task Is_limited_per_member(string name)
    {
        var route = AccountRoute.Of(name);
        var workspace = await TestWorkspace.CreateAsync();
        var exchange = await SendAsync(workspace.Owner, route, await Seeds.PlantAsync(workspace, workspace.Project), workspace.Project);

        Assert.That(exchange.Headers["RateLimit-Policy"], Does.StartWith("\"member\";q="));
        Assert.That(exchange.Headers["RateLimit"], Does.StartWith("\"member\";r="));
    }

    [TestCaseSource(nameof(Posts))]
    public async Task A_repeat_with_the_same_key_is_told_the_first_answer_and_does_nothing(string name)
    {
        var route = AccountRoute.Of(name);
        var workspace = await TestWorkspace.CreateAsync();
        var ids = await Seeds.PlantAsync(workspace, workspace.Project);
        var key = ("Idempotency-Key", "the key");

        var first = await SendAsync(workspace.Owner, route, ids, workspace.Project, key);
        Assert.That(first.Status, Is.InRange(200, 299), first.Text);
        Assert.That(first.Headers, Does.Not.ContainKey("Idempotent-Replayed"));
        if (route.Path == "auth/logout")
            return;

        var before = await StateAsync(workspace);
        var again = await SendAsync(workspace.Owner, route, ids, workspace.Project, key);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(again.Status, Is.EqualTo(first.Status), again.Text);
            Assert.That(again.Text, Is.EqualTo(first.Text));
            Assert.That(again.Headers["Idempotent-Replayed"], Is.EqualTo("true"));
            Assert.That(again.Headers.GetValueOrDefault("ETag"), Is.EqualTo(first.Headers.GetValueOrDefault("ETag")));
            Assert.That(again.Headers.GetValueOrDefault("Location"), Is.EqualTo(first.Headers.GetValueOrDefault("Location")));
            Assert.That(await StateAsync(workspace), Is.EqualTo(before));
        }

        if (route.OtherBody is not null)
            (await SendAsync(workspace.Owner, route with { Body = route.OtherBody }, ids, workspace.Project, key)).MustName(
                "Idempotency-Key",
                "idempotency_key_reused"
            );

        (await SendAsync(workspace.Owner, route, ids, workspace.Project, ("Idempotency-Key", new string('x', 256)))).MustName(
            "Idempotency-Key"
        );
        Assert.That(await StateAsync(workspace), Is.EqualTo(before));
    }

    [TestCaseSource(nameof(Versioned))]
    public async Task Shows_its_version_and_writes_over_no_other(string name)
    {
        var route = AccountRoute.Of(name);
        var workspace = await TestWorkspace.CreateAsync();
        var ids = await Seeds.PlantAsync(workspace, workspace.Project);
        var before = await StateAsync(workspace);

        (await SendAsync(workspace.Owner, route, ids, workspace.Project, ("If-Match", "\"999\""))).MustBe(412, "precondition_failed");
        (await SendAsync(workspace.Owner, route, ids, workspace.Project, ("If-Match", "W/\"1\""))).MustBe(412, "precondition_failed");
        Assert.That(await StateAsync(workspace), Is.EqualTo(before));

        if (route.Method != "GET")
        {
            Assert.That((await SendAsync(workspace.Owner, route, ids, workspace.Project, ("If-Match", "*"))).Status, Is.InRange(200, 299));
            return;
        }

        var tag = (await SendAsync(workspace.Owner, route, ids, workspace.Project)).Headers["ETag"];
        Assert.That((await SendAsync(workspace.Owner, route, ids, workspace.Project, ("If-Match", tag))).Status, Is.EqualTo(200));
        var known = await SendAsync(workspace.Owner, route, ids, workspace.Project, ("If-None-Match", $"\"0\", W/{tag}"));
        Assert.That((known.Status, known.Text, known.Headers["ETag"]), Is.EqualTo((304, "", tag)));
        Assert.That((await SendAsync(workspace.Owner, route, ids, workspace.Project, ("If-None-Match", "\"0\""))).Status, Is.EqualTo(200));
    }

    [TestCaseSource(nameof(Routes))]
    public async Task Leaves_one_audit_entry_for_each_write_and_none_for_a_read(string name)
    {
        var route = AccountRoute.Of(name);
        var workspace = await TestWorkspace.CreateAsync();
        var ids = await Seeds.PlantAsync(workspace, workspace.Project);

        var exchange = await SendAsync(workspace.Owner, route, ids, workspace.Project);
        Assert.That(exchange.Status, Is.InRange(200, 299), exchange.Text);

        var entries = await workspace.Project.RowsAsync<string>(
            "select source || ' ' || actor || ' ' || request from audit_entries where account_id = @account",
            new { account = workspace.AccountId }
        );
        var isAudited = (route.Method != "GET" && !route.IsPassing) || route.Path.EndsWith("/export", StringComparison.Ordinal);
        Assert.That(
            entries,
            Is.EqualTo(isAudited ? [$"account member:{workspace.Owner.Id} {exchange.Headers["X-Request-Id"]}"] : Array.Empty<string>())
        );
    }

    private static Role? NeedsOf(Type request) => (Role?)request.GetProperty(nameof(IMemberRequest.Needs))?.GetValue(null);

    private static Task<Exchange> SendAsync(
        TestMember member,
        AccountRoute route,
        IReadOnlyDictionary<string, string> ids,
        TestProject project,
        params (string Name, string Value)[] headers
    ) =>
        member.SendAsync(
            HttpMethod.Parse(route.Method),
            AccountRoute.Fill(route.Path, ids),
            route.Body is null ? null : AccountRoute.Fill(route.Body, ids),
            [("X-Project-Id", project.Id.ToString()), .. headers]
        );

    private static Dictionary<string, string> With(Dictionary<string, string> ids, string name, string id) => new(ids) { [name] = id };

    private static string Neutral(Exchange exchange) => $"{exchange.Status} {RequestIdText().Replace(exchange.Text, "")}";

    private static async Task<string> StateAsync(TestWorkspace workspace) =>
        await workspace.Project.FingerprintAsync()
        + await workspace.Project.OneAsync<string>(
            """
            select concat_ws('|',
                (select string_agg(to_jsonb(p)::text, ',' order by id) from projects p where account_id = @account),
                (select string_agg(to_jsonb(m)::text, ',' order by id) from members m where account_id = @account),
                (select string_agg(to_jsonb(i)::text, ',' order by id) from invitations i where account_id = @account),
                (select string_agg(to_jsonb(k)::text, ',' order by id) from api_keys k where project_id = @p),
                (select string_agg(to_jsonb(s)::text, ',' order by id) from stages s where project_id = @p),
                (select count(*) from audit_entries where account_id = @account))
            """,
            new { account = workspace.AccountId }
        );

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex IdName();

    [GeneratedRegex("\"request_id\":\"[^\"]*\"")]
    private static partial Regex RequestIdText();
}
