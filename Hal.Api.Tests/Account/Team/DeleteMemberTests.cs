using Hal.Api.Domain.Members;
using Hal.Api.Tests.Concurrency;
using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.Account.Team;

public class DeleteMemberTests
{
    [TestCase("agent", "self", null)]
    [TestCase("agent", "agent", "admin")]
    [TestCase("agent", "admin", "owner")]
    [TestCase("agent", "owner", "owner")]
    [TestCase("admin", "self", null)]
    [TestCase("admin", "agent", null)]
    [TestCase("admin", "admin", "owner")]
    [TestCase("admin", "owner", "owner")]
    [TestCase("owner", "self", null)]
    [TestCase("owner", "agent", null)]
    [TestCase("owner", "admin", null)]
    [TestCase("owner", "owner", null)]
    public async Task Only_who_may_does(string caller, string target, string? needed)
    {
        var workspace = await TestWorkspace.CreateAsync();
        var who = await workspace.AddMemberAsync(RoleText.Read(caller)!.Value);
        var whom = target == "self" ? who : await workspace.AddMemberAsync(RoleText.Read(target)!.Value);

        var exchange = await who.DeleteAsync($"team/members/{whom.Id}");

        var isThere = await workspace.Project.OneAsync<bool>("select exists (select from members where id = @id)", new { id = whom.Id });
        if (needed is null)
        {
            Assert.That(exchange.Status, Is.EqualTo(204), exchange.Text);
            Assert.That(isThere, Is.False);
            return;
        }

        exchange.MustBe(403, "role_required");
        Assert.That(exchange.Body.GetProperty("detail").GetString(), Does.Contain($"the role {needed}"));
        Assert.That(isThere);
    }

    [Test]
    public async Task Who_was_removed_is_refused_at_once_on_every_instance_and_may_sign_up_again()
    {
        var (caller, workspace) = (await SignedOut.CreateAsync(), await TestWorkspace.CreateAsync());
        var member = await workspace.AddMemberAsync(Role.Admin);
        var signed = await caller.SignInAsync(member);
        var elsewhere = member.Through(await Race.SecondClientAsync());
        Assert.That((await elsewhere.GetAsync("team/members")).Status, Is.EqualTo(200));
        Assert.That((await member.GetAsync("team/members")).Status, Is.EqualTo(200));

        await workspace.Owner.DeleteAsync($"team/members/{member.Id}").MustAsync();

        (await elsewhere.GetAsync("team/members")).MustBe(401, "invalid_token");
        (await elsewhere.PostAsync("contacts", new { name = "Ana" })).MustBe(401, "invalid_token");
        (await member.GetAsync("team/members")).MustBe(401, "invalid_token");
        (await caller.RefreshAsync(signed.RefreshToken)).MustBe(401, "invalid_refresh_token");
        (await workspace.Owner.DeleteAsync($"team/members/{member.Id}")).MustBe(404, "not_found");
        await caller.SignUpAsync(member.Email);
    }

    [Test]
    public async Task The_last_owner_neither_leaves_nor_steps_down()
    {
        var workspace = await TestWorkspace.CreateAsync();
        await workspace.AddMemberAsync(Role.Admin);
        var me = $"team/members/{workspace.Owner.Id}";

        (await workspace.Owner.DeleteAsync(me)).MustBe(409, "last_owner").MustMatch();
        (await workspace.Owner.PatchAsync(me, new { role = "admin" })).MustBe(409, "last_owner");
        (await workspace.Owner.PatchAsync(me, new { role = "agent", name = "Ana" })).MustBe(409, "last_owner");
        Assert.That((await workspace.Owner.PatchAsync(me, new { role = "owner", name = "Ana" })).Status, Is.EqualTo(200));

        var next = await workspace.AddMemberAsync(Role.Owner);
        Assert.That((await workspace.Owner.DeleteAsync(me)).Status, Is.EqualTo(204));
        (await next.DeleteAsync($"team/members/{next.Id}")).MustBe(409, "last_owner");
    }

    [TestCase("both leave")]
    [TestCase("both step down")]
    [TestCase("one leaves and one steps down")]
    public async Task Of_two_owners_who_go_at_once_one_stays(string how)
    {
        var second = await Race.SecondClientAsync();
        for (var round = 0; round < 10; round++)
        {
            var workspace = await TestWorkspace.CreateAsync();
            TestMember[] owners = [workspace.Owner, await workspace.AddMemberAsync(Role.Owner)];

            var answers = await AtOnce.RunAsync(2, i =>
            {
                // Every other round through two instances.
                var owner = i == 1 && round % 2 == 0 ? owners[i].Through(second) : owners[i];
                return how == "both leave" || (how != "both step down" && i == 0)
                    ? owner.DeleteAsync($"team/members/{owner.Id}")
                    : owner.PatchAsync($"team/members/{owner.Id}", new { role = "agent" });
            });

            using (Assert.EnterMultipleScope())
            {
                Assert.That(answers.Count(a => a.Status < 300), Is.EqualTo(1), string.Join('\n', answers.Select(a => a.Text)));
                Assert.That(answers.Single(a => a.Status >= 300).Code, Is.EqualTo("last_owner"));
                Assert.That(await OwnersAsync(workspace), Is.EqualTo(1));
            }
        }
    }

    [Test]
    public async Task Of_two_owners_who_remove_each_other_at_once_one_stays()
    {
        var second = await Race.SecondClientAsync();
        for (var round = 0; round < 10; round++)
        {
            var workspace = await TestWorkspace.CreateAsync();
            TestMember[] owners = [workspace.Owner, await workspace.AddMemberAsync(Role.Owner)];

            var answers = await AtOnce.RunAsync(2, i =>
                (i == 1 && round % 2 == 0 ? owners[i].Through(second) : owners[i]).DeleteAsync($"team/members/{owners[1 - i].Id}")
            );

            using (Assert.EnterMultipleScope())
            {
                Assert.That(answers.Count(a => a.Status == 204), Is.EqualTo(1), string.Join('\n', answers.Select(a => a.Text)));
                Assert.That(
                    answers.Single(a => a.Status != 204).Code,
                    Is.AnyOf("invalid_token", "last_owner"),
                    "Whoever comes second is not a member any more, or sees that the other is the last owner."
                );
                Assert.That(await OwnersAsync(workspace), Is.EqualTo(1));
            }
        }
    }

    private static Task<long> OwnersAsync(TestWorkspace workspace) =>
        workspace.Project.OneAsync<long>(
            "select count(*) from members where account_id = @account and role = 'owner'",
            new { account = workspace.AccountId }
        );
}
