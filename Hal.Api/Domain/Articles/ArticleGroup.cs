using System.Text.Json;
using FluentValidation;
using Hal.Api.Domain.Fields;
using Hal.Api.Domain.ProjectIds;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Values;

namespace Hal.Api.Domain.Articles;

/// <summary>A group of articles as the account family answers it (contract 5).</summary>
/// <param name="Id">Hal's id.</param>
/// <param name="Name">The name in the project's default locale, or the nearest there is.</param>
/// <param name="Names">The name by locale.</param>
/// <param name="Position">Its place in the order of groups, from 0.</param>
/// <param name="ArticleCount">How many articles are in it, drafts too.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="UpdatedAt">When it last changed.</param>
public sealed record ArticleGroupAnswer(
    Guid Id,
    string Name,
    [property: SchemaType("object")] JsonElement Names,
    int Position,
    long ArticleCount,
    DateTime CreatedAt,
    DateTime UpdatedAt
);

/// <summary>A row of <c>article_groups</c>.</summary>
/// <param name="Id">Hal's id.</param>
/// <param name="Names">The name by locale.</param>
/// <param name="Position">Its place.</param>
/// <param name="Version">Counts the writes of the row.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="UpdatedAt">When it last changed.</param>
/// <param name="ArticleCount">How many articles are in it.</param>
public sealed record ArticleGroup(
    Guid Id,
    JsonElement Names,
    int Position,
    long Version,
    DateTime CreatedAt,
    DateTime UpdatedAt,
    long ArticleCount
)
{
    /// <summary>Reads all groups of project <c>$1</c> in their order.</summary>
    public const string All = """
        select g.id, g.names, g.position, g.version, g.created_at, g.updated_at,
               (select count(*) from articles a where a.project_id = g.project_id and a.group_id = g.id) as article_count
        from article_groups g
        where g.project_id = $1
        order by g.position, g.id
        """;

    /// <summary>Reads the id of group <c>$2</c> of project <c>$1</c>, if it exists.</summary>
    public const string Find = "select id from article_groups where project_id = $1 and id = $2";

    private const string MoveOthers = """
        update article_groups g
        set position = o.position
        from unnest($2, $3) o (id, position)
        where g.project_id = $1 and g.id = o.id
        """;

    /// <summary>Moves other groups to their new positions.</summary>
    public static void Move(SqlBatch batch, ProjectId project, IReadOnlyList<Placed> moved)
    {
        if (moved.Count > 0)
            batch.Add(MoveOthers, project.Value, moved.Select(m => m.Id).ToArray(), moved.Select(m => m.Position).ToArray());
    }

    /// <summary>The group as the API returns it.</summary>
    /// <param name="defaultLocale">The project's.</param>
    public ArticleGroupAnswer ToAnswer(string defaultLocale) =>
        new(Id, GroupNames.In(Names, defaultLocale, defaultLocale), Names, Position, ArticleCount, CreatedAt, UpdatedAt);
}

/// <summary>The names of a group, by locale.</summary>
public static class GroupNames
{
    /// <summary>Valid names by locale.</summary>
    /// <param name="canRemove">Whether a name may be <c>null</c>, which removes it.</param>
    public static IRuleBuilderOptions<T, Dictionary<string, string?>?> MustBeNames<T>(
        this IRuleBuilder<T, Dictionary<string, string?>?> rule,
        bool canRemove
    ) =>
        rule.Must(names => names is null || (names.Count <= ArticleRules.MaxLocales && names.Keys.All(Locale.IsValid)))
            .WithMessage("This must be an object with a language tag, such as en or pt-BR, for each name.")
            .Must(names =>
                names is null
                || names.Values.All(name => name is null ? canRemove : name.Trim().Length is > 0 and <= FieldRules.MaxNameLength)
            )
            .WithMessage($"Each name must be 1 to {FieldRules.MaxNameLength} characters.");

    /// <summary>The names after a change: merged by locale; null removes a name.</summary>
    /// <param name="stored">The stored names, if any.</param>
    /// <param name="name">The name in the default locale, if it was sent.</param>
    /// <param name="names">The names that were sent.</param>
    /// <param name="defaultLocale">The project's.</param>
    public static JsonElement Merge(JsonElement? stored, string? name, Dictionary<string, string?>? names, string defaultLocale)
    {
        var merged = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var known in stored?.EnumerateObject() ?? default)
            merged[known.Name] = known.Value.GetString()!;

        if (name is not null)
            merged[Locale.Normalize(defaultLocale)] = name.Trim();

        foreach (var (locale, text) in names ?? [])
        {
            if (text is null)
                merged.Remove(Locale.Normalize(locale));
            else
                merged[Locale.Normalize(locale)] = text.Trim();
        }

        return JsonSerializer.SerializeToElement(merged, HalJson.Verbatim);
    }

    /// <summary>The name in a locale, or in the nearest one that has a name.</summary>
    /// <param name="names">The names by locale.</param>
    /// <param name="defaultLocale">The project's.</param>
    public static string In(JsonElement names, string locale, string defaultLocale)
    {
        var locales = names.EnumerateObject().Select(n => n.Name).ToList();
        return Locale.Best([locale, defaultLocale], locales, defaultLocale) is { } best ? names.GetProperty(best).GetString()! : "";
    }
}
