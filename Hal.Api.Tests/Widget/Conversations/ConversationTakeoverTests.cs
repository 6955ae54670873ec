using Hal.Api.Http;
using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.Widget.Conversations;

/// <summary>
/// Contract 4.7: a <c>user_hash</c> proves the caller's own user id. It does not open what another visitor, or the owner of an address, has
/// written, even if the caller identifies with that visitor id or address.
/// </summary>
public class ConversationTakeoverTests
{
    private const string Secret = "for ana's eyes only";

    [TestCase("the visitor's contact gets the user id", false, false)]
    [TestCase("the visitor's contact gets the user id", true, false)]
    [TestCase("the visitor's contact gets the user id", true, true)]
    [TestCase("the address's contact gets the user id", false, false)]
    [TestCase("the address's contact gets the user id", true, false)]
    [TestCase("the address's contact gets the user id", true, true)]
    [TestCase("the address's contact is merged into the user's", false, false)]
    [TestCase("the address's contact is merged into the user's", true, false)]
    [TestCase("the address's contact is merged into the user's", true, true)]
    public async Task Opens_nothing_that_another_has_written(string way, bool isProven, bool isRequired)
    {
        var workspace = await TestWorkspace.CreateAsync();
        var project = workspace.Project;
        if (isRequired)
            await workspace.Owner.PatchAsync($"projects/{project.Id}/settings", new { identity_verification_required = true }).MustAsync();

        var proof = isProven ? project.Hash("ana") : null;
        var identified = await project.MustPostAsync(
            "identify",
            new
            {
                visitor_id = "ana",
                email = "ana@acme.example",
                user_hash = proof,
            }
        );
        var ana = new TestVisitor(project, "ana") { Token = identified.Text("visitor_token"), Hash = proof };
        var conversation = (await ana.StartAsync(new { content = Secret }).MustAsync()).Text("conversation", "id")!;
        var hash = project.Hash("mallory");
        if (way == "the address's contact is merged into the user's")
            await project.MustPostAsync(
                "identify",
                new
                {
                    visitor_id = "mine",
                    user_id = "mallory",
                    user_hash = hash,
                }
            );

        await project.PostAsync(
            "identify",
            way == "the visitor's contact gets the user id"
                ? new
                {
                    visitor_id = "ana",
                    user_id = "mallory",
                    user_hash = hash,
                    email = (string?)null,
                }
                : new
                {
                    visitor_id = "mine",
                    user_id = "mallory",
                    user_hash = hash,
                    email = (string?)"ana@acme.example",
                }
        );

        var mallory = new TestVisitor(project, "ana") { Hash = hash, UserId = "mallory" };
        Exchange[] answers =
        [
            await mallory.ListAsync(),
            await mallory.MessagesAsync(conversation),
            await mallory.SendAsync(conversation, new { content = "as ana" }),
            await mallory.ReadAsync(conversation),
            await mallory.TypeAsync(conversation),
        ];
        foreach (var answer in answers.Skip(1))
            Assert.That(answer.Status, Is.EqualTo(404).Or.EqualTo(401), answer.Text);

        Assert.That(answers.Select(a => a.Text), Has.None.Contains(Secret).And.None.Contains(conversation));
        Assert.That(await project.OneAsync<long>("select count(*) from messages where project_id = @p"), Is.EqualTo(1));

        // The visitor itself, once proven, loses nothing.
        var own = ana with { Token = null, Hash = project.Hash("ana") };
        Assert.That((await own.MessagesAsync(conversation).MustAsync()).GetProperty("messages").GetArrayLength(), Is.EqualTo(1));
    }

    [Test]
    public async Task A_visitor_that_signs_in_keeps_what_it_wrote()
    {
        var project = await TestProject.CreateAsync();
        var (visitor, started) = await TestVisitor.BeginAsync(project, "ana", Secret);
        await visitor.PostAsync("identify", new { email = "ana@acme.example" }).MustAsync();
        await visitor.StartAsync(new { content = "With an address" }).MustAsync();
        var signedIn = visitor with { Hash = project.Hash("u-1"), UserId = "u-1" };

        await signedIn.PostAsync("identify", new { email = "ana@acme.example" }).MustAsync();

        Assert.That((await signedIn.ListAsync().MustAsync()).GetProperty("conversations").GetArrayLength(), Is.EqualTo(2));
        Assert.That(
            (await (signedIn with { Token = null }).MessagesAsync(started.Text("conversation", "id")!).MustAsync())
                .GetProperty("messages")
                .GetArrayLength(),
            Is.EqualTo(1)
        );
    }
}
