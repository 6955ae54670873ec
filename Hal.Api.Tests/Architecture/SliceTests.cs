using System.Text.RegularExpressions;
using Carter;
using MediatR;

namespace Hal.Api.Tests.Architecture;

/// <summary>A use case is a folder: delete it, and the use case is gone and nothing else breaks.</summary>
public class SliceTests
{
    [Test]
    public void A_slice_holds_its_three_files() =>
        SourceTree
            .Slices.Select(slice =>
                (slice, Names: Directory.EnumerateFileSystemEntries(slice.FullPath).Select(Path.GetFileName).Order(StringComparer.Ordinal))
            )
            .Where(s =>
                !s.Names.SequenceEqual([$"{s.slice.Name}Command.cs", $"{s.slice.Name}Handler.cs", $"{s.slice.Name}Module.cs"])
                && !s.Names.SequenceEqual([$"{s.slice.Name}Handler.cs", $"{s.slice.Name}Module.cs", $"{s.slice.Name}Query.cs"])
            )
            .Select(s => $"{s.slice}: {string.Join(' ', s.Names)}")
            .MustNot("A slice holds its module, its command or query, and its handler; no more and no less.");

    [Test]
    public void Families_hold_features_and_features_hold_slices() =>
        Subjects
            .Some(SourceTree.Service.Where(f => f.IsIn(SliceFolder.Families)))
            .Where(f => f.Path.Split('/').Length != 5)
            .Select(f => f.Path)
            .MustNot("A file of a family lies in Hal.Api/<Family>/<Feature>/<Slice>/.");

    [Test]
    public void Public_types_start_with_the_name_of_their_slice() =>
        SourceTree
            .Slices.SelectMany(slice =>
                Subjects
                    .Some(slice.Types.Where(t => t.IsPublic))
                    .Where(t => !t.Name.StartsWith(slice.Name, StringComparison.Ordinal))
                    .Select(t => $"{slice}: {t.Name}")
            )
            .MustNot("OpenAPI components share one name space, so a slice's types carry its name.");

    [Test]
    public void Every_type_of_a_family_lies_in_a_slice() =>
        Subjects
            .Some(ServiceTypes.Named.Where(t => ServiceTypes.FamilyOf(t) is not null))
            .Where(t => SourceTree.Slices.All(s => s.Namespace != t.Namespace))
            .Select(t => t.FullName!)
            .MustNot("What is in a family's namespace belongs to one of its slices.");

    [Test]
    public void No_slice_names_another_and_nothing_else_names_any()
    {
        var types = Subjects.Some(
            SourceTree.Slices.SelectMany(slice => slice.Types.Where(t => !t.IsNested).Select(t => (slice, Name: t.Name.Split('`')[0])))
        );
        var offenders =
            from file in SourceTree.Service
            from type in types
            where !file.IsIn($"{type.slice}/")
            // A slice of another family may be called alike; what it then names is its own.
            let isItsOwn = types.Any(own => own.Name == type.Name && file.IsIn($"{own.slice}/"))
            where Regex.IsMatch(file.Code, $@"\b({(isItsOwn ? "" : $"{type.Name}|")}{Regex.Escape(type.slice.Namespace)})\b")
            select $"{file.Path} names {type.Name} of {type.slice}";
        offenders.MustNot("Slices share Domain, never each other.");
    }

    [Test]
    public void Carter_sees_the_module_of_every_slice() =>
        SourceTree
            .Slices.Where(slice => slice.Types.Count(t => t.IsPublic && t.IsAssignableTo(typeof(ICarterModule))) != 1)
            .Select(slice => slice.ToString())
            .MustNot("Carter ignores modules that are not public, without a word.");

    [Test]
    public void Modules_lie_in_slices_only() =>
        Subjects
            .Some(ServiceTypes.Named.Where(t => t.IsAssignableTo(typeof(ICarterModule))))
            .Where(t => !t.IsPublic || ServiceTypes.FamilyOf(t) is null)
            .Select(t => t.FullName!)
            .MustNot("Routes are mapped by the public module of a slice.");

    [Test]
    public void Every_slice_has_one_request_and_one_handler() =>
        SourceTree
            .Slices.Where(slice => slice.Types.Count(ServiceTypes.IsRequest) != 1 || slice.Types.Count(ServiceTypes.IsHandler) != 1)
            .Select(slice => slice.ToString())
            .MustNot("A use case is one request and what happens with it.");

    [Test]
    public void A_handler_sends_nothing_through_the_mediator()
    {
        var handlers = Subjects.Some(ServiceTypes.Named.Where(ServiceTypes.IsHandler));
        Type[] senders = [typeof(IMediator), typeof(ServiceFactory), typeof(IServiceProvider)];
        handlers
            .Where(h => h.GetConstructors().SelectMany(c => c.GetParameters()).Any(p => senders.Contains(p.ParameterType)))
            .Select(h => h.Name)
            .Concat(
                Subjects
                    .Some(SourceTree.Service.Where(f => f.Path.EndsWith("Handler.cs", StringComparison.Ordinal)))
                    .SelectMany(f => f.Lines(new Regex(@"\b(ISender|IMediator|IPublisher|ServiceFactory|IServiceProvider)\b")))
            )
            .MustNot("A use case does not run another one; what they share is a rule in Domain.");
    }

    [Test]
    public void A_handler_has_no_base() =>
        Subjects
            .Some(ServiceTypes.Named.Where(ServiceTypes.IsHandler))
            .Where(h => h.BaseType != typeof(object) || !h.IsSealed || h.IsGenericType)
            .Select(h => h.FullName!)
            .MustNot("A handler is read from top to bottom in its own file.");

    [Test]
    public void Every_slice_has_a_test_file_of_its_name() =>
        SourceTree
            .Slices.Where(slice =>
                !File.Exists(Path.Combine(SourceTree.Root, "Hal.Api.Tests", slice.Family, slice.Feature, $"{slice.Name}Tests.cs"))
            )
            .Select(slice => slice.ToString())
            .MustNot("The tests mirror the tree, so that the tests of a slice are found where it is.");
}
