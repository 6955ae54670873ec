using Hal.Api.Domain.Projects;
using Hal.Api.Http;
using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.Account.Conversations;

/// <summary>
/// Contract 5: a snooze ends by itself, once, however many instances there are. In a database of its own, since the clock is moved for all
/// that is in it.
/// </summary>
public class SnoozeTests
{
    [Test]
    public async Task Ends_when_its_time_has_come_and_is_told_once()
    {
        await using var database = await SpareDatabase.CreateAsync();
        var clock = new TestClock();
        await using var one = new HalApp(database.ConnectionString) { Clock = clock };
        await using var other = new HalApp(database.ConnectionString) { Clock = clock };
        using var client = one.Start();
        using var second = other.Start();
        var signup = await new SignedOut(client)
            .PostAsync(
                "auth/signup",
                new
                {
                    email = SignedOut.NewEmail(),
                    password = TestMember.Password,
                    company_name = "Acme",
                }
            )
            .MustAsync();
        var owner = SignedIn.Of(client, signup).Member;
        // The calls need no more than the id.
        var project = new TestProject(new NewProject(signup.GetProperty("project").GetProperty("id").GetGuid(), ""), client, null!);
        var (visitor, soon) = await TestVisitor.BeginAsync(project, "v-1");
        var later = await visitor.StartAsync(new { content = "Later" }).MustAsync();
        await owner
            .PatchAsync(
                $"conversations/{soon.Text("conversation", "id")}",
                new { status = "snoozed", snoozed_until = clock.GetUtcNow().AddMinutes(10) }
            )
            .MustAsync();
        await owner
            .PatchAsync(
                $"conversations/{later.Text("conversation", "id")}",
                new { status = "snoozed", snoozed_until = clock.GetUtcNow().AddHours(3) }
            )
            .MustAsync();
        var before = await database.OneAsync<long>("select count(*) from stream_events");

        clock.Advance(TimeSpan.FromMinutes(30));

        await Eventually.HoldsAsync(
            async () =>
                (await owner.GetAsync($"conversations/{soon.Text("conversation", "id")}").MustAsync()).Text("conversation", "status")
                == "open",
            "the snooze has ended"
        );
        var ended = await owner.GetAsync($"conversations/{soon.Text("conversation", "id")}");
        Assert.That(ended.Headers["ETag"], Is.EqualTo("\"3\""));
        Assert.That(ended.Body.Text("conversation", "snoozed_until"), Is.Null);
        Assert.That(
            (await owner.GetAsync($"conversations/{later.Text("conversation", "id")}").MustAsync()).Text("conversation", "status"),
            Is.EqualTo("snoozed")
        );
        Assert.That(await database.OneAsync<long>("select count(*) from stream_events where kind = 'conversation_updated'"), Is.EqualTo(3));
        Assert.That(await database.OneAsync<long>("select count(*) from stream_events"), Is.EqualTo(before + 1));
    }
}
