using FluentValidation;
using Hal.Api.Platform.Errors;

namespace Hal.Api.Domain.Contacts;

/// <summary>The checks of contact fields that several requests share, and what is refused for the sake of other contacts.</summary>
public static class ContactRules
{
    /// <summary>The longest notes, in characters.</summary>
    public const int MaxNotesLength = 10_000;

    /// <summary>The most tags.</summary>
    public const int MaxTags = 100;

    /// <summary>The longest tag, in characters.</summary>
    public const int MaxTagLength = 100;

    /// <summary>Another contact of the project has this e-mail.</summary>
    public static readonly ProblemCode EmailTaken = new(409, "email_taken", "Another contact has this e-mail");

    /// <summary>Another contact of the project has this user id.</summary>
    public static readonly ProblemCode UserIdTaken = new(409, "user_id_taken", "Another contact has this user_id");

    /// <summary>Reads who else has the e-mail <c>$2</c> or the user id <c>$3</c> in project <c>$1</c>.</summary>
    public const string Owners = """
        select id, email, user_id from contacts where project_id = $1 and email = $2
        union
        select id, email, user_id from contacts where project_id = $1 and user_id = $3
        """;

    /// <summary>Optional notes.</summary>
    public static IRuleBuilderOptions<T, string?> MustBeNotes<T>(this IRuleBuilder<T, string?> rule) =>
        rule.MaximumLength(MaxNotesLength).WithMessage($"This may have at most {MaxNotesLength} characters.");

    /// <summary>Optional tags.</summary>
    public static IRuleBuilderOptions<T, string[]?> MustBeTags<T>(this IRuleBuilder<T, string[]?> rule) =>
        rule.Must(tags =>
                tags is null
                || (tags.Length <= MaxTags && tags.All(tag => !string.IsNullOrWhiteSpace(tag) && tag.Trim().Length <= MaxTagLength))
            )
            .WithMessage($"There may be at most {MaxTags} tags, each of 1 to {MaxTagLength} characters.");

    /// <summary>The tags as they are kept: trimmed, each once, in the order they came.</summary>
    /// <param name="tags">Tags that have passed <see cref="MustBeTags{T}"/>; null for none.</param>
    public static string[] Tidy(string[]? tags) => [.. (tags ?? []).Select(tag => tag.Trim()).Distinct(StringComparer.Ordinal)];

    /// <summary>The 409 if another contact has the e-mail or the user id; null if none has.</summary>
    /// <param name="contact">The contact after the change.</param>
    /// <param name="owners">What <see cref="Owners"/> read.</param>
    public static Problem? Taken(Contact contact, IEnumerable<ContactKeys> owners)
    {
        var others = owners.Where(owner => owner.Id != contact.Id).ToList();
        if (contact.Email is not null && others.Exists(o => o.Email == contact.Email))
            return new Problem(EmailTaken, "email: another contact of the project has this address. Merge the two, or choose another.");

        return contact.UserId is not null && others.Exists(o => o.UserId == contact.UserId)
            ? new Problem(UserIdTaken, "user_id: another contact of the project has this id. Merge the two, or choose another.")
            : null;
    }
}

/// <summary>What a contact is unique by.</summary>
/// <param name="Id">Hal's id.</param>
/// <param name="Email">The e-mail.</param>
/// <param name="UserId">The customer's own id.</param>
public sealed record ContactKeys(Guid Id, string? Email, string? UserId);
