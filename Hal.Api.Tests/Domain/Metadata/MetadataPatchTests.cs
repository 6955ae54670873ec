using System.Text.Json;
using CsCheck;
using Hal.Api.Domain.Metadata;

namespace Hal.Api.Tests.Domain.Metadata;

public class MetadataPatchTests
{
    private static readonly Gen<string> Keys = OneOf("a", "b", "c", "ž", "😀", "a.b", "snake_case", "camelCase");

    private static readonly Gen<string> Values = Gen.OneOf(
        Gen.Long.Select(n => n.ToString(System.Globalization.CultureInfo.InvariantCulture)),
        Gen.Decimal.Select(n => n.ToString(System.Globalization.CultureInfo.InvariantCulture)),
        Gen.String[0, 20].Select(s => JsonSerializer.Serialize(s)),
        OneOf("null", "true", "false", "1e30", "0.10", "[]", "{}", "[1,[2]]", "{\"a\":null}", "9007199254740993")
    );

    private static readonly Gen<JsonElement> Objects = Gen.Select(Keys, Values)
        .Array[0, 8]
        .Select(members =>
            JsonElement.Parse(
                "{" + string.Join(',', members.DistinctBy(m => m.Item1).Select(m => $"{JsonSerializer.Serialize(m.Item1)}:{m.Item2}")) + "}"
            )
        );

    // What is stored holds no null at the top: nulls remove.
    private static readonly Gen<JsonElement> Stored = Objects.Select(o => MetadataPatch.Merge(MetadataPatch.Empty, o).Value);

    [TestCase("""{"a":1}""", """{"b":2}""", """{"a":1,"b":2}""", true)]
    [TestCase("""{"a":1}""", """{"a":2}""", """{"a":2}""", true)]
    [TestCase("""{"a":1,"b":2}""", """{"a":null}""", """{"b":2}""", true)]
    [TestCase("""{"a":1}""", """{"b":null}""", """{"a":1}""", false)]
    [TestCase("""{"a":{"x":1,"y":2}}""", """{"a":{"x":3}}""", """{"a":{"x":3}}""", true, Description = "only the top level merges")]
    [TestCase("""{"a":[1,2]}""", """{"a":[3]}""", """{"a":[3]}""", true)]
    [TestCase("""{"a":1}""", """{"a":{"x":null}}""", """{"a":{"x":null}}""", true, Description = "null removes at the top level only")]
    [TestCase("""{"a":1}""", """{"a":1}""", """{"a":1}""", false)]
    [TestCase("""{"a":1}""", "{}", """{"a":1}""", false)]
    [TestCase("{}", """{"a":1,"a":2}""", """{"a":2}""", true)]
    [TestCase("""{"A":1}""", """{"a":2}""", """{"A":1,"a":2}""", true, Description = "keys differ by case")]
    public void Merges_at_the_top_level(string stored, string patch, string expected, bool changed)
    {
        var merged = MetadataPatch.Merge(JsonElement.Parse(stored), JsonElement.Parse(patch));

        Assert.That(merged.Value.GetRawText(), Is.EqualTo(expected));
        Assert.That(merged, Has.Property("Changed").EqualTo(changed).And.Property("Flaw").Null);
    }

    [TestCase("12345678901234567890123456789")]
    [TestCase("9007199254740993")]
    [TestCase("0.1000")]
    [TestCase("1.7976931348623157e308")]
    [TestCase("-0.00000000000000000000000000000001")]
    public void Keeps_numbers_digit_by_digit(string number) =>
        Assert.That(
            MetadataPatch
                .Merge(JsonElement.Parse("""{"b":true}"""), JsonElement.Parse($$"""{"a":{{number}}}"""))
                .Value.GetProperty("a")
                .GetRawText(),
            Is.EqualTo(number)
        );

