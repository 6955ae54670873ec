using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.Widget.Visitors;

public class IdentifySharedDeviceTests
{
    [Test]
    public async Task What_found_no_room_at_one_person_is_not_given_to_the_next()
    {
        var project = await TestProject.CreateAsync();
        var full = Enumerable.Range(0, 99).ToDictionary(i => $"k{i}", i => i);
        await project.MustPostAsync(
            "identify",
            new
            {
                visitor_id = "v-0",
                user_id = "u-1",
                metadata = full,
            }
        );
        await project.MustPostAsync("set-properties", new { visitor_id = "shared", metadata = new { private_a = 1, private_b = 2 } });
        await project.MustPostAsync("identify", new { visitor_id = "shared", user_id = "u-1" });

        await project.MustPostAsync("identify", new { visitor_id = "shared", user_id = "u-2" });

        Assert.That(
            await project.OneAsync<string>("select metadata::text from contacts where project_id = @p and user_id = 'u-2'"),
            Is.EqualTo("{}")
        );
    }

    [Test]
    public async Task A_placeholder_that_stands_for_one_person_is_not_found_by_its_name()
    {
        var project = await TestProject.CreateAsync();
        await project.MustPostAsync(
            "identify",
            new
            {
                visitor_id = "v-1",
                email = "vic@gmail.com",
                name = "Vic Tim",
            }
        );

        await project.MustPostAsync(
            "identify",
            new
            {
                visitor_id = "v-2",
                email = "else@other.example",
                company = new { name = "vic tim", stage = "Won" },
            }
        );

        Assert.That(
            await project.RowsAsync<string>(
                "select placeholder || ' ' || (stage_id is null) from companies where project_id = @p and name_key = 'vic tim' order by id"
            ),
            Is.EqualTo(["true true", "false false"])
        );
    }

    [Test]
    public async Task Linking_to_another_placeholder_does_not_take_ones_own_away()
    {
        var project = await TestProject.CreateAsync();
        await project.MustPostAsync("identify", new { visitor_id = "v-1", email = "a@one.example" });
        await project.MustPostAsync("identify", new { visitor_id = "v-2", email = "b@two.example" });
        var other = await project.OneAsync<Guid>("select id from companies where project_id = @p and domain = 'two.example'");

        await project.MustPostAsync(
            "identify",
            new
            {
                visitor_id = "v-1",
                email = "a@one.example",
                company_ids = new[] { other.ToString() },
            }
        );

        Assert.That(await project.OneAsync<long>("select count(*) from companies where project_id = @p"), Is.EqualTo(2));
    }

    [Test]
    public async Task A_proof_on_any_write_verifies_the_contact_as_well()
    {
        var project = await TestProject.CreateAsync();
        await project.MustPostAsync("identify", new { visitor_id = "v-1", user_id = "u-1" });

        await project.MustPostAsync(
            "track",
            new
            {
                visitor_id = "v-1",
                name = "n",
                user_hash = project.Hash("v-1"),
            }
        );

        Assert.That(await project.OneAsync<bool>("select verified from contacts where project_id = @p"), Is.True);
        (
            await project.PostAsync(
                "identify",
                new
                {
                    visitor_id = "v-2",
                    user_id = "u-1",
                    name = "Mallory",
                }
            )
        ).MustBe(401, "identity_verification_required");
    }
}
