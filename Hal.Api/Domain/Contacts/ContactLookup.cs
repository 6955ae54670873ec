using Hal.Api.Domain.Projects;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Errors;

namespace Hal.Api.Domain.Contacts;

/// <summary>Finds a contact by its id, or says where it went: one that was merged into another answers 410 with the survivor (contract 5).</summary>
public static class ContactLookup
{
    /// <summary>The contact was merged into another.</summary>
    public static readonly ProblemCode Merged = new(410, "contact_merged", "This contact was merged into another");

    private const string Survivor = "select survivor_id from contact_merges where project_id = $1 and id = $2";

    /// <summary>Adds the two statements that <see cref="TakeContactAsync"/> takes the results of.</summary>
    /// <param name="batch">Where the statements go.</param>
    /// <param name="project">The project.</param>
    /// <param name="id">The contact's id.</param>
    public static SqlBatch AddContact(this SqlBatch batch, ProjectId project, Guid id)
    {
        ArgumentNullException.ThrowIfNull(batch);
        return batch.Add(ContactAnswer.ById, project.Value, id).Add(Survivor, project.Value, id);
    }

    /// <summary>Takes the results of <see cref="AddContact"/>: the contact, 410 or 404.</summary>
    /// <param name="results">The results.</param>
    /// <param name="collection">Where contacts are found, such as <c>/api/contacts</c>.</param>
    public static async Task<Result<ContactAnswer>> TakeContactAsync(this SqlResults results, string collection = "/api/contacts")
    {
        ArgumentNullException.ThrowIfNull(results);
        var contact = await results.SingleOrDefaultAsync<ContactAnswer>();
        var survivor = await results.SingleOrDefaultAsync<Guid?>();
        if (contact is not null)
            return contact;

        return survivor is null
            ? Problem.NotFound("contact")
            : new Problem(Merged, $"The contact is now {survivor}; use that id.") { Link = $"<{collection}/{survivor}>; rel=\"canonical\"" };
    }
}