    [TestCase("""{"a":1}""", """{"a":2,"b":2}""", """{"a":1,"b":2}""", true)]
    [TestCase("""{"a":1}""", """{"a":null}""", """{"a":1}""", false)]
    [TestCase("""{"a":1}""", """{"b":null}""", """{"a":1}""", false)]
    [TestCase("""{"a":{"x":1}}""", """{"a":{"y":2}}""", """{"a":{"x":1}}""", false, Description = "only the top level is completed")]
    [TestCase("""{"A":1}""", """{"a":2}""", """{"A":1,"a":2}""", true, Description = "keys differ by case")]
    [TestCase("""{"a":1}""", "null", """{"a":1}""", false)]
    [TestCase("{}", """{"a":1,"a":2}""", """{"a":2}""", true)]
    public void Completes_what_is_missing_and_leaves_the_rest(string stored, string patch, string expected, bool changed)
    {
        var merged = MetadataPatch.Complete(JsonElement.Parse(stored), JsonElement.Parse(patch));

        Assert.That(merged.Value.GetRawText(), Is.EqualTo(expected));
        Assert.That(merged, Has.Property("Changed").EqualTo(changed).And.Property("Flaw").Null);
    }

    [Test]
    public void Absent_changes_nothing()
    {
        var stored = JsonElement.Parse("""{"a":1}""");

        Assert.That(MetadataPatch.Merge(stored, null), Is.EqualTo(new MergedMetadata(stored, false, null)));
    }

    [Test]
    public void Merging_twice_is_merging_once() =>
        Gen.Select(Stored, Objects)
            .Sample(
                (stored, patch) =>
                {
                    var once = MetadataPatch.Merge(stored, patch);
                    var twice = MetadataPatch.Merge(once.Value, patch);
                    return !twice.Changed && Same(once.Value, twice.Value) && once.Changed == !Same(stored, once.Value);
                }
            );

    [Test]
    public void A_merge_takes_from_the_patch_what_it_names_and_keeps_the_rest() =>
        Gen.Select(Stored, Objects)
            .Sample(
                (stored, patch) =>
                {
                    var merged = MetadataPatch.Merge(stored, patch).Value;
                    var named = patch
                        .EnumerateObject()
                        .All(m =>
                            m.Value.ValueKind is JsonValueKind.Null
                                ? !merged.TryGetProperty(m.Name, out _)
                                : merged.GetProperty(m.Name).GetRawText() == m.Value.GetRawText()
                                    || Same(merged.GetProperty(m.Name), m.Value)
                        );
                    return named
                        && stored
                            .EnumerateObject()
                            .All(m => patch.TryGetProperty(m.Name, out _) || Same(merged.GetProperty(m.Name), m.Value));
                }
            );

    [Test]
    public void Filling_never_overwrites_and_takes_all_that_is_missing() =>
        Gen.Select(Stored, Stored)
            .Sample(
                (stored, source) =>
                {
                    var (filled, left) = MetadataPatch.Fill(stored, source);
                    return stored.EnumerateObject().All(m => Same(filled.GetProperty(m.Name), m.Value))
                        && source.EnumerateObject().All(m => filled.TryGetProperty(m.Name, out _))
                        && MetadataPatch.IsEmpty(left);
                }
            );

    [Test]
    public void Filling_leaves_what_does_not_fit()
    {
        var stored = JsonElement.Parse("{" + string.Join(',', Enumerable.Range(0, 99).Select(i => $"\"s{i}\":{i}")) + "}");

        var (filled, left) = MetadataPatch.Fill(stored, JsonElement.Parse("""{"s1":"other","x":1,"y":2}"""));

        Assert.That(filled.EnumerateObject().Count(), Is.EqualTo(100));
        Assert.That(left.GetRawText(), Is.EqualTo("""{"y":2}"""));
    }

    private static Gen<string> OneOf(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(i => texts[i]);

    private static bool Same(JsonElement one, JsonElement other) => JsonElement.DeepEquals(one, other);
}
