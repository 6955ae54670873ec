using Hal.Api.Domain.ProjectIds;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Errors;

namespace Hal.Api.Domain.Contacts;

/// <summary>Changes a contact (contract 5, 6): reads what the decision needs, then decides.</summary>
public sealed class ContactUpdate
{
    private readonly ProjectId _project;
    private readonly ContactPatch _patch;
    private readonly Fetched<Result<ContactAnswer>> _found;
    private readonly Fetched<IReadOnlyList<ContactKeys>> _owners;

    private ContactUpdate(SqlRead read, ProjectId project, Guid id, ContactPatch patch, string collection)
    {
        (_project, _patch) = (project, patch);
        _found = read.Contact(project, id, collection);
        _owners = read.List<ContactKeys>(ContactRules.Owners, project.Value, patch.Claim.Email, patch.Claim.UserId);
    }

    /// <summary>Adds the statements that read the contact, and the contacts that have its new e-mail or user id.</summary>
    /// <param name="collection">Where contacts are found, such as <c>/api/contacts</c>.</param>
    public static ContactUpdate Read(SqlRead read, ProjectId project, Guid id, ContactPatch patch, string collection = "/api/contacts") =>
        new(read, project, id, patch, collection);

    /// <summary>
    /// The changed contact; or 404, 410 if it was merged into another, 422 if its metadata would grow too large, 409 if another contact has
    /// the e-mail or the user id.
    /// </summary>
    public Result<ContactChange> Decide(DateTime now)
    {
        var found = _found.Value;
        if (!found.Succeeded)
            return found.Problem;

        var (answer, before, batch) = (found.Value, found.Value.ToContact(), new SqlBatch());
        var patched = _patch.Apply(before);
        if (!patched.Succeeded)
            return patched.Problem;

        var after = patched.Value;
        if (ContactRules.Taken(after, _owners.Value) is { } taken)
            return taken;

        if (after == before)
            return new ContactChange(answer, answer.Version, batch);

        ContactWrites.Save(batch, _project, before, after, now);
        return new ContactChange(answer.With(after, now), answer.Version, batch);
    }
}
