using System.Text.Json;
using Hal.Api.Domain.Metadata;

namespace Hal.Api.Tests.Domain.Metadata;

public class MetadataRulesTests
{
    [TestCase("[]", "metadata")]
    [TestCase("\"text\"", "metadata")]
    [TestCase("1", "metadata")]
    [TestCase("""{"a":[[[[[]]]]]}""", "metadata.a")]
    [TestCase("""{"ok":1,"a":{"b":{"c":{"d":{"e":{"f":1}}}}}}""", "metadata.a")]
    [TestCase("""{"a":1e309}""", "metadata.a")]
    [TestCase("""{"a":-1E-309}""", "metadata.a")]
    [TestCase("""{"a":[{"b":1e99999999999999999999}]}""", "metadata.a")]
    public void Names_what_is_wrong(string patch, string path) =>
        Assert.That(MetadataRules.Check(JsonElement.Parse(patch), "metadata").Select(f => f.Path), Is.EqualTo([path]));

    [TestCase("null")]
    [TestCase("{}")]
    [TestCase("""{"a":[[[[]]]]}""")]
    [TestCase("""{"a":{"b":{"c":{"d":{"e":1}}}}}""")]
    [TestCase("""{"a":1e308,"b":-1e-308,"c":null,"":1}""")]
    public void Lets_the_rest_pass(string patch) => Assert.That(MetadataRules.Check(JsonElement.Parse(patch), "metadata"), Is.Empty);

    [Test]
    public void Lets_an_absent_patch_pass() => Assert.That(MetadataRules.Check(null, "metadata"), Is.Empty);

    [TestCase(100, true)]
    [TestCase(101, false)]
    public void Limits_keys_to_100_characters_at_every_level(int length, bool isRight)
    {
        var key = new string('k', length);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(MetadataRules.Check(JsonElement.Parse($$"""{"{{key}}":1}"""), "m").Any(), Is.EqualTo(!isRight));
            Assert.That(MetadataRules.Check(JsonElement.Parse($$"""{"a":[{"{{key}}":1}]}"""), "m").Any(), Is.EqualTo(!isRight));
        }
    }

    [TestCase(100, true)]
    [TestCase(101, false)]
    public void Limits_the_whole_to_100_keys(int count, bool isRight) =>
        Assert.That(
            MetadataRules.Check(Enumerable.Range(0, count).ToDictionary(i => $"k{i}", _ => JsonElement.Parse("1"))) is null,
            Is.EqualTo(isRight)
        );

    [TestCase(0, true)]
    [TestCase(1, false)]
    public void Limits_the_whole_to_16_KiB(int over, bool isRight)
    {
        var empty = MetadataRules.Size(new Dictionary<string, JsonElement> { ["k"] = JsonElement.Parse("\"\"") });
        var text = new string('x', MetadataRules.MaxBytes - empty + over);

        Assert.That(
            MetadataRules.Check(new Dictionary<string, JsonElement> { ["k"] = JsonSerializer.SerializeToElement(text) }) is null,
            Is.EqualTo(isRight)
        );
    }

    [Test]
    public void Counts_bytes_and_not_characters() =>
        Assert.That(
            MetadataRules.Check(
                new Dictionary<string, JsonElement>
                {
                    ["k"] = JsonSerializer.SerializeToElement(string.Concat(Enumerable.Repeat("😀", 4096))),
                }
            ),
            Is.Not.Null
        );
}
