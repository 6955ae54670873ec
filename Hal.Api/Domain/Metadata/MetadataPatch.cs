using System.Text.Json;
using Hal.Api.Platform.Values;

namespace Hal.Api.Domain.Metadata;

/// <summary>What a merge comes to.</summary>
/// <param name="Value">The metadata to store.</param>
/// <param name="Changed">Whether it differs from what is stored.</param>
/// <param name="Flaw">Why it cannot be stored, or null.</param>
public readonly record struct MergedMetadata(JsonElement Value, bool Changed, string? Flaw);

/// <summary>Merges metadata by top-level key (contract 2). Patches are assumed to have passed <see cref="MetadataRules"/>.</summary>
public static class MetadataPatch
{
    /// <summary>The metadata of something new.</summary>
    public static readonly JsonElement Empty = JsonElement.Parse("{}");

    /// <summary>Puts a patch over what is stored; <c>null</c> removes a key.</summary>
    /// <param name="stored">A JSON object.</param>
    /// <param name="patch">A JSON object; absent or <c>null</c> changes nothing.</param>
    public static MergedMetadata Merge(JsonElement stored, JsonElement? patch)
    {
        if (patch is not { ValueKind: JsonValueKind.Object } given)
            return new MergedMetadata(stored, false, null);

        var members = Members(stored);
        var changed = false;
        foreach (var member in given.EnumerateObject())
        {
            if (member.Value.ValueKind == JsonValueKind.Null)
            {
                changed |= members.Remove(member.Name);
            }
            else if (!members.TryGetValue(member.Name, out var present) || !JsonElement.DeepEquals(present, member.Value))
            {
                members[member.Name] = member.Value;
                changed = true;
            }
        }

        return changed ? new MergedMetadata(Write(members), true, MetadataRules.Check(members)) : new MergedMetadata(stored, false, null);
    }

    /// <summary>Puts a <c>PATCH</c> over what is stored: absent changes nothing, and <c>null</c> clears all of it (contract 2).</summary>
    /// <param name="stored">A JSON object.</param>
    /// <param name="patch">What the caller sent; undefined if it sent nothing.</param>
    public static MergedMetadata Apply(JsonElement stored, JsonElement patch) =>
        patch.ValueKind is JsonValueKind.Null && !IsEmpty(stored) ? new MergedMetadata(Empty, true, null) : Merge(stored, patch);

    /// <summary>
    /// Adds the keys of a patch that are missing, and leaves those alone that are there. What does not fit is a flaw, as for <see
    /// cref="Merge"/>.
    /// </summary>
    /// <param name="stored">A JSON object.</param>
    /// <param name="patch">A JSON object; absent or <c>null</c> changes nothing, and so does a member that is <c>null</c>.</param>
    public static MergedMetadata Complete(JsonElement stored, JsonElement? patch)
    {
        if (patch is not { ValueKind: JsonValueKind.Object } given)
            return new MergedMetadata(stored, false, null);

        var missing = Members(given).Where(m => !stored.TryGetProperty(m.Key, out _)).ToDictionary(m => m.Key, m => m.Value);
        return Merge(stored, Write(missing));
    }

    /// <summary>Adds the keys that are missing, as far as the limits allow; never overwrites.</summary>
    /// <param name="stored">A JSON object.</param>
    /// <param name="source">The JSON object to take from.</param>
    /// <param name="said">A patch that has just been merged: what it removed stays away.</param>
    /// <returns>
    /// The filled object, and what of the source did not fit; each is the element that was given where there is no difference.
    /// </returns>
    public static (JsonElement Filled, JsonElement Left) Fill(JsonElement stored, JsonElement source, JsonElement? said = null)
    {
        if (IsEmpty(source))
            return (stored, source);

        var (members, missing) = (Members(stored), Members(source));
        var (before, all) = (members.Count, missing.Count);
        var rest = new Dictionary<string, JsonElement>();
        foreach (var (key, value) in missing.Where(m => !members.ContainsKey(m.Key) && said?.TryGetProperty(m.Key, out _) != true))
        {
            members[key] = value;
            if (MetadataRules.Check(members) is null)
                continue;

            members.Remove(key);
            rest[key] = value;
        }

        return (members.Count == before ? stored : Write(members), rest.Count == all ? source : Write(rest));
    }

    /// <summary>Whether an object has no keys.</summary>
    /// <param name="metadata">A JSON object.</param>
    public static bool IsEmpty(JsonElement metadata) => !metadata.EnumerateObject().Any();

    private static Dictionary<string, JsonElement> Members(JsonElement element)
    {
        var members = new Dictionary<string, JsonElement>();
        foreach (var member in element.EnumerateObject())
            members[member.Name] = member.Value;

        return members;
    }

    private static JsonElement Write(Dictionary<string, JsonElement> members) =>
        JsonSerializer.SerializeToElement(members, HalJson.Verbatim);
}
