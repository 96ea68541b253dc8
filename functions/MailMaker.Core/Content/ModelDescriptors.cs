using System.Diagnostics.CodeAnalysis;
using HandlebarsDotNet.MemberAccessors;
using HandlebarsDotNet.ObjectDescriptors;
using HandlebarsDotNet.PathStructure;
using MailMaker.Core.Content.Helpers;

namespace MailMaker.Core.Content;

/// <summary>
/// Tells Handlebars how to read our model: by our own look-ups, and nothing else. A template sees no property of any .NET object, and skips the reflection
/// and dictionary adapters that cost most of a small rendering.
/// </summary>
internal sealed class ModelDescriptors : IObjectDescriptorProvider
{
    private static readonly ObjectDescriptor Model = Describe<MailModel>((m, name) => m.Find(name), m => m.Names);
    private static readonly ObjectDescriptor Contact = Describe<MailModel.ContactValues>((c, name) => c.Find(name), c => c.Names);
    private static readonly ObjectDescriptor Group = Describe<NamedValues>((g, name) => g.Find(name), g => g.Names);
    private static readonly ObjectDescriptor Plain = Describe<object>((_, _) => null, _ => []);

    public bool TryGetDescriptor(Type type, [NotNullWhen(true)] out ObjectDescriptor? value)
    {
        // Handlebars' own types keep their own descriptors, and knows by itself how to walk through a sequence.
        if (type.Assembly == typeof(ObjectDescriptor).Assembly || type == typeof(ItemSequence))
        {
            value = null;
            return false;
        }

        value = type == typeof(MailModel) ? Model : type == typeof(MailModel.ContactValues) ? Contact : type == typeof(NamedValues) ? Group : Plain;
        return true;
    }

    private static ObjectDescriptor Describe<T>(Func<T, string, object?> find, Func<T, IEnumerable<string>> names)
        where T : class =>
        new(typeof(T), new Accessor<T>(find), (_, o) => names((T)o), _ => new NoIterator());

    private sealed class Accessor<T>(Func<T, string, object?> find) : IMemberAccessor
        where T : class
    {
        public bool TryGetValue(object instance, ChainSegment memberName, out object? value) =>
            (value = find((T)instance, memberName.TrimmedValue)) is not null;
    }
}
