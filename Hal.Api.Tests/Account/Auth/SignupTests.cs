using System.Text.Json.Nodes;
using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.Account.Auth;

/// <summary>Contract 5: a sign-up creates a workspace with its owner, its first project and the default stages.</summary>
public class SignupTests
{
    private static readonly string[] Stages = ["0 Lead open", "1 Qualified open", "2 Proposal open", "3 Won won", "4 Lost lost"];

    [Test]
    public async Task Creates_a_workspace_with_an_owner_a_project_and_its_stages()
    {
        var (caller, rows) = (await SignedOut.CreateAsync(), await TestProject.CreateAsync());
        var email = SignedOut.NewEmail();

        var exchange = await caller.PostAsync(
            "auth/signup",
            new
            {
                email = $"  {email.ToUpperInvariant()} ",
                password = TestMember.Password,
                company_name = " Acme ",
                name = " Ana Novak ",
            }
        );

        SignedOut.Masked(exchange).MustMatch();
        var signed = SignedIn.Of((await TestHost.RunningAsync()).Client, exchange.Body);
        Assert.That(signed.Member.Email, Is.EqualTo(email));
        var me = await signed.Member.GetAsync("auth/me").MustAsync();
        var project = exchange.Body.GetProperty("project").GetProperty("id").GetGuid();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(me.GetProperty("user").GetProperty("role").GetString(), Is.EqualTo("owner"));
            Assert.That(me.GetProperty("projects").EnumerateArray().Single().GetProperty("id").GetGuid(), Is.EqualTo(project));
            Assert.That(
                await rows.RowsAsync<string>(
                    "select concat_ws(' ', position, name, type) from stages where project_id = @project order by position",
                    new { project }
                ),
                Is.EqualTo(Stages)
            );
            Assert.That((await caller.RefreshAsync(signed.RefreshToken)).Status, Is.EqualTo(200));
        }
    }

    [Test]
    public async Task The_name_is_optional()
    {
        var caller = await SignedOut.CreateAsync();

        var answer = await caller
            .PostAsync(
                "auth/signup",
                new
                {
                    email = SignedOut.NewEmail(),
                    password = TestMember.Password,
                    company_name = "Acme",
                    name = " ",
                }
            )
            .MustAsync();

        Assert.That(answer.GetProperty("user").GetProperty("name").ValueKind, Is.EqualTo(System.Text.Json.JsonValueKind.Null));
    }

    [Test]
    public async Task An_e_mail_signs_up_once_in_any_spelling()
    {
        var (caller, rows) = (await SignedOut.CreateAsync(), await TestProject.CreateAsync());
        var email = SignedOut.NewEmail();
        await caller.SignUpAsync(email);

        var exchange = await caller.PostAsync(
            "auth/signup",
            new
            {
                email = $" {email.ToUpperInvariant()}",
                password = TestMember.Password,
                company_name = "Taken",
            }
        );

        exchange.MustBe(409, "email_taken").MustMatch();
        Assert.That(await rows.OneAsync<long>("select count(*) from accounts where name = 'Taken'"), Is.Zero);
    }

    [TestCase("email", "null")]
    [TestCase("email", "\" \"")]
    [TestCase("email", "\"acme.example\"")]
    [TestCase("email", "7")]
    [TestCase("email", "\"a\\u0000@acme.example\"")]
    [TestCase("password", "null")]
    [TestCase("password", "\"123456789\"")]
    [TestCase("password", "1234567890")]
    [TestCase("company_name", "null")]
    [TestCase("company_name", "\" \"")]
    [TestCase("company_name", "[]")]
    [TestCase("name", "{}")]
    public Task Refuses_an_invalid_field_and_names_it(string field, string value) => MustNameAsync(field, JsonNode.Parse(value));

    [TestCase("email", 243)]
    [TestCase("password", 201)]
    [TestCase("company_name", 201)]
    [TestCase("name", 201)]
    public Task Refuses_a_text_that_is_too_long_and_names_the_field(string field, int length) =>
        MustNameAsync(field, new string('a', length) + (field == "email" ? "@acme.example" : ""));

    [TestCase(10)]
    [TestCase(200)]
    public async Task Accepts_the_shortest_and_the_longest_password(int length)
    {
        var (caller, password) = (await SignedOut.CreateAsync(), new string('a', length));
        var signed = await caller.SignUpAsync(password: password);

        await caller.SignInAsync(signed.Member, password);
    }

    [Test]
    public async Task Of_many_concurrent_sign_ups_with_one_e_mail_one_succeeds()
    {
        var (caller, rows) = (await SignedOut.CreateAsync(), await TestProject.CreateAsync());
        var (email, company) = (SignedOut.NewEmail(), $"Race {Guid.NewGuid()}");

        var answers = await AtOnce.RunAsync(16, _ => caller.PostAsync(
                "auth/signup",
                new
                {
                    email,
                    password = TestMember.Password,
                    company_name = company,
                }
            ));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(answers.Count(a => a.Status == 201), Is.EqualTo(1));
            Assert.That(answers.Where(a => a.Status != 201).Select(a => a.Code), Is.All.EqualTo("email_taken"));
            Assert.That(await rows.OneAsync<long>("select count(*) from accounts where name = @company", new { company }), Is.EqualTo(1));
            Assert.That(await rows.OneAsync<long>("select count(*) from projects where name = @company", new { company }), Is.EqualTo(1));
        }
    }

    private static async Task MustNameAsync(string field, JsonNode? value)
    {
        var body = new JsonObject
        {
            ["email"] = SignedOut.NewEmail(),
            ["password"] = TestMember.Password,
            ["company_name"] = "Acme",
            ["name"] = "Ana",
        };
        body[field] = value;

        (await (await SignedOut.CreateAsync()).PostAsync("auth/signup", body.ToJsonString())).MustName(field);
    }
}
