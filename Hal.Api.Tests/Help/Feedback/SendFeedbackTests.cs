using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.Help.Feedback;

/// <summary>Contract 5: a reader says whether an article helped.</summary>
public class SendFeedbackTests
{
    [Test]
    public async Task A_reader_says_once_whether_it_helped()
    {
        var workspace = await HelpCenter.StartAsync();
        foreach (var (browser, helpful) in new[] { ("A", "yes"), ("A", "no"), ("A", "yes"), ("B", "no") })
        {
            var sent = await RateAsync(workspace, "how-refunds-work", helpful, browser);
            Assert.That(
                (sent.Status, sent.Headers["Location"]),
                Is.EqualTo((303, $"/help/{workspace.Project.Id}/en/how-refunds-work?thanks#feedback"))
            );
        }

        Assert.That(
            (await workspace.Project.HelpAsync("/en/how-refunds-work?thanks")).Text,
            Does.Contain("Thank you").And.Not.Contain("<form method=\"post\"")
        );
        Assert.That(
            await workspace.Project.RowsAsync<string>(
                "select helpful || ' ' || count(*) from article_feedback where project_id = @p group by helpful order by helpful"
            ),
            Is.EqualTo(["false 1", "true 1"])
        );
        Assert.That(
            await workspace.Project.OneAsync<string>(
                "select string_agg(encode(voter, 'escape'), '') from article_feedback where project_id = @p"
            ),
            Does.Not.Contain("127.0.0.1")
        );
        Assert.That((await RateAsync(workspace, "nowhere", "yes", "A")).MustBe(404, "not_found").Status, Is.EqualTo(404));
        (await RateAsync(workspace, "how-refunds-work", "maybe", "A")).MustName("helpful");
        (
            await workspace.Project.SendAsync(
                HttpMethod.Post,
                $"/help/{workspace.Project.Id}/en/how-refunds-work/feedback",
                new StringContent("{}")
            )
        ).MustBe(415, "unsupported_media_type");
    }

    private static Task<Exchange> RateAsync(TestWorkspace workspace, string slug, string helpful, string browser) =>
        workspace.Project.SendAsync(
            HttpMethod.Post,
            $"/help/{workspace.Project.Id}/en/{slug}/feedback",
            new FormUrlEncodedContent([new("helpful", helpful)]),
            ("User-Agent", browser)
        );
}
