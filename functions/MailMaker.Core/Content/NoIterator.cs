using HandlebarsDotNet;
using HandlebarsDotNet.Compiler;
using HandlebarsDotNet.Iterators;
using HandlebarsDotNet.PathStructure;

namespace MailMaker.Core.Content;

/// <summary>A contact's values are single values: <c>{{#each}}</c> over one runs its else part.</summary>
internal sealed class NoIterator : IIterator
{
    public void Iterate(
        in EncodedTextWriter writer,
        BindingContext context,
        ChainSegment[] blockParamsVariables,
        object input,
        TemplateDelegate template,
        TemplateDelegate ifEmpty) => ifEmpty(writer, context);
}
