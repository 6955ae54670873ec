using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Hal.Api.Domain.Streams;

/// <summary>
/// How far somebody has listened: after all that <paramref name="Seen"/> sees or, within what <paramref name="Until"/> sees beyond it,
/// after one row (contract 4.7).
/// </summary>
/// <param name="At">When it was read, in UTC: rows that are older than a day may be gone.</param>
/// <param name="Seen">All that it sees was told.</param>
/// <param name="Until">What is being told; null between two readings.</param>
/// <param name="LastTransaction">The transaction of the last row that was told; 0 between two readings.</param>
/// <param name="LastId">The id of that row.</param>
public sealed record StreamPosition(DateTime At, StreamSnapshot Seen, StreamSnapshot? Until, ulong LastTransaction, Guid LastId)
{
    private const int MaxLength = 8_000;
    private const string Version = "1";

    /// <summary>How long what happened is kept for those who come back.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    /// <summary>A position between two readings.</summary>
    /// <param name="at">When it was read, in UTC.</param>
    /// <param name="seen">All that it sees was told.</param>
    public static StreamPosition After(DateTime at, StreamSnapshot seen) => new(at, seen, null, 0, Guid.Empty);

    /// <summary>The position as callers get it: opaque, in letters, digits, <c>-</c> and <c>_</c>.</summary>
    public override string ToString() =>
        Base64Url.EncodeToString(
            Encoding.ASCII.GetBytes(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{Version}|{new DateTimeOffset(At).ToUnixTimeMilliseconds()}|{Seen.Text}|{Until?.Text}|{LastTransaction}|{LastId:N}"
                )
            )
        );

    /// <summary>Reads what a caller sent back as <c>Last-Event-ID</c>; null if it is none of ours.</summary>
    /// <param name="text">What was sent.</param>
    public static StreamPosition? Read(string text)
    {
        if (text.Length > MaxLength || !Base64Url.IsValid(text))
            return null;

        var parts = Encoding.ASCII.GetString(Base64Url.DecodeFromChars(text)).Split('|');
        if (
            parts is not [Version, var at, var seenText, var untilText, var lastText, var idText]
            || !long.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds)
            || milliseconds > DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()
            || StreamSnapshot.Read(seenText) is not { } seen
            || !Guid.TryParseExact(idText, "N", out var id)
        )
            return null;

        var instant = DateTimeOffset.FromUnixTimeMilliseconds(milliseconds).UtcDateTime;
        if (untilText.Length == 0)
            return After(instant, seen);

        return StreamSnapshot.Read(untilText) is { } until && StreamSnapshot.Number(lastText) is { } last
            ? new StreamPosition(instant, seen, until, last, id)
            : null;
    }

    /// <summary>Whether everything after it can still be told.</summary>
    /// <param name="present">What is seen now: a position beyond it is another database's.</param>
    public bool CanBeFollowed(DateTime now, StreamSnapshot present)
    {
        return At >= now - Kept && Seen.Next <= present.Next && (Until is null || Until.Next <= present.Next);
    }
}
