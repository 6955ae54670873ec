using System.ComponentModel;
using System.Globalization;
using FluentValidation;
using Hal.Api.Platform.Values;
using Microsoft.AspNetCore.Mvc;

namespace Hal.Api.Http;

/// <summary>The query parameters of every list (contract 2).</summary>
public abstract record PageQuery
{
    /// <summary>The most rows of a page.</summary>
    public const int MaxSize = 200;

    /// <summary>The rows of a page whose request names no limit.</summary>
    public const int DefaultSize = 50;

    /// <summary>How many rows, 1 to 200; 50 if absent.</summary>
    [FromQuery(Name = "limit"), Description("How many rows, 1 to 200; 50 if absent.")]
    public string? Limit { get; init; }

    /// <summary>The end of the previous page.</summary>
    [FromQuery(Name = "cursor"), Description("The next_cursor of the page before; the first page if absent.")]
    public string? Cursor { get; init; }

    /// <summary>The page that is asked for.</summary>
    internal Page Page =>
        new(
            int.TryParse(Limit, CultureInfo.InvariantCulture, out var limit) ? limit : DefaultSize,
            Platform.Values.Cursor.Read(Cursor) ?? Platform.Values.Cursor.Start
        );
}

/// <summary>Checks the parameters of every list: 422 for a limit out of range, or for a text that is no cursor.</summary>
/// <typeparam name="T">The list's query.</typeparam>
public sealed class PageRules<T> : AbstractValidator<T>
    where T : PageQuery
{
    /// <summary>Checks limit and cursor.</summary>
    public PageRules()
    {
        RuleFor(x => x.Limit)
            .Must(limit =>
                limit is null
                || (
                    int.TryParse(limit, NumberStyles.None, CultureInfo.InvariantCulture, out var size)
                    && size is >= 1 and <= PageQuery.MaxSize
                )
            )
            .WithMessage($"This has to be a whole number from 1 to {PageQuery.MaxSize}.");
        RuleFor(x => x.Cursor)
            .Must(cursor => cursor is null || Cursor.Read(cursor) is not null)
            .WithMessage("This has to be the next_cursor of a page before.");
    }
}
