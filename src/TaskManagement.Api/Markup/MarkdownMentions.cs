using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace TaskManagement.Api.Markup;

/// <summary>Finds whom a text names as <c>@handle</c>: not in code, nor in addresses and links.</summary>
internal static partial class MarkdownMentions
{
    /// <summary>Stands for whatever cannot be part of a name or stand before one.</summary>
    private const char Other = '/';

    /// <summary>The handles in lower case, each once, in order. One may end in the full stop of its sentence.</summary>
    public static ImmutableArray<string> HandlesIn(string markdown)
    {
        if (!markdown.Contains('@') || !MarkdownText.TryRead(markdown, out var document, out _))
            return [];
        return
        [
            .. document.Descendants<LeafBlock>()
                .Where(block => block.Inline is not null)
                .SelectMany(block => Mention().Matches(TextOf(block.Inline!)))
                .Select(match => match.Groups["handle"].Value.ToLowerInvariant())
                .Distinct(),
        ];
    }

    private static string TextOf(ContainerInline inlines)
    {
        var text = new StringBuilder();
        Add(inlines);
        return text.ToString();

        void Add(ContainerInline container)
        {
            foreach (var inline in container)
            {
                switch (inline)
                {
                    case LiteralInline { IsFirstCharacterEscaped: true } literal:
                        text.Append(Other).Append(literal.Content.AsSpan()[1..]);
                        break;
                    case LiteralInline literal:
                        text.Append(literal.Content.AsSpan());
                        break;
                    case LineBreakInline:
                        text.Append('\n');
                        break;
                    case LinkInline:
                        text.Append(Other);
                        break;
                    case ContainerInline nested:
                        Add(nested);
                        break;
                    default:
                        text.Append(Other);
                        break;
                }
            }
        }
    }

    [GeneratedRegex(
        @"(?<![\p{L}\p{N}_.+\-/@])@(?<handle>[A-Za-z][A-Za-z0-9_.-]{1,39})(?![A-Za-z0-9_@-])",
        RegexOptions.CultureInvariant)]
    private static partial Regex Mention();
}
