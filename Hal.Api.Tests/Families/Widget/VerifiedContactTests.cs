using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.Families.Widget;

/// <summary>A contact once verified, in a project that does not require verification (contract 4.1).</summary>
public class VerifiedContactTests
{
    // "proven" is the visitor of the verified contact u-1, ana@acme.example; "linked" became so when the contact was not verified yet; "bo"
    // is somebody else.
    private static readonly string[] UnprovenCalls =
    [
        // claim
        """identify {"visitor_id":"new","email":"ana@acme.example"}""",
        """identify {"visitor_id":"new","email":" ANA@Acme.example "}""",
        """identify {"visitor_id":"new","user_id":"u-1"}""",
        """identify {"visitor_id":"bo","email":"ana@acme.example"}""",
        """identify {"visitor_id":"bo","user_id":"u-1"}""",
        // rename
        """identify {"visitor_id":"new","email":"ana@acme.example","name":"Eve"}""",
        """identify {"visitor_id":"proven","name":"Eve"}""",
        """identify {"visitor_id":"linked","phone":"+666"}""",
        """set-properties {"visitor_id":"linked","name":"Eve"}""",
        // re-key
        """identify {"visitor_id":"new","user_id":"u-1","email":"eve@acme.example"}""",
        """identify {"visitor_id":"new","user_id":"u-666","email":"ana@acme.example"}""",
        """identify {"visitor_id":"linked","email":"eve@acme.example"}""",
        // link to, away and in between
        """identify {"visitor_id":"linked","user_id":"u-666"}""",
        """identify {"visitor_id":"proven","user_id":"u-2"}""",
        """identify {"visitor_id":"proven","email":"bo@acme.example"}""",
        """identify {"visitor_id":"linked","company":{"id":"evil"}}""",
        """identify {"visitor_id":"linked","company_ids":["acme"]}""",
        // merge
        """identify {"visitor_id":"bo","user_id":"u-2","email":"ana@acme.example"}""",
        """identify {"visitor_id":"bo","user_id":"u-1","email":"bo@acme.example"}""",
        """identify {"visitor_id":"new","user_id":"u-1","email":"cy@acme.example"}""",
        // write
        """identify {"visitor_id":"linked","metadata":{"a":666}}""",
        """identify {"visitor_id":"new","user_id":"u-1","metadata":{"a":666}}""",
        """set-properties {"visitor_id":"proven","metadata":{"a":666}}""",
        """set-properties {"visitor_id":"linked","properties":{"a":666}}""",
        """track {"visitor_id":"proven","name":"seen"}""",
        """track {"visitor_id":"linked","name":"seen","entity":"company"}""",
        """track {"visitor_id":"linked","name":"seen","company_id":"acme"}""",
        """track/batch {"visitor_id":"linked","events":[{"name":"seen"}]}""",
        """set-stage {"visitor_id":"proven","stage":"Won"}""",
        """set-stage {"visitor_id":"linked","stage":"Won","company_id":"acme"}""",
        """set-stage {"visitor_id":"linked","stage":"no such stage"}""",
        """set-deal {"visitor_id":"proven","deal_value":666}""",
        """set-deal {"visitor_id":"linked","deal_value":null,"company_id":"acme"}""",
        // even without a word
        """identify {"visitor_id":"proven"}""",
        """identify {"visitor_id":"linked"}""",
        // and nothing of it is told, not even that something else is wrong
        """identify {"visitor_id":"new","user_id":"u-1","company_ids":["unknown"]}""",
        """identify {"visitor_id":"linked","company":{"id":"acme","stage":"no such stage"}}""",
        """set-stage {"visitor_id":"linked","stage":"Won","company_id":"unknown"}""",
    ];

    [TestCaseSource(nameof(UnprovenCalls))]
    public async Task Is_out_of_an_unproven_caller_s_reach(string call)
    {
        var project = await WithVerifiedContactAsync();
        var (route, json) = (call.Split(' ', 2)[0], call.Split(' ', 2)[1]);

        (await project.MustRefuseAsync(route, Refusals.Body(json))).MustBe(401, "identity_verification_required");
    }

    [Test]
    public async Task Is_written_by_a_proven_caller()
    {
        var project = await WithVerifiedContactAsync();

        await project.MustPostAsync(
            "identify",
            new
            {
                visitor_id = "new",
                user_id = "u-1",
                name = "Ana Novak",
                user_hash = project.Hash("u-1"),
            }
        );
        await project.MustPostAsync(
            "set-properties",
            new
            {
                visitor_id = "linked",
                metadata = new { a = 2 },
                user_hash = project.Hash("linked"),
            }
        );

        Assert.That(
            await project.OneAsync<string>("select concat_ws(' ', name, metadata) from contacts where project_id = @p and user_id = 'u-1'"),
            Is.EqualTo("""Ana Novak {"a": 2}""")
        );
    }

    [Test]
    public async Task Is_refused_in_the_same_words_whether_it_is_named_or_acted_through()
    {
        var project = await WithVerifiedContactAsync();

        var named = await project.PostAsync("identify", new { visitor_id = "new", email = "ana@acme.example" });
        var actedThrough = await project.PostAsync("set-properties", new { visitor_id = "linked", metadata = new { a = 1 } });

        named.MustMatch();
        Assert.That(actedThrough.Body.GetProperty("detail").GetString(), Is.EqualTo(named.Body.GetProperty("detail").GetString()));
    }

    [Test]
    public async Task Is_no_obstacle_to_others()
    {
        var project = await WithVerifiedContactAsync();

        await project.MustPostAsync(
            "identify",
            new
            {
                visitor_id = "bo",
                name = "Bo",
                company = new { id = "acme", metadata = new { a = 1 } },
            }
        );
        await project.MustPostAsync("track", new { visitor_id = "new", name = "seen" });
        await project.MustPostAsync("identify", new { visitor_id = "new", email = "dee@acme.example" });
    }

    [Test]
    public async Task Is_verified_by_a_hash_that_meets_it_through_its_e_mail()
    {
        var project = await TestProject.CreateAsync();
        await project.MustPostAsync("identify", new { visitor_id = "v-1", email = "ana@acme.example" });
        await project.MustPostAsync(
            "identify",
            new
            {
                visitor_id = "v-2",
                email = "ana@acme.example",
                user_hash = project.Hash("v-2"),
            }
        );

        (await project.MustRefuseAsync("set-properties", new { visitor_id = "v-1", metadata = new { a = 1 } })).MustBe(
            401,
            "identity_verification_required"
        );
    }

    private static async Task<TestProject> WithVerifiedContactAsync()
    {
        var project = await TestProject.CreateAsync();
        var company = new { id = "acme", name = "Acme" };
        await project.MustPostAsync(
            "identify",
            new
            {
                visitor_id = "linked",
                user_id = "u-1",
                email = "ana@acme.example",
                company,
            }
        );
        await project.MustPostAsync(
            "identify",
            new
            {
                visitor_id = "bo",
                user_id = "u-2",
                email = "bo@acme.example",
            }
        );
        await project.MustPostAsync("identify", new { visitor_id = "cy", email = "cy@acme.example" });
        await project.MustPostAsync(
            "identify",
            new
            {
                visitor_id = "proven",
                user_id = "u-1",
                name = "Ana",
                metadata = new { a = 1 },
                company,
                user_hash = project.Hash("proven"),
            }
        );
        return project;
    }
}
