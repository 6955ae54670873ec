using System.Buffers.Binary;
using System.Buffers.Text;
using System.ComponentModel;
using System.Globalization;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;

namespace Hal.Api.Platform.Http;

/// <summary>What every list takes (contract 2).</summary>
public abstract record PageQuery
{
    /// <summary>The most rows of a page.</summary>
    public const int MaxSize = 200;

    private const int DefaultSize = 50;

    /// <summary>How many rows, 1 to 200; 50 if absent.</summary>
    [FromQuery(Name = "limit"), Description("How many rows, 1 to 200; 50 if absent.")]
    public string? Limit { get; init; }

    /// <summary>Where the page before ended.</summary>
    [FromQuery(Name = "cursor"), Description("The next_cursor of the page before; the first page if absent.")]
    public string? Cursor { get; init; }

    /// <summary>How many rows the page has at most.</summary>
    internal int Size => int.TryParse(Limit, CultureInfo.InvariantCulture, out var limit) ? limit : DefaultSize;

    /// <summary>One more, to see whether there is a next page.</summary>
    internal int Probe => Size + 1;

    /// <summary>Behind which row the page begins.</summary>
    internal Cursor After => Http.Cursor.Read(Cursor) ?? Http.Cursor.Start;

    /// <summary>Cuts what was read with <see cref="Probe"/> to the page, and makes the cursor of the next.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="cursor">Where a row stands in the list.</param>
    internal (IReadOnlyList<T> Rows, string? Next) Cut<T>(IReadOnlyList<T> rows, Func<T, Cursor> cursor) =>
        rows.Count <= Size ? (rows, null) : ([.. rows.Take(Size)], cursor(rows[Size - 1]).ToString());
}

/// <summary>Checks what every list takes: 422 for a limit out of range or a cursor that is none.</summary>
/// <typeparam name="T">The list's query.</typeparam>
public sealed class PageRules<T> : AbstractValidator<T>
    where T : PageQuery
{
    /// <summary>Checks limit and cursor.</summary>
    public PageRules()
    {
        RuleFor(x => x.Limit).Must(limit => limit is null || (int.TryParse(limit, NumberStyles.None, CultureInfo.InvariantCulture, out var size) && size is >= 1 and <= PageQuery.MaxSize))
            .WithMessage($"This has to be a whole number from 1 to {PageQuery.MaxSize}.");
        RuleFor(x => x.Cursor).Must(cursor => cursor is null || Cursor.Read(cursor) is not null)
            .WithMessage("This has to be the next_cursor of a page before.");
    }
}

/// <summary>Where a row stands in a list that is newest first: by an instant where the list has one, and by id. Callers see it as an opaque text.</summary>
/// <param name="At">The instant, in UTC to the millisecond.</param>
/// <param name="Id">The id.</param>
public readonly record struct Cursor(DateTime At, Guid Id)
{
    private const int Length = 8 + 16;

    /// <summary>Before the first row.</summary>
    public static readonly Cursor Start = new(DateTime.MaxValue, Guid.AllBitsSet);

    /// <summary>A cursor of a list that is ordered by id alone.</summary>
    /// <param name="id">The id.</param>
    public static Cursor Of(Guid id) => new(DateTime.UnixEpoch, id);

    /// <summary>Reads a cursor; null for a text that is none, and for none.</summary>
    /// <param name="text">What the caller sent.</param>
    public static Cursor? Read(string? text)
    {
        Span<byte> bytes = stackalloc byte[Length];
        if (text is not { Length: 32 } || !Base64Url.IsValid(text) || !Base64Url.TryDecodeFromChars(text, bytes, out var length) || length != Length)
            return null;

        var milliseconds = BinaryPrimitives.ReadInt64BigEndian(bytes);
        return milliseconds < DateTimeOffset.MinValue.ToUnixTimeMilliseconds() || milliseconds > DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()
            ? null
            : new Cursor(DateTimeOffset.FromUnixTimeMilliseconds(milliseconds).UtcDateTime, new Guid(bytes[8..], bigEndian: true));
    }

    /// <inheritdoc/>
    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[Length];
        BinaryPrimitives.WriteInt64BigEndian(bytes, new DateTimeOffset(At).ToUnixTimeMilliseconds());
        Id.TryWriteBytes(bytes[8..], bigEndian: true, out _);
        return Base64Url.EncodeToString(bytes);
    }
}
