using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.Widget.Visitors;

/// <summary>
/// Which contact a call names (contract 4.2, rules 2 and 3). ContactResolutionTests has every case; these are the ones that change rows.
/// </summary>
public class IdentifyResolutionTests
{
    private const string Contacts =
        "select concat_ws(' ', coalesce(user_id, '-'), coalesce(email, '-')) from contacts where project_id = @p order by id";

    // Each: the calls in order, each as "visitor user_id e-mail", and the contacts in the end, the oldest first.
    [TestCase("v-1 u-1 a@x, v-2 u-1 -", "u-1 a@x", Description = "by user id")]
    [TestCase("v-1 u-1 -, v-2 u-1 b@x", "u-1 b@x", Description = "a user id takes a free e-mail")]
    [TestCase("v-1 u-1 a@x, v-2 u-1 b@x", "u-1 b@x", Description = "a user id changes its e-mail")]
    [TestCase("v-1 u-1 a@x, v-2 - a@x", "u-1 a@x", Description = "by e-mail")]
    [TestCase("v-1 - a@x, v-2 u-1 a@x", "u-1 a@x", Description = "an e-mail's contact gets its user id")]
    [TestCase("v-1 - a@x, v-1 u-1 -", "u-1 a@x", Description = "the visitor's own")]
    [TestCase("v-1 u-1 -, v-1 - a@x", "u-1 a@x")]
    [TestCase("v-1 - a@x, v-1 - b@x", "- a@x, - b@x", Description = "another e-mail is another person")]
    [TestCase("v-1 u-1 a@x, v-1 - b@x", "u-1 a@x, - b@x")]
    [TestCase("v-1 u-1 a@x, v-1 u-2 -", "u-1 a@x, u-2 -", Description = "another user id is another person")]
    [TestCase("v-1 u-1 a@x, v-2 u-2 a@x", "u-1 a@x, u-2 -", Description = "the e-mail stays where it is")]
    [TestCase("v-1 u-1 a@x, v-2 u-2 b@x, v-3 u-2 a@x", "u-1 a@x, u-2 b@x", Description = "two user ids never merge")]
    [TestCase("v-1 u-1 -, v-2 - a@x, v-3 u-1 a@x", "u-1 -, - a@x", Description = "no merge without proof")]
    [TestCase("v-1 u-1 -, v-1 u-1 A@X", "u-1 a@x", Description = "in any case")]
    public async Task Finds_whom_the_call_means(string calls, string expected)
    {
        var project = await TestProject.CreateAsync();
        foreach (var call in calls.Split(", "))
        {
            if (call.Split(' ') is not [var visitor, var userId, var email])
                throw new ArgumentException(call, nameof(calls));

            await project.MustPostAsync(
                "identify",
                new
                {
                    visitor_id = visitor,
                    user_id = userId == "-" ? null : userId,
                    email = email == "-" ? null : email,
                }
            );
        }

        Assert.That(string.Join(", ", await project.RowsAsync<string>(Contacts)), Is.EqualTo(expected));
    }

    [Test]
    public async Task Says_whether_the_contact_was_made()
    {
        var project = await TestProject.CreateAsync();

        var first = (await project.MustPostAsync("identify", new { visitor_id = "v-1", user_id = "u-1" })).GetProperty("contact");
        var second = (await project.MustPostAsync("identify", new { visitor_id = "v-2", user_id = "u-1" })).GetProperty("contact");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(first.GetProperty("created").GetBoolean());
            Assert.That(second.GetProperty("created").GetBoolean(), Is.False);
            Assert.That(second.GetProperty("id").GetString(), Is.EqualTo(first.GetProperty("id").GetString()));
        }
    }

    [Test]
    public async Task Acts_on_the_visitor_s_own_contact_when_nobody_is_named()
    {
        var project = await TestProject.CreateAsync();
        await project.MustPostAsync("identify", new { visitor_id = "v-1", user_id = "u-1" });

        await project.MustPostAsync(
            "identify",
            new
            {
                visitor_id = "v-1",
                name = "Ana",
                phone = "+386",
                metadata = new { a = 1 },
            }
        );

        Assert.That(
            await project.OneAsync<string>("select concat_ws(' ', user_id, name, phone, metadata) from contacts where project_id = @p"),
            Is.EqualTo("""u-1 Ana +386 {"a": 1}""")
        );
    }

    [Test]
    public async Task Gives_a_known_contact_its_new_name_and_phone_and_keeps_them_when_not_said()
    {
        var project = await TestProject.CreateAsync();
        await project.MustPostAsync(
            "identify",
            new
            {
                visitor_id = "v-1",
                user_id = "u-1",
                name = "Ana",
                phone = "1",
            }
        );
        await project.MustPostAsync(
            "identify",
            new
            {
                visitor_id = "v-1",
                user_id = "u-1",
                name = " Ana Novak ",
                phone = " ",
            }
        );

        Assert.That(
            await project.OneAsync<string>("select concat_ws('/', name, phone) from contacts where project_id = @p"),
            Is.EqualTo("Ana Novak/1")
        );
    }

    [Test]
    public async Task A_visitor_that_becomes_somebody_else_loses_its_active_company()
    {
        var project = await TestProject.CreateAsync();
        await project.MustPostAsync(
            "identify",
            new
            {
                visitor_id = "v-1",
                user_id = "u-1",
                company = new { id = "acme" },
            }
        );

        var answer = await project.MustPostAsync("identify", new { visitor_id = "v-1", user_id = "u-2" });

        Assert.That(answer.GetProperty("company").ValueKind, Is.EqualTo(System.Text.Json.JsonValueKind.Null));
        Assert.That(
            await project.OneAsync<string>(
                """
                select concat_ws(' ', c.user_id, v.active_company_id is null, (
                    select count(*) from contact_companies l where l.project_id = @p))
                from visitors v join contacts c on c.project_id = v.project_id and c.id = v.contact_id where v.project_id = @p
                """
            ),
            Is.EqualTo("u-2 t 1"),
            "the company stays the first contact's"
        );
    }

    [Test]
    public async Task A_visitor_that_identifies_again_keeps_its_active_company()
    {
        var project = await TestProject.CreateAsync();
        var acme = (
            await project.MustPostAsync(
                "identify",
                new
                {
                    visitor_id = "v-1",
                    user_id = "u-1",
                    company = new { id = "acme" },
                }
            )
        ).GetProperty("company");
        await project.MustPostAsync(
            "identify",
            new
            {
                visitor_id = "v-2",
                user_id = "u-1",
                company = new { id = "other" },
            }
        );

        var answer = await project.MustPostAsync(
            "identify",
            new
            {
                visitor_id = "v-1",
                user_id = "u-1",
                email = "ana@acme.example",
            }
        );

        Assert.That(answer.GetProperty("company").GetProperty("id").GetString(), Is.EqualTo(acme.GetProperty("id").GetString()));
    }

    [Test]
    public async Task The_events_of_a_contact_stay_with_it_when_the_visitor_becomes_somebody_else()
    {
        var project = await TestProject.CreateAsync();
        await project.MustPostAsync("identify", new { visitor_id = "v-1", user_id = "u-1" });
        await project.MustPostAsync("track", new { visitor_id = "v-1", name = "seen" });
        await project.MustPostAsync("identify", new { visitor_id = "v-1", user_id = "u-2" });

        Assert.That(
            await project.OneAsync<string>(
                "select c.user_id from events e join contacts c on c.project_id = e.project_id and c.id = e.contact_id "
                    + "where e.project_id = @p"
            ),
            Is.EqualTo("u-1")
        );
    }
}
