using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.Widget.Conversations;

/// <summary>Contract 4.7: members see that a visitor is typing.</summary>
public class SendTypingTests
{
    [Test]
    public async Task Members_see_it_and_nothing_is_kept()
    {
        var client = (await TestHost.RunningAsync()).Client;
        var workspace = await TestWorkspace.CreateAsync();
        var (visitor, started) = await TestVisitor.BeginAsync(workspace.Project, "v-1");
        var id = started.Text("conversation", "id")!;
        using var stream = await EventStream.OpenAsync(client, "/api/stream", ("Authorization", $"Bearer {workspace.Owner.Token}"));
        var before = await workspace.Project.FingerprintAsync();

        var answer = await visitor.TypeAsync(id).MustAsync();

        var typing = await stream.NextAsync();
        Assert.That(answer.Text("conversation_id"), Is.EqualTo(id));
        Assert.That(
            (typing.Name, typing.Data.Text("conversation_id"), typing.Data.Text("author", "type")),
            Is.EqualTo(("typing", id, "visitor"))
        );
        Assert.That(await workspace.Project.FingerprintAsync(), Is.EqualTo(before));
    }

    [Test]
    public async Task Nobody_types_in_a_conversation_of_somebody_else()
    {
        var project = await TestProject.CreateAsync();
        var (_, started) = await TestVisitor.BeginAsync(project, "v-1");
        var (other, _) = await TestVisitor.BeginAsync(project, "v-2");

        (await other.TypeAsync(started.Text("conversation", "id")!)).MustBe(404, "not_found");
    }
}
