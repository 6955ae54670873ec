using Hal.Api.Platform.Values;

namespace Hal.Api.Domain.Stages;

/// <summary>A page of a project's stages, in their order (contract 5, 6).</summary>
/// <param name="Stages">The stages.</param>
/// <param name="NextCursor">The cursor of the next page; null on the last page.</param>
public sealed record StagePage(IReadOnlyList<StageAnswer> Stages, string? NextCursor)
{
    /// <summary>Takes the page from the stages, which are known with the project.</summary>
    public static StagePage Of(StageList stages, Page page)
    {
        var rest = stages.All.Where(stage => page.After == Cursor.Start || IsAfter(stage, page.After)).Take(page.Probe).ToList();
        var (cut, next) = page.Cut(rest, CursorOf);
        return new StagePage([.. cut.Select(StageAnswer.Of)], next);
    }

    private static bool IsAfter(Stage stage, Cursor cursor) =>
        CursorOf(stage) is var own && (own.At, own.Id).CompareTo((cursor.At, cursor.Id)) > 0;

    // The cursor's time holds the stage's position, one millisecond for each place.
    private static Cursor CursorOf(Stage stage) => new(DateTime.UnixEpoch.AddMilliseconds(stage.Position), stage.Id);
}
