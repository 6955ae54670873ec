using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.V1.Conversations;

/// <summary>Contract 6: one conversation of the key's project.</summary>
public class GetConversationTests
{
    [Test]
    public async Task Shows_it_with_its_newest_message_and_its_version()
    {
        var (workspace, key, _, path) = await Conversations.BeginAsync();
        await workspace.Owner.PostAsync($"{path}/messages", new { content = "A note", @internal = true }).MustAsync();

        var exchange = await key.GetAsync(path);

        exchange.MustMatch();
        Assert.That((await key.GetAsync(path, ("If-None-Match", exchange.Headers["ETag"]))).Status, Is.EqualTo(304));
        (await key.GetAsync(path, ("If-Match", "\"77\""))).MustBe(412, "precondition_failed");
    }

    [Test]
    public async Task Names_of_people_need_the_scope_for_contacts()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var (visitor, started) = await TestVisitor.BeginAsync(workspace.Project, "v-1");
        await visitor.PostAsync("identify", new { email = "secret@acme.example" }).MustAsync();
        var (id, key) = (started.Text("conversation", "id"), await workspace.AddKeyAsync("conversations:read", "conversations:write"));

        foreach (var path in new[] { "conversations", $"conversations/{id}", $"conversations/{id}/messages" })
        {
            Assert.That((await key.GetAsync(path)).Text, Does.Contain("Hello").And.Not.Contain("secret"), path);
            Assert.That((await (await workspace.AddKeyAsync()).GetAsync(path)).Text, Does.Contain("secret"), path);
        }

        Assert.That((await key.PatchAsync($"conversations/{id}", new { status = "resolved" })).Text, Does.Not.Contain("secret"));
        Assert.That(
            (await key.GetAsync("conversations?search=secret")).MustBe(403, "missing_scope").Body.GetProperty("detail").GetString(),
            Does.Contain("contacts:read")
        );
    }

    [Test]
    public async Task Answers_another_project_s_conversation_like_one_that_does_not_exist()
    {
        var (workspace, _, _, path) = await Conversations.BeginAsync();
        var other = await workspace.AddProjectAsync();
        var key = await workspace.AddKeyAsync(other);
        var before = await workspace.Project.FingerprintAsync();
        foreach (
            var (method, rest, body) in new (HttpMethod, string, object?)[]
            {
                (HttpMethod.Get, "", null),
                (HttpMethod.Get, "/messages", null),
                (HttpMethod.Patch, "", new { status = "resolved" }),
                (HttpMethod.Post, "/messages", new { content = "Hi" }),
            }
        )
        {
            var foreign = await key.SendAsync(method, $"{path}{rest}", body, ("X-Request-Id", "same"));
            var missing = await key.SendAsync(method, $"conversations/{Guid.NewGuid()}{rest}", body, ("X-Request-Id", "same"));
            var malformed = await key.SendAsync(method, $"conversations/x{rest}", body, ("X-Request-Id", "same"));

            foreign.MustBe(404, "not_found");
            Assert.That(new[] { missing.Text, malformed.Text }, Is.All.EqualTo(foreign.Text), $"{method} {rest}");
        }

        foreach (var query in new[] { "", "?status=open", "?search=hello", "?order=recent", $"?project_id={workspace.Project.Id}" })
        {
            var page = await key.GetAsync($"conversations{query}", ("X-Project-Id", workspace.Project.Id.ToString())).MustAsync();
            Assert.That(page.GetProperty("conversations").GetArrayLength(), Is.Zero, query);
        }

        Assert.That(await workspace.Project.FingerprintAsync(), Is.EqualTo(before));
    }
}
