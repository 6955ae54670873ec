using System.Text.Json;
using Hal.Api.Domain.Contacts;

namespace Hal.Api.Tests.Domain.Contacts;

public class ContactMergeTests
{
    private static readonly Contact Empty = new(Guid.CreateVersion7(), null, null, null, null, null, [], JsonElement.Parse("{}"), false, 3);

    private static readonly Contact Full = new(
        Guid.CreateVersion7(),
        "ana@acme.example",
        "u-1",
        "Ana",
        "+1",
        "Notes",
        ["vip", "beta"],
        JsonElement.Parse("""{"plan":"pro","seats":12.50}"""),
        true,
        7
    );

    [Test]
    public void Fills_every_gap()
    {
        var filled = ContactMerge.Fill(Empty, Full);

        Assert.That(
            filled with
            {
                Metadata = Full.Metadata,
                Tags = Full.Tags,
            },
            Is.EqualTo(Full with { Id = Empty.Id, Version = Empty.Version })
        );
        Assert.That(filled.Tags, Is.EqualTo(Full.Tags));
        Assert.That(filled.Metadata.GetRawText(), Is.EqualTo(Full.Metadata.GetRawText()));
    }

    [Test]
    public void Lets_the_survivor_s_values_win()
    {
        var survivor = new Contact(
            Guid.CreateVersion7(),
            "a@b",
            "u-2",
            "A",
            "+2",
            "N",
            ["beta", "new"],
            JsonElement.Parse("""{"plan":"free"}"""),
            false,
            1
        );

        var filled = ContactMerge.Fill(survivor, Full);

        Assert.That(filled with { Metadata = survivor.Metadata, Tags = survivor.Tags }, Is.EqualTo(survivor with { Verified = true }));
        Assert.That(filled.Tags, Is.EqualTo(["beta", "new", "vip"]));
        Assert.That(filled.Metadata.GetRawText(), Is.EqualTo("""{"plan":"free","seats":12.50}"""));
    }

    [TestCase(false, false, false)]
    [TestCase(true, false, true)]
    [TestCase(false, true, true)]
    public void A_proof_of_either_is_kept(bool survivor, bool absorbed, bool expected) =>
        Assert.That(
            ContactMerge.Fill(Empty with { Verified = survivor }, Empty with { Verified = absorbed }).Verified,
            Is.EqualTo(expected)
        );
}
