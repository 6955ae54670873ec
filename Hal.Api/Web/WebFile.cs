using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Hal.Api.Http;
using Microsoft.Net.Http.Headers;

namespace Hal.Api.Web;

/// <summary>
/// A file that browsers load. It is kept in memory uncompressed, as gzip and as brotli, each with its own <c>ETag</c>. Any page may load
/// it. Browsers revalidate it each time, because the files of the widget belong together and versions must not mix.
/// </summary>
public sealed partial class WebFile
{
    private const string Folder = "wwwroot/";

    private readonly string _mediaType;

    // The smallest first. Every browser reads the last.
    private readonly Form[] _forms;

    private WebFile(string path, byte[] content)
    {
        Path = path;
        _mediaType = System.IO.Path.GetExtension(path) switch
        {
            ".js" => "text/javascript; charset=utf-8",
            ".css" => "text/css; charset=utf-8",
            _ => "text/html; charset=utf-8",
        };
        var hash = Convert.ToHexStringLower(SHA256.HashData(content))[..24];
        _forms =
        [
            new Form(
                "br",
                Pack(content, to => new BrotliStream(to, CompressionLevel.SmallestSize)),
                new EntityTagHeaderValue($"\"{hash}-br\"")
            ),
            new Form(
                "gzip",
                Pack(content, to => new GZipStream(to, CompressionLevel.SmallestSize)),
                new EntityTagHeaderValue($"\"{hash}-gz\"")
            ),
            new Form(null, content, new EntityTagHeaderValue($"\"{hash}\"")),
        ];
    }

    /// <summary>Its path below the root of the service: <c>widget.js</c>.</summary>
    public string Path { get; }

    /// <summary>The content; for a script, without comments.</summary>
    public ReadOnlyMemory<byte> Content => _forms[^1].Bytes;

    /// <summary>Every file under a path of the service.</summary>
    /// <param name="start">The start of the path: <c>widget</c>.</param>
    public static IReadOnlyList<WebFile> Under(string start)
    {
        var assembly = typeof(WebFile).Assembly;
        return
        [
            .. assembly
                .GetManifestResourceNames()
                .Select(name => name.Replace('\\', '/'))
                .Where(name => name.StartsWith(Folder + start, StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)
                .Select(name =>
                {
                    using var stream = assembly.GetManifestResourceStream(name)!;
                    var content = new byte[stream.Length];
                    stream.ReadExactly(content);
                    var isScript = name.EndsWith(".js", StringComparison.Ordinal);
                    return new WebFile(name[Folder.Length..], isScript ? WithoutComments(content) : content);
                }),
        ];
    }

    /// <summary>Answers with the smallest encoding that the browser accepts, or with 304 if the browser has it already.</summary>
    public IResult Answer(HttpContext context)
    {
        var accepted = context.Request.GetTypedHeaders().AcceptEncoding;
        var form = _forms.First(f => f.Encoding is null || accepted.Any(a => a.Value == f.Encoding && a.Quality is not 0));
        var headers = context.Response.Headers;
        headers.CacheControl = "public, no-cache";
        headers.Vary = HeaderNames.AcceptEncoding;
        headers.AccessControlAllowOrigin = "*";
        headers["Cross-Origin-Resource-Policy"] = "cross-origin";
        headers.XContentTypeOptions = "nosniff";
        if (form.Encoding is not null)
            headers.ContentEncoding = form.Encoding;

        return Results.Bytes(form.Bytes, _mediaType, entityTag: form.Tag);
    }

    /// <summary>Maps GET and HEAD of the file.</summary>
    public void Map(IEndpointRouteBuilder app) =>
        app.MapMethods($"/{Path}", [HttpMethods.Get, HttpMethods.Head], Answer)
            .WithMetadata(new FamilyMetadata("public"))
            .ExcludeFromDescription();

    // Comments are for readers of the source. Only comments on lines of their own are removed, because that needs no parser.
    private static byte[] WithoutComments(byte[] script) =>
        Encoding.UTF8.GetBytes(CommentLines().Replace(Encoding.UTF8.GetString(script), ""));

    [GeneratedRegex(@"^[ \t]*(?://.*|/\*(?:(?!\*/)[\s\S])*\*/)\n", RegexOptions.Multiline)]
    private static partial Regex CommentLines();

    private static byte[] Pack(byte[] content, Func<Stream, Stream> pack)
    {
        using var packed = new MemoryStream();
        using (var packer = pack(packed))
            packer.Write(content);

        return packed.ToArray();
    }

    private sealed record Form(string? Encoding, byte[] Bytes, EntityTagHeaderValue Tag);
}
