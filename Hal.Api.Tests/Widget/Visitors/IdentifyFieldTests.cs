using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.Widget.Visitors;

/// <summary>The format of the fields (contract 2, 4.2).</summary>
public class IdentifyFieldTests
{
    private static readonly string Long = new('x', 2000);

    [TestCase("""{"visitor_id":null}""", "visitor_id")]
    [TestCase("""{"visitor_id":""}""", "visitor_id")]
    [TestCase("""{"visitor_id":"  "}""", "visitor_id")]
    [TestCase("""{"visitor_id":1}""", "visitor_id")]
    [TestCase("""{"visitor_id":"undefined"}""", "visitor_id")]
    [TestCase("""{"visitor_id":"[object Object]"}""", "visitor_id")]
    [TestCase("""{"visitor_id":"-1"}""", "visitor_id")]
    [TestCase("""{"visitor_id":"v\u0000"}""", "visitor_id")]
    [TestCase("""{"user_id":"null"}""", "user_id")]
    [TestCase("""{"user_id":"0"}""", "user_id")]
    [TestCase("""{"user_id":" NaN "}""", "user_id")]
    [TestCase("""{"user_id":7}""", "user_id")]
    [TestCase("""{"user_id":"u\ud800"}""", "user_id")]
    [TestCase("""{"email":"ana"}""", "email")]
    [TestCase("""{"email":"a@b@c"}""", "email")]
    [TestCase("""{"email":"a@\u0000b"}""", "email")]
    [TestCase("""{"email":["a@b"]}""", "email")]
    [TestCase("""{"name":"\udc00"}""", "name")]
    [TestCase("""{"name":{}}""", "name")]
    [TestCase("""{"phone":"1\u0000"}""", "phone")]
    [TestCase("""{"metadata":[]}""", "metadata")]
    [TestCase("""{"metadata":"text"}""", "metadata")]
    [TestCase("""{"company":"acme"}""", "company")]
    [TestCase("""{"company":{"stage":"Won"}}""", "company.id")]
    [TestCase("""{"company":{"deal_value":1}}""", "company.id")]
    [TestCase("""{"company":{"id":5}}""", "company.id")]
    [TestCase("""{"company":{"id":"a","deal_value":"5"}}""", "company.deal_value")]
    [TestCase("""{"company":{"id":"a","deal_value":-1}}""", "company.deal_value")]
    [TestCase("""{"company":{"id":"a","deal_value":1.005}}""", "company.deal_value")]
    [TestCase("""{"company":{"id":"a","deal_value":100000000000000}}""", "company.deal_value")]
    [TestCase("""{"company":{"id":"a","metadata":5}}""", "company.metadata")]
    [TestCase("""{"company":{"id":"a","metadata":{"k":"\u0000"}}}""", "company.metadata.k")]
    [TestCase("""{"company":{"id":"a","name":"\u0000"}}""", "company.name")]
    [TestCase("""{"company_ids":"acme"}""", "company_ids")]
    [TestCase("""{"company_ids":["acme",null]}""", "company_ids[1]")]
    [TestCase("""{"company_ids":[" "]}""", "company_ids[0]")]
    [TestCase("""{"company_ids":[7]}""", "company_ids[0]")]
    [TestCase("""{"stage_update_mode":"EXACT"}""", "stage_update_mode")]
    [TestCase("""{"stage_update_mode":""}""", "stage_update_mode")]
    public async Task Refuses_malformed_values_and_names_the_field(string json, string field)
    {
        var project = await TestProject.CreateAsync();
        var body = json.Contains("visitor_id", StringComparison.Ordinal)
            ? json[1..]
            : $"\"visitor_id\":\"v-1\",\"user_id\":\"u-9\",{json[1..]}";

        var exchange = await project.PostRawAsync("identify", $"{{\"project_id\":\"{project.Id}\",{body}");

        exchange.MustName(field);
        Assert.That(await project.OneAsync<long>("select count(*) from visitors where project_id = @p"), Is.Zero);
    }

    [TestCase("visitor_id", 255)]
    [TestCase("user_id", 255)]
    [TestCase("name", 200)]
    public async Task Limits_the_length(string field, int length)
    {
        var project = await TestProject.CreateAsync();

        (await project.MustRefuseAsync("identify", Refusals.Body("""{"visitor_id":"v-1"}""", (field, Long[..(length + 1)])))).MustName(
            field
        );
        await project.MustPostAsync("identify", Refusals.Body("""{"visitor_id":"v-1"}""", (field, Long[..length])));
    }

    [TestCase(254, true)]
    [TestCase(255, false)]
    public async Task Limits_the_e_mail(int length, bool isAccepted)
    {
        var project = await TestProject.CreateAsync();

        var exchange = await project.PostAsync("identify", new { visitor_id = "v-1", email = $"a@{Long[..(length - 2)]}" });

        Assert.That(exchange.Status, Is.EqualTo(isAccepted ? 200 : 422), exchange.Text);
    }

    [Test]
    public async Task Names_every_field_that_is_wrong()
    {
        var project = await TestProject.CreateAsync();

        var exchange = await project.MustRefuseAsync(
            "identify",
            new
            {
                visitor_id = "guest",
                user_id = "none",
                email = "ana",
                name = Long,
                phone = Long,
                stage_update_mode = "back",
                company = new { id = Long, name = Long },
            }
        );

        exchange.MustBe(422, "validation_failed").MustMatch();
    }

    [Test]
    public async Task Blank_e_mail_user_id_and_phone_count_as_absent()
    {
        var project = await TestProject.CreateAsync();

        var answer = await project.MustPostAsync(
            "identify",
            new
            {
                visitor_id = "v-1",
                user_id = " ",
                email = "",
                phone = "  ",
                name = " ",
            }
        );

        Assert.That(answer.GetProperty("contact").ValueKind, Is.EqualTo(System.Text.Json.JsonValueKind.Null));
        Assert.That(await project.OneAsync<string>("select concat(name, phone) from visitors where project_id = @p"), Is.Empty);
    }

    [Test]
    public async Task Keeps_emoji_and_other_scripts()
    {
        var project = await TestProject.CreateAsync();

        await project.MustPostAsync(
            "identify",
            new
            {
                visitor_id = "v-😀",
                user_id = "u-шш",
                name = "李 👩‍👩‍👧 \"O'Neil\" \\u0000",
                company = new { id = "日本", name = "日本 <b>" },
            }
        );

        Assert.That(
            await project.OneAsync<string>(
                """
                select concat_ws('/', v.visitor_id, c.user_id, c.name, o.external_id, o.name) from visitors v, contacts c, companies o
                where v.project_id = @p and c.project_id = @p and o.project_id = @p
                """
            ),
            Is.EqualTo("v-😀/u-шш/李 👩‍👩‍👧 \"O'Neil\" \\u0000/日本/日本 <b>")
        );
    }

    [Test]
    public async Task Ignores_members_it_does_not_know()
    {
        var project = await TestProject.CreateAsync();

        await project.MustPostAsync(
            "identify",
            new
            {
                visitor_id = "v-1",
                user_id = "u-1",
                verified = true,
                contact_id = Guid.NewGuid(),
                Email = "a@b",
            }
        );

        Assert.That(
            await project.OneAsync<string>("select concat_ws(' ', verified, email) from contacts where project_id = @p"),
            Is.EqualTo("f")
        );
    }
}
